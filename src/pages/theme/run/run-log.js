// The log of a run: steps that were ticked, commands and checks that were copied, and notes, with their times, over all
// runbooks of a site. It is kept in this browser for twelve hours, and copied as Markdown. Without this script there
// are neither ticks nor log.

import { clock, KEPT, Kept, parsed } from "./kept.js";

/** @typedef {"done" | "undone" | "check" | "command" | "note"} Kind */
/**
 * `page` is a path, and `id` that of the step, "" for what is none.
 * @typedef {{ readonly at: number, readonly page: string, readonly title: string, readonly kind: Kind,
 *   readonly text: string, readonly id: string }} Entry
 */
/** @typedef {{ readonly started: number, readonly entries: readonly Entry[] }} Log */

/** Of more entries, the oldest are dropped: with texts of at most 200 characters, storage has room for all of them. */
export const MOST = 500;
const LONGEST = 200;
/** @type {Readonly<Record<Kind, string>>} */
const WORDS = { done: "☑ ", undone: "☐ ", check: "copied check ", command: "copied ", note: "Note: " };

/** On one line, without what cannot be seen, and cut where it is too long. @param {string} text */
export function oneLine(text) {
  const line = [...text.replace(/[\s\p{Cc}\p{Cf}]+/gu, (gap) => (/\s/.test(gap) ? " " : "")).trim()];
  return (line.length > LONGEST ? [...line.slice(0, LONGEST - 1), "…"] : line).join("");
}

/**
 * What tells a step from others, and from what it was before an edit: 32 bits of its text.
 * @param {string} text
 */
export function idOf(text) {
  let hash = 0;
  for (const sign of text) hash = (Math.imul(hash, 31) + sign.codePointAt(0)) | 0;
  return (hash >>> 0).toString(36);
}

/**
 * Reads what was kept. Undefined: it is not ours, broken, from the future, or too old.
 * @param {string | null} text
 * @param {number} now milliseconds since 1970
 * @returns {Log | undefined}
 */
export function parseLog(text, now) {
  return parsed(text, now, ({ started, entries }) => {
    const known = entries.every(
      (/** @type {any} */ { at, kind, page, title, text, id }) =>
        Math.abs(at - started) < KEPT &&
        Object.hasOwn(WORDS, kind) &&
        page.startsWith("/") &&
        [title, text, id].every((part) => oneLine(part) === part),
    );
    return known ? { started, entries } : undefined;
  });
}

/** @extends {Kept<Log>} */
export class KeptLog extends Kept {
  /** @param {() => Storage} storage it may throw @param {string} key */
  constructor(storage, key) {
    super(storage, key, parseLog);
  }

  /** The first entry starts the run. @param {Omit<Entry, "at">} entry @param {number} now */
  add(entry, now) {
    const { started, entries } = this.read(now) ?? { started: now, entries: [] };
    this.write({ started, entries: [...entries, { ...entry, at: now }].slice(-MOST) });
  }
}

/**
 * Whether a step of a page is ticked: whether its last entry says so.
 * @param {readonly Entry[]} entries
 * @param {string} page
 * @returns {ReadonlyMap<string, boolean>} by the step's id
 */
export function ticksOn(entries, page) {
  return new Map(entries.filter((entry) => entry.page === page).map(({ id, kind }) => [id, kind === "done"]));
}

/**
 * The log as Markdown: an entry a line, below the day and the time zone. A line names its page where that is another
 * one than the line before has.
 * @param {readonly Entry[]} entries
 * @param {string} origin of the site
 * @param {string} [timeZone] the reader's own where none is given
 */
export function markdown(entries, origin, timeZone) {
  const dayOf = days(timeZone);
  let day = "";
  let place = "";
  return entries
    .map(({ at, page, title, kind, text }) => {
      const today = dayOf(at);
      const heading = today === day ? "" : `${day && "\n"}## Log of ${today}\n`;
      const link = heading || page !== place ? `[${escaped(title)}](${origin}${page}): ` : "";
      day = today;
      place = page;
      const words = kind === "check" || kind === "command" ? asCode(text) : escaped(text);
      return `${heading}- ${clock(at, timeZone)} ${link}${WORDS[kind]}${words}\n`;
    })
    .join("");
}

/**
 * "30 November 2026 (times in Europe/Berlin, UTC+1)": it changes at midnight, and when the clocks do.
 * @param {string} [timeZone]
 * @returns {(at: number) => string}
 */
function days(timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZoneName: "shortOffset",
    timeZone,
  });
  const zone = format.resolvedOptions().timeZone;
  return (at) => `${format.format(at).replace(/(\d{4}).* GMT/, `$1 (times in ${zone}, UTC`)})`;
}

/** Text that Markdown shows as it is, with links where it has addresses. @param {string} text */
function escaped(text) {
  return text.replace(/https?:[^\s<>`]+|[\\`*_[\]<>|~&]/g, (part) => (part[1] ? part : `\\${part}`));
}

/** @param {string} text */
function asCode(text) {
  return text.includes("`") ? escaped(text) : `\`${text}\``;
}

