// The owner above the text of a runbook, as a link to whoever can be called.

import { load } from "cheerio";
import { expect, test } from "vitest";
import postmortems from "../../../../src/pages/postmortems.11ty.ts";
import runbooks from "../../../../src/pages/runbooks.11ty.ts";
import { runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const SETTINGS = "owners:\n  - { name: web, tel: '112' }\n  - { name: storage, pager: 'https://pager.example/s' }\n";

/** A runbook of this owner with this text, and a post-mortem with the same text. */
async function siteOf(owner: string, text = "", settings = SETTINGS) {
  const loaded = await loadSite(
    await writeSite({
      "content/site.yaml": settings,
      "content/runbooks/a.md": runbook(`owner: ${owner}`, text),
      "content/postmortems/a.md": text,
    }),
  );
  const [document] = loaded.corpus.runbooks;
  const [incident] = loaded.corpus.postmortems;
  if (document === undefined || incident === undefined) throw new Error(JSON.stringify(loaded.problems));
  return {
    runbook: load(runbooks.render({ ...loaded, document })),
    postmortem: load(postmortems.render({ ...loaded, document: incident })),
  };
}

const factsOf = async (...given: Parameters<typeof siteOf>) => (await siteOf(...given)).runbook(".facts").html();

test("has a link, and the number where the text does not show it", async () => {
  expect(await factsOf("Web & storage <x>")).toBe(
    '<span class="unseen">Owner: </span><a class="owner" href="tel:112">Web</a> (<a class="contact" href="tel:112">112</a>) &amp; <a class="owner" href="https://pager.example/s">storage</a> (<a class="contact" href="https://pager.example/s">pager.example/s</a>) &lt;x&gt;&nbsp;· No review recorded',
  );
});

test("leaves the number to the text that has it", async () => {
  const { runbook: $ } = await siteOf("web", "Call web.\n");

  expect($(".facts").html()).toBe(
    '<span class="unseen">Owner: </span><a class="owner" href="tel:112">web</a>&nbsp;· No review recorded',
  );
  expect($(".prose .contact").text()).toBe("112");
});

test("is text where the settings do not know it, or know no one", async () => {
  expect(await factsOf("webmaster")).toBe('<span class="unseen">Owner: </span>webmaster&nbsp;· No review recorded');
  expect(await factsOf("web", "Call web.", "title: x\n")).toBe(
    '<span class="unseen">Owner: </span>web&nbsp;· No review recorded',
  );
});

test("is called by runbooks alone: a post-mortem recalls people", async () => {
  expect((await siteOf("web", "We called web.\n")).postmortem(".owner")).toHaveLength(0);
});
