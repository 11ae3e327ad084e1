import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  outputsOrProblem,
  readRecordedOutputs,
  textOfOutputs,
  writeRecordedOutputs,
} from "../../../src/checks/authoring/recorded-outputs.ts";
import { formatProblem } from "../../../src/core/problem.ts";

const OUTPUTS = new Map([
  [
    "zfs-avx",
    new Map([
      ["healthy", { verdict: "ok" as const, stdout: "AVX is there\n" }],
      ["affected", { verdict: "affected" as const, stdout: 'No "avx"\n' }],
    ]),
  ],
  ["empty-check", new Map()],
  ["a-check", new Map([["constructor", { verdict: "unknown" as const, stdout: "" }]])],
]);

async function fileWith(text?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-outputs-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "outputs.json");
  if (text !== undefined) await writeFile(file, text);
  return file;
}

async function complaintOf(text: string): Promise<string> {
  const file = await fileWith(text);
  const error = await readRecordedOutputs(file).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Error);
  return (error as Error).message.replaceAll(file, "outputs.json");
}

describe("textOfOutputs()", () => {
  test("has a line per host, sorted, and ends with a line break", () => {
    expect(textOfOutputs(OUTPUTS)).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "checks": {
          "a-check": {
            "constructor": { "verdict": "unknown", "stdout": "" }
          },
          "zfs-avx": {
            "affected": { "verdict": "affected", "stdout": "No \\"avx\\"\\n" },
            "healthy": { "verdict": "ok", "stdout": "AVX is there\\n" }
          }
        }
      }
      "
    `);
  });

  test("is JSON, with and without checks", () => {
    expect(JSON.parse(textOfOutputs(OUTPUTS)).checks["zfs-avx"].affected).toEqual({
      verdict: "affected",
      stdout: 'No "avx"\n',
    });
    expect(JSON.parse(textOfOutputs(new Map()))).toEqual({ version: 1, checks: {} });
  });
});

describe("readRecordedOutputs()", () => {
  test("reads what was written", async () => {
    const file = await fileWith();
    await writeRecordedOutputs(file, OUTPUTS);

    const read = await readRecordedOutputs(file);

    expect(await readFile(file, "utf8")).toBe(textOfOutputs(OUTPUTS));
    expect(textOfOutputs(read)).toBe(textOfOutputs(OUTPUTS));
    expect(read.get("a-check")?.get("constructor")).toEqual({ verdict: "unknown", stdout: "" });
  });

  test("is empty without a file", async () => {
    expect(await readRecordedOutputs(await fileWith())).toEqual(new Map());
  });

  test("names line and remedy of a broken file", async () => {
    const broken = textOfOutputs(OUTPUTS).replace('"verdict": "affected"', '"verdict": "bad"');

    expect(await complaintOf(broken)).toMatchInlineSnapshot(`
      "outputs.json:8  checks.zfs-avx.affected.verdict: Invalid option: expected one of "ok"|"affected"|"unknown"
        Repair the file, or take a good copy of it from git; then run: npm run check -- --update"
    `);
    expect(await complaintOf('{\n  "version": 1,\n')).toMatchInlineSnapshot(`
      "outputs.json:3  Not valid JSON
        Repair the file, or take a good copy of it from git; then run: npm run check -- --update"
    `);
    expect(await complaintOf('{ "version": 2 }')).toMatchInlineSnapshot(`
      "outputs.json:1  Written by a newer Faultbook: version 2, and this one knows 1
        Update Faultbook; an older one would lose what is new"
    `);
    expect(await complaintOf("{\n<<<<<<< HEAD\n")).toMatchInlineSnapshot(`
      "outputs.json:2  Holds the marks of a merge
        Take one side whole, and npm run check -- --update writes the rest: git checkout --theirs outputs.json"
    `);
  });
});

describe("outputsOrProblem()", () => {
  test("reads, and tells a broken file with its place below the site", async () => {
    const [good, bad, folder] = [
      await fileWith(textOfOutputs(OUTPUTS)),
      await fileWith("{\n<<<<<<< HEAD\n"),
      await fileWith(),
    ];
    await mkdir(folder);
    const told = async (file: string) => {
      const { recorded, problems } = await outputsOrProblem(dirname(file), "outputs.json");
      return {
        recorded: recorded.size,
        problems: problems.map((each) => formatProblem(each, () => undefined)).join(""),
      };
    };

    expect(await told(good)).toEqual({ recorded: 2, problems: "" });
    expect(await told(bad)).toMatchInlineSnapshot(`
      {
        "problems": "outputs.json:2:1  Holds the marks of a merge
        Take one side whole, and npm run check -- --update writes the rest: git checkout --theirs outputs.json",
        "recorded": 0,
      }
    `);
    expect((await told(folder)).problems).toMatch(/^outputs\.json:1:1 {2}Is a folder, expected a file\n/);
  });
});

describe("writeRecordedOutputs()", () => {
  test("leaves a file with the same bytes alone, and a broken one, too", async () => {
    const same = await fileWith(textOfOutputs(OUTPUTS));
    const broken = await fileWith("{");
    const { ino } = await stat(same);

    await writeRecordedOutputs(same, OUTPUTS);

    expect((await stat(same)).ino).toBe(ino);
    await expect(writeRecordedOutputs(broken, OUTPUTS)).rejects.toThrow("Not valid JSON");
    expect(await readFile(broken, "utf8")).toBe("{");
  });
});
