// The dates of a document's page: the timeline with its times, and when the document was updated.

import { load } from "cheerio";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { createRenderer } from "../../../../src/markdown/renderer.ts";
import postmortems from "../../../../src/pages/postmortems.11ty.ts";
import runbooks from "../../../../src/pages/runbooks.11ty.ts";
import { type Files, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

/** One for all sites of this file: to make one takes longer than to use it. */
const renderer = createRenderer();
const siteOf = async (files: Files) => loadSite(await writeSite(files), { renderer: await renderer });

async function postmortemOf(frontMatter: string): Promise<string> {
  const loaded = await siteOf({ "content/postmortems/a.md": `---\n${frontMatter}\n---\ntext\n` });
  const [document] = loaded.corpus.postmortems;
  if (document === undefined) throw new Error(`No post-mortem: ${JSON.stringify(loaded.problems)}`);
  return postmortems.render({ ...loaded, document });
}

const entry = (at: string, text: string) => `  - { at: "${at}", kind: note, text: ${text} }\n`;
const timelineOf = async (...entries: readonly [at: string, text: string][]) =>
  postmortemOf(`timeline:\n${entries.map(([at, text]) => entry(at, text)).join("")}`);

async function invalidIn(page: string): Promise<string[]> {
  const { results } = await new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: { "void-style": "off", "no-trailing-whitespace": "off" },
  }).validateString(page);
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe("the timeline", () => {
  test("says a day once, then the time of each entry with its zone", async () => {
    const page = await timelineOf(
      ["2024-05-05", "a day"],
      ["2024-05-06", "some time that day"],
      ["2024-05-06T09:00:00+02:00", "first"],
      ["2024-05-06T09:20Z", "second"],
      ["2024-05-06T09:40:07Z", "third"],
    );

    expect(load(page)(".timeline").toString()).toMatchInlineSnapshot(`
      "<ol class="timeline"><li><time datetime="2024-05-05">5 May 2024</time> <br>a day</li>
      <li class="day"><time datetime="2024-05-06">6 May 2024</time><ol><li>some time that day</li>
      <li><time datetime="2024-05-06T09:00:00+02:00">09:00 +02:00</time> <br>first</li>
      <li><time datetime="2024-05-06T09:20Z">09:20 UTC</time> <br>second</li>
      <li><time datetime="2024-05-06T09:40:07Z">09:40:07 UTC</time> <br>third</li>
      </ol></li>
      </ol>"
    `);
  });

  test("keeps the author's order: a day that comes back is said again", async () => {
    const $ = load(
      await timelineOf(["2024-05-06T23:30:00-08:00", "here"], ["2024-05-07T07:40Z", "there"], ["2024-05-06", "again"]),
    );

    const days = $(".timeline > li > time").map((_, time) => $(time).text());
    expect(days.get()).toEqual(["6 May 2024, 23:30 -08:00", "7 May 2024, 07:40 UTC", "6 May 2024"]);
  });

  test("is valid HTML", async () => {
    const page = await timelineOf(["2024-05-06T09:20Z", "one"], ["2024-05-06T09:40Z", "two"], ["2024-05-07", "three"]);

    expect(await invalidIn(page)).toEqual([]);
  });
});

describe("a timeline with entries that have no date", () => {
  const UPSTREAM = "  - { at: 2024-05-07, kind: upstream, text: a release }\n";
  const pageOf = async (...lines: readonly string[]) => load(await postmortemOf(`timeline:\n${lines.join("")}`));

  test("shows the incident in the author's order, and upstream beside it", async () => {
    const $ = await pageOf("  - { kind: detected, text: alarms }\n", UPSTREAM, "  - { text: a search }\n");

    expect($(".timelines").toString()).toMatchInlineSnapshot(`
      "<div class="timelines"><div><h3>The incident</h3><p class="small">No times are given. The entries are in order.</p><ol class="timeline"><li><span class="kind">detected</span> alarms</li>
      <li>a search</li>
      </ol></div><div><h3>Upstream</h3><details><summary>1 entry</summary><ol class="timeline"><li><time datetime="2024-05-07">7 May 2024</time> <span class="kind">upstream</span> <br>a release</li>
      </ol></details></div></div>"
    `);
  });

  test("says that some entries have a date, and keeps each where it is", async () => {
    const day = (time: string) => `  - { at: "2024-05-06T${time}Z", text: at ${time} }\n`;
    const $ = await pageOf(day("09:00"), day("09:20"), "  - { text: some time }\n", day("10:00"), UPSTREAM);

    expect($(".timelines p").text()).toBe("Entries without a date are placed in order.");
    expect($(".timelines .timeline").first().text().trim().split(/\n+/)).toEqual([
      "6 May 202409:00 UTC at 09:00",
      "09:20 UTC at 09:20",
      "some time",
      "6 May 2024, 10:00 UTC at 10:00",
    ]);
  });

  test("is one list where upstream did nothing", async () => {
    const $ = await pageOf("  - { text: alarms }\n  - { text: a search }\n");

    expect($(".timelines, h3")).toHaveLength(0);
    expect($("#page-timeline ~ *").text()).toMatch(/^No times are given\. The entries are in order\.alarms/);
  });

  test("is valid HTML", async () => {
    const $ = await pageOf("  - { kind: detected, text: alarms }\n", UPSTREAM);

    expect(await invalidIn($.html())).toEqual([]);
  });
});

describe("when a document was updated", () => {
  const factsOf = (page: string) => load(page)(".facts").first().html();

  test("stands beside its date", async () => {
    expect(factsOf(await postmortemOf("date: 2024-05-06\nupdated: 2025-06-07"))).toBe(
      '<time datetime="2024-05-06">6 May 2024</time>&nbsp;· updated <time datetime="2025-06-07">7 June 2025</time>',
    );
  });

  test("is not said again where it is the same day", async () => {
    const page = await postmortemOf('date: 2024-05-06\nupdated: "2024-05-06T10:00:00+02:00"');

    expect(factsOf(page)).not.toContain("updated");
  });

  test("stands on a runbook, too", async () => {
    const loaded = await siteOf({ "content/runbooks/a.md": runbook("updated: 2025-06-07") });
    const [document] = loaded.corpus.runbooks;

    const page = document && runbooks.render({ ...loaded, document });
    expect(
      load(page ?? "")(".text > .facts")
        .text()
        .trim(),
    ).toBe("updated 7 June 2025");
  });
});
