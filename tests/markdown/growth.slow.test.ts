// Hostile repeats, long enough that reading them in more than linear time would not end within the runner's limit.

import { expect, test } from "vitest";
import { render } from "./render.ts";

const DIV = "<div>";

test.each([
  ...["<b> ", "<b> </i> ", "<b><i></b> ", "<title> ", "<title></title> "].map((piece) => ["", piece, 20_000] as const),
  ...["<title>", "<svg>", "<title></title>", "</title ", "<!doctype "].map((piece) => [DIV, piece, 20_000] as const),
  ...["<script>\n\n", "<data>\n\n"].map((piece) => ["", piece, 10_000] as const),
])("%j and thousands of %j are read to their end", async (before, piece, times) => {
  expect((await render(before + piece.repeat(times))).parts.length).toBeGreaterThan(0);
});

test.each([
  ...["|", "| a ", "| a |\n", "|-", "-|\n", "<details>\n", "<a '"],
  ...["<!--", "<pre>\n", "```a\n", "<p>\n**", "<p>[", "`"],
])("what is lost is found among thousands of %j", async (piece) => {
  const { parts, problems } = await render(piece.repeat(50_000 / piece.length));

  // It is shown or told: a comment without an end hides all that follows it.
  expect(parts.length + problems.length).toBeGreaterThan(0);
});

test("owners are found in a paragraph of many thousand lines", async () => {
  const owners = [{ name: "the platform on-call", tel: "112" }];

  const { parts } = await render("Wake the\nplatform on-call, or\n".repeat(40_000), [], [], owners);

  expect(parts.join("").match(/class="owner"/g)).toHaveLength(40_000);
});
