// What the report must never lose and never tell twice, in the cases where a rule for one thing could swallow another.

import { describe, expect, it } from "vitest";
import { tellOnce } from "../../src/night/trouble.ts";
import { isLookKey, wordTroubles } from "../../src/night/troubles.ts";
import type { Matched } from "../../src/trackers/match.ts";
import { blindInstances } from "../../src/trackers/record/blind.ts";
import { type Answer, nightOf, ToldSite } from "./told-site.ts";

const BUG = "https://bugs.launchpad.net/bugs/1";
const JAMMY = "https://bugs.launchpad.net/ubuntu/jammy/+source/linux/+bug/1";
const THREAD = "https://forum.proxmox.com/threads/1/";

const bug = (ubuntu: string, jammy: string) => (url: string) => {
  const entries = [
    { bug_target_name: "linux (Ubuntu)", status: ubuntu },
    { bug_target_name: "linux (Ubuntu Jammy)", status: jammy },
  ];
  return JSON.stringify(url.includes("bug_tasks") ? { entries } : { id: 1, title: "Slow" });
};
const turn = (i: number) => (i % 2 === 0 ? "In Progress" : "New");
const thread = `<html data-content-key="thread-1"><h1 class="p-title-value"><span class="label">TUTORIAL</span>T</h1></html>`;
const issue = (number: number) => `https://github.com/a/b/issues/${number}`;
const issueAnswer = (number: number, state: string, more: object = {}) =>
  JSON.stringify({ html_url: issue(number), title: `Issue ${number}`, state, ...more });

describe("a series that goes back and forth", () => {
  it("silences no other series that is linked by itself", async () => {
    const site = new ToldSite([JAMMY]);
    const reports: string[] = [];
    for (let i = 0; i < 7; i++) reports.push(await site.night(1 + i, bug(turn(i), "Fix Committed")));

    expect(reports.filter(Boolean)).toEqual([]);
    expect(await site.night(8, bug("New", "Fix Released"))).toContain("`fix merged, not released` → `fix released`");
  });

  it("silences no other series of the bug", async () => {
    const site = new ToldSite([BUG]);
    const reports: string[] = [];
    for (let i = 0; i < 12; i++)
      reports.push(await site.night(1 + i, bug(turn(i), i < 8 ? "Fix Committed" : "Fix Released")));

    const told = reports.flatMap((report, i) => (report.includes("goes back and forth") ? [1 + i] : []));
    expect(told).toEqual([5]);
    expect(reports[8]).toContain("(`linux (Ubuntu Jammy)`: `fix merged, not released` → `fix released`)");
    expect(reports.slice(9).filter(Boolean)).toEqual([]);
  });

  it("is told as gone when it is deleted", async () => {
    const site = new ToldSite([issue(1), issue(2)]);
    const answer = (state: string | undefined) => (url: string) =>
      url.endsWith("/2") ? issueAnswer(2, "open") : state && issueAnswer(1, state);
    for (let i = 0; i < 6; i++) await site.night(1 + i, answer(i % 2 === 0 ? "open" : "closed"));
    const reports: string[] = [];
    for (let i = 0; i < 12; i++) reports.push(await site.night(7 + i, answer(undefined)));

    expect(reports.filter((report) => report.includes("`page gone`"))).toHaveLength(1);
    expect(reports.filter(Boolean)).toHaveLength(1);
  });
});

