// What a reader leaves behind in a run, such as names and a log: kept in the browser for twelve hours from its start,
// and shared by the pages of one site. Where the browser refuses to keep anything, it holds for one page.

/** A night on call, in milliseconds. The next incident must not inherit what belongs to this one. */
export const KEPT = 12 * 3_600_000;

/**
 * Reads what was kept. Undefined: it is not ours, broken, from the future, or too old.
 * @template {{ readonly started: number }} T
 * @param {string | null} text
 * @param {number} now milliseconds since 1970
 * @param {(value: any) => T | undefined} understood may throw
 * @returns {T | undefined}
 */
export function parsed(text, now, understood) {
  try {
    const value = understood(JSON.parse(text ?? ""));
    const { started } = value ?? {};
    return Number.isSafeInteger(started) && started <= now && now < started + KEPT ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * One key of a storage; on this page alone where there is no storage, or it refuses.
 * @template {{ readonly started: number }} T
 */
export class Kept {
  /** @type {Storage | undefined} */
  #storage;
  /** @type {string | null} */
  #text = null;
  #key;
  #parse;

  /**
   * @param {() => Storage} storage it may throw
   * @param {string} key
   * @param {(text: string | null, now: number) => T | undefined} parse
   */
  constructor(storage, key, parse) {
    this.#key = key;
    this.#parse = parse;
    try {
      this.#storage = storage();
    } catch {}
  }

  /** Whether it outlives this page. */
  get isStored() {
    return this.#storage != null;
  }

  /** What holds now; what is broken or too old is removed. @param {number} now */
  read(now) {
    this.#attempt((storage) => {
      this.#text = storage.getItem(this.#key);
    });
    const value = this.#parse(this.#text, now);
    if (value === undefined && this.#text !== null) this.clear();
    return value;
  }

  /** @param {unknown} value as JSON can say it */
  write(value) {
    const text = JSON.stringify(value);
    this.#text = text;
    this.#attempt((storage) => storage.setItem(this.#key, text));
  }

  /** Forgets it, here and in other tabs. */
  clear() {
    this.#text = null;
    this.#attempt((storage) => storage.removeItem(this.#key));
  }

  /**
   * Shows it now, when another tab changes it, and when it ends.
   * @param {(value: T | undefined) => void} show
   * @returns {() => void} to be called after each change of this page
   */
  follow(show) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const look = () => {
      const value = this.read(Date.now());
      show(value);
      clearTimeout(timer);
      if (value !== undefined) timer = setTimeout(look, value.started + KEPT - Date.now());
    };
    addEventListener("storage", ({ key }) => {
      if (key === this.#key || key === null) look();
    });
    // A timer sleeps with the computer, and a page that comes back from the history has missed what happened.
    addEventListener("pageshow", look);
    document.addEventListener("visibilitychange", look);
    look();
    return look;
  }

  /** @param {(storage: Storage) => void} action */
  #attempt(action) {
    try {
      if (this.#storage) action(this.#storage);
    } catch {
      this.#storage = undefined;
    }
  }
}

/** @type {Map<string | undefined, Intl.DateTimeFormat>} */
const clocks = new Map();

/** 03:12, on the reader's clock or that of a time zone. @param {number} instant @param {string} [timeZone] */
export function clock(instant, timeZone) {
  const known = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone });
  clocks.set(timeZone, known);
  return known.format(instant);
}
