import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Transition } from "../../src/model/record.ts";
import type { PageData } from "../../src/pages/page-data.ts";
import page from "../../src/pages/transitions-feed.11ty.ts";
import { machineSite } from "./support/machine-site.ts";

const site = await machineSite();
const [first] = site.references.list;
if (first === undefined) throw new Error("the site has no reference");

function withHistory(history: readonly Transition[], facts: object = {}): PageData {
  return {
    ...site,
    references: { ...site.references, list: [{ ...first, ...facts, history } as typeof first & object] },
  };
}

function read(xml: string) {
  const $ = load(xml, { xml: true });
  return {
    $,
    updated: $("feed > updated").text(),
    titles: $("entry > title")
      .map((_, e) => load($(e).text()).text())
      .get(),
    ids: $("entry > id")
      .map((_, e) => $(e).text())
      .get(),
  };
}

describe("/references.xml", () => {
  test("tells each transition, newest first, under the date of the newest", () => {
    const { $, titles, updated } = read(page.render(site));

    expect(titles).toEqual([
      "LP #7 (logger (Ubuntu Jammy)): open → fix released",
      "a/b#2: closed, fix not confirmed → open",
      "a/b#2: open → closed, fix not confirmed",
    ]);
    expect(updated).toBe("2024-05-08T00:00:00.000Z");
    expect(
      $("entry > updated")
        .map((_, e) => $(e).text())
        .get(),
    ).toEqual(["2024-05-08T00:00:00.000Z", "2024-05-04T02:00:00.000Z", "2024-05-03T02:00:00.000Z"]);
    expect($("link[rel=self]").attr("href")).toBe("https://kb.example/kb/references.xml");
  });

  test("an entry leads to the reference and names the pages that use it", () => {
    const { $ } = read(page.render(site));
    const entry = $("entry").first();

    expect(entry.find("link").attr("href")).toBe("https://kb.example/kb/references/#launchpad-lp-7");
    expect(entry.find("content").text()).toMatchInlineSnapshot(
      `"<p>Rotation in Ubuntu</p><p>Upstream status “Fix Released”: <a href="https://bugs.launchpad.net/bugs/7">LP #7</a></p><p>Used in:</p><ul><li><a href="https://kb.example/kb/postmortems/disk/">A &amp; B</a></li></ul>"`,
    );
  });

  test("ids are unique, and stay as they are when an item moves again or another one looks alike", () => {
    const { ids } = read(page.render(site));
    const again = { at: "2024-06-01", from: "open", to: "closed", remoteStatus: "closed" } as const;
    const list = site.references.list.map((reference) => ({ ...reference, history: [...reference.history, again] }));
    const alike = list.map((reference) => ({ ...reference, url: `${reference.url}0`, history: [] }));

    const later = page.render({ ...site, references: { ...site.references, list: [...list, ...alike] } });

    expect(new Set(ids).size).toBe(3);
    expect(read(later).ids.slice(list.length)).toEqual(ids);
  });

  test("a transition that the record has twice is one entry", () => {
    const moved = { at: "2024-06-01", from: "open", to: "closed", remoteStatus: "closed" } as const;

    expect(read(page.render(withHistory([moved, moved]))).ids).toHaveLength(1);
  });

  test("the newest 100 are told", () => {
    const history = Array.from({ length: 150 }, (_, i) => ({
      at: new Date(Date.UTC(2020, 0, i)).toISOString(),
      ...({ from: "open", to: "closed", remoteStatus: "closed" } as const),
    }));

    const { $, ids } = read(page.render(withHistory(history)));

    expect(ids).toHaveLength(100);
    expect($("entry > updated").last().text()).toBe(new Date(Date.UTC(2020, 0, 50)).toISOString());
  });

  test("without transitions it is a feed without entries, and has no clock", () => {
    const empty = withHistory([]);

    expect(read(page.render(empty))).toMatchObject({ ids: [], updated: "1970-01-01T00:00:00.000Z" });
  });

  test("whatever upstream says, it stays text and within what XML can hold", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constant(`]]><img src=x onerror=alert(1)>&amp;<script>`));
    fc.assert(
      fc.property(text, text, text, (label, title, remoteStatus) => {
        const moved: Transition = { at: "2024-06-01", from: "open", to: "closed", remoteStatus, target: title };
        const xml = page.render(withHistory([moved], { label, title }));
        const { $ } = read(xml);
        const html = $("entry > title").text() + $("entry > content").text();

        expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|\p{Bidi_Control}/u);
        expect(
          $("entry > *")
            .map((_, e) => e.name)
            .get(),
        ).toEqual(["title", "id", "link", "updated", "content"]);
        expect(load(html)("img, script, [onerror]").length).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
