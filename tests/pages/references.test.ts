// /references/: which item stands where, what is a line and what is open, and where a badge leads.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import type { RecordEntry } from "../../src/model/record.ts";
import { compareForList, isSettled, STATES, type State, stateWords } from "../../src/model/state.ts";
import { badge } from "../../src/pages/parts/references/badge.ts";
import page from "../../src/pages/references.11ty.ts";
import { loadSite } from "../site/support/load-site.ts";
import { site } from "../site/support/tiny-site.ts";

type Item = Partial<RecordEntry> & { readonly state: State };

const issue = (number: number) => `https://github.com/a/b/issues/${number}`;
const moved = (at: string, to: State = "open"): RecordEntry["history"][number] => ({
  ...{ at, from: "closed", to, remoteStatus: "it moved" },
});

/** A site with these items, numbered from 1: a/b#1, a/b#2, … */
async function siteOf(items: readonly Item[]) {
  const references = items.map((item, i) => ({
    ...{ url: issue(i + 1), tracker: "github", remoteStatus: "open", title: `Title ${i + 1}`, history: [] },
    ...{ source: { kind: "fetched", at: "2024-05-01", from: "https://api.github.com/x" }, ...item },
  }));
  return loadSite(
    await site({
      "content/runbooks/a.md": references.map(({ url }) => `[x](${url})\n`).join(""),
      "_data/states.json": JSON.stringify({ version: 1, references }),
    }),
  );
}

async function pageOf(items: readonly Item[]) {
  return load(page.render(await siteOf(items)));
}
type Page = Awaited<ReturnType<typeof pageOf>>;

const of = (state: State, count: number): Item[] => Array.from({ length: count }, () => ({ state }));

const texts = ($: Page, selector: string) =>
  $(selector)
    .map((_, element) => $(element).text())
    .get();

/** The labels below each heading. */
function groups($: Page): Record<string, string[]> {
  const sections = $("section.group").map((_, section) => [
    [
      $(section).find("h2").text(),
      $(section)
        .find("li > details > summary")
        .map((_, line) => $(line).text().split(" ")[0])
        .get(),
    ],
  ]);
  return Object.fromEntries(sections.get());
}

describe("the groups of /references/", () => {
  test("are the states, with their words and counts: what readers wait for first, what is settled last", async () => {
    const $ = await pageOf([...STATES, ...STATES].map((state) => ({ state })));

    const order = [false, true].flatMap((settled) =>
      STATES.filter((state) => isSettled(state) === settled).toSorted(compareForList),
    );
    const words = order.map((state) => (state === "unknown" || state === "released" ? state : stateWords(state)));
    const headings = texts($, "section.group > h2").map((text) => text.replace(/^\S+ /, ""));
    expect(headings).toEqual(words.map((text) => `${text[0]?.toUpperCase()}${text.slice(1)} 2`));
    expect(headings[0]).toBe("Open 2");
    expect(headings.at(-1)).toBe("Released 2");
    expect($("section.group").find("li")).toHaveLength(2 * STATES.length);
  });

  test("begin with what moved last, whatever moved, and go on by label", async () => {
    const $ = await pageOf([
      { state: "open" },
      { state: "open", since: "2024-05-02" },
      { state: "open", since: "2024-01-01", history: [moved("2024-05-03T10:00:00Z"), moved("2024-02-01")] },
      { state: "open", since: "2024-05-04" },
      ...of("open", 6),
      { state: "open", since: "2024-05-02" },
      { state: "closed", since: "2024-06-01" },
    ]);

    expect(groups($)).toEqual({
      "○ Open 11": ["4", "3", "2", "11", "1", "5", "6", "7", "8", "9", "10"].map((number) => `a/b#${number}`),
      "◌ Closed, fix not confirmed 1": ["a/b#12"],
    });
  });

  test("are linked at the top of a long list, and long ones that are settled are folded", async () => {
    const $ = await pageOf([...of("open", 5), ...of("closed", 12), ...of("released", 14)]);

    expect(texts($, "nav.groups li")).toEqual(["Open 5", "Closed, fix not confirmed 12", "Released 14"]);
    for (const link of $("nav.groups a")) expect($($(link).attr("href") ?? "").closest("details")).toHaveLength(0);
    expect(texts($, "details.fold:not([open]) > summary")).toEqual(["Show all 14, latest change first"]);
    expect($("details.fold > .entries > li")).toHaveLength(14);
  });

  test("of a list that is not long, none is folded", async () => {
    const $ = await pageOf(of("released", 30));

    expect($("nav.groups, .fold")).toHaveLength(0);
  });
});

describe("the latest moves", () => {
  test("are of the ten items that moved last, newest first, and lead to their entries", async () => {
    const days = [7, 3, 12, 1, 9, 5, 11, 2, 8, 10, 4, 6];
    const items = days.map((day) => ({
      state: "open" as const,
      history: [moved("2024-01-01"), moved(`2024-05-${String(day).padStart(2, "0")}`)],
    }));
    const $ = await pageOf([...items, { state: "open", since: "2024-06-01" }]);

    expect(texts($, ".latest h2")).toEqual(["Latest changes of state"]);
    const lines = texts($, ".latest li").map((text) => text.trim());
    expect(lines[0]).toBe("a/b#3 closed, fix not confirmed → open 12 May 2024");
    expect(lines.map((line) => Number(/(\d+) May/.exec(line)?.[1]))).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    for (const link of $(".latest a")) {
      const entry = $($(link).attr("href") ?? "").closest("details");
      expect(entry.find("summary").text()).toContain(`${$(link).text()} `);
    }
  });

  test("name the target, and of one day what was written last", async () => {
    const target = "logger (Ubuntu Jammy)";
    const $ = await pageOf([
      {
        state: "open",
        history: [moved("2024-05-02", "fixed"), { ...moved("2024-05-02", "released"), target, seen: "2024-05-03" }],
      },
    ]);

    expect(texts($, ".latest li")).toEqual([
      "a/b#1 logger (Ubuntu Jammy): closed, fix not confirmed → fix released 2 May 2024",
    ]);
  });

  test("are left out where nothing has moved", async () => {
    expect((await pageOf([{ state: "open", since: "2024-05-02" }]))(".latest")).toHaveLength(0);
  });
});