/** What can be ticked: numbered steps, tasks, checks, and commands that change something; once where one holds another. */
const HOSTS = 'ol:not([class]) > li, .task[aria-label="to do"], .asks:not(ol *), figcaption.never:not(ol *)';

/** The text of a part, without the states in it, which come and go. @param {Element} part @param {string} [without] */
function textOf(part, without = "") {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const other of copy.querySelectorAll(`.badge, .until, .task${without}`)) other.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** What a step is called: its first sentence, the question of a check, or a command. @param {Element} host @param {Element} step */
function nameOf(host, step) {
  if (host.matches("figcaption")) return textOf(step).slice(textOf(host).length);
  const text = textOf(host.matches(".asks") ? host : step, ", figure, section, ol, ul, .table") || textOf(step);
  return text.match(/^.*?[.:?!](?= [^a-z]|$)/)?.[0] ?? text;
}

/**
 * Gives each step its box.
 * @param {(kind: Kind, text: string, id: string) => void} add
 * @returns {ReadonlyMap<string, HTMLInputElement>} by the step's id
 */
function addTicks(add) {
  const [ticks, last] = [new Map(), new Map()];
  for (const host of document.querySelectorAll(`.steps .prose :is(${HOSTS})`)) {
    const step = host.closest("li, .check, figure");
    const text = oneLine(nameOf(host, step));
    const first = idOf(textOf(step));
    // Steps may be alike, such as two that say "Start it."
    const id = last.has(first) ? idOf(`${last.get(first)} `) : first;
    last.set(first, id);
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.className = "tick";
    tick.setAttribute("aria-label", `Done: ${text}`);
    tick.addEventListener("change", () => add(tick.checked ? "done" : "undone", text, id));
    ticks.set(id, tick);
    host[host.matches(".task") ? "before" : "prepend"](tick);
    host.classList.add("has-tick");
  }
  return ticks;
}

/** An entry in the list; one of another page links there. @param {Entry} entry @param {string} here */
function itemOf({ at, page, title, kind, text }, here) {
  const item = document.createElement("li");
  item.append(`${clock(at)} `);
  if (page !== here) {
    const link = document.createElement("a");
    link.href = location.origin + page;
    link.textContent = title;
    item.append(link, ": ");
  }
  item.append(WORDS[kind], text);
  return item;
}

/** How long it is kept. @param {Log} log @param {boolean} isStored */
function spanOf({ started }, isStored) {
  return `Kept ${isStored ? `on this device until ${clock(started + KEPT)}` : "until you leave this page"}`;
}

/** Behind the summary. */
const PARTS = `<ol></ol>
<form><label>Add a note <input type="text" maxlength="200" autocomplete="off" enterkeyhint="done"></label> <button type="submit">Add</button></form>
<p><button type="button" class="copy" data-copy hidden>Copy my log</button></p>
<p><span class="small"></span> <button type="button">Forget my log</button></p>`;

/** @param {HTMLDetailsElement} panel */
function keepLog(panel) {
  panel.insertAdjacentHTML("beforeend", PARTS);
  const kept = new KeptLog(() => localStorage, `faultbook-log:${panel.dataset.site}`);
  const page = location.pathname;
  const title = oneLine(document.querySelector("h1")?.textContent ?? "");
  const [list, input, copy, span, forget] = panel.querySelectorAll("ol, input, p *");
  /** @param {Kind} kind @param {string} words */
  const add = (kind, words, id = "") => {
    const text = oneLine(kind === "command" ? words.trim().replace(/\n+/g, " ⏎ ") : words);
    if (text !== "") kept.add({ page, title, kind, text, id }, Date.now());
    show();
  };
  const ticks = addTicks(add);

  const show = kept.follow((log) => {
    const entries = log?.entries ?? [];
    const ticked = ticksOn(entries, page);
    for (const [id, tick] of ticks) tick.checked = ticked.get(id) === true;
    panel.querySelector("output").textContent = entries.length;
    list.replaceChildren(...entries.map((entry) => itemOf(entry, page)));
    span.textContent = log ? spanOf(log, kept.isStored) : "";
    copy.disabled = forget.disabled = !log;
  });

  // This listener is older than that of copy.js, which takes the text.
  copy.addEventListener("click", () => {
    copy.dataset.copy = markdown(kept.read(Date.now())?.entries ?? [], location.origin);
  });

  panel.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    add("note", input.value);
    input.value = "";
  });
  forget.addEventListener("click", () => {
    if (confirm("Forget the log of all pages?")) kept.clear();
    show();
  });
  addEventListener("faultbook:copied", ({ detail: [kind, text] }) => add(kind, text));
  // Commands that change something have no button: they are selected and copied by hand.
  addEventListener("copy", ({ target }) => {
    if (target.closest?.(".steps .prose pre")) add("command", `${getSelection()}`);
  });
  panel.hidden = false;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const panel = document.querySelector("details.run-log");
  if (panel instanceof HTMLDetailsElement) keepLog(panel);
}
