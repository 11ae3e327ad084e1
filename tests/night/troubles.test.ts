import { describe, expect, it } from "vitest";
import { problem } from "../../src/core/problem.ts";
import type { Look } from "../../src/model/reference.ts";
import { nightReport } from "../../src/night/report.ts";
import type { Trouble } from "../../src/night/trouble.ts";
import {
  blindTrouble,
  buildTroubles,
  heldTroubles,
  isBuildKey,
  unreadTroubles,
  withheldTroubles,
  wordTroubles,
} from "../../src/night/troubles.ts";
import type { Matched } from "../../src/trackers/match.ts";
import { linkTo, matchUrl } from "../trackers/samples.ts";

const NOW = new Date("2026-11-22T02:00:00Z");
const text = (troubles: readonly Trouble[]) => troubles.map(({ what, remedy }) => `${what}\n${remedy}`).join("\n\n");

describe("troubles", () => {
  it("tell of a blind tracker", () => {
    const labels = Array.from({ length: 12 }, (_, i) => `o/r#${i}`);
    const blind = { tracker: "GitHub", web: "https://github.com/", since: "2026-11-14T02:00:00Z", labels };

    expect(text([blindTrouble({ ...blind, kinds: ["forbidden", "timeout"] })])).toMatchInlineSnapshot(`
      "**GitHub** at https://github.com/: all lookups have failed since 14 November 2026 (forbidden, timeout): \`o/r#0\`, \`o/r#1\`, \`o/r#2\`, \`o/r#3\`, \`o/r#4\`, \`o/r#5\`, \`o/r#6\`, \`o/r#7\`, \`o/r#8\`, \`o/r#9\` and 2 more
      Their states are unchanged. Open one in a browser. A token, an address or a proxy may need fixing"
    `);
  });

  it("tell of changes that are held back, by instance and by the day on which they came", () => {
    const at = "2026-11-21T02:00:00Z";
    const [a, b, c] = [1, 2, 3].map((number) => `https://github.com/o/r/issues/${number}`) as [string, string, string];
    const held = (...on: string[]): Look => ({ at, result: "ok", failures: 0, held: { to: "closed (x)", on } });
    const looks = new Map([
      [a, held("2026-11-20", "2026-11-21")],
      [b, { ...held("2026-11-20"), result: "timeout", failures: 1 } satisfies Look],
      [c, held("2026-11-21")],
    ]);

    const troubles = heldTroubles(
      [a, b, c].map((url) => matchUrl(url, {}) as Matched),
      looks,
    );

    expect(troubles.map(({ key }) => key)).toEqual([
      "held https://github.com/ 2026-11-20",
      "held https://github.com/ 2026-11-21",
    ]);
    expect(text(troubles.slice(0, 1))).toMatchInlineSnapshot(`
      "**Changes to 2 references at https://github.com/** are held back, because too many came at once or an answer was incomplete: \`o/r#1\`, \`o/r#2\`
      They are accepted once upstream has said the same on three days. To accept them now: \`npm run nightly -- --accept github\`"
    `);
  });

  it("tell of single items: at once what needs somebody, after a week what fails all the time", () => {
    const url = "https://github.com/o/r/issues/1";
    const groups = [{ matched: matchUrl(url, {}) as Matched, uses: [linkTo(url)] }];
    const look = (more: Partial<Look>): Look => ({
      ...{ at: "2026-11-21T02:00:00Z", result: "not-found", failures: 1, failingSince: "2026-11-21T02:00:00Z" },
      ...more,
    });
    const told = (more: Partial<Look>) => text(unreadTroubles(groups, new Map(), new Map([[url, look(more)]]), NOW));

    expect(told({})).toMatchInlineSnapshot(`
      "[o/r#1](<https://github.com/o/r/issues/1>): all lookups have failed since 21 November 2026: \`not-found\`. Linked at \`content/postmortems/a.md:1:1\`
      No lookup has found it yet. Check its address; a hidden item needs a token"
    `);
    expect(told({ lastGood: "2026-11-20T02:00:00Z" })).toBe("");
    expect(told({ lastGood: "2026-11-01T02:00:00Z", failingSince: "2026-11-10T02:00:00Z" })).toMatchInlineSnapshot(`
      "[o/r#1](<https://github.com/o/r/issues/1>): all lookups have failed since 10 November 2026: \`not-found\`. Linked at \`content/postmortems/a.md:1:1\`
      Its state is unchanged. It may be hidden rather than gone: a token may help"
    `);
    expect(told({ result: "timeout" })).toBe("");
    expect(
      told({ result: "forbidden", failingSince: "2026-11-10T02:00:00Z", message: "HTTP 403" }),
    ).toMatchInlineSnapshot(`
      "[o/r#1](<https://github.com/o/r/issues/1>): all lookups have failed since 10 November 2026: \`HTTP 403\`. Linked at \`content/postmortems/a.md:1:1\`
      Its state is unchanged. Open it in a browser; it may need a token"
    `);
    expect(told({ result: "malformed", failingSince: "2026-11-10T02:00:00Z" })).toContain("upstream's answer has");
    expect(told({ result: "unknown-status", word: "Fix Landed" })).toBe("");
    expect(told({ result: "ok" })).toBe("");
  });

  it("tell of words that nobody knows, one line for each word of an instance", () => {
    const words = ["Waiting", "Waiting", "Landed"];
    const items = words.map((_, i) => matchUrl(`https://bugzilla.kernel.org/show_bug.cgi?id=${i + 1}`, {}) as Matched);
    const look = (word: string): Look => ({ at: "2026-11-21T02:00:00Z", result: "unknown-status", failures: 1, word });
    const troubles = wordTroubles(items, new Map(items.map(({ url }, i) => [url, look(words[i] as string)])));

    expect(troubles.map(({ key }) => key)).toEqual([
      "word https://bugzilla.kernel.org/ Waiting",
      "word https://bugzilla.kernel.org/ Landed",
    ]);
    expect(nightReport({ moved: [], turned: [], readdressed: [] }, troubles)).toMatchInlineSnapshot(`
      "## Needs attention

      - **Bugzilla** at https://bugzilla.kernel.org/ uses unknown upstream statuses, so the states are unchanged. Give each word a state (open, in-progress, wont-fix, closed, merged, fixed, released, duplicate) below \`trackers:\` in content/site.yaml: \`bugzilla: [{ web: https://bugzilla.kernel.org/, words: { … } }]\`
        - \`"Waiting": …\` of \`bugzilla.kernel.org #1\`, \`bugzilla.kernel.org #2\`
        - \`"Landed": …\` of \`bugzilla.kernel.org #3\`
      "
    `);
  });

  it("tell of documents that are not shown, one for each file", () => {
    const at = (line: number) => ({ file: "content/runbooks/a.md", line, column: 2, length: 0 });
    const problems = [problem(at(3), 'invalid date "soon"', "Write a day"), problem(at(9), "broken", "Mend it")];
    const missed = {
      ...problem({ ...at(1), file: "content/site.yaml" }, "too few", "More"),
      withholds: "nothing" as const,
    };

    expect(text(withheldTroubles([...problems, missed]))).toMatchInlineSnapshot(`
      "\`content/runbooks/a.md\` is not published: 3:2 \`invalid date "soon"\`; 9:2 \`broken\`
      \`npm run build\` prints a remedy for each problem"
    `);
  });

  it("tell of a build that broke down, in a code span, and take nothing for over by it", () => {
    const broken = new Error("boom `x` <img src=x>");

    expect(text(buildTroubles(broken))).toMatchInlineSnapshot(`
      "**The build failed**: \`\` boom \`x\` <img src=x> \`\`
      The site is unchanged. See the log of the job"
    `);
    expect(["withheld content/a.md", "build", "held x"].map((key) => isBuildKey(key, broken))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
