import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RecordedOutput } from "../../../src/checks/authoring/recorded-outputs.ts";
import { readRecordedOutputs } from "../../../src/checks/authoring/recorded-outputs.ts";
import { formatUpdate, prepareUpdate, writeUpdate } from "../../../src/checks/authoring/update-files.ts";
import type { Move } from "../../../src/checks/authoring/update-plan.ts";
import { writeSite } from "../../corpus/tiny-site.ts";
import { checkOf } from "../samples.ts";

const FILE = "content/runbooks/slow.md";
const TEXT = "---\r\nx: &x [a]\r\nchecks: { zfs-avx: { asks: Why?, ok: *x, affected: [b] } }\r\n---\r\n# Slow\r\n";
const CHECK = checkOf("");
const MOVES: readonly Move[] = [
  { check: CHECK, host: "a", from: "ok", to: "unknown" },
  { check: CHECK, host: "b", from: "affected", to: "unknown" },
];
const BEFORE = new Map([["zfs-avx", new Map<string, RecordedOutput>([["a", { verdict: "ok", stdout: "fine\n" }]])]]);
const AFTER = new Map([
  [
    "zfs-avx",
    new Map<string, RecordedOutput>([
      ["a", { verdict: "unknown", stdout: "not fine\n" }],
      ["b", { verdict: "unknown", stdout: "worse\n" }],
    ]),
  ],
]);

async function prepared() {
  const place = { root: await writeSite({ [FILE]: TEXT }), outputsFile: "_data/outputs.json" };
  return { place, update: await prepareUpdate(place, { moves: MOVES, refusals: [], outputs: AFTER }, BEFORE) };
}

describe("formatUpdate()", () => {
  test("says what the author is about to expect, and shows every file that changes", async () => {
    expect(formatUpdate((await prepared()).update)).toMatchInlineSnapshot(`
      "This changes what the author expects; look whether the check or the expectation was wrong:
        zfs-avx on b: AFFECTED → CANNOT TELL

      --- content/runbooks/slow.md
      +++ content/runbooks/slow.md
      @@ -1,5 +1,5 @@
       ---
       x: &x [a]
      -checks: { zfs-avx: { asks: Why?, ok: *x, affected: [b] } }
      +checks: { zfs-avx: { asks: Why?, ok: *x, affected: [], unknown: [b] } }
       ---
       # Slow

      --- _data/outputs.json
      +++ _data/outputs.json
      @@ -0,0 +1,9 @@
      +{
      +  "version": 1,
      +  "checks": {
      +    "zfs-avx": {
      +      "a": { "verdict": "ok", "stdout": "fine\\n" },
      +      "b": { "verdict": "unknown", "stdout": "worse\\n" }
      +    }
      +  }
      +}

      Left as it is:
        zfs-avx on a: its list is written in a way that this does not rewrite, with an alias or a comment perhaps; change it by hand"
    `);
  });
});

describe("writeUpdate()", () => {
  test("writes what was shown, and keeps the output where the expectation stays", async () => {
    const { place, update } = await prepared();
    await mkdir(join(place.root, "_data"));

    expect(await writeUpdate(place, update)).toEqual([FILE, "_data/outputs.json"]);

    const outputs = await readRecordedOutputs(join(place.root, place.outputsFile));
    expect(await readFile(join(place.root, FILE), "utf8")).toBe(TEXT.replace("[b] }", "[], unknown: [b] }"));
    expect(outputs.get("zfs-avx")?.get("a")).toEqual({ verdict: "ok", stdout: "fine\n" });
    expect(outputs.get("zfs-avx")?.get("b")).toEqual({ verdict: "unknown", stdout: "worse\n" });
    expect(await readdir(join(place.root, "content/runbooks"))).toEqual(["slow.md"]);
  });

  test("writes nothing where nothing differs", async () => {
    const { place, update } = await prepared();
    await writeUpdate(place, update);
    const recorded = await readRecordedOutputs(join(place.root, place.outputsFile));
    const { ino } = await stat(join(place.root, place.outputsFile));

    const again = await prepareUpdate(place, { moves: [], refusals: [], outputs: recorded }, recorded);

    expect(formatUpdate(again)).toBe("");
    expect(await writeUpdate(place, again)).toEqual([]);
    expect((await stat(join(place.root, place.outputsFile))).ino).toBe(ino);
  });

  test("overwrites no record that can't be read", async () => {
    const { place, update } = await prepared();
    await mkdir(join(place.root, "_data"));
    await writeFile(join(place.root, place.outputsFile), "{");

    await expect(writeUpdate(place, update)).rejects.toThrow("Not valid JSON");
  });
});
