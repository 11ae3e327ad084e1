// A fixed version from the record to the page: the changelog or the advisory that a row links names it.

import { expect, test } from "vitest";
import { html } from "../../src/core/html.ts";
import { formatProblem } from "../../src/core/problem.ts";
import { affected } from "../../src/pages/parts/document/affected.ts";
import { loadSite } from "./support/load-site.ts";
import { site } from "./support/tiny-site.ts";

const CHANGELOG =
  "https://git.proxmox.com/?p=pve-kernel.git;a=blob_plain;f=debian/changelog;hb=refs/heads/bookworm-6.2#:~:text=X86_FEATURE_OSXSAVE";

const RECORD = {
  version: 1,
  references: [
    {
      ...{ url: CHANGELOG, tracker: "changelog", state: "released", version: "proxmox-kernel-6.2 6.2.16-14" },
      ...{ remoteStatus: "named in proxmox-kernel-6.2 6.2.16-14", title: "fix setting X86_FEATURE_OSXSAVE" },
      source: { kind: "fetched", at: "2024-05-06T02:00:00Z", from: "https://git.proxmox.com/" },
      history: [],
    },
  ],
};

/** A page with one row of `fixes`; the link shows the changelog as people see it, which is another spelling. */
const page = (fixed: string) => `---
title: A bug
fixes:
  - release: Proxmox VE 8
    package: proxmox-kernel-6.2
    evidence: ${CHANGELOG.replace("blob_plain", "blob")}
${fixed}---
Text
`;

async function load(fixed: string) {
  const root = await site({ "content/pages/bug.md": page(fixed), "_data/states.json": JSON.stringify(RECORD) });
  const data = await loadSite(root);
  const [document] = data.corpus.pages;
  const told = data.problems.map((problem) => formatProblem(problem, data.corpus.readLine)).join("\n");
  return { told, box: html`${(document && affected(data, document)) ?? null}`.toString() };
}

test("a row without a fixed version shows the one that its changelog names", async () => {
  const { told, box } = await load("");

  expect(told).toBe("");
  expect(box).toContain("<strong>6.2.16-14</strong>");
  expect(box).toContain("found in the changelog");
});

test("a fixed version by hand that is another one is shown, and is advice", async () => {
  const { told, box } = await load("    fixed: 6.2.16-13\n");

  expect(told).toMatchInlineSnapshot(`
    "content/pages/bug.md:7:12  advice: fixed says "6.2.16-13", but the changelog names it first in "6.2.16-14"
        | fixed: 6.2.16-13
        |        ^^^^^^^^^
      Correct it, remove it to show the version found, or link evidence for it. Pages show yours until then"
  `);
  expect(box).toContain("<strong>6.2.16-13</strong>");
  expect(box).not.toContain("found in the changelog");
});

test("a row takes the version that an advisory names for its release", async () => {
  const targets = ["11", "12"].map((release) => ({
    ...{ name: `linux (Debian:${release})`, state: "released", remoteStatus: `fixed in ${release}.1` },
    version: `linux ${release}.1`,
  }));
  const entry = {
    ...{ url: "https://osv.dev/vulnerability/DEBIAN-CVE-2023-4004", tracker: "osv", state: "released", targets },
    ...{ remoteStatus: "fixed version named for 2 of 2", title: "A bug", history: [] },
    source: { kind: "fetched", at: "2024-05-06T02:00:00Z", from: "https://api.osv.dev/v1/vulns/DEBIAN-CVE-2023-4004" },
  };
  const row =
    "{ release: Debian 12, package: linux, evidence: https://security-tracker.debian.org/tracker/CVE-2023-4004 }";
  const page = `---\ntitle: A bug\nfixes:\n  - ${row}\n---\nText\n`;
  const record = JSON.stringify({ version: 1, references: [entry] });

  const data = await loadSite(await site({ "content/pages/bug.md": page, "_data/states.json": record }));

  const [document] = data.corpus.pages;
  const box = html`${(document && affected(data, document)) ?? null}`.toString();
  expect(data.problems).toEqual([]);
  expect(box).toContain("<strong>12.1</strong>");
  expect(box).toContain("found in the advisory");
});
