// The page of all workarounds, and the words behind each `until`, in a site that is built as a whole.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { RUNBOOK, site } from "../site/support/tiny-site.ts";

const bug = (number: number) => `https://bugs.launchpad.net/bugs/${number}`;

const ENTRY = { tracker: "launchpad", remoteStatus: null, title: null, history: [] };
const SOURCE = { kind: "by-hand", on: "2024-05-06", evidence: "Read there" };
const entry = (number: number, state: string) => ({ ...ENTRY, url: bug(number), state, source: SOURCE });
const RECORD = {
  version: 1,
  references: [entry(1, "open"), entry(2, "closed"), entry(3, "wont-fix"), entry(4, "open")],
};

const POSTMORTEM = `---
title: The disk was full
mitigations:
  - { text: Delete old logs, until: { ref: "${bug(1)}", state: released, package: logger } }
  - { text: Rotate by hand, until: { ref: "${bug(2)}", state: fixed } }
actions:
  - { text: Ask upstream, kind: prevent, ref: "${bug(1)}" }
  - { text: Sweep every day, kind: mitigate, ref: "https://example.org/7", until: { ref: "${bug(3)}", state: released } }
fixes:
  - { release: Two, package: logger, fixed: "2.4", for: "${bug(1)}", evidence: "https://example.org/2" }
---
Text
`;

const STEP = `\n1. Restart it [until it no longer leaks](${bug(4)} "until released").\n`;

const FILES = {
  "content/postmortems/a.md": POSTMORTEM,
  "content/runbooks/b.md": `${RUNBOOK}${STEP}`,
  "_data/states.json": JSON.stringify(RECORD),
};

async function main(output: string, path: string) {
  const $ = load(await readFile(join(output, path, "index.html"), "utf8"));
  return $("main");
}

/** One line for each block. */
function lines(text: string): string {
  return text
    .replace(/[ \t]+/g, " ")
    .replace(/\n+/g, "\n")
    .trim();
}

test("/workarounds/ groups by what is to be done, and every document says the same words", async () => {
  const { output, stderr } = await runBuild(["--root", await site(FILES)]);

  expect(stderr).toMatchInlineSnapshot(`
    "content/postmortems/a.md:5:36  advice: until waits for LP #2, which upstream closed without saying that it was fixed
      Write the version under fixes with for: https://bugs.launchpad.net/bugs/2, wait for closed, or remove the until
    content/postmortems/a.md:8:83  advice: until waits for LP #3, which upstream declined
      Say in the text that this is permanent, and remove the until

    2 pieces of advice in 1 file
    "
  `);
  const list = await main(output, "workarounds");
  list.find("h2, p, li").append("\n");
  expect(lines(list.text())).toMatchInlineSnapshot(`
    "Workarounds
    The workarounds on this site that wait for upstream, and what can be done with each now.
    Can go
    Upstream has done what these wait for. Drop the workaround on hosts that run a version named here; keep it on all others.
    Delete old logs mitigation in The disk was full
    Not needed from logger 2.4 (Two) on; still needed with older versions. LP #1 ○ open
    Decide
    It is unclear whether the fix will come, or whether it holds. Keep the workaround until that is decided.
    Rotate by hand mitigation in The disk was full
    Upstream closed it without saying that it was fixed: keep this until a version with a fix is known. LP #2 ◌ closed, fix not confirmed
    Permanent
    Upstream declined, so waiting brings no fix. Keep these for good.
    Sweep every day action in The disk was full
    Permanent: upstream declined, so waiting brings no fix. LP #3 ⊘ declined
    Still needed
    Upstream has not done yet what these wait for. Keep the workaround.
    Restart it until it no longer leaks. step in Disk is slow
    Needed until “fix released”; state now: open. LP #4 ○ open"
  `);
  expect(
    list
      .find("h2 ~ ul a:not(.badge)")
      .map((_, a) => list.find(a).attr("href"))
      .get(),
  ).toEqual([
    ...["/postmortems/a/#page-mitigations", bug(1), "/postmortems/a/#page-mitigations", bug(2)],
    ...["/postmortems/a/#page-actions", bug(3), "/runbooks/b/", bug(4)],
  ]);

  const postmortem = await main(output, "postmortems/a");
  const words = postmortem.find(".until").map((_, span) => postmortem.find(span).text());
  expect(words.get()).toMatchInlineSnapshot(`
    [
      "Not needed from logger 2.4 (Two) on; still needed with older versions.",
      "Upstream closed it without saying that it was fixed: keep this until a version with a fix is known.",
      "Permanent: upstream declined, so waiting brings no fix.",
    ]
  `);
  expect(postmortem.find(".until").closest("[data-pagefind-ignore]")).toHaveLength(3);
  expect(
    postmortem
      .find("#page-actions + div a:not(.badge)")
      .map((_, a) => postmortem.find(a).text())
      .get(),
  ).toEqual([...["LP #1", "example.org", "LP #3"]]);

  const step = (await main(output, "runbooks/b")).find("li:has(.until)").html();
  expect(step).toMatchInlineSnapshot(
    `"Restart it <a href="https://bugs.launchpad.net/bugs/4">until it no longer leaks</a> <a class="badge short state-open" href="/references/#launchpad-lp-4" title="open · Entered by hand on 6 May 2024" data-pagefind-ignore=""><span aria-hidden="true">○</span> open</a> <span class="until until-waiting" data-pagefind-ignore="">[Needed until “fix released”; state now: open]</span>."`,
  );
});

test("/workarounds/ of a site in which nothing waits says so, and no footer leads there", async () => {
  const { output } = await runBuild(["--root", await site({ "content/runbooks/b.md": RUNBOOK })]);

  expect((await main(output, "workarounds")).text()).toContain("Nothing waits for upstream");
  const home = load(await readFile(join(output, "index.html"), "utf8"));
  expect(home('footer a[href="/workarounds/"]')).toHaveLength(0);
  expect((await main(output, "references")).find('a[href="/workarounds/"]')).toHaveLength(1);
  expect(await readFile(join(output, "sitemap.xml"), "utf8")).not.toContain("/workarounds/</loc>");
});

test("/workarounds/ says nothing of a document that is withheld", async () => {
  const root = await site({ ...FILES, "content/postmortems/a.md": `${POSTMORTEM}[x](/nowhere/)\n` });

  const { output } = await runBuild(["--root", root, "--keep-going"]);

  const text = (await main(output, "workarounds")).text();
  expect(text).toContain("Restart it");
  expect(text).not.toContain("Delete old logs");
});

test("an until that can never come true holds the build back, at its place", async () => {
  const issue = "https://github.com/a/b/issues/1";
  const root = await site({ "content/runbooks/b.md": `${RUNBOOK}[x](${issue} "until released")\n` });

  const { exitCode, stderr } = await runBuild(["--root", root]);

  expect(exitCode).toBe(1);
  expect(stderr.split("\n\n")[0]).toMatchInlineSnapshot(`
    "content/runbooks/b.md:25:5  until waits for "released" (fix released), which GitHub never reports for a/b#1
        | [x](https://github.com/a/b/issues/1 "until released")
        |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      Write the version under fixes with for: https://github.com/a/b/issues/1, or wait for merged"
  `);
});
