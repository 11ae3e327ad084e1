import { describe, expect, test } from "vitest";
import {
  Day,
  dateOfFile,
  dateOrder,
  formatDay,
  formatTime,
  isDate,
  isImpossibleDay,
  isoDate,
  promisedDate,
} from "../../src/model/date.ts";

describe("isDate()", () => {
  test.each([
    "2023-09-21",
    "2024-02-29",
    "0001-01-01",
    "2023-09-19T09:27:13+02:00",
    "2023-09-19T07:27Z",
    "2023-09-19T07:27:13.5Z",
    "2023-12-31T23:59:59-11:30",
  ])("takes %s", (text) => {
    expect(isDate(text)).toBe(true);
  });

  test.each([
    ["a day that no calendar has", "2023-02-30"],
    ["a leap day of another year", "2023-02-29"],
    ["month 13", "2023-13-01"],
    ["day 0", "2023-09-00"],
    ["a date of another order", "21.09.2023"],
    ["a month alone", "2023-09"],
    ["digits left out", "2023-9-1"],
    ["a time without a zone", "2023-09-19T09:27:13"],
    ["a blank for the T", "2023-09-19 09:27:13Z"],
    ["hour 25", "2023-09-19T25:00Z"],
    ["minute 60", "2023-09-19T09:60Z"],
    ["a zone that no place has", "2023-09-19T09:27+99:99"],
    ["an instant on a day that no calendar has", "2023-02-30T10:00Z"],
    ["a zone's name", "2023-09-19T09:27 CEST"],
    ["more than the date", "2023-09-21 or so"],
    ["a year of five digits", "12023-09-21"],
    ["nothing", ""],
  ])("refuses %s: %j", (_why, text) => {
    expect(isDate(text)).toBe(false);
  });
});

test("Day quotes the value that it refuses", () => {
  const messages = ["2023-02-30", 2023, undefined].map((value) => Day.safeParse(value).error?.issues[0]?.message);

  expect(messages).toMatchInlineSnapshot(`
    [
      "invalid date "2023-02-30"",
      "invalid date 2023",
      "invalid date (none)",
    ]
  `);
});

describe("formatDay()", () => {
  test("spells the month out", () => {
    expect(formatDay("2023-09-21")).toBe("21 September 2023");
  });

  test("keeps the day of the instant's own zone", () => {
    expect(formatDay("2023-09-19T00:30:00+02:00")).toBe("19 September 2023");
    expect(formatDay("2023-09-19T23:30:00-08:00")).toBe("19 September 2023");
  });
});

describe("formatTime()", () => {
  test.each([
    ["2024-05-06T09:00:00+02:00", "09:00 +02:00"],
    ["2024-05-06T09:20Z", "09:20 UTC"],
    ["2024-05-06T09:20:00.000Z", "09:20 UTC"],
    ["2024-05-06T09:20:05Z", "09:20:05 UTC"],
    ["2024-05-06T09:20:05.250Z", "09:20:05.25 UTC"],
    ["2024-05-06T09:20:00.5-08:00", "09:20:00.5 -08:00"],
    ["2024-05-06T00:30+00:00", "00:30 +00:00"],
  ])("%s is read as %s", (date, text) => {
    expect(formatTime(date)).toBe(text);
  });

  test("a day has no time", () => {
    expect(formatTime("2024-05-06")).toBeUndefined();
  });
});

describe("dateOrder()", () => {
  test("puts instants in their order across zones, and a day at its start", () => {
    const dates = ["2023-09-19T09:00+02:00", "2023-09-19T08:00Z", "2023-09-19", "2023-09-20"];

    expect(dates.toSorted((a, b) => dateOrder(a) - dateOrder(b))).toEqual([
      "2023-09-19",
      "2023-09-19T09:00+02:00",
      "2023-09-19T08:00Z",
      "2023-09-20",
    ]);
  });

  test("puts what has no date before everything", () => {
    expect(dateOrder(undefined)).toBeLessThan(dateOrder("0001-01-01"));
  });
});

