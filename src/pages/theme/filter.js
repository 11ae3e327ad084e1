// The box above a long list: it hides the rows that lack one of its words, or one of the values chosen in its lists.
// Without this script, the list is there whole, in groups, with links to them.

/**
 * Words as they are compared: without case, and without accents, which are a burden on a phone.
 * @param {string} text
 */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Whether a text has all words of a query, parts of words included.
 * @param {string} text made by `plain`
 * @param {string} query as it was typed
 */
export function hasWords(text, query) {
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** @param {Element} list @param {HTMLElement} box */
function filterWhileTyping(list, box) {
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  const selects = [...box.querySelectorAll("select")];
  if (input === null || output === null) return;
  const groups = [...list.querySelectorAll("section.group")].map(groupOf);
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const rest = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("nav.groups, section.latest"));

  const show = () => {
    const query = input.value.trim();
    const chosen = selects.flatMap(({ value }) => value || []);
    const isWhole = query === "" && chosen.length === 0;
    const shown = groups.reduce((sum, group) => sum + showGroup(group, query, chosen), 0);
    // The groups that are left follow below; on a phone, their links would take up the screen beside the keyboard.
    for (const part of rest) part.hidden = !isWhole;
    const text = isWhole ? `${total} entries` : `${shown} of ${total} entries`;
    // Said again only where it changes.
    if (output.value !== text) output.value = text;
  };
  box.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value === "") return;
    event.preventDefault();
    input.value = "";
    show();
  });
  // A page that comes back from the history may bring the words with it.
  addEventListener("pageshow", show);
  box.hidden = false;
  show();
}

/**
 * @typedef {{ item: HTMLElement, text: string, choices: readonly string[] }} Row
 * @typedef {{ section: HTMLElement, count: Element | null, fold: Fold | null, rows: Row[] }} Group
 * @param {Element} section @returns {Group}
 */
function groupOf(section) {
  const items = /** @type {HTMLElement[]} */ ([...section.querySelectorAll(":is(.documents, .entries) > li")]);
  const rows = items.map((item) => ({
    item,
    text: plain(`${shownText(item)} ${item.dataset.words ?? ""}`),
    choices: item.dataset.choices?.split(" ") ?? [],
  }));
  const fold = section.querySelector(":scope > details");
  return {
    section: /** @type {HTMLElement} */ (section),
    count: section.querySelector("h2 .count"),
    fold: fold instanceof HTMLDetailsElement ? foldOf(fold) : null,
    rows,
  };
}

/**
 * Of a row its title and facts, such as date and severity, but not the text, which may be cut. Of a row that opens its line
 * and the last paragraph, such as where a reference is used: words such as "open" are in nearly everything that is folded.
 * @param {Element} item
 */
function shownText(item) {
  const parts = item.matches(".entries > li")
    ? item.querySelectorAll("summary, details > div > p:last-child")
    : item.querySelectorAll(":scope > :not(p)");
  return [...parts].map(({ textContent }) => textContent).join(" ");
}

/**
 * A group that is folded opens while it is filtered, and is then again as the reader left it.
 * @typedef {(isWhole: boolean) => void} Fold
 * @param {HTMLDetailsElement} details @returns {Fold}
 */
function foldOf(details) {
  const summary = details.querySelector("summary");
  let wasWhole = true;
  let wasOpen = details.open;
  return (isWhole) => {
    if (wasWhole) wasOpen = details.open;
    if (!isWhole) details.open = true;
    else if (!wasWhole) details.open = wasOpen;
    if (summary !== null) summary.hidden = !isWhole;
    wasWhole = isWhole;
  };
}

/** How many rows it leaves. @param {Group} group @param {string} query @param {readonly string[]} chosen */
function showGroup({ section, count, fold, rows }, query, chosen) {
  let shown = 0;
  for (const row of rows) {
    const isShown = hasWords(row.text, query) && chosen.every((one) => row.choices.includes(one));
    row.item.hidden = !isShown;
    if (isShown) shown += 1;
  }
  section.hidden = shown === 0;
  fold?.(query === "" && chosen.length === 0);
  count?.replaceChildren(shown === rows.length ? `${shown}` : `${shown} of ${rows.length}`);
  return shown;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const list = document.querySelector(".filtered");
  const box = list?.querySelector(".filter");
  if (list && box instanceof HTMLElement) filterWhileTyping(list, box);
}
