import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { MOST_KEYS } from "../../../src/pages/theme/search/words.js";
import { TokenNumbers } from "../../../src/site/search/token-numbers.ts";
import { writeVocabulary } from "../../../src/site/search/words.ts";

/** The lines of a vocabulary over pages as Pagefind stores them. */
async function vocabularyOf(pages: readonly { content: string; meta?: Record<string, string> }[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-words-"));
  await mkdir(join(folder, "fragment"));
  for (const [i, page] of pages.entries()) {
    const text = `pagefind_dcd${JSON.stringify({ meta: {}, ...page })}`;
    await writeFile(join(folder, "fragment", `unknown_${i}.pf_fragment`), gzipSync(text));
  }
  await writeVocabulary(folder);
  const letters = [..."0123456789abcdefghijklmnopqrstuvwxyz"];
  const files = [...letters, "other"].map((name) => readFile(join(folder, "words", `${name}.txt`), "utf8"));
  return (await Promise.all(files)).join("").split("\n").slice(0, -1);
}

test("a word is counted once a page, however it is written, and a name leads from any of its parts on", async () => {
  const pages = [
    { content: "Disk, disk. DISK is\u00a0full: 42", meta: { name: "icp_gcm_impl" } },
    { content: "A full disk; Ärger über 42." },
  ];

  expect(await vocabularyOf(pages)).toEqual([
    "42 2",
    "a 1",
    "arger 1",
    "disk 2",
    "full 2",
    "gcm 1",
    "gcmimpl 1 icp_gcm_impl",
    "icp 1",
    "icpgcmimpl 1 icp_gcm_impl",
    "impl 1",
    "is 1",
    "uber 1",
  ]);
});

test("of a thousand names with one part, so many are named as the search page asks for", async () => {
  const names = Array.from({ length: 1000 }, (_, i) => `node-${i}.us2`);

  const [line = ""] = (await vocabularyOf([{ content: names.join(" ") }])).filter((one) => one.startsWith("us2 "));

  expect(line.split(" ")).toHaveLength(2 + MOST_KEYS);
});

test("an index of nothing has a vocabulary of nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-words-"));

  await writeVocabulary(folder);

  expect(await readFile(join(folder, "words/a.txt"), "utf8")).toBe("");
});

test("texts keep their numbers, however many there are", () => {
  const numbers = new TokenNumbers();
  const names = Array.from({ length: 200_000 }, (_, i) => `ä${i}`);

  expect(numbers.read("b a  b ä0 ")).toEqual([0, 1, 2]);
  expect(numbers.read(names.join(" "))).toEqual([
    2,
    ...names
      .keys()
      .drop(1)
      .map((i) => i + 2),
  ]);
  expect(numbers.read("ä199999 a c")).toEqual([200_001, 1, 200_002]);
  expect(numbers.texts[200_001]).toBe("ä199999");
});
