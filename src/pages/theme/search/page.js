// The search page: a field, its address, the kinds to choose from, and the pages that were found.

import { addressOf, asked } from "./address.js";
import { exactFirst, excerptOf, withoutEdges } from "./excerpt.js";
import { openIndex } from "./index.js";
import { LISTS, sentenceOf } from "./sentence.js";

/** @typedef {import("./index.js").Found} Found @typedef {import("./index.js").Hit} Hit */

/** Pages that are loaded at once. */
const AT_ONCE = 10;
/** Milliseconds without a key after which the words are searched. */
const PAUSE = 150;
/** Milliseconds after which nobody looks at an empty page any longer. */
const LONG_WAIT = 3000;

/** @param {HTMLFormElement} form */
export function searchPage(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`.search-${name}`));
  const view = {
    status: part("status"),
    kinds: part("kinds"),
    hits: part("hits"),
    more: part("more"),
    lists: part("lists"),
  };
  const address = addressOf(input);
  // It said that this does not run.
  delete view.status.dataset.waits;
  view.status.textContent = "";
  let opened;
  const open = () => (opened ??= openIndex(form.dataset.index ?? ""));
  let turn = 0;

  /** Shows what the address asks for. A search that was overtaken by the next one shows nothing. */
  const show = async () => {
    const mine = ++turn;
    const { query, kind } = asked();
    if (query === "") return showLists(view, "");
    const waiting = setTimeout(() => mine === turn && showLists(view, `Searching takes long. ${LISTS}`), LONG_WAIT);
    if (view.hits.hidden && view.status.textContent === "") {
      // The lists would be gone again before anybody has read a line.
      say(view.status, "Searching…");
      view.lists.hidden = true;
    }
    try {
      const search = await open();
      const found = await search(query);
      if (mine === turn) await showFound(view, found, kind, () => mine === turn);
    } catch (error) {
      console.warn(error);
      opened = undefined;
      if (mine === turn) showLists(view, `The search index did not load. Reload the page to try again. ${LISTS}`);
    } finally {
      clearTimeout(waiting);
    }
  };

  // The index is there when the first word is written; if it is not, the search says so.
  input.addEventListener("focus", () => open().catch(() => {}), { once: true });
  let timer;
  input.addEventListener("input", () => {
    address.typed();
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  input.addEventListener("change", address.commit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    address.commit();
    show();
  });
  view.kinds.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button === null) return;
    address.choose(button.getAttribute("aria-pressed") === "true" ? "" : (button.dataset.kind ?? ""));
    show();
  });
  addEventListener("popstate", () => {
    input.value = asked().query;
    address.commit();
    show();
  });
  moveByArrows(input, view.hits);
  // The browser may bring back what was typed before; the address decides.
  input.value = asked().query;
  if (input.value === "" && location.hash === "") input.focus();
  show();
}

function showLists(view, text) {
  say(view.status, text);
  for (const one of [view.kinds, view.hits, view.more]) one.hidden = true;
  view.lists.hidden = false;
}

/** @param {HTMLElement} status @param {string} text said again only where it changes */
function say(status, text) {
  if (status.textContent !== text) status.textContent = text;
}

/** @param {Found} found @param {string} asked a kind; "" or one that the index has not: all @param {() => boolean} isCurrent */
async function showFound(view, found, asked, isCurrent) {
  const kind = found.kinds.has(asked) ? asked : "";
  const hits = kind === "" ? found.hits : found.hits.filter((hit) => hit.kind === kind);
  if (hits.length === 0) {
    showLists(view, sentenceOf(found, hits, kind, []));
    showKinds(view.kinds, found, kind);
    return;
  }
  const loaded = await loadedOf(hits.slice(0, AT_ONCE), found);
  if (!isCurrent()) return;
  say(view.status, sentenceOf(found, hits, kind, loaded));
  showKinds(view.kinds, found, kind);
  view.hits.replaceChildren(...loaded.map((hit) => itemOf(hit, found)));
  view.hits.hidden = false;
  view.lists.hidden = true;
  showMore(view, found, hits, isCurrent);
}

