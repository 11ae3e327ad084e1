// What changes from day to day, so that pages do not say it themselves: how long ago upstream items were looked up, and
// how long a review is overdue. Without this script, pages still show state, source and date of each reference, and the
// day on which each review is due.

/**
 * @typedef {{ at: string, lastGood: string | null, result: string, failures: number }} Look
 * @typedef {{ lastSuccess: string | null, looks: Record<string, Look> }} Looks as /api/looks.json has them
 */

/** From this age on, states may be out of date: a refresh runs every night, and one that fails is no alarm yet. */
const OLD = 3;
const DAY = 86_400_000;

/**
 * The calendar days in UTC between an instant and now; 0 where the reader's clock is behind. Undefined without an
 * instant.
 * @param {string | null | undefined} instant
 * @param {number} now milliseconds since 1970
 * @returns {number | undefined}
 */
export function daysSince(instant, now) {
  const then = Date.parse(instant ?? "");
  return Number.isNaN(then) ? undefined : Math.max(0, Math.floor(now / DAY) - Math.floor(then / DAY));
}

/** @param {number} days */
function ago(days) {
  if (days === 0) return "today";
  return days === 1 ? "yesterday" : `${days} days ago`;
}

/**
 * What a page says of all lookups: when the last one succeeded; undefined where none did. It warns by the last refresh,
 * because settled items are looked up only once a week.
 * @param {string | null | undefined} lastSuccess
 * @param {Record<string, Look>} looks
 * @param {number} now milliseconds since 1970
 * @returns {{ text: string, isOld: boolean } | undefined}
 */
export function siteText(lastSuccess, looks, now) {
  const ages = Object.values(looks).flatMap(({ lastGood }) => daysSince(lastGood, now) ?? []);
  if (ages.length === 0) return undefined;
  const days = Math.min(...ages);
  return (daysSince(lastSuccess, now) ?? days) < OLD
    ? { text: `Last successful lookup: ${ago(days)}`, isOld: false }
    : { text: `Last successful lookup: ${ago(days)}. States may be out of date`, isOld: true };
}

/**
 * What is said of one reference; undefined where it has not been looked up.
 * @param {Look | undefined} look
 * @param {number} now milliseconds since 1970
 * @returns {string | undefined}
 */
export function lookText(look, now) {
  const days = daysSince(look?.at, now);
  if (look === undefined || days === undefined) return undefined;
  if (look.result === "ok") return `Last lookup: ${ago(days)}.`;
  return `Last lookup: ${ago(days)}, failed${look.failures > 1 ? ` ${look.failures} times in a row` : ""}.`;
}

/** @param {HTMLElement} place the place of the page's own line, with the address of the looks */
async function fill(place) {
  const response = await fetch(place.dataset.looks ?? "");
  if (!response.ok) return;
  /** @type {Looks} */
  const { lastSuccess, looks } = await response.json();
  const now = Date.now();
  const site = siteText(lastSuccess, looks, now);
  if (site !== undefined) {
    const text = document.createElement(site.isOld ? "strong" : "span");
    text.textContent = site.text;
    place.replaceChildren(text);
    place.hidden = false;
  }
  for (const line of document.querySelectorAll("[data-look]")) {
    const text = lookText(looks[line.closest("[id]")?.id ?? ""], now);
    if (text !== undefined) line.append(` ${text}`);
  }
}

/**
 * What is said behind the day on which a review is due; undefined until that day is over.
 * @param {string} due
 * @param {number} now milliseconds since 1970
 * @returns {string | undefined}
 */
export function overdueText(due, now) {
  const days = daysSince(due, now);
  return days ? `overdue by ${days === 1 ? "1 day" : `${days} days`}` : undefined;
}

/**
 * @param {number} overdue
 * @param {number} all
 */
export function reviewsText(overdue, all) {
  if (overdue === 0) return "No review is overdue";
  return `${overdue} of ${all} reviews ${overdue === 1 ? "is" : "are"} overdue`;
}

/**
 * On how many of these days a review was due that is overdue now.
 * @param {readonly string[]} days
 * @param {number} now milliseconds since 1970
 */
export function overdueCount(days, now) {
  return days.filter((day) => overdueText(day, now) !== undefined).length;
}

/** Marks each review that is overdue, and counts them where the page lists them. */
function markOverdue() {
  const now = Date.now();
  for (const fact of document.querySelectorAll("[data-review-due]")) {
    const text = fact instanceof HTMLElement ? overdueText(fact.dataset.reviewDue ?? "", now) : undefined;
    if (text === undefined) continue;
    // In its place, so that nothing below moves.
    const mark = document.createElement("strong");
    mark.textContent = `Review ${text}`;
    fact.replaceChildren(mark);
  }
  const days = [...document.querySelectorAll("time[data-due]")];
  const overdue = days.filter((day) => {
    const text = day instanceof HTMLTimeElement ? overdueText(day.dateTime, now) : undefined;
    if (text === undefined) return false;
    const mark = document.createElement("strong");
    mark.textContent = text;
    day.after(", ", mark);
    return true;
  });
  const count = document.querySelector("[data-overdue]");
  if (!(count instanceof HTMLElement)) return;
  count.textContent = reviewsText(overdue.length, days.length);
  count.hidden = false;
}

/**
 * Says how many reviews are overdue, in place of when the next one is due. That stays there unseen, so that the page keeps
 * its room.
 * @param {HTMLElement} link with the days on which reviews are due
 */
function countOverdue(link) {
  const days = (link.dataset.dueDays ?? "").split(" ");
  const overdue = overdueCount(days, Date.now());
  if (overdue === 0) return;
  const [count = "", ...words] = reviewsText(overdue, days.length).split(" ");
  const text = document.createElement("span");
  const number = document.createElement("b");
  number.textContent = count;
  text.append(number, ` ${words.join(" ")}`);
  link.append(text);
  link.classList.add("overdue");
}

/**
 * No request before the reader gets there: on a document, that is its end.
 * @param {HTMLElement} place @param {() => Promise<void>} action
 */
function whenSeen(place, action) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    // Offline, or an answer that is none: the page stays as it is.
    action().catch(() => {});
  });
  observer.observe(place);
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  markOverdue();
  const reviews = document.querySelector("[data-due-days]");
  if (reviews instanceof HTMLElement) countOverdue(reviews);
  const place = document.querySelector("[data-looks]");
  if (place instanceof HTMLElement) whenSeen(place, () => fill(place));
}
