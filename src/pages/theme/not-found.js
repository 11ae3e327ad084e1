// On the 404 page, says where the address may have been meant to lead: to the runbook of an alert of that name, or to a
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

/** @param {HTMLElement} place */
function suggest(place) {
  const words = wordsOf(location.pathname);
  if (words === "") return;
  const alert = [...document.querySelectorAll(".runbook-index code")].find(
    ({ textContent }) => textContent?.toLowerCase() === words.toLowerCase(),
  );
  const row = alert?.closest("a");
  const link = document.createElement("a");
  link.href = row?.href ?? `${place.dataset.search}?q=${encodeURIComponent(words)}`;
  link.textContent = row?.querySelector(".title")?.textContent ?? `Search for “${words}”`;
  place.replaceChildren(row ? `The alert ${alert?.textContent} leads to ` : "", link);
  place.hidden = false;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const place = document.querySelector("[data-search]");
  if (place instanceof HTMLElement) suggest(place);
}
