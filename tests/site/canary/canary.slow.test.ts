// What is hidden is in no byte of what is published: a canary in every place of a hidden document must not be heard.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { load } from "cheerio";
import { glob } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { recordRuns } from "../../checks/record-runs.ts";
import { runBuild } from "../support/build-content.ts";
import { site } from "../support/tiny-site.ts";
import {
  allHidden,
  BROKEN,
  brokenFiles,
  CANARY,
  HANDED,
  HIDDEN_VARIANTS,
  ranOn,
  recordFile,
  soundFiles,
  withheldFiles,
} from "./files.ts";

const HIDDEN = allHidden();
const VARIANTS = [...HIDDEN_VARIANTS, ...Object.keys({ ...BROKEN, ...HANDED }), "withheld"];

async function siteOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await site({ ...files, ...recordFile(VARIANTS) });
  await recordRuns(root, ranOn);
  return root;
}

type Output = ReadonlyMap<string, string>;

/** Each file of an output with its bytes, those of the search index as they were before they were packed. */
async function outputOf(folder: string): Promise<Output> {
  const files = await glob("**", { cwd: folder, dot: true });
  const read = files.sort().map(async (file) => {
    const bytes = await readFile(join(folder, file));
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return [file, (isPacked ? gunzipSync(bytes) : bytes).toString("latin1")] as const;
  });
  return new Map(await Promise.all(read));
}

/** Files with the word in their name or bytes. */
function heardIn(output: Output, word = CANARY): string[] {
  return [...output].filter(([file, text]) => word.test(file) || word.test(text)).map(([file]) => file);
}

describe("a canary", () => {
  test("is not heard from drafts, embargoes and documents for others", async () => {
    const root = await siteOf({ ...soundFiles(), ...HIDDEN });

    const built = await runBuild(["--root", root]);

    expect(built.exitCode, built.stderr).toBe(0);
    const output = await outputOf(built.output);
    expect(heardIn(output)).toEqual([]);
    expect(heardIn(output, /\bsound\b/i)).toEqual(expect.arrayContaining(PLACES.map((place) => place("sound"))));
  });

  test("is not heard from documents that cannot be read, nor from those with defects", async () => {
    const [broken, withheld] = [brokenFiles(), withheldFiles()];
    const linked = Object.keys({ ...broken, ...withheld }).filter((file) => /^content\/runbooks\/.*\.md$/.test(file));
    const root = await siteOf({ ...soundFiles(linked), ...HIDDEN, ...broken, ...withheld });

    const built = await runBuild(["--root", root, "--keep-going"]);

    expect(built.exitCode, built.stderr).toBe(0);
    const output = await outputOf(built.output);
    expect(heardIn(output)).toEqual([]);
    const page = load(output.get("visible/sound/index.html") ?? "")("article").text();
    expect(page.split("neighbour (not published)")).toHaveLength(linked.length + 1);
    expect(heardIn(output, /lynx/i)).toEqual(expect.arrayContaining(["alerts/index.html"]));
    expect(heardIn(output, /quagga/i)).toEqual(["index.html"]);
    const home = load(output.get("index.html") ?? "");
    expect(home("aside").text()).toContain("Not published because of problems");
    home("aside").remove();
    expect(home.html()).not.toMatch(/quagga/i);
  });

  test("sings where it is at home: of an audience's own output it is in every part", async () => {
    const root = await siteOf({ ...soundFiles(), ...HIDDEN });

    const built = await runBuild(["--root", root, "--audience", "internal"]);

    expect(built.exitCode, built.stderr).toBe(0);
    const output = await outputOf(built.output);
    expect(heardIn(output, /zanzibar(?!intern)/i)).toEqual([]);
    expect(heardIn(output)).toEqual(
      expect.arrayContaining([...PLACES, ...OWN_PLACES].map((at) => at("zanzibarinternal"))),
    );
    expect(heardIn(output).some((file) => /^pagefind\/index\//.test(file))).toBe(true);
  });
});

/** Where a document is heard, whoever it is for. */
const PLACES: readonly ((word: string) => string)[] = [
  () => "index.html",
  () => "feed.xml",
  () => "sitemap.xml",
  () => "alerts/index.html",
  () => "checks/index.html",
  () => "hosts/index.html",
  () => "runbooks/index.html",
  () => "postmortems/index.html",
  () => "pages/index.html",
  () => "visible/index.html",
  (word) => `hosts/${word}-ok/index.html`,
  () => "tags/shared/index.html",
];

const OWN_PLACES: readonly ((word: string) => string)[] = [
  () => "tags/index.html",
  () => "references/index.html",
  () => "references.xml",
  () => "api/references.json",
  () => "metrics.prom",
  () => "workarounds/index.html",
  () => "reviews/index.html",
  (word) => `runbooks/${word}/index.html`,
  (word) => `runbooks/${word}/${word}/index.html`,
  (word) => `runbooks/${word}/${word}/triage.sh`,
  (word) => `runbooks/${word}/${word}.png`,
  (word) => `runbooks/${word}/${word}.log`,
  (word) => `postmortems/${word}/index.html`,
  (word) => `postmortems/${word}/${word}/index.html`,
  (word) => `media/${word}.svg`,
  (word) => `visible/chosen-${word}/index.html`,
  (word) => `former/${word}/index.html`,
  (word) => `then/${word}/index.html`,
  (word) => `tags/${word}/index.html`,
  (word) => `hosts/${word}-child/index.html`,
  (word) => `c/${word}-run`,
  (word) => `checks/${word}-run/index.html`,
  (word) => `checks/${word}-run.sh`,
  (word) => `checks/${word}-run.capture.sh`,
  (word) => `checks/${word}-pm.sh`,
];
