import { describe, expect, it } from "vitest";
import type { Reference } from "../../../src/model/reference.ts";
import { STATES } from "../../../src/model/state.ts";
import { AWAITED } from "../../../src/model/until.ts";
import { type Given, judge, judgeAll } from "../../../src/trackers/waits/consequences.ts";
import { URLS } from "../samples.ts";
import { byUrl, fix, moved, reference, target, waitFor } from "./waits.ts";

type Until = Parameters<typeof waitFor>[0];

function told(until: Until, one: Reference, fixes: Given["fixes"] = []): string {
  const { kind, words } = judge(waitFor(until), { byUrl: byUrl(one), fixes });
  return `${kind}: ${words}`;
}

const bug = (state: Reference["state"], given: Partial<Reference> = {}) => reference("launchpad", state, given);

describe("judge() by state alone", () => {
  it("is fulfilled by what is awaited and by what is better, and by nothing else", () => {
    const kinds = AWAITED.map((state) => [
      state,
      STATES.filter((now) => told({ state }, bug(now)).startsWith("retirable")).join(", "),
    ]);

    expect(kinds).toEqual([
      ["closed", "closed, merged, fixed, released"],
      ["merged", "merged, fixed, released"],
      ["fixed", "fixed, released"],
      ["released", "released"],
    ]);
  });

  it("says of each state what is known while a release is awaited", () => {
    expect(STATES.map((state) => told({}, bug(state))).join("\n")).toMatchInlineSnapshot(`
      "waiting: Needed until “fix released”; state now: not looked up yet
      doubtful: Upstream's page is gone, and no version with a fix is known here: keep this
      waiting: Needed until “fix released”; state now: open
      waiting: Needed until “fix released”; state now: being worked on
      permanent: Permanent: upstream declined, so waiting brings no fix
      doubtful: Upstream closed it without saying that it was fixed: keep this until a version with a fix is known
      waiting: Needed until “fix released”; state now: merged; release not known
      waiting: Needed until “fix released”; state now: merged, not released yet
      retirable: Upstream says that a fix is released, but no version with it is known here: keep this until you run one that has it
      waiting: Needed until “fix released”; state now: duplicate"
    `);
  });

  it("says what came where less is awaited", () => {
    const words = [
      told({ state: "closed" }, bug("closed")),
      told({ state: "closed" }, bug("fixed")),
      told({ state: "fixed" }, bug("fixed")),
      told({ state: "fixed" }, bug("closed")),
      told({ state: "fixed" }, bug("open")),
      told({ state: "closed" }, bug("open")),
    ];

    expect(words.join("\n")).toMatchInlineSnapshot(`
      "retirable: Upstream has closed it, but no version without the problem is known here: keep this until yours works without it
      retirable: Upstream has merged a fix, but no version with it is known here: keep this until you run one that has it
      retirable: Upstream has merged a fix, but no version with it is known here: keep this until you run one that has it
      doubtful: Upstream closed it without saying that it was fixed: keep this until a version with a fix is known
      waiting: Needed until “fix merged”; state now: open
      waiting: Needed until “closed”; state now: open"
    `);
  });

  it("goes by the original of a duplicate", () => {
    const duplicate = bug("duplicate", { effective: "released", words: "duplicate of LP #1: fix released" });

    expect(told({}, duplicate)).toMatch(/^retirable: /);
    expect(told({}, { ...duplicate, effective: "open", words: "duplicate of LP #1: open" })).toBe(
      "waiting: Needed until “fix released”; state now: duplicate of LP #1: open",
    );
  });

  it("keeps the words of a bug with several targets", () => {
    expect(told({}, bug("fixed", { words: "fixed in 2 of 2 series, released in 1" }))).toBe(
      "waiting: Needed until “fix released”; state now: fixed in 2 of 2 series, released in 1",
    );
  });

  it("waits where no tracker knows the address", () => {
    expect(judge(waitFor(), { byUrl: new Map(), fixes: [fix({ fixed: "1" })] })).toEqual({
      kind: "waiting",
      words: "Needed until “fix released”; state now: not known here",
      versions: [],
    });
  });
});

