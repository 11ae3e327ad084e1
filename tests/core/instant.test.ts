import { expect, test } from "vitest";
import { instant } from "../../src/core/instant.ts";

test("instant() is UTC, to the second", () => {
  expect(instant(new Date("2026-11-22T03:00:00.789+01:00"))).toBe("2026-11-22T02:00:00Z");
});
