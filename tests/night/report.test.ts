import { expect, test } from "vitest";
import type { Reference } from "../../src/model/reference.ts";
import type { State } from "../../src/model/state.ts";
import { STATES, stateWords } from "../../src/model/state.ts";
import type { Consequence, JudgedWait } from "../../src/model/wait.ts";
import { nightReport } from "../../src/night/report.ts";
import { newsBetween, type Picture } from "../../src/trackers/news.ts";

const PLACE = { file: "content/runbooks/a.md", line: 12, column: 3, length: 0 };
const DOCUMENT = { url: "/runbooks/a/", title: "Boot the `previous` kernel" };

function reference(state: State, more: Partial<Reference> = {}): Reference {
  return {
    ...{ url: "https://github.com/o/r/issues/1", label: "o/r#1", tracker: { name: "github", title: "GitHub" } },
    ...{ state, effective: state, words: stateWords(state), title: "A @team <img src=x> title", remoteStatus: state },
    ...{ version: undefined, targets: [], since: undefined, history: [], movedTo: undefined, look: undefined },
    ...{
      counted: [],
      moves: [],
      item: "https://github.com/o/r/issues/1",
      role: undefined,
      reachable: STATES,
      flapping: [],
      isChange: false,
    },
    source: { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/1" },
    uses: [{ url: "https://github.com/o/r/issues/1", place: { ...PLACE, line: 40 }, document: DOCUMENT }],
    ...more,
  };
}

function wait(of: Reference, kind: Consequence["kind"], versions: Consequence["versions"] = []): JudgedWait {
  return {
    ...{ until: { ref: of.url, state: "released" }, kind: "step", text: "Pin it", place: PLACE, document: DOCUMENT },
    reference: of,
    consequence: { kind, words: `words for ${kind}`, versions },
  };
}

const picture = (of: Reference, ...waits: JudgedWait[]): Picture => ({ references: [of], waits });
const report = (before: Picture, after: Picture) => nightReport(newsBetween(before, after), []);

test("nightReport() is empty when nothing moved", () => {
  const same = reference("open");

  expect(report(picture(same, wait(same, "waiting")), picture(same, wait(same, "waiting")))).toBe("");
});

test("nightReport() is silent about what is seen for the first time", () => {
  expect(report(picture(reference("unknown", { source: undefined })), picture(reference("open")))).toBe("");
});

test("nightReport() says what moved, what that means for which page and line, and what to do", () => {
  const [open, released] = [reference("open"), reference("released", { since: "2026-11-20" })];
  const versions = [{ package: "linux", version: "5.15", release: undefined }];

  expect(
    report(picture(open, wait(open, "waiting")), picture(released, wait(released, "retirable", versions))),
  ).toMatchInlineSnapshot(`
    "## Upstream changes

    ### [o/r#1](<https://github.com/o/r/issues/1>): \`open\` → \`fix released\` since 20 November 2026; upstream status \`released\`

    \`A @team <img src=x> title\`

    - \`content/runbooks/a.md:12:3\` step in \`\` Boot the \`previous\` kernel \`\`: \`Pin it\`
      The page now says: \`words for retirable\`
      **No longer needed.** Remove it, or keep it for older versions and remove its \`until\`
    - Linked at \`content/runbooks/a.md:40:3\`
    "
  `);
});

test("nightReport() tells of a series that moved, though the words for all of them stay", () => {
  const series = (state: State) =>
    reference("closed", {
      words: "fixed in 1 of 2 series",
      counted: [
        { name: "jammy", state, remoteStatus: null },
        { name: "noble", state: "closed", remoteStatus: null },
      ],
    });

  expect(report(picture(series("fixed")), picture(series("released")))).toContain(
    "`fixed in 1 of 2 series` → `fixed in 1 of 2 series` (`jammy`: `fix merged, not released` → `fix released`)",
  );
  expect(report(picture(series("fixed")), picture(series("fixed")))).toBe("");
});

test("nightReport() tells once that an item goes back and forth, and once that it has come to rest", () => {
  const [calm, flapping] = [[], [null]].map((flapping) => picture(reference("open", { flapping })));
  const closed = picture(reference("closed", { flapping: [null] }));

  expect(
    [calm, flapping, closed, calm]
      .slice(1)
      .map((after, i, all) => report(i === 0 ? (calm as Picture) : (all[i - 1] as Picture), after as Picture)),
  ).toMatchInlineSnapshot(`
    [
      "## Upstream changes

    ### Only badges changed

    - [o/r#1](<https://github.com/o/r/issues/1>) goes back and forth, and is not reported again until it settles; now \`open\`. Linked at \`content/runbooks/a.md:40:3\`
    ",
      "",
      "## Upstream changes

    ### Only badges changed

    - [o/r#1](<https://github.com/o/r/issues/1>) has settled: \`open\`. Linked at \`content/runbooks/a.md:40:3\`
    ",
    ]
  `);
});

test.each([
  ["retirable", "waiting", "**Needed again.**"],
  ["waiting", "permanent", "**Needed for good.**"],
  ["waiting", "doubtful", "**Decide.**"],
  ["waiting", "retirable", "**Which version?**"],
] as const)("nightReport() says what to do when a wait turns from %s to %s", (before, after, words) => {
  const [open, closed] = [reference("open"), reference("closed")];

  expect(report(picture(open, wait(open, before)), picture(closed, wait(closed, after)))).toContain(words);
});

test("nightReport() says that a wait can go when its version becomes known", () => {
  const [fixed, released] = [reference("fixed"), reference("released", { version: "AB 2.0" })];
  const versions = [{ package: "AB", version: "2.0", release: undefined }];

  const text = report(
    picture(fixed, wait(fixed, "retirable")),
    picture(released, wait(released, "retirable", versions)),
  );

  expect(text).toContain("**No longer needed.**");
  expect(text).toContain("`words for retirable`");
  expect(
    report(
      picture(released, wait(released, "retirable", versions)),
      picture(released, wait(released, "retirable", [...versions])),
    ),
  ).toBe("");
});

test("nightReport() tells of a wait that turned although its reference did not move", () => {
  const same = reference("open");
  const versions = [{ package: "linux", version: "5.15", release: undefined }];

  const text = report(picture(same, wait(same, "waiting")), picture(same, wait(same, "retirable", versions)));

  expect(text).toContain("## Waiting for upstream");
  expect(text).toContain("**No longer needed.**");
});

test("nightReport() asks for a new address, once", () => {
  const moved = reference("open", { movedTo: "https://github.com/n/r/issues/7" });

  expect(report(picture(reference("open")), picture(moved))).toMatchInlineSnapshot(`
    "## New addresses

    - [o/r#1](<https://github.com/o/r/issues/1>) is now at \`https://github.com/n/r/issues/7\`
      Write the new address at \`content/runbooks/a.md:40:3\`
    "
  `);
  expect(report(picture(moved), picture(moved))).toBe("");
});

test("nightReport() lists what to look after", () => {
  const trouble = { key: "k", what: "**GitHub** could not be read", remedy: "Look at the token" };

  expect(nightReport({ moved: [], turned: [], readdressed: [] }, [trouble])).toMatchInlineSnapshot(`
    "## Needs attention

    - **GitHub** could not be read
      Look at the token
    "
  `);
});
