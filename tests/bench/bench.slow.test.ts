import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { execPath } from "node:process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readRecord } from "../../src/trackers/record/record.ts";
import { benchSite, linkText } from "./bench-site.ts";
import { githubUrls, limitedGithub } from "./github-upstream.ts";
import { mixedTrackers, openWorld, thousandUrls } from "./load.ts";
import { night, runRefresh, tokenFor } from "./run-refresh.ts";
import { deadOrigin, serveUpstream } from "./upstream.ts";

const UNSETTLED = ["unknown", "open", "in-progress"];

test("1,000 references: 497 requests with a token, none in the same night, then those that are open", async () => {
  const world = await openWorld(0);
  const root = await benchSite(thousandUrls().map(linkText), world.trackers);
  const token = tokenFor(world.github);

  const first = await runRefresh(root, night(0), token);
  const { github, launchpad, ...others } = world.takeCounts();
  const { references } = await readRecord(join(root, "_data/states.json"));
  const again = await runRefresh(root, night(0, 5), token);
  const countsAgain = world.takeCounts();
  const next = await runRefresh(root, night(1), token);
  const counts = world.takeCounts();
  await world.close();
  await rm(root, { recursive: true });

  // Entries of one changelog share a download.
  expect({ attempts: first.attempts, changes: first.changes }).toEqual({ attempts: 497, changes: { first: 1000 } });
  expect({ github, launchpad }).toEqual({ github: 7, launchpad: 400 });
  expect(Object.keys(others).sort()).toEqual(mixedTrackers().map(([name]) => name));
  expect(Object.values(others).reduce((all, one) => all + one)).toBe(90);
  expect({ attempts: again.attempts, notDue: again.notDue, countsAgain }).toEqual({
    attempts: 0,
    notDue: 1000,
    countsAgain: {},
  });
  // Of a commit gitweb can never tell more than that it exists.
  const open = references.filter(({ tracker, state }) => UNSETTLED.includes(state) && tracker !== "gitweb");
  // A fix that Launchpad has committed waits for its release.
  const committed = references.filter(({ tracker, state }) => tracker === "launchpad" && state === "fixed");
  expect(1000 - next.notDue).toBe(open.length + committed.length);
  expect(counts.launchpad).toBe(2 * (open.filter(({ tracker }) => tracker === "launchpad").length + committed.length));
  expect(counts.github).toBe(Math.ceil(open.filter(({ tracker }) => tracker === "github").length / 100));
});

test("without a token a used-up quota ends the run, and each reference gets its turn in a later night", async () => {
  const { answering, nextHour } = limitedGithub(20);
  const upstream = await serveUpstream(answering, 0);
  const trackers = { github: [{ web: "https://github.com/", api: `${upstream.origin}/` }] };
  const root = await benchSite(githubUrls(50).map(linkText), trackers);

  const [counts, seen]: [number[], number[]] = [[], []];
  for (let i = 0; i < 3; i++) {
    nextHour();
    await runRefresh(root, night(i));
    counts.push(upstream.takeCount());
    seen.push((await readRecord(join(root, "_data/states.json"))).references.length);
  }
  await upstream.close();
  await rm(root, { recursive: true });

  expect(seen).toEqual([20, 40, 50]);
  // Four at a time: three may be under way when the last good answer comes.
  expect(Math.max(...counts)).toBeLessThanOrEqual(23);
});

test("a dead host is given up after a few of its references", async () => {
  const trackers = { github: [{ web: "https://github.com/", api: `${await deadOrigin()}/` }] };
  const root = await benchSite(githubUrls(200).map(linkText), trackers);

  const { attempts, changes, failure } = await runRefresh(root, night(0));
  await rm(root, { recursive: true });

  expect(attempts).toBeLessThanOrEqual(24);
  expect(Object.keys(changes).sort()).toEqual(["failed", "not-asked"]);
  expect(changes["not-asked"]).toBeGreaterThan(180);
  expect(failure).toContain("ECONNREFUSED");
});

test.each([
  ["a socket", "await fetch('http://127.0.0.1:49999')"],
  ["a socket by name", "const { connect } = await import('node:net'); connect(49999, '127.0.0.1')"],
  ["a name", "const { lookup } = await import('node:dns'); lookup('example.org', () => {})"],
  ["a name with a promise", "const { lookup } = await import('node:dns/promises'); await lookup('example.org')"],
])("no-network.ts ends whoever uses %s", async (_, code) => {
  const preload = new URL("no-network.ts", import.meta.url).href;

  const run = promisify(execFile)(execPath, ["--import", preload, "--input-type=module", "-e", code]);

  await expect(run).rejects.toThrow("No network: a socket was opened or a name resolved");
});
