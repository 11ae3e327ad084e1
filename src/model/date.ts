// Dates as authors write them: a day (2023-09-21) or an instant with its zone (2023-09-19T09:27:13+02:00).
// A time without a zone is refused, because nobody could say later when that was.

import { z } from "zod";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** RFC 3339, seconds optional: 2023-09-19T09:27:13+02:00, 2023-09-19T07:27Z */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

export const DATE_REMEDY =
  'Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00"';

/** Whether the text is a day of the calendar (2023-02-30 is none) or an instant with a zone. */
export function isDate(text: string): boolean {
  const day = DAY.test(text) ? text : INSTANT.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** How the message about a value that is no date begins. */
export const INVALID_DATE = "invalid date";
const error = (issue: { readonly input?: unknown }) => `${INVALID_DATE} ${JSON.stringify(issue.input) ?? "(none)"}`;

/** A day or an instant, kept as the author wrote it. */
export const Day = z.string({ error }).refine(isDate, { error });
export type Day = z.infer<typeof Day>;

const FORMAT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Days that were formatted before: a large site shows the same ones again and again, and Intl is slow. */
const FORMATTED = new Map<string, string>();

/** "21 September 2023"; an instant keeps the day of its own zone. */
export function formatDay(date: Day): string {
  const day = date.slice(0, 10);
  const text = FORMATTED.get(day) ?? FORMAT.format(new Date(`${day}T00:00:00Z`));
  FORMATTED.set(day, text);
  return text;
}

/** The parts of an instant that a reader sees: the minute, seconds with their fraction, the zone. */
const TIME = /T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * "09:00 +02:00" or "09:20 UTC": the time in the zone that the author wrote; undefined for a day. Seconds show where the
 * author wrote some, because most timelines are told in minutes.
 */
export function formatTime(date: Day): string | undefined {
  const match = TIME.exec(date);
  if (match === null) return undefined;
  const [, minute = "", second = "00", fraction = "", zone = ""] = match;
  const rest = fraction.replace(/0+$/, "");
  const seconds = rest === "" ? second : `${second}.${rest}`;
  return `${minute}${seconds === "00" ? "" : `:${seconds}`} ${zone === "Z" ? "UTC" : zone}`;
}

/** Milliseconds since the epoch, a day counting as its start in UTC: for sorting only. */
export function dateOrder(date: Day | undefined): number {
  return date === undefined ? Number.NEGATIVE_INFINITY : Date.parse(date);
}
