// The script of every page: each part looks for what it serves, and does nothing where there is none of it.

// First: it knows a step by its text, which the others add names and buttons to.
import "./run/run-log.js";
import "./affected.js";
import "./run/copy.js";
import "./run/fence-copy.js";
import "./filter.js";
import "./heading-links.js";
import "./looked.js";
import "./menu.js";
import "./not-found.js";
import "./print.js";
import "./reveal.js";
import "./run/run-values.js";
import "./scrollers.js";
import "./search.js";
import "./section-bar.js";
