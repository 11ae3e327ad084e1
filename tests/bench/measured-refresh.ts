// One refresh of a site as a process of its own, so that its memory is that of the refresh and of nothing else. Tells
// what it measured as JSON. Arguments: the site's folder, and the instant that it takes for now.

import { subscribe } from "node:diagnostics_channel";
import { refreshSite } from "../../src/night/refresh.ts";
import type { RefreshRun } from "./run-refresh.ts";

const [root = "", instant = ""] = process.argv.slice(2);
let attempts = 0;
// https://undici.nodejs.org/#/docs/api/DiagnosticsChannel: one for each HTTP attempt, redirects included.
subscribe("undici:request:create", () => {
  attempts++;
});

const started = performance.now();
const { report } = await refreshSite(root, { environment: process.env, now: () => new Date(instant) });
const groups = Map.groupBy(report.lines, ({ change }) => change);
const failed = groups.get("failed")?.[0];
const run: RefreshRun = {
  seconds: (performance.now() - started) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
  attempts,
  changes: Object.fromEntries([...groups].map(([change, lines]) => [change, lines.length])),
  notDue: report.notDue,
  failure: failed && `${failed.label}: ${failed.text}`,
};
process.stdout.write(JSON.stringify(run));