describe("an entry", () => {
  test.each(STATES)("that is %s: a line of label, words and title; open only where readers wait", async (state) => {
    const $ = await pageOf([{ state }]);

    const entry = $(".entries > li > details");
    expect(entry.attr("open") === undefined).toBe(isSettled(state));
    expect(entry.closest("ul").hasClass("settled")).toBe(isSettled(state));
    expect(entry.children("summary").text()).toMatch(/^a\/b#1 .* Title 1$/);
    expect(entry.children("summary").find("a, p")).toHaveLength(0);
    expect(entry.children("#github-a-b-1").find(`a[href="${issue(1)}"]`)).toHaveLength(1);
  });

  test("is closed where more than a few are waited for, whatever else there is", async () => {
    const some = await pageOf([...of("open", 30), ...of("closed", 20)]);
    const many = await pageOf(of("open", 31));

    expect([some("details[open]").length, many("details[open]").length]).toEqual([30, 0]);
  });

  test("parts a label that is cut for want of room from its number", async () => {
    const urls = [issue(1), "https://bugs.launchpad.net/bugs/7", "https://gitlab.com/a/b/c/-/merge_requests/5"];
    const $ = await pageOf(urls.map((url) => ({ state: "released", url })));

    expect(texts($, "summary > :first-child")).toEqual(["a/b/c", "a/b", "LP "]);
    expect(texts($, "summary").map((text) => text.replace(/ (fix|released).*/, ""))).toEqual([
      "a/b/c!5",
      "a/b#1",
      "LP #7",
    ]);
  });

  test("has its history, the newest move first, with upstream's words", async () => {
    const target = "logger (Ubuntu)";
    const $ = await pageOf([
      {
        state: "released",
        history: [
          moved("2024-05-01"),
          moved("2024-05-03", "released"),
          // Upstream dates it before what was seen first.
          { ...moved("2024-05-02", "fixed"), target, seen: "2024-05-04" },
        ],
      },
    ]);

    expect(texts($, "#github-a-b-1 > ol > li")).toEqual([
      "3 May 2024: closed, fix not confirmed → fix released (“it moved”)",
      "2 May 2024: logger (Ubuntu): closed, fix not confirmed → fix merged, not released (“it moved”)",
      "1 May 2024: closed, fix not confirmed → open (“it moved”)",
    ]);
  });

  test("says what its newest move says only once", async () => {
    const told = async (item: Partial<Item>) => {
      const history = [moved("2024-05-02", "closed")];
      const $ = await pageOf([{ state: "closed", since: "2024-05-02", remoteStatus: "it moved", history, ...item }]);
      return $("#github-a-b-1 > p").first().text().trim();
    };

    expect(await told({})).toBe("View at github.com. Seen at api.github.com on 1 May 2024.");
    expect(await told({ since: "2024-05-01", remoteStatus: "New" })).toBe(
      "View at github.com. Seen at api.github.com on 1 May 2024 · since 1 May 2024; upstream status “New”.",
    );
    expect(await told({ history: [{ ...moved("2024-05-02"), target: "a" }] })).toContain("since 2 May 2024; upstream");
  });

  test("is where every badge leads, and has none that leads to itself", async () => {
    const data = await siteOf(STATES.map((state) => ({ state })));
    const $ = load(page.render(data));

    for (const reference of data.references.list) {
      const [path, id] = (load(badge(data, reference).toString())("a").attr("href") ?? "").split("#");
      expect(path).toBe("/references/");
      expect($(`#${id}`).closest("details").find(".badge").text()).toBe(reference.words);
    }
    expect($("a.badge")).toHaveLength(0);
  });
});

describe("the box", () => {
  test("filters more entries than fit on a screen, also by the hosts of items", async () => {
    const other = { state: "open", url: "https://bugs.launchpad.net/bugs/7" } as const;
    const $ = await pageOf([...of("open", 12), other]);

    expect($(".filtered > .filter[hidden] input[type=search]")).toHaveLength(1);
    expect(texts($, ".filter label > select > option")).toEqual(["All", "bugs.launchpad.net", "github.com"]);
    expect($(".filter option").first().attr("value")).toBe("");
    const hosts = $(".filtered > .group li").map(
      (_, item) => new URL($(item).find("a").first().attr("href") ?? "").host,
    );
    expect(hosts.get().filter((host) => host === "bugs.launchpad.net")).toHaveLength(1);
    expect(hosts.get().filter((host) => host === "github.com")).toHaveLength(12);
    expect($(".filtered > .latest, .filtered > .group, .filtered > nav").length).toBe($(".group").length);
  });

  test("has nothing to choose from where all are of one host", async () => {
    const $ = await pageOf(of("open", 13));

    expect($(".filter input")).toHaveLength(1);
    expect($("select")).toHaveLength(0);
  });

  test("is not there where all is on a screen", async () => {
    const $ = await pageOf(of("open", 12));

    expect($(".filter, .filtered")).toHaveLength(0);
  });
});
