// The box above a long list: it hides the rows that lack one of its words. Without this script, the list is there whole,
// in groups, with links to them.

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

/** @param {Element} list @param {HTMLFormElement} form */
function filterWhileTyping(list, form) {
  const input = form.querySelector("input");
  const output = form.querySelector("output");
  if (input === null || output === null) return;
  const groups = [...list.querySelectorAll("section.group")].map(groupOf);
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const links = list.querySelector("nav.groups");

  const show = () => {
    const query = input.value.trim();
    const shown = groups.reduce((sum, group) => sum + showGroup(group, query), 0);
    // The groups that are left follow below; on a phone, their links would take up the screen beside the keyboard.
    if (links instanceof HTMLElement) links.hidden = query !== "";
    const text = query === "" ? `${total} entries` : `${shown} of ${total} entries`;
    // Said again only where it changes.
    if (output.value !== text) output.value = text;
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value === "") return;
    event.preventDefault();
    input.value = "";
    show();
  });
  // A page that comes back from the history may bring the words with it.
  addEventListener("pageshow", show);
  form.hidden = false;
  show();
}

/**
 * @typedef {{ section: HTMLElement, count: Element | null, rows: { item: HTMLElement, text: string }[] }} Group
 * @param {Element} section @returns {Group}
 */
function groupOf(section) {
  const items = /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".documents > li")]);
  const rows = items.map((item) => ({ item, text: plain(`${shownText(item)} ${item.dataset.words ?? ""}`) }));
  return { section: /** @type {HTMLElement} */ (section), count: section.querySelector("h2 .count"), rows };
}

/** Title, date and severity, but not the description, which may be cut. @param {Element} item */
function shownText(item) {
  return [...item.children].map((child) => (child.matches("p") ? "" : child.textContent)).join(" ");
}

/** How many rows it leaves. @param {Group} group @param {string} query */
function showGroup({ section, count, rows }, query) {
  let shown = 0;
  for (const { item, text } of rows) {
    item.hidden = !hasWords(text, query);
    if (!item.hidden) shown += 1;
  }
  section.hidden = shown === 0;
  count?.replaceChildren(shown === rows.length ? `${shown}` : `${shown} of ${rows.length}`);
  return shown;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const list = document.querySelector(".filtered");
  const form = list?.querySelector("form.filter");
  if (list && form instanceof HTMLFormElement) filterWhileTyping(list, form);
}
