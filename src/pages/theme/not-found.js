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
  return name.toLowerCase().replace(/[-_ ]/g, "");
}

/** The alerts that may be meant, for an address that a notification may have. @param {string} words @param {string} folder */
async function alertsWith(words, folder) {
  if (!/alerts|runbooks/.test(location.pathname)) return [];
  const { alerts } = await (await fetch(`${folder}../api/alerts.json`)).json();
  const wanted = plainName(words);
  return alerts.filter((/** @type {{ name: string }} */ { name }) => wanted !== "" && plainName(name).includes(wanted));
}

/** @param {HTMLElement} place */
async function suggest(place) {
  const words = wordsOf(location.pathname);
  if (words === "") return;
  const { search, alerts = "" } = place.dataset;
  const known = await alertsWith(words, alerts).catch(() => []);
  place.textContent = "";
  const add = (/** @type {string} */ before, /** @type {string} */ href, /** @type {string} */ text) => {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    place.append(before, link, " ");
  };
  for (const { name } of known.slice(0, 3)) add("Alert ", `${alerts}${name.replace(/[^\w.-]+/g, "-")}/`, name);
  const parts = words.replace(/([a-z\d])(?=[A-Z])/g, "$1 ");
  add("Search for ", `${search}?q=${encodeURIComponent(parts)}`, parts);
  place.hidden = false;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const place = document.querySelector("[data-search]");
  if (place instanceof HTMLElement) suggest(place);
}
