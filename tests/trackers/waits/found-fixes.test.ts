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
    ...{ url: EVIDENCE, item: EVIDENCE, role: undefined, reachable: STATES, flapping: [], isChange: false },
    tracker: { name: "changelog", title: "Changelog", namesVersions: "changelog" },
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
    ["an item whose versions are not those of packages", changelog({ tracker: { name: "github", title: "GitHub" } })],
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

/** What an advisory says of these targets: "linux (Debian:12)" and the version, undefined where none is named. */
function advisory(targets: Readonly<Record<string, string | undefined>>, change: Partial<Reference> = {}): Reference {
  const all = Object.entries(targets).map(([name, version]) => ({
    ...{ name, state: version === undefined ? ("open" as const) : ("released" as const), remoteStatus: null },
    ...(version !== undefined && { version: `${name.replace(/ .*/, "")} ${version}` }),
  }));
  const tracker = { name: "osv", title: "OSV", namesVersions: "advisory" };
  return changelog({ tracker, state: "open", version: undefined, targets: all, counted: all, ...change });
}

const LINUX = {
  "linux (Debian:11)": "5.10.191-1",
  "linux (Debian:12)": "6.1.52-1",
  "linux (Debian:sid)": undefined,
  "linux (Ubuntu:22.04:LTS)": "5.15.0-88.98",
  "linux (Ubuntu:Pro:18.04:LTS)": "4.15.0-219.230",
  "linux (Alpine:v3.18)": "6.1.50-r0",
  "linux (Red Hat:enterprise_linux:9::baseos)": "5.14.0-362.8.1.el9_3",
  "linux-aws (Ubuntu:22.04:LTS)": "5.15.0-1048.53",
};

