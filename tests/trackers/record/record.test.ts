import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RecordEntry } from "../../../src/model/record.ts";
import { trackers } from "../../../src/trackers/index.ts";
import { RecordError, readRecord, writeRecord } from "../../../src/trackers/record/record.ts";
import { matchUrl, recordOf, URLS } from "../samples.ts";

const COMMITTED = fileURLToPath(new URL("../../../_data/states.json", import.meta.url));

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbook-"));
  path = join(folder, "states.json");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const entry: RecordEntry = {
  ...{ url: URLS.github, tracker: "github", state: "open", remoteStatus: "open", title: "A title", history: [] },
  source: { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/1" },
};

/** The message of reading this text as a record, with the file's folder taken out. */
async function complaint(text: string): Promise<string> {
  await writeFile(path, text);
  const error = await readRecord(path).then(
    () => new Error("It was read without a complaint"),
    (reason: Error) => reason,
  );
  return `${error.name}\n${error.message.replaceAll(`${folder}/`, "")}`;
}

describe("readRecord()", () => {
  it("takes a missing file for an empty record", async () => {
    expect(await readRecord(path)).toEqual({ version: 1, references: [] });
  });

  it("tells where JSON is broken", async () => {
    const text = '{\n  "version": 1,\n  "references": [\n    {}\n    {}\n  ]\n}\n';

    expect(await complaint(text)).toMatchInlineSnapshot(`
      "RecordError
      states.json:5  Not valid JSON
        Repair the file, or restore a good copy from git. Then run npm run refresh"
    `);
  });

  it("tells that an empty file ends too early", async () => {
    expect(await complaint("")).toMatchInlineSnapshot(`
      "RecordError
      states.json:1  Not valid JSON: it ends too early
        Repair the file, or restore a good copy from git. Then run npm run refresh"
    `);
  });

  it("tells of broken JSON without a line where none is known", async () => {
    expect(await complaint('{ "version": }')).toContain("states.json  Not valid JSON: SyntaxError");
  });

  it("tells the line where a merge left its marks", async () => {
    const text =
      '{\n  "version": 1,\n<<<<<<< HEAD\n  "references": []\n=======\n  "references": []\n>>>>>>> nightly\n}\n';

    expect(await complaint(text)).toMatchInlineSnapshot(`
      "RecordError
      states.json:3  Contains merge conflict markers
        Take one side with git checkout --theirs states.json; the next refresh adds the rest"
    `);
  });

  it("refuses the record of a newer version", async () => {
    expect(await complaint('{\n  "version": 2,\n  "references": {}\n}\n')).toMatchInlineSnapshot(`
      "RecordError
      states.json:2  Written by a newer Faultbook: format version 2, this one reads 1
        Update Faultbook: an older one would lose newer data"
    `);
  });

  it("tells the line of a wrong value", async () => {
    const text = JSON.stringify(recordOf(entry), null, 2).replace('"state": "open"', '"state": "solved"');

    expect(await complaint(text)).toMatchInlineSnapshot(`
      "RecordError
      states.json:7  references.0.state: Invalid option: expected one of "unknown"|"gone"|"open"|"in-progress"|"wont-fix"|"closed"|"merged"|"fixed"|"released"|"duplicate"
        Repair the file, or restore a good copy from git. Then run npm run refresh"
    `);
  });

  it("tells the line of the entry that lacks a key", async () => {
    const text = JSON.stringify(recordOf(entry), null, 2).replace(/ +"history": \[\],?\n/, "");

    expect(await complaint(text)).toMatchInlineSnapshot(`
      "RecordError
      states.json:4  references.0.history: Invalid input: expected array, received undefined
        Repair the file, or restore a good copy from git. Then run npm run refresh"
    `);
  });

  it("refuses two entries for one address", async () => {
    expect(await complaint(JSON.stringify(recordOf(entry, entry)))).toMatchInlineSnapshot(`
      "RecordError
      states.json:1  references.1: Second entry for https://github.com/openzfs/zfs/issues/15245
        Repair the file, or restore a good copy from git. Then run npm run refresh"
    `);
  });
});

describe("writeRecord()", () => {
  it("writes what it read with the same bytes, and then does not write at all", async () => {
    const text = await readFile(COMMITTED, "utf8");
    await writeFile(path, text);
    const before = await stat(path);

    await writeRecord(path, await readRecord(path));

    expect(await readFile(path, "utf8")).toBe(text);
    expect((await stat(path)).ino).toBe(before.ino);
  });

  it("sorts by address, whatever order the looks came in", async () => {
    const other = { ...entry, url: "https://bugs.launchpad.net/bugs/1" };

    await writeRecord(path, recordOf(entry, other));

    expect((await readRecord(path)).references.map((r) => r.url)).toEqual([other.url, entry.url]);
  });

  it("gives keys one order", async () => {
    await writeRecord(path, recordOf({ ...entry, since: "2023-08-30" }));

    const keys = [...(await readFile(path, "utf8")).matchAll(/^ {6}"(\w+)":/gm)].map((match) => match[1]);

    expect(keys.join(" ")).toBe("url tracker state remoteStatus title since source history");
  });

  it("never overwrites a broken file", async () => {
    await writeFile(path, "<<<<<<< HEAD\n");

    await expect(writeRecord(path, recordOf(entry))).rejects.toBeInstanceOf(RecordError);

    expect(await readFile(path, "utf8")).toBe("<<<<<<< HEAD\n");
  });
});

describe("the committed record", () => {
  it("knows each item by its canonical address and its tracker", async () => {
    const { references } = await readRecord(COMMITTED);

    for (const { url, tracker } of references) {
      const matched = matchUrl(url, {});
      expect(matched?.url).toBe(url);
      expect(matched?.tracker.name).toBe(tracker);
      expect(trackers.map((t) => t.name)).toContain(tracker);
    }
  });

  it("says of each state by hand when and where it was read", async () => {
    const { references } = await readRecord(COMMITTED);

    for (const { source } of references) {
      if (source.kind === "by-hand") expect(source.evidence.length).toBeGreaterThan(20);
    }
  });
});
