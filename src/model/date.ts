// Dates as authors write them: a day (2023-09-21) or an instant with its zone (2023-09-19T09:27:13+02:00). A time
// without a zone is refused, or only its day is kept, because nobody could say later when that was.

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

/** 2024-05-06 09:00:00 +0200, 2024-05-06T09:00, 2024-05-06 09:00 UTC: as Jekyll, Hugo and TOML have them. */
const WRITTEN = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** The date in ISO form: with a zone an instant, without one its day alone. Undefined for what is no date. */
export function isoDate(text: string): string | undefined {
  const written = text.trim();
  if (isDate(written)) return written;
  const [, day = "", time, zone] = WRITTEN.exec(written) ?? [];
  const offset = zone?.replace(/^(Z|UTC)$/i, "Z").replace(/^([+-]\d{2})(\d{2})$/, "$1:$2") ?? "Z";
  const iso = `${day}T${time}${offset}`;
  if (!isDate(iso)) return undefined;
  return zone === undefined ? day : iso;
}

/** A date in the wider forms of a document's own dates, normalised. */
export const WrittenDay = z.preprocess(
  (value) => (typeof value === "string" ? (isoDate(value) ?? value) : value),
  Day.optional(),
);

/** The date that a file's name begins with, as in 2023-09-21-a-title.md. */
export function dateOfFile(fileName: string): Day | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?=[-_. ])/.exec(fileName)?.[1];
  return day !== undefined && isDate(day) ? day : undefined;
}

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
  const rest = fraction.replace(/(?<!0)0+$/, "");
  const seconds = rest === "" ? second : `${second}.${rest}`;
  return `${minute}${seconds === "00" ? "" : `:${seconds}`} ${zone === "Z" ? "UTC" : zone}`;
}

/** Milliseconds since the epoch, a day counting as its start in UTC: for sorting only. */
export function dateOrder(date: Day | undefined): number {
  return date === undefined ? Number.NEGATIVE_INFINITY : Date.parse(date);
}
