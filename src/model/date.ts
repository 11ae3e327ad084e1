// Dates as authors write them: a day (2023-09-21) or an instant with its zone (2023-09-19T09:27:13+02:00). A time
// without a zone is refused, or only its day is kept, because its instant cannot be known later.

import { z } from "zod";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** RFC 3339, seconds optional: 2023-09-19T09:27:13+02:00, 2023-09-19T07:27Z */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

export const DATE_REMEDY =
  'Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00"';

/** Whether the text is a day of the calendar (not 2023-02-30) or an instant with a zone. */
export function isDate(text: string): boolean {
  const day = DAY.test(text) ? text : INSTANT.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** The beginning of the message about an invalid date. */
export const INVALID_DATE = "invalid date";
const error = (issue: { readonly input?: unknown }) => `${INVALID_DATE} ${JSON.stringify(issue.input) ?? "(none)"}`;

/** A day or an instant, kept as the author wrote it. */
export const Day = z
  .string({ error })
  .refine(isDate, { error })
  .meta({ examples: ["2023-09-21"] });
export type Day = z.infer<typeof Day>;

/** 2024-05-06, 2024/5/6; what follows is a time */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\s*(.+))?$/i;
/** Mon, 06 May 2024; 6th May 2024; 6-May-2024 */
const DAY_FIRST =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?:,? (.+))?$/i;
/** May 6, 2024; Monday, May 6th 2024 */
const MONTH_FIRST =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? (.+))?$/i;
/** 09:00:00.5 +0200 CEST, 09:00 GMT, 9:00 PM. Names of zones are ambiguous, and add nothing to an offset. */
const CLOCK =
  /^(?:at )?(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?([ap]m)?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?(?: ([+-]?\w{2,5}))?$/i;

const MONTHS = "january february march april may june july august september october november december".split(" ");

/**
 * The date in ISO form: with a zone an instant, without one only its day. Undefined for what is not a date, and for
 * 05/06/2024, which Europe and America read differently.
 */
export function isoDate(text: string): string | undefined {
  return readDate(text)?.iso;
}

/** The same, but undefined if the text has a time that is not understood: the document must not be shown earlier. */
export function promisedDate(text: string): string | undefined {
  const read = readDate(text);
  return read?.isWhole ? read.iso : undefined;
}

/** `isWhole`: whether it contains an hour with a zone as it was written. A time without a zone never counts. */
function readDate(text: string): { readonly iso: string; readonly isWhole: boolean } | undefined {
  const written = text.trim();
  if (isDate(written)) return { iso: written, isWhole: true };
  const { day, clock } = dayOf(written.replace(/\s+/g, " ")) ?? {};
  if (day === undefined || !isDate(day)) return undefined;
  if (clock === undefined) return { iso: day, isWhole: true };
  const [, time = "", half, zone, name] = CLOCK.exec(clock) ?? [];
  const offset = zone?.replace(/^[a-z]+$/i, "Z").replace(/^([+-]\d{2})(\d{2})$/, "$1:$2") ?? "Z";
  const instant = `${day}T${time.replace(/^(\d):/, "0$1:")}${offset}`;
  if (!isDate(instant)) return undefined;
  const isWhole = half === undefined && (zone !== undefined || name === undefined);
  return { iso: zone === undefined || half !== undefined ? day : instant, isWhole };
}

type Dated = { readonly day: string; readonly clock: string | undefined };

function dayOf(text: string): Dated | undefined {
  const [, year, , number, date, clock] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return dated(year, Number(number), date, clock);
  const [, ...dayFirst] = DAY_FIRST.exec(text) ?? [];
  const [, ...monthFirst] = MONTH_FIRST.exec(text) ?? [];
  const [day, month = "", after, rest] = dayFirst.length > 0 ? dayFirst : swapped(monthFirst);
  const index = MONTHS.findIndex((name) => name === month.toLowerCase() || abbreviates(month, name));
  return after === undefined || index === -1 ? undefined : dated(after, index + 1, day, rest);
}

function swapped([month, day, ...rest]: readonly (string | undefined)[]): (string | undefined)[] {
  return [day, month, ...rest];
}

/** Jan, Sept */
function abbreviates(word: string, month: string): boolean {
  return word.length <= 4 && month.startsWith(word.toLowerCase());
}

function dated(year: string, month: number, day: string | undefined, clock: string | undefined): Dated {
  return { day: `${year}-${String(month).padStart(2, "0")}-${day?.padStart(2, "0")}`, clock };
}

/** Whether the text names a day that the calendar does not have, such as 2023-02-30: a typo in a date. */
export function isImpossibleDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(text.trim())?.[0];
  return day !== undefined && !isDate(day);
}

/** A date in the wider forms of a document's own dates, normalised. */
export const WrittenDay = z.preprocess(
  (value) => (typeof value === "string" ? (isoDate(value) ?? value) : value),
  Day.optional(),
);

/** The date at the beginning of a file name, as in 2023-09-21-a-title.md. */
export function dateOfFile(fileName: string): Day | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?=[-_. ])/.exec(fileName)?.[1];
  return day !== undefined && isDate(day) ? day : undefined;
}

const PARTS = { day: "numeric", year: "numeric", timeZone: "UTC" } as const;
const FORMAT = new Intl.DateTimeFormat("en-GB", { ...PARTS, month: "long" });
const SHORT_FORMAT = new Intl.DateTimeFormat("en-GB", { ...PARTS, month: "short" });

/** Days formatted before: a large site shows the same ones again and again, and Intl is slow. */
const FORMATTED = new Map<string, string>();

/** "21 September 2023"; an instant keeps the day of its own zone. */
export function formatDay(date: Day): string {
  const day = date.slice(0, 10);
  const text = FORMATTED.get(day) ?? FORMAT.format(new Date(`${day}T00:00:00Z`));
  FORMATTED.set(day, text);
  return text;
}

/** "21 Sept 2023", for the one line of facts that a phone has. */
export function formatShortDay(date: Day): string {
  return SHORT_FORMAT.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** The parts of an instant that a reader sees: the minute, seconds with their fraction, the zone. */
const TIME = /T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * "09:00 +02:00" or "09:20 UTC": the time in the zone that the author wrote; undefined for a day. Seconds are shown
 * only if the author wrote them, because most timelines use minutes.
 */
export function formatTime(date: Day): string | undefined {
  const match = TIME.exec(date);
  if (match === null) return undefined;
  const [, minute = "", second = "00", fraction = "", zone = ""] = match;
  const rest = fraction.replace(/(?<!0)0+$/, "");
  const seconds = rest === "" ? second : `${second}.${rest}`;
  return `${minute}${seconds === "00" ? "" : `:${seconds}`} ${zone === "Z" ? "UTC" : zone}`;
}

/** Milliseconds since the epoch, a day counting as its start in UTC: for sorting only. */
export function dateOrder(date: Day | undefined): number {
  return date === undefined ? Number.NEGATIVE_INFINITY : Date.parse(date);
}
