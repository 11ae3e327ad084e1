// The names that a reader gives for a run, kept for twelve hours from its start and shared by the pages of one site.
// They are shown in commands that only read: a command that changes something is never filled in. Without this script,
// the commands are read as they are.

import { clock, KEPT, Kept, parsed } from "./kept.js";

/** @typedef {{ readonly started: number, readonly values: ReadonlyMap<string, string> }} Run */

const LONGEST = 200;
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,29}$/;

/**
 * What a reader typed or pasted, without what cannot be seen: line breaks, control and zero-width characters.
 * @param {string} text
 */
export function cleaned(text) {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim();
  return [...visible].slice(0, LONGEST).join("").trim();
}

/**
 * A value as one word of a shell: as it is, or in single quotes.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 * @param {string} value
 */
export function asShellWord(value) {
  return /^[\w./:@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * Why a value can't be a name: a command would read "-r" as an option, in quotes or not, and do something else.
 * @param {string} value
 */
export function refusal(value) {
  return value.startsWith("-") ? `A name cannot begin with "-": commands would read ${value} as an option` : undefined;
}

/**
 * Reads what was kept. Undefined: it is not ours, broken, from the future, or too old.
 * @param {string | null} text
 * @param {number} now milliseconds since 1970
 * @returns {Run | undefined}
 */
export function parseRun(text, now) {
  return parsed(text, now, ({ started, values }) => {
    const pairs = Object.entries(values);
    const known = pairs.every(
      ([name, value]) => NAME.test(name) && value !== "" && cleaned(value) === value && refusal(value) === undefined,
    );
    return known ? { started, values: new Map(pairs) } : undefined;
  });
}

/** @extends {Kept<Run>} */
export class KeptRun extends Kept {
  /** @param {() => Storage} storage it may throw @param {string} key */
  constructor(storage, key) {
    super(storage, key, parseRun);
  }

  /** Gives a name its value; the first one starts the run. @param {string} name @param {string} value @param {number} now */
  set(name, value, now) {
    const { started, values } = this.read(now) ?? { started: now, values: new Map() };
    const changed = new Map(values);
    if (value === "") changed.delete(name);
    else changed.set(name, value);
    if (changed.size === 0 && values.size === 0) return;
    this.write({ started, values: Object.fromEntries(changed) });
  }
}

/** @param {Run | undefined} run */
function fillCommands(run) {
  for (const place of document.querySelectorAll("var[data-placeholder]")) {
    // Whatever the page holds: what changes a system is typed by hand.
    if (!(place instanceof HTMLElement) || place.closest("figure")?.querySelector("figcaption.never")) continue;
    const name = place.dataset.placeholder ?? "";
    const value = run?.values.get(name);
    place.textContent = value === undefined ? `<${name}>` : asShellWord(value);
    place.classList.toggle("filled", value !== undefined);
  }
}

/**
 * What the box holds: an input for each name, how long they are kept, and what is wrong. Its summary is there.
 * @param {HTMLElement} box
 */
function addParts(box) {
  const place = box.querySelector("details");
  place?.insertAdjacentHTML(
    "beforeend",
    `<p class="small">The names appear in commands that only read, on all pages of this site. They stay in this browser.</p>
<div></div>
<p class="run-span" hidden><span class="small"></span> <button type="button">Forget the names</button></p>`,
  );
  box.insertAdjacentHTML("beforeend", '<output aria-live="polite"></output>');
  for (const name of (box.dataset.names ?? "").split(" ")) {
    const input = document.createElement("input");
    const traits = { maxlength: "200", autocapitalize: "off", autocomplete: "off", autocorrect: "off" };
    const others = { spellcheck: "false", enterkeyhint: "done", "data-name": name };
    for (const [trait, value] of Object.entries({ ...traits, ...others })) input.setAttribute(trait, value);
    const label = document.createElement("label");
    label.append(`${name} `, input);
    box.querySelector("div")?.append(label);
  }
}

/** @param {HTMLElement} box */
function keepRun(box) {
  addParts(box);
  const kept = new KeptRun(() => localStorage, `faultbook-run:${box.dataset.site}`);
  const inputs = [...box.querySelectorAll("input")];
  const names = box.querySelector(".run-names");
  const span = box.querySelector(".run-span");
  const show = kept.follow((run) => {
    for (const input of inputs) {
      const value = run?.values.get(nameOf(input)) ?? "";
      // What is being typed stays as it is: "my " may become "my pool".
      if (accepted(input) !== value) input.value = value;
    }
    if (names) names.textContent = inputs.map((input) => shownName(run, nameOf(input))).join(", ");
    if (span instanceof HTMLElement) {
      span.hidden = run === undefined;
      const text = run && `Entered at ${clock(run.started)}, forgotten at ${clock(run.started + KEPT)}`;
      span.firstElementChild?.replaceChildren(text ?? "");
    }
    fillCommands(run);
  });

  box.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const refused = inputs.map((input) => refusal(cleaned(input.value))).find((why) => why !== undefined);
    box.querySelector("output")?.replaceChildren(refused ?? "");
    kept.set(nameOf(target), accepted(target), Date.now());
    show();
  });
  box.querySelector("button")?.addEventListener("click", () => {
    kept.clear();
    for (const input of inputs) input.value = "";
    box.querySelector("output")?.replaceChildren();
    show();
  });
  // The copy button, before it copies.
  box.addEventListener("look", show);
  box.hidden = false;
}

/** What an input gives; "" for what can't be a name. @param {HTMLInputElement} input */
function accepted(input) {
  const value = cleaned(input.value);
  return refusal(value) === undefined ? value : "";
}

/** @param {HTMLInputElement} input */
function nameOf(input) {
  return input.dataset.name ?? "";
}

/** "pool tank", or the placeholder. @param {Run | undefined} run @param {string} name */
function shownName(run, name) {
  const value = run?.values.get(name);
  return value === undefined ? `<${name}>` : `${name} ${value}`;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const box = document.querySelector(".run-values");
  if (box instanceof HTMLElement) keepRun(box);
}
