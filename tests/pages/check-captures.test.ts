// /checks/<id>.capture.sh of every check.

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { captureUrl } from "../../src/model/urls.ts";
import page from "../../src/pages/check-captures.11ty.ts";
import { loadSite } from "../site/support/load-site.ts";

test("check-captures.11ty.ts gives each check a script that any sh can read, at the address that links use", async () => {
  const site = await loadSite(".");

  expect(site.corpus.checks.length).toBeGreaterThan(0);
  for (const check of site.corpus.checks) {
    const data = { ...site, check };
    const { permalink } = page.data;
    expect(typeof permalink === "function" && permalink(data)).toBe(captureUrl(check.id));
    expect(page.render(data)).toContain(`# Captures what the check "${check.id}" reads and runs on this machine`);
    expect(spawnSync("sh", ["-n"], { input: page.render(data), encoding: "utf8" }).stderr).toBe("");
  }
});
