// Other addresses of alerts: former names and other spellings as small pages, other capitals as a file for servers.

import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { expect, test } from "vitest";
import { runBuild } from "../../site/support/build-content.ts";
import { RUNBOOK, site } from "../../site/support/tiny-site.ts";

const rules = (...names: string[]) =>
  JSON.stringify({ groups: [{ name: "g", rules: names.map((alert) => ({ alert, expr: "up" })) }] });

async function built(...names: string[]) {
  const root = await site({
    "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n",
    "content/runbooks/a.md": RUNBOOK.replace("title:", `alerts: [{ name: "${names[0]}", formerly: [Old] }]\ntitle:`),
    "content/alerts/a.yml": rules(...names),
  });
  const { output, exitCode, stderr } = await runBuild(["--root", root]);
  expect(exitCode, stderr).toBe(0);
  return output;
}

test("a former name, and a name with blanks, lead on from their own addresses", async () => {
  const output = await built("Disk is full");

  for (const folder of ["Old", "Disk is full"]) {
    const $ = load(await readFile(join(output, "alerts", folder, "index.html"), "utf8"));
    expect($("title").text()).toBe("Disk is full");
    expect($("meta[http-equiv=refresh]").attr("content")).toBe("0; url=/kb/alerts/Disk-is-full/");
    expect($("link[rel=canonical]").attr("href")).toBe("https://kb.example/kb/alerts/Disk-is-full/");
  }
});

test("other capitals are lines of _redirects, with the path prefix", async () => {
  expect(await readFile(join(await built("DiskFull", "up"), "_redirects"), "utf8")).toBe(
    "/kb/alerts/diskfull/ /kb/alerts/DiskFull/ 301\n",
  );
});

test("a site without such names has no _redirects", async () => {
  const output = await built("up");

  await expect(access(join(output, "_redirects"))).rejects.toThrow("ENOENT");
});