describe("isoDate()", () => {
  test.each([
    ["2024-05-06", "2024-05-06"],
    [" 2024-05-06 ", "2024-05-06"],
    ["2024-05-06T09:00Z", "2024-05-06T09:00Z"],
    ["2024-05-06 09:00:00 +0200", "2024-05-06T09:00:00+02:00"],
    ["2024-05-06 09:00 -03:30", "2024-05-06T09:00-03:30"],
    ["2024-05-06 09:00:00.25Z", "2024-05-06T09:00:00.25Z"],
    ["2024-05-06 09:00 UTC", "2024-05-06T09:00Z"],
    ["2024-05-06 23:59:59", "2024-05-06"],
    ["2024-05-06T09:00:00", "2024-05-06"],
    ["2024-05-06t09:00", "2024-05-06"],
    // As Go prints an instant, and as mail has it.
    ["2024-05-06 09:00:00 -0500 EST", "2024-05-06T09:00:00-05:00"],
    ["2024-05-06 09:00:00.5 +0530 +0530", "2024-05-06T09:00:00.5+05:30"],
    ["Mon, 06 May 2024 09:00:00 GMT", "2024-05-06T09:00:00Z"],
    ["6 May 2024 9:00 +0200", "2024-05-06T09:00+02:00"],
    ["May 6, 2024", "2024-05-06"],
    ["Monday, May 6th, 2024", "2024-05-06"],
    ["Jul 08 2022", "2022-07-08"],
    ["Sept. 8, 2022", "2022-09-08"],
    ["6 May 2024", "2024-05-06"],
    ["06-MAY-2024", "2024-05-06"],
    ["1st December 2024", "2024-12-01"],
    ["2024/05/06", "2024-05-06"],
    ["2024/05/06 09:00 +0200", "2024-05-06T09:00+02:00"],
    ["2024-5-6", "2024-05-06"],
    ["2024.05.06", "2024-05-06"],
    ["2024-05-06 9:00:00 PM", "2024-05-06"],
    ["2024-05-06 09:00 CEST", "2024-05-06"],
    ["May 6, 2024 at 9:00 am +0200", "2024-05-06"],
  ])("makes %j the date %s", (text, date) => {
    expect(isoDate(text)).toBe(date);
  });

  test.each([
    ...[
      "2024-05-06 25:00",
      "2024-02-30 09:00",
      "05/06/2024",
      "06.05.2024",
      "6 May 24",
      "May 2024",
      "6 Mai 2024",
      "30 Feb 2024",
    ],
    ...["2024-05-06 soon", "2024/05-06", "May 32, 2024", "since 6 May 2024", "20240506", "2024", "never", ""],
  ])("makes nothing of %j", (text) => {
    expect(isoDate(text)).toBeUndefined();
  });
});

describe("dateOfFile()", () => {
  test.each([
    ["2023-09-21-a-title.md", "2023-09-21"],
    ["2023-09-21.md", "2023-09-21"],
    ["2023-09-21 a title.md", "2023-09-21"],
    ["2023-09-21_title.md", "2023-09-21"],
  ])("reads %s", (file, date) => {
    expect(dateOfFile(file)).toBe(date);
  });

  test.each(["a-title.md", "2023-02-30-a.md", "2023-09-a.md", "2023-09-211.md", "a-2023-09-21.md"])(
    "finds none in %s",
    (file) => {
      expect(dateOfFile(file)).toBeUndefined();
    },
  );
});

describe("promisedDate()", () => {
  test.each([
    "2024-05-06",
    "2024-05-06 09:00",
    "2024-05-06 09:00:00 -0500 EST",
    "Mon, 06 May 2024 09:00:00 GMT",
    "May 6, 2024",
  ])("is that of %j", (text) => {
    expect(promisedDate(text)).toBe(isoDate(text));
  });

  test.each(["2024-05-06 09:00 EST", "May 6, 2024 9:00 PM", "2024-05-06 9:00 pm +0200", "never"])(
    "is none of %j, of which more than the day was meant",
    (text) => {
      expect(promisedDate(text)).toBeUndefined();
    },
  );
});

test.each([
  ["2023-02-30", true],
  [" 2024-99-99 09:00", true],
  ["2023-02-28", false],
  ["2023-02-28 25:00", false],
  ["never", false],
])("isImpossibleDay(%j) is %s", (text, isOne) => {
  expect(isImpossibleDay(text)).toBe(isOne);
});
