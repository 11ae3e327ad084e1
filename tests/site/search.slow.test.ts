// What a search finds is what says of itself that it is to be found, whatever folder it lies in, and what authors wrote.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { expect, test } from "vitest";
import { runBuild } from "./support/build-content.ts";
import { RUNBOOK, site } from "./support/tiny-site.ts";

const ISSUE = "https://github.com/example/tool/issues/4711";
const RULES = `groups:
  - name: disk
    rules:
      - alert: QueueDepthHigh
        expr: queue_depth > 10
        annotations: { summary: "Jobs wait on {{ $labels.host }}", runbook_url: https://kb.example/runbooks/disk/ }
`;

test("pages in folders that are called like lists of the site are searched", async () => {
  const root = await site({
    "content/runbooks/disk.md": RUNBOOK,
    "content/runbooks/storage/_index.md": "# About disks\n",
    "content/alerts/disk.yaml": "groups: []\n",
    "content/pages/references/books.md": "# Books\n",
    "content/pages/tags/words.md": "# Words\n",
    "content/pages/hosts/racks.md": "# Our machines\n",
    "content/pages/about.md": "# About\n",
  });
  const { output, exitCode } = await runBuild(["--root", root]);
  expect(exitCode).toBe(0);

  const pages = await glob("**/*.html", { cwd: output, ignore: "pagefind/**" });
  const texts = await Promise.all(pages.map((page) => readFile(join(output, page), "utf8")));
  const entry = JSON.parse(await readFile(join(output, "pagefind/pagefind-entry.json"), "utf8"));

  const wanted = texts.filter((text) => text.includes("data-pagefind-body")).length;
  expect(wanted).toBeGreaterThan(5);
  // And the empty test host, which every site has, and the list of runbooks. An author wrote that of pages.
  expect(Object.values(entry.languages)).toMatchObject([{ page_count: wanted + 2 }]);
});

test("alerts and references are found too; the vocabulary knows names from any part on, and Pagefind's own interface is left out", async () => {
  const { vocabulary, files } = await indexOf(undefined);

  expect(vocabulary).toEqual(
    expect.arrayContaining([
      // The alert, its expression, and the keyword and the alert of the runbook.
      "queuedepthhigh 2",
      "depthhigh 2 queuedepthhigh",
      "queuedepth 1 queue_depth",
      "warteschlange 1",
      // The reference.
      "4711 1",
    ]),
  );
  expect(vocabulary.join("\n")).not.toContain("labels");
  expect(files.filter((file) => /ui|highlight/.test(file))).toEqual([]);
});

test("a night in which only upstream moves leaves the index alone", async () => {
  const before = await indexOf(undefined);
  const after = await indexOf({ state: "closed", title: "Something entirely different happened" });
  const moved = await indexOf({ state: "open", title: "Something entirely different happened" });

  expect(after.vocabulary.join("\n")).not.toContain("entirely");
  expect(after.bytes).toEqual(moved.bytes);
  expect(after.bytes).toEqual(before.bytes);
});

type Index = { readonly vocabulary: string[]; readonly files: string[]; readonly bytes: Map<string, string> };

/** The search index of a small site whose only reference is in that state. */
async function indexOf(upstream: { readonly state: string; readonly title: string } | undefined): Promise<Index> {
  const at = "2026-01-02T03:04:05Z";
  const source = { kind: "fetched", at, from: "https://api.github.com/repos/example/tool/issues/4711" };
  const entry = { url: ISSUE, tracker: "github", remoteStatus: null, since: at, source, history: [], ...upstream };
  const record = { version: 1, references: upstream === undefined ? [] : [entry] };
  const head = "title: Queue is long\nkeywords: Warteschlange, backlog\nalerts: [QueueDepthHigh]";
  const root = await site({
    "content/runbooks/disk.md": `---\n${head}\n---\n\n## First minute\n\nSee [the bug](${ISSUE}).\n`,
    "content/alerts/disk.yaml": RULES,
    "_data/states.json": JSON.stringify(record),
  });
  const { output, exitCode, stderr } = await runBuild(["--root", root]);
  expect(stderr).not.toContain("states.json");
  expect(exitCode).toBe(0);
  const files = (await glob("**/*", { cwd: join(output, "pagefind") })).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(output, "pagefind", file), "latin1")));
  return {
    files,
    bytes: new Map(files.map((file, i) => [file, texts[i] ?? ""])),
    vocabulary: files.flatMap((file, i) => (file.startsWith("words/") ? (texts[i] ?? "").split("\n") : [])),
  };
}

test("no word is glued to the head of a column or of a row", async () => {
  const root = await site({
    "content/postmortems/2025-03-04-disk.md": `---
title: The disk was full
date: 2025-03-04
impact: Alpha
trigger: Beta
rootCauses: [Gamma is one., Delta is another.]
mitigations: [{ text: Epsilon, time: Zeta, risk: Eta }]
fixes: [{ release: Theta, package: disk, introduced: "1.0", fixed: "2.0", evidence: "${ISSUE}" }]
actions: [{ text: Iota, kind: prevent, owner: Kappa }]
---

Text.
`,
  });
  const { output, exitCode, stderr } = await runBuild(["--root", root]);
  expect(exitCode, stderr).toBe(0);
  const files = await glob("pagefind/words/*.txt", { cwd: output, absolute: true });
  const lines = (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("").split("\n");
  const words = lines.map((line) => line.split(" ")[0] ?? "");

  const own = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"];
  expect(words).toEqual(expect.arrayContaining(own));
  const heads = /(impact|trigger|cause|affected|from|fixed|time|risk|kind|owner)(?=.)/;
  expect(words.filter((word) => heads.test(word) && !/^(affected|fixed|trigger(ed)?)$/.test(word))).toEqual([]);
});
