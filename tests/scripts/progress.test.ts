import { expect, test } from "vitest";
import { progressOn } from "../../scripts/progress.ts";

function drawn(isTTY: boolean, total: number): string {
  let text = "";
  const progress = progressOn({ isTTY, write: (piece: string) => (text += piece) });
  for (let done = 1; done <= total; done++) progress.draw(done, total);
  progress.end();
  return text;
}

test("progressOn() rewrites one line of a terminal, and leaves it empty", () => {
  const text = drawn(true, 3);

  expect(text.split("\r").at(-2)).toContain("Looked up 3 of 3 upstream items");
  expect(text.endsWith("\r\u001b[K")).toBe(true);
  expect(text).not.toContain("\n");
});

test("progressOn() prints a plain line for every hundred where lines stay", () => {
  expect(drawn(false, 250)).toBe("Looked up 100 of 250 upstream items\nLooked up 200 of 250 upstream items\n");
});

test("progressOn() prints nothing in a log for a short refresh", () => {
  expect(drawn(false, 100)).toBe("");
});
