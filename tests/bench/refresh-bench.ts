// The bench of the refresh: 1,000 references with a token, the same again, the night after, without a token, and hosts
// that are dead or never answer.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { readLooks } from "../../src/trackers/record/looks.ts";
import { benchSite, linkText } from "./bench-site.ts";
import { githubUrls, limitedGithub } from "./github-upstream.ts";
import { GITHUB, LAUNCHPAD, MIXED, mixedTrackers, openWorld, thousandUrls } from "./load.ts";
import { exact, limited, type Row, told } from "./row.ts";
import { night, type RefreshRun, runRefresh, tokenFor } from "./run-refresh.ts";
import { deadOrigin, serveNothing, serveUpstream } from "./upstream.ts";

const LATENCY = 50;
/** One query per 100 items of GitHub, two requests per bug of Launchpad, one for each of the others. */
const REQUESTS = Math.ceil(GITHUB / 100) + 2 * LAUNCHPAD + MIXED;
const QUOTA = 60;
/** Requests to one host at a time: those under way when the quota ends cannot be taken back. */
const AT_ONCE = 4;

/** A first refresh, one in the same night, and those of the next night and of the next week. */
export async function* refreshRows(): AsyncGenerator<Row> {
  const world = await openWorld(LATENCY);
  const root = await benchSite(thousandUrls().map(linkText), world.trackers);
  const token = tokenFor(world.github);
  try {
    yield told(
      "mixed trackers",
      mixedTrackers()
        .map(([name]) => name)
        .join(" "),
    );
    const first = await runRefresh(root, night(0), token);
    yield limited("first refresh: requests", sum(world.takeCounts()), REQUESTS);
    yield exact("first refresh: references seen", first.changes.first ?? 0, GITHUB + LAUNCHPAD + MIXED);
    yield limited("first refresh: with the start of the process", first.total, 15, "s");
    yield limited("first refresh: memory (RSS)", first.megabytes, 250, "MB");
    const second = await runRefresh(root, night(0, 5), token);
    yield exact("same night again: requests", sum(world.takeCounts()), 0);
    yield told("same night again: with the start of the process", seconds(second.total));
    yield told("same night again: memory (RSS)", `${second.megabytes.toFixed(0)} MB`);
    for (const days of [1, 8]) yield* laterNight(days, await runRefresh(root, night(days), token), world.takeCounts());
  } finally {
    await world.close();
    await rm(root, { recursive: true });
  }
}

function* laterNight(days: number, run: RefreshRun, counts: Readonly<Record<string, number>>): Generator<Row> {
  const looked = GITHUB + LAUNCHPAD + MIXED - run.notDue;
  const what = `${days} night${days === 1 ? "" : "s"} later`;
  yield told(`${what}: looked at, requests`, `${looked}, ${sum(counts)} (${parts(counts)})`);
  yield told(`${what}: without the start of the process`, seconds(run.seconds));
}

/** Without a token: night after night until each of GitHub's items was seen. */
export async function* quotaRows(): AsyncGenerator<Row> {
  const { answering, nextHour } = limitedGithub(QUOTA);
  const upstream = await serveUpstream(answering, LATENCY);
  const trackers = { github: [{ web: "https://github.com/", api: `${upstream.origin}/` }] };
  const root = await benchSite(githubUrls(GITHUB).map(linkText), trackers);
  const wanted = Math.ceil(GITHUB / QUOTA);
  let [nights, seen, most] = [0, 0, 0];
  try {
    // Twice as many as should do, so that it ends where some are never seen.
    for (; seen < GITHUB && nights < 2 * wanted; nights++) {
      nextHour();
      const run = await runRefresh(root, night(nights));
      const requests = upstream.takeCount();
      most = Math.max(most, requests);
      if (nights === 0) yield limited("no token, first night: requests", requests, QUOTA + AT_ONCE);
      if (nights === 0) yield told("no token, first night: with the start of the process", seconds(run.total));
      seen = await countSeen(root);
    }
    yield limited("no token: most requests in a night", most, QUOTA + AT_ONCE);
    yield exact("no token: references seen in the end", seen, GITHUB);
    yield limited("no token: nights until all were seen", nights, wanted);
  } finally {
    await upstream.close();
    await rm(root, { recursive: true });
  }
}

/** A host that refuses connections, and one that takes them and never answers. */
export async function* outageRows(): AsyncGenerator<Row> {
  yield* outage("dead host", await deadOrigin(), { attempts: 24, seconds: 10 });
  const hole = await serveNothing();
  yield* outage("black hole", hole.origin, { attempts: 8, seconds: 25 });
  await hole.close();
}

async function* outage(
  what: string,
  origin: string,
  limits: { readonly attempts: number; readonly seconds: number },
): AsyncGenerator<Row> {
  const trackers = { github: [{ web: "https://github.com/", api: `${origin}/` }] };
  const root = await benchSite(githubUrls(1000).map(linkText), trackers);
  const { attempts, seconds: time, changes } = await runRefresh(root, night(0));
  yield limited(`${what}: attempts for 1,000 references`, attempts, limits.attempts);
  yield limited(`${what}: time`, time, limits.seconds, "s");
  yield told(`${what}: outcome`, parts(changes));
  await rm(root, { recursive: true });
}

async function countSeen(root: string): Promise<number> {
  const { byUrl } = await readLooks(join(root, ".cache/looks.json"));
  return [...byUrl.values()].filter(({ lastGood }) => lastGood !== undefined).length;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

function parts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function seconds(number: number): string {
  return `${number.toFixed(2)} s`;
}
