// Other addresses of alerts: former names and other spellings as small pages, other capitals as a file for servers.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { expect, test } from "vitest";
import { runBuild } from "../../site/support/build-content.ts";
import { RUNBOOK, site } from "../../site/support/tiny-site.ts";

const rules = (...names: string[]) =>
  JSON.stringify({ groups: [{ name: "g", rules: names.map((alert) => ({ alert, expr: "up" })) }] });

test("names that alerts had, have in documents, or have with blanks lead on to their pages", async () => {
  const root = await site({
    "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n",
    "content/runbooks/a.md": RUNBOOK.replace("title:", 'alerts: [{ name: "Disk is full", formerly: [Old] }]\ntitle:'),
    "content/alerts/a.yml": rules("Disk is full", "DiskFull", "up"),
  });

  const { output, exitCode, stderr } = await runBuild(["--root", root]);

  expect(exitCode, stderr).toBe(0);
  for (const folder of ["Old", "Disk is full"]) {
    const $ = load(await readFile(join(output, "alerts", folder, "index.html"), "utf8"));
    expect($("title").text()).toBe("Disk is full");
    expect($("meta[http-equiv=refresh]").attr("content")).toBe("0; url=/kb/alerts/Disk-is-full/");
    expect($("link[rel=canonical]").attr("href")).toBe("https://kb.example/kb/alerts/Disk-is-full/");
  }
  // Capitals alone are for servers: on some machines, both would be one file.
  expect(await readFile(join(output, "_redirects"), "utf8")).toBe(
    "/kb/alerts/disk-is-full/ /kb/alerts/Disk-is-full/ 301\n/kb/alerts/diskfull/ /kb/alerts/DiskFull/ 301\n",
  );
});