describe("judge() with versions", () => {
  it("names the version of the record, with package and release", () => {
    const one = bug("released", { version: "linux 5.15.0-88.98 (Ubuntu 22.04)" });

    expect(judge(waitFor(), { byUrl: byUrl(one), fixes: [] })).toEqual({
      kind: "retirable",
      words: "Not needed from linux 5.15.0-88.98 (Ubuntu 22.04) on; still needed with older versions",
      versions: [{ package: "linux", version: "5.15.0-88.98", release: "Ubuntu 22.04" }],
    });
  });

  it("is fulfilled by an entry of fixes, whatever upstream says and however the address is spelt", () => {
    const spelt = "https://launchpad.net/bugs/2034745";
    const given = { byUrl: byUrl(bug("open"), spelt), fixes: [fix({ for: spelt, fixed: "5.15.0-88.98" })] };

    expect(judge(waitFor(), given).words).toBe(
      "Not needed from linux 5.15.0-88.98 (Ubuntu 22.04) on; still needed with older versions",
    );
  });

  it("ignores fixes for another item, and those for none", () => {
    const fixes = [fix({ for: URLS.github, fixed: "1" }), { ...fix({ fixed: "2" }), for: undefined }] as Given["fixes"];

    expect(told({}, bug("open"), fixes)).toMatch(/^waiting/);
  });

  it("lists several versions once each, with the release that an author gave", () => {
    const one = bug("released", {
      version: "linux 5.15.0-88.98",
      targets: [
        target("linux (Ubuntu Jammy)", "released", "linux 5.15.0-88.98"),
        target("linux (Ubuntu Noble)", "released"),
      ],
    });
    const fixes = [fix({ fixed: "5.15.0-88.98" }), fix({ fixed: "6.2.0-36.36", release: "Ubuntu 23.04" })];

    expect(told({}, one, fixes)).toMatchInlineSnapshot(
      `"retirable: Not needed from linux 5.15.0-88.98 (Ubuntu 22.04) or linux 6.2.0-36.36 (Ubuntu 23.04) on; still needed with older versions"`,
    );
  });

  it("takes the release from a target's name, and a version without package as it is", () => {
    const jammy = [target("linux (Ubuntu Jammy)", "released", "linux 5.15.0-88.98")];

    expect(told({}, bug("released", { targets: jammy }))).toMatchInlineSnapshot(
      `"retirable: Not needed from linux 5.15.0-88.98 (Ubuntu Jammy) on; still needed with older versions"`,
    );
    expect(told({}, bug("released", { version: "2.2.1" }))).toMatchInlineSnapshot(
      `"retirable: Not needed from 2.2.1 on; still needed with older versions"`,
    );
  });
});

describe("judge() with a package", () => {
  const until = { package: "linux" };

  it("counts only fixes for that package", () => {
    const fixes = [fix({ package: "linux-aws", fixed: "1" }), fix({ fixed: "2" })];

    expect(told(until, bug("open"), fixes)).toBe(
      "retirable: Not needed from linux 2 (Ubuntu 22.04) on; still needed with older versions",
    );
    expect(told(until, bug("open"), fixes.slice(0, 1))).toMatch(/^waiting/);
  });

  it("counts only released targets whose name begins with it", () => {
    const targets = [target("linux-aws (Ubuntu)", "released", "linux-aws 1"), target("linux (Ubuntu)", "fixed")];
    const done = [target("linux-aws (Ubuntu)", "fixed"), target("linux (Ubuntu Jammy)", "released")];

    expect(told(until, bug("fixed", { targets }))).toMatchInlineSnapshot(
      `"waiting: Needed until “fix released” in linux; state now: merged, not released yet"`,
    );
    expect(told(until, bug("fixed", { targets: done }))).toMatchInlineSnapshot(
      `"retirable: Upstream says that a fix is released for linux, but no version with it is known here: keep this until you run one that has it"`,
    );
  });

  it("counts a version of the record that begins with it, as long as the state holds", () => {
    const version = "linux 5.15.0-88.98";

    expect(told(until, bug("released", { version }))).toMatch(/^retirable: Not needed from linux 5/);
    expect(told(until, bug("open", { version }))).toMatch(/^waiting/);
    expect(told(until, bug("released", { version: "linux-aws 1" }))).toMatchInlineSnapshot(
      `"waiting: Needed until “fix released” in linux; state now: fix released in linux-aws 1, but not known for linux"`,
    );
  });

  it("does not call a target that was closed a fix", () => {
    const targets = [target("linux (Ubuntu)", "closed")];

    expect(told({ ...until, state: "closed" }, bug("open", { targets }))).toMatchInlineSnapshot(
      `"retirable: Upstream has closed it for linux, but no version without the problem is known here: keep this until yours works without it"`,
    );
  });
});

