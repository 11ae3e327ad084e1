import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  isWhole,
  readRecords,
  recordFile,
  recordOf,
  removeRecord,
  runOfRecord,
  textOfRecord,
  writeRecord,
} from "../../../src/checks/runs/record.ts";
import { RUN } from "../samples.ts";

const ABOUT = { key: "abc", trials: 4, by: ["GNU bash 5.2.15", "GNU grep 3.8"] };
const FULL = {
  ...{ exitCode: 1, stdout: "a\nb\n", stderr: "no c\n" },
  ...{ read: ["/a"], listed: ["/b"], looked: ["/c"], missing: ["/d"], ran: ["grep x /a"], steps: ["1 grep"] },
  refused: [{ cause: "command", asked: "nproc" } as const],
};
const FILE = recordFile("zfs-avx", "healthy");

async function temporaryFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-record-"));
  onTestFinished(() => rm(root, { recursive: true }));
  return root;
}

async function folderWith(text?: string): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(dirname(join(root, FILE)), { recursive: true });
  if (text !== undefined) await writeFile(join(root, FILE), text);
  return root;
}

describe("textOfRecord()", () => {
  test("leaves out what is empty, and keeps one thing on a line", () => {
    expect(FILE).toBe("content/.runs/zfs-avx/healthy.json");
    expect(textOfRecord(recordOf({ ...RUN, exitCode: 2 }, ABOUT)).replace(/[0-9a-f]{64}/, "…")).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "rules": 2,
        "key": "abc",
        "sum": "…",
        "exit": 2,
        "trials": 4,
        "by": [
          "GNU bash 5.2.15",
          "GNU grep 3.8"
        ]
      }
      "
    `);
    expect(textOfRecord(recordOf(FULL, ABOUT)).replace(/[0-9a-f]{64}/, "…")).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "rules": 2,
        "key": "abc",
        "sum": "…",
        "exit": 1,
        "stdout": "a\\nb\\n",
        "stderr": "no c\\n",
        "read": [
          "/a"
        ],
        "listed": [
          "/b"
        ],
        "looked": [
          "/c"
        ],
        "missing": [
          "/d"
        ],
        "ran": [
          "grep x /a"
        ],
        "steps": [
          "1 grep"
        ],
        "refused": [
          {
            "cause": "command",
            "asked": "nproc"
          }
        ],
        "trials": 4,
        "by": [
          "GNU bash 5.2.15",
          "GNU grep 3.8"
        ]
      }
      "
    `);
  });
});

describe("readRecords()", () => {
  test("gives what writeRecord() wrote", async () => {
    const root = await folderWith();
    await writeRecord(root, FILE, recordOf(FULL, ABOUT));
    await writeRecord(root, recordFile("zfs-avx", "empty"), recordOf(RUN, ABOUT));

    const { records, problems } = await readRecords(root);
    const [full, bare] = ["healthy", "empty"].map((host) => records.get("zfs-avx")?.get(host));

    expect(problems).toEqual([]);
    expect([full && runOfRecord(full), bare && runOfRecord(bare)]).toEqual([FULL, RUN]);
    expect([full, bare].map((run) => run && isWhole(run))).toEqual([true, true]);
    await removeRecord(root, FILE);
    await removeRecord(root, FILE);
    expect([...((await readRecords(root)).records.get("zfs-avx") ?? [])].map(([host]) => host)).toEqual(["empty"]);
  });

  test("has no records of a site without any", async () => {
    expect(await readRecords(await temporaryFolder())).toEqual({ records: new Map(), problems: [] });
  });

  const TEXT = textOfRecord(recordOf(FULL, ABOUT));

  test("tells a file that cannot be read, which keeps nothing from being published", async () => {
    const broken = [
      TEXT.slice(0, 40),
      `<<<<<<< HEAD\n${TEXT}=======\n${TEXT}>>>>>>> other\n`,
      TEXT.replace('"exit": 1', '"exit": 256'),
      TEXT.replace('"exit"', '"verdict": "ok", "exit"'),
      TEXT.replace('"version": 1', '"version": 2'),
    ];
    const read = await Promise.all(broken.map(async (text) => readRecords(await folderWith(text))));

    expect(read.every(({ records }) => records.size === 0)).toBe(true);
    const told = read.flatMap(({ problems }) =>
      problems.map((one) => `${one.place.file}:${one.place.line} ${one.what}\n  ${one.remedy} (${one.withholds})`),
    );
    expect(told.join("\n")).toMatchInlineSnapshot(`
      "content/.runs/zfs-avx/healthy.json:4 Not valid JSON: it ends too early
        It can be made again: npm run check -- --update (nothing)
      content/.runs/zfs-avx/healthy.json:1 Contains merge conflict markers
        Take one side with git checkout --theirs content/.runs/zfs-avx/healthy.json; npm run check -- --update writes what fits (nothing)
      content/.runs/zfs-avx/healthy.json:6 exit: Too big: expected number to be <=255
        It can be made again: npm run check -- --update (nothing)
      content/.runs/zfs-avx/healthy.json:1 Unrecognized key: "verdict"
        It can be made again: npm run check -- --update (nothing)
      content/.runs/zfs-avx/healthy.json:2 Written by a newer Faultbook: format version 2, this one reads 1
        Update Faultbook: an older one would lose newer data (nothing)"
    `);
  });

  test("takes a folder for no record", async () => {
    const root = await folderWith();
    await mkdir(join(root, FILE));
    await writeFile(join(root, FILE, "x"), "");

    expect(await readRecords(root)).toEqual({ records: new Map(), problems: [] });
  });
});

describe("isWhole()", () => {
  const RECORD = recordOf(FULL, ABOUT);

  test.each([
    ["the exit code", { exit: 0 }],
    ["what it printed", { stdout: "a\n" }],
    ["what it read", { read: [] }],
    ["why it is no answer", { refused: [] }],
    ["the key", { key: "abd" }],
    ["the versions of tools", { by: [] }],
    ["how often it was tried", { trials: 9 }],
    ["the rules", { rules: 99 }],
  ])("is false where somebody changed %s", (_, change) => {
    expect(isWhole(RECORD)).toBe(true);
    expect(isWhole({ ...RECORD, ...change })).toBe(false);
  });
});

describe("writeRecord()", () => {
  test.each(["{", "<<<<<<< HEAD\n", "", '{ "version": 1 }'])(
    "writes over %j, for it can be made again",
    async (text) => {
      const root = await folderWith(text);

      await writeRecord(root, FILE, recordOf(FULL, ABOUT));

      expect(await readFile(join(root, FILE), "utf8")).toBe(textOfRecord(recordOf(FULL, ABOUT)));
    },
  );

  test("writes over a folder", async () => {
    const root = await folderWith();
    await mkdir(join(root, FILE, "deep"), { recursive: true });

    await writeRecord(root, FILE, recordOf(FULL, ABOUT));

    expect((await readRecords(root)).records.get("zfs-avx")?.size).toBe(1);
  });

  test("leaves what a newer Faultbook wrote", async () => {
    const text = '{ "version": 2 }';
    const root = await folderWith(text);

    await expect(writeRecord(root, FILE, recordOf(FULL, ABOUT))).rejects.toThrow("Written by a newer Faultbook");
    expect(await readFile(join(root, FILE), "utf8")).toBe(text);
  });
});
