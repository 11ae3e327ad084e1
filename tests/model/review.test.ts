import { describe, expect, test } from "vitest";
import { isOverdue, reviewDue } from "../../src/model/review.ts";
import { Runbook } from "../../src/model/runbook.ts";

describe("reviewDue()", () => {
  test.each([
    ["2026-11-22", "6 months", "2027-05-22"],
    ["2026-11-22", "1 month", "2026-12-22"],
    ["2026-11-22", "14 months", "2028-01-22"],
    ["2026-11-22", "1 year", "2027-11-22"],
    ["2026-11-22", "90 days", "2027-02-20"],
    ["2026-11-22", "1 day", "2026-11-23"],
    ["2026-11-22", "2 weeks", "2026-12-06"],
  ])("%s and %s later: %s", (reviewed, reviewEvery, due) => {
    expect(reviewDue(Runbook.parse({ reviewed, reviewEvery }))).toBe(due);
  });

  test.each([
    ["2025-08-31", "6 months", "2026-02-28"],
    ["2027-08-31", "6 months", "2028-02-29"],
    ["2026-01-31", "1 month", "2026-02-28"],
    ["2026-03-31", "1 month", "2026-04-30"],
    ["2026-12-31", "2 months", "2027-02-28"],
    ["2028-02-29", "1 year", "2029-02-28"],
    ["2028-02-29", "4 years", "2032-02-29"],
    ["2096-02-29", "4 years", "2100-02-28"],
    ["2026-02-28", "6 months", "2026-08-28"],
  ])("a shorter month ends earlier: %s and %s later is %s", (reviewed, reviewEvery, due) => {
    expect(reviewDue({ reviewed, reviewEvery })).toBe(due);
  });

  test.each([
    ["2028-02-28", "1 day", "2028-02-29"],
    ["2027-02-28", "1 day", "2027-03-01"],
    ["2027-12-31", "366 days", "2028-12-31"],
  ])("days are counted through leap years: %s and %s later is %s", (reviewed, reviewEvery, due) => {
    expect(reviewDue({ reviewed, reviewEvery })).toBe(due);
  });

  test.each([
    ["2026-08-31T23:30:00-07:00", "2027-02-28"],
    ["2026-09-01T00:30:00+14:00", "2027-03-01"],
    ["2026-08-31T23:59:59Z", "2027-02-28"],
  ])("an instant counts as the day of its own zone: %s", (reviewed, due) => {
    expect(reviewDue({ reviewed, reviewEvery: "6 months" })).toBe(due);
  });

  test.each([
    [{ reviewed: "2026-11-22" }],
    [{ reviewEvery: "6 months" }],
    [{}],
    [{ reviewed: "2026-11-22", reviewEvery: "9999 years" }],
    [{ reviewed: "9999-12-31", reviewEvery: "1 day" }],
  ])("there is none for %j", (data) => {
    expect(reviewDue(Runbook.parse(data))).toBeUndefined();
  });
});

test.each([
  ["2027-05-21", false],
  ["2027-05-22", false],
  ["2027-05-23", true],
  ["2028-01-01", true],
])("isOverdue() of 22 May 2027 on %s: %s", (today, overdue) => {
  expect(isOverdue("2027-05-22", today)).toBe(overdue);
});
