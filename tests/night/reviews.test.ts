import { describe, expect, it } from "vitest";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { nightReport } from "../../src/night/report.ts";
import { reviewTroubles, settledReviews } from "../../src/night/reviews.ts";
import { tellOnce } from "../../src/night/trouble.ts";
import type { BuildResult } from "../../src/site/build.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { assembleSound, readSources } from "../../src/site/site.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";

const renderer = createRenderer();
const NO_NEWS = { moved: [], turned: [], readdressed: [] };
const PUBLISHED = { written: 1, same: 0, removed: 0 };
const A = "content/runbooks/a.md";
const DUE = "reviewed: 2026-11-22\nreviewEvery: 6 months";

/** A site as a night has built it for the public, and its content. */
async function nightOf(files: Files) {
  const content = await readSiteContent(await writeSite(files), { renderer: await renderer });
  const site = assembleSound(await readSources(content), {});
  return { content, built: { site, published: PUBLISHED } satisfies BuildResult };
}
const keysOn = async (files: Files, today: string) =>
  reviewTroubles((await nightOf(files)).built, today).map(({ key }) => key);

describe("reviewTroubles()", () => {
  it("list what is past its day, the longest overdue first, with place, owner, days and what to do", async () => {
    const { built } = await nightOf({
      [A]: runbook(`title: The \`<pool>\` is full\nowner: "@storage"\n${DUE}`),
      "content/runbooks/b.md": runbook("title: Load\nreviewed: 2026-12-31T23:00:00-07:00\nreviewEvery: 8 weeks"),
      "content/runbooks/c.md": runbook("title: Not yet\nreviewed: 2026-11-22\nreviewEvery: 1 year"),
      "content/runbooks/d.md": runbook("title: Never"),
    });

    expect(nightReport(NO_NEWS, reviewTroubles(built, "2027-06-01"))).toMatchInlineSnapshot(`
      "## Overdue reviews

      - \`content/runbooks/b.md:3:11\` \`Load\`: reviewed on 31 December 2026, due on 25 February 2027; no owner stated
      - \`content/runbooks/a.md:4:11\` \`The <pool> is full\`: reviewed on 22 November 2026, due on 22 May 2027; owner: \`@storage\`

      Check each one on a real host, correct what is no longer true, and set its \`reviewed\` to that day
      "
    `);
  });

  it("tell nothing before the day is over", async () => {
    const files = { [A]: runbook(DUE) };

    expect(await keysOn(files, "2027-05-22")).toEqual([]);
    expect(await keysOn(files, "2027-05-23")).toEqual([`review ${A} 2026-11-22`]);
  });

  it.each(["draft: true", "status: review", "audience: internal", "publish: 2030-01-01", "date: 2026-02-30"])(
    "tell nothing of what is not published: %s",
    async (guard) => {
      expect(await keysOn({ [A]: runbook(`${guard}\n${DUE}`) }, "2028-01-01")).toEqual([]);
    },
  );

  it("know post-mortems and pages to have no review", async () => {
    const files = {
      "content/postmortems/a.md": `---\n${DUE}\n---\nx\n`,
      "content/pages/a.md": `---\n${DUE}\n---\nx\n`,
    };

    expect(await keysOn(files, "2028-01-01")).toEqual([]);
  });

  it("tell nothing of a site that was not published", async () => {
    const { built } = await nightOf({ [A]: runbook(DUE) });

    expect(reviewTroubles(new Error("boom"), "2028-01-01")).toEqual([]);
    expect(reviewTroubles({ ...built, published: undefined }, "2028-01-01")).toEqual([]);
  });
});

describe("a review is told", () => {
  /** One night after the other: the keys of what each has told. */
  async function nights(...all: readonly (readonly [today: string, files: Files])[]) {
    let told: ReadonlyMap<string, string> = new Map();
    const fresh: string[][] = [];
    for (const [today, files] of all) {
      const { content, built } = await nightOf(files);
      const night = tellOnce(reviewTroubles(built, today), told, today, settledReviews(content, today));
      fresh.push(night.fresh.map(({ key }) => key));
      told = night.told;
    }
    return { fresh, told: [...told.keys()] };
  }
  const late = { [A]: runbook(DUE) };
  const KEY = `review ${A} 2026-11-22`;

  it("once, and again only when the next one is overdue", async () => {
    const anew = { [A]: runbook("reviewed: 2027-06-01\nreviewEvery: 6 months") };

    expect(
      await nights(
        ["2027-05-22", late],
        ["2027-05-23", late],
        ["2027-05-24", late],
        ["2027-06-01", anew],
        ["2027-12-02", anew],
      ),
    ).toEqual({ fresh: [[], [KEY], [], [], [`review ${A} 2027-06-01`]], told: [`review ${A} 2027-06-01`] });
  });

  it.each([
    ["a draft", { [A]: runbook(`draft: true\n${DUE}`) }],
    ["for others", { [A]: runbook(`audience: internal\n${DUE}`) }],
    ["held back", { [A]: runbook(DUE, "\n[x](/nowhere/)\n") }],
    ["unreadable", { [A]: `---\ntitle: [\n${DUE}\n---\n` }],
  ])("once, also where it was %s for a night", async (_what, hidden) => {
    expect(await nights(["2027-05-23", late], ["2027-05-24", hidden], ["2027-05-25", late])).toEqual({
      fresh: [[KEY], [], []],
      told: [KEY],
    });
  });

  it("and forgotten with its runbook, or where a longer time makes it no longer overdue", async () => {
    const longer = { [A]: runbook("reviewed: 2026-11-22\nreviewEvery: 1 year") };

    expect((await nights(["2027-05-23", late], ["2027-05-24", {}])).told).toEqual([]);
    expect(await nights(["2027-05-23", late], ["2027-05-24", longer], ["2027-11-23", longer])).toEqual({
      fresh: [[KEY], [], [KEY]],
      told: [KEY],
    });
  });

  it("without touching what others have told", async () => {
    const settled = settledReviews((await nightOf({})).content, "2028-01-01");

    expect(["blind https://github.com/", "withheld review x", KEY].map(settled)).toEqual([false, false, true]);
  });
});