/** @param {Found} found @param {readonly Hit[]} hits @param {() => boolean} isCurrent */
function showMore(view, found, hits, isCurrent) {
  const sentence = view.status.textContent;
  let shown = AT_ONCE;
  view.more.hidden = hits.length <= shown;
  const next = async () => {
    try {
      const loaded = await loadedOf(hits.slice(shown, shown + AT_ONCE), found);
      if (!isCurrent()) return;
      const items = loaded.map((hit) => itemOf(hit, found));
      shown += AT_ONCE;
      view.more.hidden = hits.length <= shown;
      view.hits.append(...items);
      say(view.status, sentence);
      items[0]?.querySelector("a")?.focus();
    } catch (error) {
      console.warn(error);
      if (isCurrent()) say(view.status, "More results did not load. Try again.");
    }
  };
  // Who clicks twice gets the next ones, not the same.
  let last = Promise.resolve();
  view.more.onclick = () => {
    last = last.then(next);
  };
}

/** @param {readonly Hit[]} hits @param {Found} found */
async function loadedOf(hits, { query, terms }) {
  const loaded = await Promise.all(hits.map(async (hit) => ({ ...hit, fragment: await hit.load() })));
  return exactFirst(query, terms, loaded);
}

function itemOf({ kind, has, fragment }, { terms, isWhole }) {
  const { pieces, sections } = excerptOf(fragment, terms);
  const lacking = isWhole ? [] : terms.filter((term) => term.asks.length > 0 && !term.isWeak && !has.has(term));
  return element("li", { dir: "auto" }, [
    element("p", { class: "hit" }, [
      element("a", { href: fragment.url }, [fragment.meta.title ?? fragment.meta.name]),
      " ",
      element("span", { class: "kind" }, [kind]),
    ]),
    element(
      "p",
      { class: "excerpt" },
      pieces.flatMap(({ text, isFound }) => [...(isFound ? marked(text) : [text]), " "]),
    ),
    ...(sections.length > 0
      ? [
          element(
            "ul",
            {},
            sections.map(({ url, title }) => element("li", {}, [element("a", { href: url }, [title])])),
          ),
        ]
      : []),
    ...(lacking.length > 0
      ? [element("p", { class: "lacking" }, [`Without: ${lacking.map(({ text }) => text).join(", ")}`])]
      : []),
  ]);
}

/** @param {string} text */
function marked(text) {
  const { before, word, after } = withoutEdges(text);
  return [before, element("mark", {}, [word]), after];
}

/** @param {string} name @param {Record<string, string>} attributes @param {(string | Node)[]} children */
function element(name, attributes, children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * A button for each kind that was found, in the order of their best hits, and for the one that was chosen.
 * @param {Found} found @param {string} chosen
 */
function showKinds(box, { hits }, chosen) {
  const counts = new Map();
  for (const { kind } of hits) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (chosen !== "" && !counts.has(chosen)) counts.set(chosen, 0);
  const buttons = [...counts].map(([kind, count]) =>
    element("button", { type: "button", "data-kind": kind, "aria-pressed": String(kind === chosen) }, [
      kind,
      " ",
      element("span", {}, [`${count}`]),
    ]),
  );
  const focused = box.contains(document.activeElement) ? document.activeElement?.getAttribute("data-kind") : undefined;
  box.replaceChildren(...buttons);
  box.hidden = counts.size < 2 && chosen === "";
  buttons.find((button) => button.dataset.kind === focused)?.focus();
}

/** From the field into the results and back. @param {HTMLInputElement} input @param {HTMLElement} hits */
function moveByArrows(input, hits) {
  const move = (/** @type {KeyboardEvent} */ event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || hits.hidden) return;
    const stops = [input, .../** @type {NodeListOf<HTMLElement>} */ (hits.querySelectorAll("a"))];
    const next = stops[stops.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  input.addEventListener("keydown", move);
  hits.addEventListener("keydown", move);
}
