import { describe, expect, it } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import type { Fix } from "../../../src/model/document.ts";
import type { Reference } from "../../../src/model/reference.ts";
import { STATES } from "../../../src/model/state.ts";
import { fixContradictions, withFoundVersions } from "../../../src/trackers/waits/found-fixes.ts";
import { loadSite } from "../../corpus/tiny-site.ts";

const EVIDENCE = "https://git.example/changelog#:~:text=a%20fix";

/** What the changelog adapter makes of a release that names the fix. */
function changelog(change: Partial<Reference> = {}): Reference {
  return {
    ...{ url: EVIDENCE, item: EVIDENCE, role: undefined, reachable: STATES, isFlapping: false },
    tracker: { name: "changelog", title: "Changelog" },
    label: "changelog",
    ...{ state: "released", effective: "released", words: "fix released in linux 6.2.16-14" },
    ...{ title: null, remoteStatus: null, targets: [], since: undefined, source: undefined, history: [] },
    ...{ counted: [], moves: [], movedTo: undefined, look: undefined, uses: [] },
    version: "linux 6.2.16-14",
    ...change,
  };
}

const fix = (change: Partial<Fix> = {}): Fix => ({ release: "Two", package: "linux", evidence: EVIDENCE, ...change });
const found = (row: Fix, reference?: Reference) =>
  withFoundVersions([row], new Map(reference && [[EVIDENCE, reference]]))[0];

describe("withFoundVersions()", () => {
  it.each([
    ["the package's own name", "linux 6.2.16-14", "linux", "6.2.16-14"],
    ["a name that itself has a version", "proxmox-kernel-6.2 6.2.16-14", "proxmox-kernel-6.2", "6.2.16-14"],
    ["no name at all", "6.2.16-14", "linux", "6.2.16-14"],
  ])("takes the version behind %s", (_what, version, name, expected) => {
    const reference = changelog({ version });

    expect(found(fix({ package: name }), reference)).toEqual({
      ...fix({ package: name }),
      fixed: expected,
      found: reference,
    });
  });

  it.each([
    ["no item", undefined],
    ["an item of another tracker", changelog({ tracker: { name: "github", title: "GitHub" } })],
    ["a changelog that does not name the fix yet", changelog({ state: "open", version: undefined })],
    ["a changelog whose item is not released", changelog({ state: "fixed" })],
    ["a release without a version", changelog({ version: undefined })],
    ["a changelog of another package", changelog({ version: "proxmox-kernel-6.2 6.2.16-14" })],
    ["a changelog of a package with a longer name", changelog({ version: "linux-aws 5.15.0-1048.53" })],
  ])("leaves a row alone whose evidence is %s", (_what, reference) => {
    expect(found(fix(), reference)).toEqual(fix());
  });

  it("keeps what the author states, and the order of the rows", () => {
    const rows = [fix({ fixed: "6.2.16-13" }), fix({ release: "One" })];

    const known = withFoundVersions(rows, new Map([[EVIDENCE, changelog()]]));

    expect(known.map(({ release, fixed, found: by }) => [release, fixed, by?.version])).toEqual([
      ["Two", "6.2.16-13", undefined],
      ["One", "6.2.16-14", "linux 6.2.16-14"],
    ]);
  });
});

describe("fixContradictions()", () => {
  const page = (...fixed: string[]) => `---
fixes:
  - { release: One, package: linux, evidence: '${EVIDENCE}' }
${fixed.map((line) => `  - { release: Two, package: linux, evidence: '${EVIDENCE}', fixed: ${line} }\n`).join("")}---
`;

  it("tells a version by hand that is not the one found, at its place", async () => {
    const { pages, readLine } = await loadSite({ "content/pages/a.md": page("6.2.16-13", "6.2.16-14") });

    const told = fixContradictions(pages, new Map([[EVIDENCE, changelog()]]));

    expect(told.map((problem) => formatProblem(problem, readLine))).toMatchInlineSnapshot(`
      [
        "content/pages/a.md:4:103  advice: fixed says "6.2.16-13", the changelog names it first in "6.2.16-14"
          | //git.example/changelog#:~:text=a%20fix', fixed: 6.2.16-13 }
          |                                                  ^^^^^^^^^
        Pages show yours. Correct it, or leave it out to show the one found, or link the evidence for yours",
      ]
    `);
    expect(told[0]?.kind).toBe("advice");
  });

  it("tells a changelog of another package, where no version is stated by hand", async () => {
    const { pages, readLine } = await loadSite({ "content/pages/a.md": page("5.15.0-1048.53") });

    const told = fixContradictions(pages, new Map([[EVIDENCE, changelog({ version: "linux-aws 5.15.0-1048.54" })]]));

    expect(told.map((problem) => formatProblem(problem, readLine))).toMatchInlineSnapshot(`
      [
        "content/pages/a.md:3:30  advice: the changelog is that of "linux-aws", the row says "linux"
          | - { release: One, package: linux, evidence: 'https://git.example/changelog#:~:text=a%20fix' }
          |                            ^^^^^
        State the version by hand (fixed), or name the package as the changelog does",
      ]
    `);
    expect(told[0]?.kind).toBe("advice");
  });

  it("has nothing to tell where nothing was found", async () => {
    const { pages } = await loadSite({ "content/pages/a.md": page("6.2.16-13") });

    expect(fixContradictions(pages, new Map([[EVIDENCE, changelog({ state: "open" })]]))).toEqual([]);
  });
});
