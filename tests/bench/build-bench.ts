// The bench of the build: the same documents with four references, and with 1,000. Where the other links lead to pages
// of no tracker, the difference is what a reference costs beyond a link.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchSite, linkText } from "./bench-site.ts";
import { openWorld, thousandUrls } from "./load.ts";
import { limited, median, type Row, told } from "./row.ts";
import { runNode } from "./run-node.ts";
import { night, runRefresh, tokenFor } from "./run-refresh.ts";

const BUDGET = 0.3;
const BUILD = fileURLToPath(new URL("../../scripts/build.ts", import.meta.url));
const NO_NETWORK = new URL("no-network.ts", import.meta.url).href;

type Times = { readonly wall: number[]; readonly cpu: number[] };

/** Builds each site `runs` times, in turn, so that what else the machine does falls on all of them. */
export async function* buildRows(runs: number): AsyncGenerator<Row> {
  const sites = await threeSites();
  // Kept to the end: while a file system still frees a thousand files, it is slow to make new ones.
  const outputs = await mkdtemp(join(tmpdir(), "faultbook-bench-out-"));
  const times = new Map(sites.map(([name]) => [name, { wall: [], cpu: [] } as Times]));
  const fresh: number[] = [];
  for (let run = 0; run <= runs; run++) {
    for (const [i, [name, root]] of sites.entries()) {
      const { seconds, cpuSeconds } = await build(root, join(outputs, String(i)));
      // The first one makes the folder: how long a disk takes to make a thousand files is told apart.
      if (run === 0) fresh.push(seconds);
      if (run === 0) continue;
      times.get(name)?.wall.push(seconds);
      if (cpuSeconds !== undefined) times.get(name)?.cpu.push(cpuSeconds);
    }
  }
  for (const [name, root] of sites) {
    const { wall = [], cpu = [] } = times.get(name) ?? {};
    yield told(
      `build, ${name}: median of ${runs}, spread`,
      `${seconds(median(wall))} (${spread(wall)}), CPU ${seconds(median(cpu))}`,
    );
    await rm(root, { recursive: true });
  }
  await rm(outputs, { recursive: true });
  const [four, links, thousand] = [...times.values()];
  if (four === undefined || links === undefined || thousand === undefined) return;
  yield limited("build: 1,000 references more than four", more(thousand.wall, four.wall), BUDGET, "s");
  yield told("build: the same into a new folder (once each)", seconds((fresh.at(-1) ?? 0) - (fresh[0] ?? 0)));
  yield told("build: the same in CPU time", seconds(more(thousand.cpu, four.cpu)));
  yield told("build: of that, for 996 plain links", differences(links, four));
  yield told("build: of that, for their being references", differences(thousand, links));
  yield told("build: sockets opened, names resolved", "0 (each would have ended the build)");
}

/** Each with a record of its own references. */
async function threeSites(): Promise<readonly (readonly [name: string, root: string])[]> {
  const world = await openWorld(0);
  const links = thousandUrls().map(linkText);
  const fewer = (rest: (i: number) => string) => links.map((text, i) => (i < 4 ? text : rest(i)));
  const sites = [
    [
      "four references",
      await benchSite(
        fewer((i) => `Item ${i}`),
        world.trackers,
      ),
    ],
    [
      "four, and 996 plain links",
      await benchSite(
        fewer((i) => linkText(`https://example.org/${i}`, i)),
        world.trackers,
      ),
    ],
    ["1,000 references", await benchSite(links, world.trackers)],
  ] as const;
  for (const [, root] of sites) await runRefresh(root, night(0), tokenFor(world.github));
  await world.close();
  return sites;
}

/** Into the folder of the build before, as every night. */
async function build(root: string, output: string) {
  return runNode(["--import", NO_NETWORK, BUILD, "--root", root, "--output", output]);
}

/** The median of the differences between neighbours in time. */
function more(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, i) => value - (b[i] ?? Number.NaN)));
}

function differences(a: Times, b: Times): string {
  return `${seconds(more(a.wall, b.wall))}, CPU ${seconds(more(a.cpu, b.cpu))}`;
}

function spread(numbers: readonly number[]): string {
  return `${seconds(Math.min(...numbers))} to ${seconds(Math.max(...numbers))}`;
}

function seconds(number: number): string {
  return `${number.toFixed(2)} s`;
}
