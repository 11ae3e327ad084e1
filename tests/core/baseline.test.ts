import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readBaseline, withoutKnown, writeBaseline } from "../../src/core/baseline.ts";
import { advice, problem } from "../../src/core/problem.ts";

const at = (file: string, line: number) => ({ file, line, column: 1, length: 0 });

async function inFile() {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-baseline-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, "advice.txt");
}

test("a baseline lists advice by file, topic and subject, sorted, and no problem", async () => {
  const file = await inFile();

  const written = await writeBaseline(file, [
    advice(at("b.md", 3), 'unknown key "x"', "r"),
    advice(at("a.md", 9), "section without text", "r"),
    advice(at("a.md", 1), 'unknown key "x"', "r"),
    advice(at("a.md", 2), 'unknown key "x"', "r"),
    problem(at("a.md", 2), "a defect", "r"),
  ]);

  expect(written).toBe(3);
  expect(await readFile(file, "utf8")).toMatchInlineSnapshot(`
    "# Accepted advice; npm run build -- --baseline FILE --update-baseline writes this file
    a.md  section without text
    a.md  unknown key …  "x"
    b.md  unknown key …  "x"
    "
  `);
});

test("withoutKnown() leaves out what the baseline has, wherever it moved in its file", async () => {
  const file = await inFile();
  await writeBaseline(file, [advice(at("a.md", 1), 'unknown key "x"', "r")]);
  const [moved, other, elsewhere, defect] = [
    advice(at("a.md", 7), 'unknown key "x"', "another remedy"),
    advice(at("a.md", 1), 'unknown key "y"', "r"),
    advice(at("b.md", 1), 'unknown key "x"', "r"),
    problem(at("a.md", 1), 'unknown key "x"', "r"),
  ];

  const left = withoutKnown([moved, other, elsewhere, defect], await readBaseline(file));

  expect(left).toEqual([other, elsewhere, defect]);
});

test("a baseline knows what stands for all of its kind in a file by its kind alone", async () => {
  const file = await inFile();
  const summary = (what: string) => ({ ...advice(at("a.md", 1), what, "r"), summary: true as const });
  await writeBaseline(file, [summary('emoji name ":a: and 2 more" is text'), summary('without "Impact", "Meaning"')]);

  const fewer = [summary('emoji name ":b:" is text'), summary('without "Impact"')];

  expect(withoutKnown(fewer, await readBaseline(file))).toEqual([]);
});

test("a baseline survives line ends of Windows, and line breaks in what is quoted", async () => {
  const file = await inFile();
  const odd = advice(at("a.md", 1), 'unknown key "a\nb"', "r");
  await writeBaseline(file, [odd, advice(at("b.md", 1), "other", "r")]);
  await writeFile(file, (await readFile(file, "utf8")).replaceAll("\n", "\r\n"));

  expect(withoutKnown([odd], await readBaseline(file))).toEqual([]);
});

test("readBaseline() says how to write a file that is not there", async () => {
  await expect(readBaseline("/nowhere/advice.txt")).rejects.toThrowErrorMatchingInlineSnapshot(
    `[UsageError: Cannot read the baseline /nowhere/advice.txt (ENOENT). Add --update-baseline to write it]`,
  );
});