describe("withFoundVersions() of an advisory", () => {
  it.each([
    ["Debian 12", "linux", "6.1.52-1"],
    ["debian 11 (bullseye)", "linux", "5.10.191-1"],
    ["Debian 12.5", "linux", "6.1.52-1"],
    ["Ubuntu 22.04", "linux", "5.15.0-88.98"],
    ["Ubuntu 22.04.3 LTS", "linux", "5.15.0-88.98"],
    ["Ubuntu 22.04", "linux-aws", "5.15.0-1048.53"],
    ["Ubuntu Pro 18.04", "linux", "4.15.0-219.230"],
    ["Alpine 3.18", "linux", "6.1.50-r0"],
    ["Red Hat Enterprise Linux 9", "linux", "5.14.0-362.8.1.el9_3"],
  ])("takes the version for %s of %s", (release, name, expected) => {
    const reference = advisory(LINUX);

    expect(found(fix({ release, package: name }), reference)).toMatchObject({ fixed: expected, found: reference });
  });

  it.each([
    ["a release that has none yet", "Debian sid"],
    ["a release that it does not list", "Debian 1"],
    ["a longer number", "Debian 112"],
    ["a number within another one", "Debian 3.12"],
    ["another system with that number", "Proxmox VE 12"],
    ["a release that needs Ubuntu Pro", "Ubuntu 18.04"],
    ["no number", "Debian"],
  ])("finds nothing for %s", (_what, release) => {
    expect(found(fix({ release }), advisory(LINUX))).toEqual(fix({ release }));
  });

  it.each([
    ["an ecosystem that has no releases", { "linux (PyPI)": "1.2" }, "1.2"],
    ["an ecosystem that says where it is", { "linux (Maven:https://maven.example.org)": "1.2" }, "1.2"],
    ["two channels with one version", { "linux (Two:x::a)": "1.2", "linux (Two:x::b)": "1.2" }, "1.2"],
    ["two branches with a version each", { "linux (PyPI)": "1.2", "linux (PyPI, from 3.0)": "3.2" }, undefined],
    ["a branch without one", { "linux (PyPI)": "1.2", "linux (PyPI, from 3.0)": undefined }, undefined],
    ["variants taken together", { "linux-* (PyPI)": "1.2" }, undefined],
  ])("takes what can be told of %s", (_what, targets, expected) => {
    expect(found(fix({ release: "Two X" }), advisory(targets))?.fixed).toBe(expected);
  });

  it.each([
    ["whose page is gone", { state: "gone", counted: [] }],
    ["whose state an author replaces", { state: "fixed", counted: [] }],
  ] as const)("finds nothing in one %s", (_what, change) => {
    expect(found(fix({ release: "Debian 12" }), advisory(LINUX, change))?.fixed).toBeUndefined();
  });

  it("goes by the row, whichever targets an author counts for the state", () => {
    const { targets } = advisory(LINUX);

    const reference = advisory(LINUX, { counted: targets.slice(0, 1) });

    expect(found(fix({ release: "Debian 12" }), reference)?.fixed).toBe("6.1.52-1");
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
        "content/pages/a.md:4:103  advice: fixed says "6.2.16-13", but the changelog names it first in "6.2.16-14"
          | //git.example/changelog#:~:text=a%20fix', fixed: 6.2.16-13 }
          |                                                  ^^^^^^^^^
        Correct it, remove it to show the version found, or link evidence for it. Pages show yours until then",
      ]
    `);
    expect(told[0]?.kind).toBe("advice");
  });

  it("tells a changelog of another package, where no version is stated by hand", async () => {
    const { pages, readLine } = await loadSite({ "content/pages/a.md": page("5.15.0-1048.53") });

    const told = fixContradictions(pages, new Map([[EVIDENCE, changelog({ version: "linux-aws 5.15.0-1048.54" })]]));

    expect(told.map((problem) => formatProblem(problem, readLine))).toMatchInlineSnapshot(`
      [
        "content/pages/a.md:3:30  advice: the changelog names versions of "linux-aws", but the row says "linux"
          | - { release: One, package: linux, evidence: 'https://git.example/changelog#:~:text=a%20fix' }
          |                            ^^^^^
        Write the version under fixed, or name the package as the changelog does",
      ]
    `);
    expect(told[0]?.kind).toBe("advice");
  });

  it("has nothing to tell where nothing was found", async () => {
    const { pages } = await loadSite({ "content/pages/a.md": page("6.2.16-13") });

    expect(fixContradictions(pages, new Map([[EVIDENCE, changelog({ state: "open" })]]))).toEqual([]);
  });

  it("tells what of an advisory no row can use", async () => {
    const lines = [
      "{ release: Debian 12, package: linux }",
      "{ release: Debian 12, package: linux, fixed: 6.1.50-1 }",
      "{ release: Debian 12, package: linux, fixed: 6.1.52-1 }",
      "{ release: bookworm, package: linux }",
      "{ release: bookworm, package: linux, fixed: 6.1.50-1 }",
      "{ release: Debian sid, package: linux }",
      "{ release: Debian 12, package: nginx }",
      "{ release: Two, package: Django }",
      "{ release: Two, package: Django, fixed: '4.0' }",
    ].map((line) => `  - ${line.replace(" }", `, evidence: '${EVIDENCE}' }`)}\n`);
    const { pages } = await loadSite({ "content/pages/a.md": `---\nfixes:\n${lines.join("")}---\n` });
    const named = advisory({ ...LINUX, "Django (PyPI)": "3.2.13", "Django (PyPI, from 4.0)": "4.0.4" });

    const told = fixContradictions(pages, new Map([[EVIDENCE, named]]));

    expect(
      told.map(({ place, what, remedy }) => `${place.line}:${place.column} ${what}\n  ${remedy}`).join("\n"),
    ).toMatchInlineSnapshot(`
      "4:50 fixed says "6.1.50-1", but the advisory names it first in "6.1.52-1"
        Correct it, remove it to show the version found, or link evidence for it. Pages show yours until then
      6:16 the advisory names "linux" for "Debian:11", "Debian:12", "Debian:sid", "Ubuntu:22.04:LTS", "Ubuntu:Pro:18.04:LTS", and 2 more, but the row says "bookworm"
        Write the version under fixed, or name the release as the advisory does
      9:36 the advisory names versions of "linux", "linux-aws", and "Django", but the row says "nginx"
        Write the version under fixed, or name the package as the advisory does
      10:30 the advisory names several versions of "Django": "3.2.13" and "4.0.4"
        Write the version for this row under fixed
      11:45 fixed says "4.0", but the advisory names it first in "3.2.13" or "4.0.4"
        Correct it, remove it to show the version found, or link evidence for it. Pages show yours until then"
    `);
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(["advice"]));
  });

  it("has nothing to tell of an advisory that names no version", async () => {
    const { pages } = await loadSite({ "content/pages/a.md": page("6.2.16-13") });

    expect(fixContradictions(pages, new Map([[EVIDENCE, advisory({ "nginx (Debian:12)": undefined })]]))).toEqual([]);
  });
});
