// A check whose hosts cannot all be read: nothing that rests on the others alone is said against it.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { assemble, assembleSound, readSources } from "../../src/site/site.ts";
import { recordRuns } from "../checks/record-runs.ts";
import { CARD, runbook, writeSite } from "../corpus/tiny-site.ts";

const renderer = createRenderer();

const SNIPPET = `[ -r /disk ] || { echo "no disk"; exit 2; }
grep -q full /disk || { echo free; exit 0; }
echo full; exit 1
`;
const FILE = "content/runbooks/disk.md";
const FRONT = `status: final
title: x
severity: sev1
description: x
owner: x
reviewed: 2024-05-06
checks: { disk: { asks: x, ok: [free], affected: [full, worse], context: [/etc/worse] } }`;
const NAMES = ["free", "full", "worse"];

/** A site whose runs are recorded; then the cards of some hosts are broken. */
async function siteOf({ broken, full = 1 }: { readonly broken: readonly string[]; readonly full?: number }) {
  const cards = NAMES.map((name) => [`content/hosts/${name}/host.yaml`, CARD]);
  const text = runbook(FRONT, `\`\`\`bash check=disk\n${SNIPPET}\`\`\`\n`);
  const root = await writeSite({
    "content/site.yaml": "url: https://kb.example\n",
    [FILE]: text.replaceAll("***", "Text."),
    ...Object.fromEntries(cards),
  });
  await recordRuns(root, (_, host) => {
    if (host === "empty") return { exitCode: 2, stdout: "no disk\n", missing: ["/disk"] };
    const read = host === "worse" ? ["/disk", "/etc/worse"] : ["/disk"];
    return { exitCode: host === "full" ? full : Number(host === "worse"), stdout: `${host}\n`, read };
  });
  for (const name of broken) await writeFile(join(root, `content/hosts/${name}/host.yaml`), "summary: [");
  const sources = await readSources(await readSiteContent(root, { renderer: await renderer }));
  return { whole: assemble(sources, {}), sound: assembleSound(sources, {}) };
}

/** What is said of the runbook with and without --keep-going, and whether it is shown then. */
async function told(given: Parameters<typeof siteOf>[0]) {
  const { whole, sound } = await siteOf(given);
  const of = ({ problems }: typeof whole) =>
    problems.filter(({ place }) => place.file === FILE).map(({ kind, what }) => `${kind}: ${what}`);
  return { whole: of(whole), sound: of(sound), shown: sound.corpus.runbooks.map(({ file }) => file) };
}

const SOUND = { whole: [], sound: [], shown: [FILE] };

test.each([
  ["none", []],
  ["one of those that are affected, which alone reads the context", ["worse"]],
  ["all that are affected", ["full", "worse"]],
  ["the one that is ok", ["free"]],
  ["all", NAMES],
])("nothing is said of a sound check, whichever of its hosts cannot be read: %s", async (_, broken) => {
  expect(await told({ broken })).toEqual(SOUND);
});

test("what is wrong on a host that is there is told, whichever other one is not", async () => {
  const { whole, shown } = await told({ broken: ["worse"], full: 0 });

  expect(whole).toEqual(['problem: check "disk" says OK on test host "full", expected AFFECTED']);
  expect(shown).toEqual([]);
});
