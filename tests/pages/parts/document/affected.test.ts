import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { html } from "../../../../src/core/html.ts";
import type { Reference } from "../../../../src/model/reference.ts";
import { STATES } from "../../../../src/model/state.ts";
import { affected } from "../../../../src/pages/parts/document/affected.ts";
import { loadSite } from "../../../site/support/load-site.ts";
import { site } from "../../../site/support/tiny-site.ts";

const CHANGELOG = "https://git.example/changelog";
const TEXT = `---
title: A bug
description: What it was
fixes:
  - { release: One, package: linux, flavour: pve, introduced: 6.2.16-9, evidence: '${CHANGELOG}' }
  - { release: Two, package: linux, flavour: generic, introduced: 5.15.0-82, fixed: 5.15.0-88.98, evidence: 'https://e.org/', inferred: From a notice. }
---
Text
`;

/** What the changelog adapter makes of a release that names the fix. */
const FOUND: Reference = {
  ...{ url: CHANGELOG, item: CHANGELOG, role: undefined, reachable: STATES, flapping: [], isChange: false },
  tracker: { name: "changelog", title: "Changelog", namesVersions: "changelog" },
  label: "changelog",
  ...{ state: "released", effective: "released", words: "fix released in linux 6.2.16-14", version: "linux 6.2.16-14" },
  ...{ title: null, remoteStatus: null, targets: [], since: undefined, source: undefined, history: [] },
  ...{ counted: [], moves: [], movedTo: undefined, look: undefined, uses: [] },
};

/** The box of that page, with these items known. */
function box(...known: readonly Reference[]) {
  return boxOf(TEXT, ...known);
}

async function boxOf(text: string, ...known: readonly Reference[]) {
  const data = await loadSite(await site({ "content/pages/bug.md": text }));
  const byUrl = new Map(known.map((reference) => [reference.url, reference]));
  const [page] = data.corpus.pages;
  const part = page && affected({ ...data, references: { ...data.references, byUrl } }, page);
  return load(html`${part ?? null}`.toString());
}

const fixedIn = ($: Awaited<ReturnType<typeof box>>) =>
  $("td:nth-child(3)")
    .map((_, cell) => $(cell).text())
    .get();

describe("affected()", () => {
  test("shows a version that was found in a changelog, and where", async () => {
    const $ = await box(FOUND);

    expect(fixedIn($)).toEqual(["6.2.16-14found in the changelog", "5.15.0-88.98"]);
    expect($("td a:contains('found in the changelog')").attr("href")).toBe(CHANGELOG);
  });

  test("a search has no version that a night finds, nor its absence: only what the author wrote", async () => {
    const searched = async (...known: readonly Reference[]) => {
      const $ = await box(...known);
      $("[data-pagefind-ignore], form").remove();
      return $.text();
    };

    expect(await searched(FOUND)).toBe(await searched());
    expect(await searched(FOUND)).not.toContain("6.2.16-14");
    expect(await searched(FOUND)).toContain("5.15.0-88.98");
  });

  test("answers with the versions that were found, in the sentence and in the box for uname", async () => {
    const $ = await box(FOUND);

    expect($(".answer").text()).toBe(
      "Known to be affected: each release from “affected from” until “fixed in”. Others may be.",
    );
    const rows = JSON.parse($(".kernel").attr("data-fixes") ?? "");
    expect(rows).toEqual([
      { release: "One", flavour: "pve", introduced: "6.2.16-9", fixed: "6.2.16-14" },
      { release: "Two", flavour: "generic", introduced: "5.15.0-82", fixed: "5.15.0-88.98" },
    ]);
  });

  test("marks a row that is partly inferred, and folds up the evidence of all rows", async () => {
    const $ = await box();

    const marked = $("td:first-child").map((_, cell) => $(cell).text());
    expect(marked.get()).toEqual(["One", "Two†"]);
    expect($("td a[aria-label]").attr("href")).toBe(`#${$("details ul").attr("id")}`);
    const evidence = $("details li").map((_, item) => $(item).text().trim());
    expect(evidence.get()).toEqual([
      "One, package linux: git.example",
      "Two, package linux: e.org. Inferred: From a notice.",
    ]);
  });

  test("names the package where a release has two", async () => {
    const two = TEXT.replace("release: Two", "release: One").replace("linux, flavour: generic", "linux-hwe");
    const $ = await boxOf(two);

    expect(
      $("td:first-child")
        .map((_, cell) => $(cell).text())
        .get(),
    ).toEqual(["One linux", "One linux-hwe†"]);
  });

  test("says that a version is not known while the changelog does not name the fix", async () => {
    const $ = await box({ ...FOUND, state: "open", version: undefined });

    expect(fixedIn($)).toEqual(["not known", "5.15.0-88.98"]);
    expect($(".answer").text()).toContain("A fixed version is known for 1 of these");
    expect($.text()).not.toContain("found in the changelog");
  });
});
