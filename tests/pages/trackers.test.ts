import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Settings } from "../../src/model/settings.ts";
import { stateWords } from "../../src/model/state.ts";
import references from "../../src/pages/references.11ty.ts";
import page from "../../src/pages/trackers.11ty.ts";
import { trackers } from "../../src/trackers/index.ts";
import { loadSite } from "../site/support/load-site.ts";
import { site } from "../site/support/tiny-site.ts";

async function rendered(settings = "{}") {
  return load(page.render(await loadSite(await site({ "content/site.yaml": settings }))));
}

type Page = Awaited<ReturnType<typeof rendered>>;

const rowsOf = ($: Page, table: string) =>
  $(`[aria-label="${table}"] tbody tr`)
    .map((_, row) => [
      $(row)
        .children()
        .map((_, cell) => $(cell).text())
        .get(),
    ])
    .get();

describe("/trackers/", () => {
  test("has a row for each tracker, which says where it is looked up and opens to what it knows", async () => {
    const $ = await rendered("trackers: { gitweb: [{ web: https://git.example/ }], xenforo: [] }");

    const lines = $(".entries > li > details > summary").map((_, line) => $(line).text());
    expect(lines.get()).toHaveLength(trackers.length);
    expect(lines.get().filter((line) => /gitweb|XenForo/.test(line))).toMatchInlineSnapshot(`
      [
        "gitweb git.example, git.proxmox.com",
        "XenForo forum switched off",
      ]
    `);
    const names = $(".entries summary + div").map((_, body) => $(body).attr("id"));
    expect(names.get()).toEqual(trackers.map(({ name }) => name));
  });

  test("shows every example and every word of every tracker", async () => {
    const $ = await rendered();

    for (const { title, examples, statuses } of trackers) {
      expect(rowsOf($, `Links of ${title}`)).toEqual(examples.map(({ from, label }) => [from, label]));
      const told = rowsOf($, `Statuses of ${title}`).flatMap(([words = "", state]) =>
        words.split(/(?<=”), /).map((word) => `${word} ${state}`),
      );
      const known = Object.entries(statuses).map(
        ([word, state]) => `“${word}” ${state === "unknown" ? "no upstream status" : stateWords(state)}`,
      );
      expect(told.toSorted()).toEqual(known.toSorted());
    }
  });

  test("tells what somebody who waits can hope for", async () => {
    const $ = await rendered();

    const hopes = ["github", "launchpad", "xenforo"].map((name) => $(`#${name} > p`).first().text());
    expect(hopes).toMatchInlineSnapshot(`
      [
        "The best state that it can report is “merged; release not known” for items such as openzfs/zfs#15276 and “fix released” for items such as OpenZFS/zfs zfs-2.2.0.",
        "The best state that it can report is “fix released”.",
        "The best state that it can report is “closed, fix not confirmed”.",
      ]
    `);
  });

  test("tells well-known instances from those of the site, and which tracker has none", async () => {
    const $ = await rendered("trackers: { gitweb: [{ web: https://git.example/ }], xenforo: [] }");

    const told = ["github", "gitweb", "xenforo"].map((name) => $(`#${name}`).children().eq(1).text());
    expect(told).toMatchInlineSnapshot(`
      [
        "https://github.com/ (built in)",
        "https://git.example/ (from the settings of this site)https://git.proxmox.com/ (built in)",
        "It is switched off in the settings of this site.",
      ]
    `);
  });

  test("leads each short form to the first instance of the site", async () => {
    const own = Object.fromEntries(trackers.map(({ name }) => [name, [{ web: `https://${name}.own.example/` }]]));

    const $ = await rendered(JSON.stringify({ trackers: own }));

    for (const { name, shortForms = [] } of trackers) {
      const items = $(`#${name} > ul li:has(code)`);
      expect(items.map((_, item) => $(item).find("code").text()).get()).toEqual(shortForms.map((form) => form.example));
      const hosts = items.map((_, item) => new URL($(item).find("a").attr("href") ?? "").host).get();
      expect(hosts).toEqual(shortForms.map(() => `${name}.own.example`));
    }
  });

  test("writes lines that the settings take, with a token only where one is sent", async () => {
    const $ = await rendered();

    const lines = trackers.map(({ name }) => [name, parse($(`#${name} code.instance`).text())]);

    const settings = Settings.parse({ trackers: Object.fromEntries(lines) });
    expect(settings.trackers.github).toEqual([{ web: "https://github.example.org/", token: "GITHUB_EXAMPLE_TOKEN" }]);
    expect(settings.trackers.xenforo).toEqual([{ web: "https://xenforo.example.org/" }]);
  });

  test("is linked from the references", async () => {
    const $ = load(references.render(await loadSite(await site({ "content/site.yaml": "pathPrefix: /kb/" }))));

    expect($('a[href="/kb/trackers/"]').text()).toBe("Supported trackers");
  });
});
