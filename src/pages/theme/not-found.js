// On the 404 page, says where the address may have been meant to lead: to an alert of such a name, or to a
// search for its words. Without this script, the page lists all runbooks.

/**
 * The last part of an address as words to search for. An alert's name stays as it is.
 * @param {string} path
 */
export function wordsOf(path) {
  const last = path.split("/").findLast((part) => part !== "") ?? "";
  try {
    return decodeURIComponent(last.replace(/\.html?$/, "")).replace(/[-+]+/g, " ");
  } catch {
    return "";
  }
}

/** Names that differ in case and signs alone are one. @param {string} name */
export function plainName(name) {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}

/** The alerts that may be meant, for an address that a notification may have. @param {string} words @param {string} folder */
async function alertsWith(words, folder) {
  if (!/\/(alert|runbook)s\//.test(location.pathname)) return [];
  const { alerts } = await (await fetch(`${folder}../api/alerts.json`)).json();
  return alerts.filter((/** @type {{ name: string }} */ { name }) => plainName(name).includes(plainName(words)));
}

/** @param {string} words @param {string} href @param {string} text */
function line(words, href, text) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  return [words, link, " "];
}

/** @param {HTMLElement} place */
async function suggest(place) {
  const words = wordsOf(location.pathname);
  if (words === "") return;
  const { search, alerts = "" } = place.dataset;
  const known = await alertsWith(words, alerts).catch(() => []);
  const parts = words.replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, "$1 ");
  place.replaceChildren(
    ...known.slice(0, 3).flatMap(({ name }) => line("Alert ", `${alerts}${name.replace(/[^\w.-]+/g, "-")}/`, name)),
    ...line("Search for ", `${search}?q=${encodeURIComponent(parts)}`, parts),
  );
  place.hidden = false;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const place = document.querySelector("[data-search]");
  if (place instanceof HTMLElement) suggest(place);
}
