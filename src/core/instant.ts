// An instant as our files write it.

/** ISO 8601 in UTC, to the second: 2026-11-22T02:00:00Z */
export function instant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
