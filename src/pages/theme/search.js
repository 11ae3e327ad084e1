// The way to the search from every page: its form, and keys. What is on the search page comes with search-page.js.

/**
 * Whether a key asks for the search: "/" as it is typed on any keyboard, or Ctrl-K, on a Mac ⌘K. Never while somebody
 * writes: there, they belong to the text.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing">} event
 * @param {boolean} isWriting
 */
export function asksForSearch({ key, ctrlKey, metaKey, altKey, shiftKey, isComposing }, isWriting) {
  if (isWriting || isComposing) return false;
  // On a German keyboard "/" is Shift-7, on others it takes AltGr, which some systems report as Ctrl and Alt.
  if (key === "/") return !metaKey && ctrlKey === altKey;
  return key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey;
}

/** @param {EventTarget | null} target */
function isWritten(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  // Without this script, it would lead to a search that finds nothing.
  for (const any of document.querySelectorAll("form[role=search]")) any.removeAttribute("hidden");
  const link = document.querySelector("a.search-link");

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !asksForSearch(event, isWritten(event.target))) return;
    const field = document.querySelector("form[role=search] input[type=search]");
    if (field instanceof HTMLInputElement) field.select();
    else if (link instanceof HTMLAnchorElement) location.assign(link.href);
    else return;
    event.preventDefault();
    if (field instanceof HTMLInputElement) field.focus();
  });
}
