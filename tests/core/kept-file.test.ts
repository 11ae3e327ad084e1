import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { KeptFile } from "../../src/core/kept-file.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbook-kept-"));
  file = join(folder, ".cache/facts");
});

afterEach(() => rm(folder, { recursive: true }));

const keyOf = (name: string) => createHash("sha256").update(name).digest("hex");

/** Keeps these texts in a build of its own, which also uses those. */
function build(names: readonly string[], used: readonly string[] = [], textOf = (name: string) => name): void {
  const kept = new KeptFile(file);
  for (const name of used) kept.get(keyOf(name));
  for (const name of names) kept.set(keyOf(name), Buffer.from(textOf(name)));
  kept.save();
  kept.close();
}

/** Which of these texts a later build finds. */
function found(...names: readonly string[]): (string | undefined)[] {
  const kept = new KeptFile(file);
  const texts = names.map((name) => kept.get(keyOf(name))?.toString());
  kept.close();
  return texts;
}

describe("KeptFile", () => {
  test("gives what an earlier build has kept, and what this one has", () => {
    build(["a", "b", ""]);

    const kept = new KeptFile(file);
    kept.set(keyOf("c"), Buffer.from("c"));

    expect(["a", "b", "", "c", "d"].map((name) => kept.get(keyOf(name))?.toString())).toEqual([
      "a",
      "b",
      "",
      "c",
      undefined,
    ]);
    kept.close();
    expect(found("a", "c")).toEqual(["a", undefined]);
  });

  test("a text can be read after the file was replaced, and after another build has removed it", async () => {
    build(["a"]);
    const kept = new KeptFile(file);
    kept.set(keyOf("b"), Buffer.from("b"));
    kept.save();

    await rm(join(folder, ".cache"), { recursive: true });

    expect([kept.get(keyOf("a")), kept.get(keyOf("b"))].map(String)).toEqual(["a", "b"]);
    kept.close();
  });

  test("two builds at once: one of them wins, and nothing is mixed", () => {
    build(["old"]);
    const [one, other] = [new KeptFile(file), new KeptFile(file)];
    one.set(keyOf("one"), Buffer.from("one"));
    other.set(keyOf("other"), Buffer.from("other"));
    for (const kept of [one, other]) kept.get(keyOf("old"));
    one.save();
    other.save();

    expect(found("old", "one", "other")).toEqual(["old", undefined, "other"]);
    for (const kept of [one, other]) kept.close();
  });

  test("a build without anything new leaves the file as it is", async () => {
    build(["a", "b"]);
    const { mtimeMs, ino } = await stat(file);

    build([], ["a"]);

    expect(await stat(file)).toMatchObject({ mtimeMs, ino });
  });

  test("entries without use stay until they are half of the file, the latest ones", () => {
    const long = (name: string) => name.repeat(1000);
    build(["a"], [], long);
    build(["b"], ["a"], long);
    build(["c"], [], long);

    expect(found("a", "b", "c").map((text) => text?.[0])).toEqual([undefined, "b", "c"]);
  });

  test("leaves nothing else beside the file", async () => {
    build(["a"]);
    build(["b"]);
    const unsaved = new KeptFile(file);
    unsaved.set(keyOf("c"), Buffer.from("c"));
    unsaved.close();

    expect(await readdir(join(folder, ".cache"))).toEqual(["facts"]);
  });

  test("what is damaged counts as missing, and the rest stays", async () => {
    build(["a", "b", "c"]);
    const bytes = await readFile(file);
    bytes.write("x", bytes.indexOf("b", 18 + 40 + 1 + 40));
    await writeFile(file, bytes);

    expect(found("a", "b", "c")).toEqual(["a", undefined, "c"]);
    build(["b"], ["a", "c"]);
    expect(found("a", "b", "c")).toEqual(["a", "b", "c"]);
  });

  test.each([
    ["is cut off", () => truncate(file, 18 + 41 + 20), ["a", undefined]],
    ["is empty", () => truncate(file, 0), [undefined, undefined]],
    ["is of another program", () => writeFile(file, "PK\x03\x04 something else"), [undefined, undefined]],
    ["is of a newer version", () => writeFile(file, "faultbook cache 2\n{}"), [undefined, undefined]],
    ["is a folder", () => rm(file).then(() => mkdir(file)), [undefined, undefined]],
    [
      "claims a length beyond its end",
      () => writeFile(file, Buffer.concat([Buffer.from("faultbook cache 1\n"), Buffer.alloc(40, 0xff)])),
      [undefined, undefined],
    ],
  ])("a file that %s costs time only", async (_, damage, expected) => {
    build(["a", "b"]);

    await damage();

    expect(found("a", "b")).toEqual(expected);
    const kept = new KeptFile(file);
    kept.set(keyOf("b"), Buffer.from("b"));
    kept.save();
    expect(kept.get(keyOf("b"))?.toString()).toBe("b");
    kept.close();
  });

  test.skipIf(process.getuid?.() === 0)("a folder without permission keeps nothing", async () => {
    await mkdir(join(folder, ".cache"));
    await chmod(join(folder, ".cache"), 0o500);

    build(["a"]);

    expect(found("a")).toEqual([undefined]);
    await chmod(join(folder, ".cache"), 0o700);
  });

  test("a file where the folder should be keeps nothing, and gives what was set", async () => {
    await writeFile(join(folder, ".cache"), "");

    const kept = new KeptFile(file);
    kept.set(keyOf("a"), Buffer.from("a"));

    expect(kept.get(keyOf("a"))?.toString()).toBe("a");
    kept.save();
    kept.close();
  });
});