describe("judge() with a package of several series", () => {
  const until = { package: "linux" };
  const jammy = target("linux (Ubuntu Jammy)", "released", "linux 5.15.0-88.98");

  it("waits until each series that counts has it, and says how many have", () => {
    const targets = [jammy, target("linux (Ubuntu Focal)", "open"), target("linux-aws (Ubuntu)", "open")];

    expect(told(until, bug("open", { targets }))).toMatchInlineSnapshot(
      `"waiting: Needed until “fix released” in linux; state now: fix released in 1 of 2 series"`,
    );
    expect(told(until, bug("open", { targets, counted: [jammy] }))).toMatchInlineSnapshot(
      `"retirable: Not needed from linux 5.15.0-88.98 (Ubuntu Jammy) on; still needed with older versions"`,
    );
  });

  it("lets no series count that the author left out, nor those of a duplicate itself", () => {
    expect(told(until, bug("open", { targets: [jammy], counted: [target("linux (Ubuntu Focal)", "open")] }))).toMatch(
      /^waiting/,
    );
    expect(told(until, bug("duplicate", { targets: [jammy], counted: [], effective: "open" }))).toMatch(/^waiting/);
  });

  it("says of a package what is true of it, not of the others", () => {
    const targets = [target("linux (Ubuntu)", "wont-fix"), target("linux-aws (Ubuntu)", "released")];

    expect(told(until, bug("wont-fix", { targets }))).toMatch(/^permanent/);
    expect(told({ package: "linux-aws" }, bug("wont-fix", { targets }))).toMatch(/^retirable/);
    expect(
      told(until, bug("open", { targets: [target("linux", "open"), target("linux-aws", "fixed")], words: "mixed" })),
    ).toBe("waiting: Needed until “fix released” in linux; state now: open");
  });
});

describe("judge() of a bug whose series ended differently", () => {
  const series = (...states: Reference["state"][]) => ({
    targets: states.map((state, i) => target(`linux (Ubuntu ${i})`, state)),
  });

  it("is permanent only where every series was declined", () => {
    expect(told({}, bug("wont-fix", series("wont-fix", "wont-fix")))).toMatch(/^permanent/);
    expect(told({}, bug("wont-fix", series("wont-fix", "closed")))).toMatch(/^doubtful: Upstream closed it without/);
  });

  it("asks which series count where one is closed and one released", () => {
    expect(told({}, bug("closed", series("closed", "released")))).toBe(
      "doubtful: Upstream has it fixed in 1 of 2 series, closed or declined in the others: keep this until it is decided which series count",
    );
  });

  it.each([
    ["released", "retirable: Upstream says that a fix is released, but"],
    ["fixed", "waiting: Needed until “fix released”; state now: merged, not released yet"],
  ] as const)("does not count a series that was declined beside one that is %s", (best, words) => {
    expect(told({}, bug(best, series("wont-fix", best)))).toContain(words);
  });
});

