// The script of the search page, which comes beside that of every page.

import { searchPage } from "./search/page.js";

const form = document.querySelector("form[role=search][data-index]");
if (form instanceof HTMLFormElement) searchPage(form);
