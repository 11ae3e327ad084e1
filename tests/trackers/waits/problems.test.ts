import { describe, expect, it } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import type { Fix } from "../../../src/model/document.ts";
import type { Reference } from "../../../src/model/reference.ts";
import { judgeAll } from "../../../src/trackers/waits/consequences.ts";
import { type Stated, waitProblems } from "../../../src/trackers/waits/problems.ts";
import { linkTo, URLS } from "../samples.ts";
import { byUrl, fix, moved, reference, target, waitFor } from "./waits.ts";

type Until = Parameters<typeof waitFor>[0];

function told(until: Until, one: Reference | undefined, given: Partial<Stated> = {}): string {
  const known = one === undefined ? new Map() : byUrl(one);
  const fixes: readonly Fix[] = given.fixes ?? [];
  const fixed = fixes.flatMap((entry) => (entry.fixed === undefined ? [] : [{ ...entry, fixed: entry.fixed }]));
  const waits = judgeAll([waitFor({ ...(one && { ref: one.url }), ...until })], { byUrl: known, fixes: fixed });
  const problems = waitProblems(waits, { byUrl: known, fixes: [], overridden: [], ...given });
  return problems.map((problem) => formatProblem(problem, () => undefined)).join("\n");
}

const { fixed: _, ...unfixed } = fix({ fixed: "none" });