describe("judge() of an item that moved back", () => {
  const history = [moved("open", "released"), moved("released", "open")];

  it("takes the words back when a bug is reopened", () => {
    expect(told({}, bug("released", { version: "linux 1" }))).toMatch(/^retirable/);
    expect(told({}, bug("open", { history }))).toMatch(/^waiting/);
  });

  it("doubts a stated version of a reopened bug", () => {
    expect(told({}, bug("open", { history }), [fix({ fixed: "1" })])).toMatchInlineSnapshot(
      `"doubtful: Upstream reopened it, although linux 1 (Ubuntu 22.04) should have the fix: keep this until that is settled"`,
    );
  });

  it("believes the version again once it is closed again, or stated by hand", () => {
    expect(told({}, bug("closed", { history: [...history, moved("open", "closed")] }), [fix({ fixed: "1" })])).toMatch(
      /^retirable/,
    );
    expect(told({}, bug("released", { history }), [fix({ fixed: "1" })])).toMatch(/^retirable/);
  });

  it.each([
    [
      "over a state of work",
      "in-progress",
      [moved("open", "fixed"), moved("fixed", "open"), moved("open", "in-progress")],
    ],
    ["while its page was gone", "open", [moved("open", "fixed"), moved("fixed", "gone"), moved("gone", "open")]],
  ] as const)("sees one that was opened again %s", (_how, state, transitions) => {
    expect(told({}, bug(state, { history: transitions }), [fix({ fixed: "1" })])).toMatch(
      /^doubtful: Upstream reopened it/,
    );
  });

  it("sees that the original of a duplicate is open again", () => {
    const duplicate = bug("duplicate", { effective: "open", moves: history });

    expect(told({}, duplicate, [fix({ fixed: "1" })])).toMatch(/^doubtful: Upstream reopened it/);
  });

  it("asks all series for a package that only fixes name", () => {
    const targets = [target("linux (Ubuntu Jammy)", "open")];
    const back = bug("open", { targets, history: [moved("released", "open", "linux (Ubuntu Jammy)")] });

    expect(told({ package: "pve-kernel" }, back, [fix({ package: "pve-kernel", fixed: "1" })])).toMatch(/^doubtful/);
  });

  it("does not say of upstream what only the author states", () => {
    const closed = [moved("open", "closed"), moved("closed", "released")];

    expect(told({}, bug("open", { history: closed }), [fix({ fixed: "1" })])).toMatch(/^retirable/);
  });

  it("takes a series that was added for no way back, and asks each series of the package", () => {
    const targets = [target("linux (Ubuntu Jammy)", "released"), target("linux (Ubuntu Noble)", "open")];
    const back = [...history, moved("released", "open", "linux (Ubuntu Noble)")];
    const aws = [moved("released", "open"), moved("released", "open", "linux-aws (Ubuntu)")];
    const both = [...targets, target("linux-aws (Ubuntu)", "open")];

    expect(told({}, bug("open", { targets, history }), [fix({ fixed: "1" })])).toMatch(/^retirable/);
    expect(told({}, bug("open", { targets, history: back }), [fix({ fixed: "1" })])).toMatch(/^doubtful/);
    expect(told({}, bug("open", { targets: both, history: aws }), [fix({ fixed: "1" })])).toMatch(/^doubtful/);
    expect(told({ package: "linux" }, bug("open", { targets: both, history: aws }), [fix({ fixed: "1" })])).toMatch(
      /^retirable/,
    );
  });

  it("doubts a bug that was declined after it had been fixed", () => {
    const declined = [moved("open", "fixed"), moved("fixed", "open"), moved("open", "wont-fix")];

    expect(told({}, bug("wont-fix", { history: declined }))).toMatchInlineSnapshot(
      `"doubtful: Upstream first said that it was fixed, then declined it: keep this until that is settled"`,
    );
  });
});

describe("judgeAll()", () => {
  it("sorts by what is to be done, then by document and line", () => {
    const at = (url: string, line: number, ref: string) =>
      waitFor({ ref }, { document: { url, title: url }, place: { file: url, line, column: 1, length: 0 } });
    const references = [
      reference("github", "wont-fix"),
      reference("gitweb", "open"),
      bug("released"),
      reference("xenforo", "gone"),
    ];
    const known = new Map(references.map((one) => [one.url, one]));
    const waits = [
      ...[at("/b/", 9, URLS.gitweb), at("/b/", 2, URLS.github), at("/b/", 3, URLS.launchpad)],
      ...[at("/b/", 1, URLS.launchpad), at("/a/", 5, URLS.launchpad), at("/a/", 6, URLS.xenforo)],
    ];

    const judged = judgeAll(waits, { byUrl: known, fixes: [] });

    expect(
      judged.map(({ consequence, document, place }) => `${consequence.kind} ${document.url}${place.line}`),
    ).toEqual([
      ...["retirable /a/5", "retirable /b/1", "retirable /b/3", "doubtful /a/6", "permanent /b/2", "waiting /b/9"],
    ]);
    expect(judged[0]?.reference?.url).toBe(URLS.launchpad);
  });
});
