// When a runbook is due for review again: a length of time after the day of its last review, by the calendar.

import type { Day } from "./date.ts";
import { REVIEW_LENGTH, type Runbook } from "./runbook.ts";

/**
 * The day on which the next review is due, as YYYY-MM-DD; undefined if `reviewed` or `reviewEvery` is missing, or if
 * that day has no four-digit year. An instant counts as the day of its own zone. Months and years lead to the same day
 * of a month, or to its last one if the month is shorter: six months after 31 August is the last day of February.
 */
export function reviewDue({ reviewed, reviewEvery = "" }: Pick<Runbook, "reviewed" | "reviewEvery">): Day | undefined {
  const [, count, unit = ""] = REVIEW_LENGTH.exec(reviewEvery) ?? [];
  if (reviewed === undefined || count === undefined) return undefined;
  const day = new Date(`${reviewed.slice(0, 10)}T00:00:00Z`);
  const written = LATER[unit as keyof typeof LATER](day, Number(count)).toISOString();
  return /^\d{4}-/.test(written) ? written.slice(0, 10) : undefined;
}

const LATER = {
  day: daysLater,
  week: (day: Date, weeks: number) => daysLater(day, weeks * 7),
  month: monthsLater,
  year: (day: Date, years: number) => monthsLater(day, years * 12),
};

function daysLater(day: Date, days: number): Date {
  const later = new Date(day);
  later.setUTCDate(day.getUTCDate() + days);
  return later;
}

function monthsLater(day: Date, months: number): Date {
  const later = new Date(day);
  later.setUTCMonth(day.getUTCMonth() + months);
  // A month without that day has led into the next one: its day 0 is the last of the intended month.
  if (later.getUTCDate() !== day.getUTCDate()) later.setUTCDate(0);
  return later;
}

/** Whether a review is overdue on a day, both as YYYY-MM-DD; on the due day itself it is not. */
export function isOverdue(due: Day, today: Day): boolean {
  return due < today;
}