describe("waitProblems() of the change that did it", () => {
  it("tells that nobody can wait for the cause to be fixed", () => {
    const cause = reference("github", "merged", { uses: [{ ...linkTo(URLS.github), role: "cause" }] });

    expect(told({ state: "merged" }, cause)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  until waits for github item, which is stated as the cause
        Name the bug that the fix is for, or remove the role if this is not the cause"
    `);
  });
});

describe("waitProblems() of what is the cause to another document", () => {
  it("lets this one wait for it", () => {
    const document = { url: "/postmortems/other/", title: "Other" };
    const fix = reference("github", "open", { uses: [{ ...linkTo(URLS.github), document, role: "cause" }] });

    expect(told({ state: "merged" }, fix)).toBe("");
  });
});

describe("waitProblems() of an item", () => {
  it("tells one that no tracker knows", () => {
    expect(told({ ref: "https://example.org/1" }, undefined)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  until waits for "https://example.org/1", which no tracker knows
        Add its instance under trackers: in content/site.yaml. Known trackers: Bugzilla, Debian-style package changelog, Debian bug tracking system, Discourse forum, Gitea, GitHub, GitLab, gitweb, Jira, Launchpad, OSV, XenForo forum"
    `);
  });

  it("is content with a state that the tracker knows", () => {
    expect(told({}, reference("launchpad", "open"))).toBe("");
    expect(told({ state: "fixed" }, reference("launchpad", "unknown"))).toBe("");
    expect(told({ state: "closed" }, reference("xenforo", "open"))).toBe("");
  });

  it("tells a state that its tracker never says, with what it does say", () => {
    const texts = [
      told({}, reference("github", "open", { label: "openzfs/zfs#15276" })),
      told({ package: "linux" }, reference("gitweb", "unknown")),
      told({ state: "fixed" }, reference("xenforo", "open")),
    ];

    expect(texts.join("\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  until waits for "released" (fix released), which GitHub never reports for openzfs/zfs#15276
        Write the version under fixes with for: https://github.com/openzfs/zfs/issues/15245, or wait for merged
      content/postmortems/a.md:1:1  until waits for "released" (fix released), which gitweb never reports for gitweb item
        Write the version under fixes with package: linux and for: https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed
      content/postmortems/a.md:1:1  until waits for "fixed" (fix merged, not released), which XenForo forum never reports for xenforo item
        Write the version under fixes with for: https://forum.proxmox.com/threads/slow-zfs-encryption-will-we-get-a-fix-for-avx-avx2-not-being-selected.133681/, or wait for closed"
    `);
  });

  it("is content where an entry of fixes can answer, even one without a version yet", () => {
    const entry = { ...unfixed, for: URLS.github };

    expect(told({}, reference("github", "open"), { fixes: [entry] })).toBe("");
    expect(told({}, reference("github", "open"), { fixes: [{ ...entry, for: URLS.gitweb }] })).toMatch(/never reports/);
    expect(told({ package: "zfs" }, reference("github", "open"), { fixes: [entry] })).toMatch(/never reports/);
  });

  it("is content where somebody states the state by hand, in front matter or in the record", () => {
    expect(told({}, reference("github", "open"), { overridden: [URLS.github] })).toBe("");
    expect(told({}, reference("gitweb", "released"))).toBe("");
  });

  it("breaks no page because upstream moved away from such a state", () => {
    expect(told({}, reference("github", "open", { history: [moved("released", "open")] }))).toBe("");
  });
});

describe("waitProblems() of a package", () => {
  const jammy = [target("linux (Ubuntu Jammy)", "open")];

  it("is content with one that fixes, a target or the version name", () => {
    expect(told({ package: "linux" }, reference("launchpad", "open"), { fixes: [unfixed] })).toBe("");
    expect(told({ package: "linux" }, reference("launchpad", "open", { targets: jammy }))).toBe("");
    expect(told({ package: "linux" }, reference("launchpad", "released", { version: "linux 5" }))).toBe("");
  });

  it("is content with one that the original of a duplicate names", () => {
    expect(told({ package: "linux" }, reference("launchpad", "duplicate", { counted: jammy }))).toBe("");
  });

  it("advises where nobody names it, with the one that may be meant", () => {
    const one = reference("launchpad", "open", { label: "LP #1", targets: jammy });

    expect(told({ package: "linx" }, one)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  advice: until waits for package "linx", which neither fixes nor upstream name for LP #1
        Did you mean "linux"? Write it under fixes with package: linx and for: https://bugs.launchpad.net/bugs/2034745"
    `);
    expect(told({ package: "zfs-linux" }, reference("launchpad", "open", { label: "LP #1" }))).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  advice: until waits for package "zfs-linux", which neither fixes nor upstream name for LP #1
        Write it under fixes with package: zfs-linux and for: https://bugs.launchpad.net/bugs/2034745"
    `);
  });
});

describe("waitProblems() by what upstream did", () => {
  it("says nothing while upstream is at work, and nothing of what can go", () => {
    for (const state of ["unknown", "open", "in-progress", "fixed", "released"] as const)
      expect(told({}, reference("launchpad", state))).toBe("");
  });

  it("advises to decide what only the author can settle", () => {
    const again = reference("launchpad", "open", { history: [moved("fixed", "open")] });
    const declined = reference("launchpad", "wont-fix", { history: [moved("fixed", "wont-fix")] });
    const texts = [
      told({}, reference("launchpad", "wont-fix")),
      told({}, reference("launchpad", "closed")),
      told({ package: "linux" }, reference("launchpad", "closed", { targets: [target("linux", "closed")] })),
      told({}, reference("launchpad", "gone")),
      told({}, declined),
      told({}, again, { fixes: [fix({ fixed: "1" })] }),
    ];

    expect(texts.join("\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  advice: until waits for launchpad item, which upstream declined
        Say in the text that this is permanent, and remove the until
      content/postmortems/a.md:1:1  advice: until waits for launchpad item, which upstream closed without saying that it was fixed
        Write the version under fixes with for: https://bugs.launchpad.net/bugs/2034745, wait for closed, or remove the until
      content/postmortems/a.md:1:1  advice: until waits for launchpad item, which upstream closed without saying that it was fixed
        Write the version under fixes with package: linux and for: https://bugs.launchpad.net/bugs/2034745, or remove the until
      content/postmortems/a.md:1:1  advice: until waits for launchpad item, which is gone upstream
        Write the version under fixes with for: https://bugs.launchpad.net/bugs/2034745, or remove the until
      content/postmortems/a.md:1:1  advice: until waits for launchpad item, which upstream declined after it had been fixed
        Write the version under fixes with for: https://bugs.launchpad.net/bugs/2034745, or remove the until
      content/postmortems/a.md:1:1  advice: until waits for launchpad item, which is open again, although a version has its fix
        Correct the entry of fixes, or state under references why it still holds (override)"
    `);
  });

  it("advises to name the series that count where they ended differently", () => {
    const targets = [target("linux (Ubuntu)", "wont-fix"), target("linux (Ubuntu Jammy)", "released")];

    expect(told({}, reference("launchpad", "wont-fix", { targets }))).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  advice: until waits for launchpad item, which upstream fixed in some series, and closed or declined in the rest
        Write the version under fixes with for: https://bugs.launchpad.net/bugs/2034745, name the series that count under references, such as targets: ["linux (Ubuntu Jammy)"], or remove the until"
    `);
  });

  it("does not propose to wait for closed where somebody does", () => {
    const targets = [target("jammy", "wont-fix"), target("focal", "closed")];

    expect(told({ state: "closed" }, reference("launchpad", "wont-fix", { targets }))).not.toContain("wait for closed");
  });

  it("asks nothing where closed is what was awaited", () => {
    expect(told({ state: "closed" }, reference("launchpad", "closed"))).toBe("");
  });
});
