import { describe, expect, test } from "vitest";
import { promqlFault, promqlPieces } from "../../src/alerts/promql.ts";

describe("promqlFault()", () => {
  test.each([
    "up == 0",
    '(rate(x_total{mode=~"a|b"}[5m]) / 2 > 0.1) * on (instance) group_left (nodename) info',
    "# why\nsum by (job) (up) unless on (job) absent(up)",
    "predict_linear(free[1h], 4 * 3600) < bool 0 offset 5m",
  ])("has nothing against %j", (expr) => {
    expect(promqlFault(expr)).toBeUndefined();
  });

  test.each([
    ["rate(x[5m]", 10, 0, "it ends too early"],
    ["up ==", 5, 0, "it ends too early"],
    ["", 0, 0, "it ends too early"],
    ["up down", 3, 4, '"down" is not expected here'],
    ["up{job=node}", 7, 4, '"node" is not expected here'],
    ["1 + rat(x[5m])", 4, 3, '"rat" is not a PromQL function'],
  ])("finds the fault in %j", (expr, at, length, message) => {
    expect(promqlFault(expr)).toEqual({ at, length, message });
  });
});

test.each([
  [
    'sum by (job) (rate(a_total{job!="x y"}[5m])) > 0.1 unless on (job) up',
    '[sum] [by] (job) ([rate](a_total{job!=<"x y">}[5m])) > 0.1 [unless] [on] (job) up',
  ],
  ["rate(", "[rate]("],
  ["by{sum='1'}", "by{sum=<'1'>}"],
  ["", ""],
])("promqlPieces() tells words and texts of %j apart", (expr, told) => {
  const marks = { word: ["[", "]"], quoted: ["<", ">"], other: ["", ""] } as const;

  const pieces = promqlPieces(expr);

  expect(pieces.map(({ text, kind }) => marks[kind].join(text)).join("")).toBe(told);
  expect(pieces.map(({ text }) => text).join("")).toBe(expr);
});