describe("a page that was gone", () => {
  it("is what it was before, where upstream has no more to say than that it is there", async () => {
    const [a, b] = ["a", "b"].map((digit) => digit.repeat(40));
    const commit = (hash: string) => `https://git.proxmox.com/?p=a.git;a=commit;h=${hash}`;
    const page = (hash: string) =>
      `<div class="header"><a class="title">T</a></div><table class="object_header"><tr><td>commit</td><td class="sha1">${hash}</td></tr></table>`;
    const site = new ToldSite([commit(a as string), commit(b as string)]);
    const answer = (isThere: boolean) => (url: string) =>
      url.includes(a as string) ? (isThere ? page(a as string) : undefined) : page(b as string);
    await site.night(1, answer(true));
    for (let i = 2; i < 6; i++) await site.night(i, answer(false));
    expect(site.references().map(({ words }) => words)).toContain("page gone");

    expect(await site.night(6, answer(true))).toContain("`page gone` → `commit exists`");
    expect(await site.night(7, answer(true))).toBe("");
  });
});

describe("a page that nobody has ever seen", () => {
  it("is asked ever less, and remembered without end", async () => {
    const site = new ToldSite([issue(1), issue(2)]);
    let asked = 0;
    const answer = (url: string) => {
      if (url.endsWith("/1")) asked++;
      return url.endsWith("/2") ? issueAnswer(2, "open") : undefined;
    };
    for (let i = 1; i <= 60; i++) await site.night(i, answer, false);

    expect(asked).toBeLessThan(15);
    expect(site.looks.get(issue(1))?.missingOn).toBeUndefined();
  });
});

describe("a word that nobody knows", () => {
  it("is told once, whatever fails in between", async () => {
    const site = new ToldSite([THREAD]);
    const items = [site.match(THREAD) as Matched];
    const told: string[] = [];
    let known: ReadonlyMap<string, string> = new Map();
    const answers: Answer[] = [thread, { status: 502 }, thread, { status: 502 }, thread];
    for (const [i, answer] of answers.entries()) {
      await site.night(1 + i, () => answer);
      const troubles = wordTroubles(items, site.looks);
      const once = tellOnce(troubles, known, nightOf(1 + i), (key) => isLookKey(key, site.looks));
      told.push(...once.fresh.map(({ key }) => key));
      known = once.told;
    }

    expect(told).toEqual(["word https://forum.proxmox.com/ TUTORIAL"]);
  });

  it("was read, so that one bad night after weeks of it makes nobody blind", async () => {
    const site = new ToldSite([THREAD]);
    for (let i = 1; i < 15; i++) await site.night(i, () => thread, false);
    await site.night(15, () => ({ status: 502 }), false);

    const items = [site.match(THREAD) as Matched];
    expect(blindInstances(items, new Map(), site.looks, new Date(nightOf(15)))).toEqual([]);
  });
});

describe("a host with a wrong clock", () => {
  it.each(["Sun, 01 Mar 2099 02:00:00 GMT", "Sat, 13 Sep 275760 00:00:00 GMT"])(
    "that says %s leaves no date of its own",
    async (date) => {
      const site = new ToldSite([issue(1)]);
      await site.night(1, () => issueAnswer(1, "open"));

      await site.night(2, () => ({ body: issueAnswer(1, "closed"), date }));

      expect(site.record.references[0]).toMatchObject({ state: "closed", since: "2026-11-02" });
      expect(JSON.stringify([site.record, [...site.looks]])).not.toMatch(/2099|275760/);
    },
  );
});

describe("an issue that goes forward fast", () => {
  it("does not go back and forth", async () => {
    const url = "https://jira.mariadb.org/browse/MDEV-1";
    const site = new ToldSite([url]);
    const answer = (key: string, name?: string, released?: boolean) => () =>
      JSON.stringify({
        key: "MDEV-1",
        fields: {
          ...{ summary: "S", status: { statusCategory: { key } }, resolution: name === undefined ? null : { name } },
          fixVersions: released === undefined ? [] : [{ name: "10.6.20", released }],
        },
      });
    await site.night(1, answer("new"));
    await site.night(2, answer("indeterminate"));
    await site.night(4, answer("done", "Fixed"));
    await site.night(6, answer("done", "Fixed", false));

    expect(await site.night(8, answer("done", "Fixed", true))).toContain("→ `fix released in MDEV 10.6.20`");
  });
});
