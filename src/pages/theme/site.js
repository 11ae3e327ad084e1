// The script of every page: each part looks for what it serves, and does nothing where there is none of it.

import "./affected.js";
import "./copy.js";
import "./fence-copy.js";
import "./filter.js";
import "./looked.js";
import "./print.js";
import "./reveal.js";
import "./run-values.js";
import "./search.js";
import "./section-bar.js";
