// The play passes only if links lead somewhere, so it must notice those that do not.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { serveFolder } from "../browser/static-server.ts";
import { faultOf, linksIn, linksOf } from "./notifications.ts";

const HIGH_LOAD = "Load is high or CPUs are saturated";

async function served() {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-links-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "runbooks/high-load"), { recursive: true });
  await writeFile(join(folder, "runbooks/high-load/index.html"), `<h1>${HIGH_LOAD}</h1><h2 id="meaning">Meaning</h2>`);
  await writeFile(join(folder, "404.html"), `<h1>${HIGH_LOAD}</h1>`);
  const { origin, close } = await serveFolder(folder, "/");
  onTestFinished(close);
  return { origin };
}

test("a link is at fault if it leads to no page, another page or no anchor", async () => {
  const { origin } = await served();
  const faults = [];
  for (const [path, title] of [
    ["/runbooks/high-load/", HIGH_LOAD],
    ["/runbooks/high-load/#meaning", HIGH_LOAD],
    ["/runbooks/high-load/#impact", HIGH_LOAD],
    ["/runbooks/high-load/", "Disk latency or IO delay is high"],
    ["/runbooks/disk/", HIGH_LOAD],
  ] as const) {
    faults.push(await faultOf({ url: `${origin}${path}`, title }));
  }

  expect(faults).toEqual([
    { status: 200 },
    { status: 200 },
    { status: 200, fault: 'the page has no anchor "impact"' },
    { status: 200, fault: `the page is "${HIGH_LOAD}", not "Disk latency or IO delay is high"` },
    { status: 404, fault: "status 404" },
  ]);
});

test("an alert leads to its runbook, and to its own page", async () => {
  const site = await served();
  const runbook = { url: `${site.origin}/runbooks/high-load/`, title: HIGH_LOAD };
  const alert = {
    status: "firing",
    labels: { alertname: "LoadHigh" },
    annotations: { runbook_url: runbook.url },
  } as const;

  expect(await linksOf(alert, site)).toEqual([runbook, { url: `${site.origin}/alerts/LoadHigh/`, title: "LoadHigh" }]);
});

test("a message leads to each page of the site that its text links", async () => {
  const site = { origin: "http://127.0.0.1:1" };
  const text = `*<${site.origin}/runbooks/high-load/#diagnosis|Load>* ${site.origin}/alerts/Unknown/ <https://example.org/|x>`;

  expect(await linksIn({ title: "", title_link: `${site.origin}/runbooks/none/`, text }, site)).toEqual([
    {
      url: "http://127.0.0.1:1/runbooks/none/",
      title: '(no runbook has the address "http://127.0.0.1:1/runbooks/none/")',
    },
    { url: "http://127.0.0.1:1/runbooks/high-load/#diagnosis", title: HIGH_LOAD },
    { url: "http://127.0.0.1:1/alerts/Unknown/", title: "Unknown" },
  ]);
});
