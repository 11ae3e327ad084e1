// npm run bench: how long a refresh and a build with 1,000 references take, with upstream servers on this machine, runs of
// checks, and thousands of alerting rules; with --documents, builds of many documents. It is not part of the tests: times depend on the machine and its other work.

import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { UsageError } from "../src/core/usage-error.ts";
import { alertRows } from "../tests/bench/alert-bench.ts";
import { buildRows } from "../tests/bench/build-bench.ts";
import { checkRows } from "../tests/bench/check-bench.ts";
import { checkRoom, sizesIn } from "../tests/bench/documents/sizes.ts";
import { outageRows, quotaRows, refreshRows } from "../tests/bench/refresh-bench.ts";
import type { Row } from "../tests/bench/row.ts";
import { readOptions, run } from "./command-line.ts";

const USAGE = `Usage: npm run bench -- [options] [refresh] [quota] [outage] [build] [checks] [alerts]
       npm run bench -- --documents N,N... [--runs N]
  --documents N,N...  measure builds of so many documents instead, beside Hugo and Pagefind where hugo is installed, and
                      print tables: see docs/PERFORMANCE.md
  --runs N            builds of each site (default: 7; with --documents: 3)
  --help              show this text
Default: all six
Exit codes: 0 within the budgets; 1 a budget is missed, or an output is not whole; 2 wrong usage
`;

const PARTS = ["refresh", "quota", "outage", "build", "checks", "alerts"] as const;
type Part = (typeof PARTS)[number];

const given = readOptions(options, USAGE);
if (given.help) process.stdout.write(USAGE);
else await run(given.sizes === undefined ? bench : () => benchSizes(given.sizes ?? []));

function options() {
  const { values, positionals } = parseArgs({
    options: {
      documents: { type: "string" },
      runs: { type: "string" },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const { documents, runs: stated = documents === undefined ? "7" : "3" } = values;
  const runs = Number(stated);
  if (!Number.isInteger(runs) || runs < 1) throw new UsageError(`--runs must be 1 or more, not "${stated}"`);
  const unknown = positionals.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) throw new UsageError(`No part is called "${unknown}"`);
  const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
  if (documents !== undefined && positionals.length > 0)
    throw new UsageError(`--documents is measured by itself: leave out ${positionals.join(", ")}`);
  return { help: values.help, runs, parts, sizes: documents === undefined ? undefined : sizesIn(documents) };
}

async function benchSizes(sizes: readonly number[]): Promise<number> {
  await checkRoom(sizes);
  const { benchDocuments } = await import("../tests/bench/documents/documents-bench.ts");
  const onto = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(text);
  return (await benchDocuments(sizes, given.runs, onto(process.stdout), onto(process.stderr))) ? 0 : 1;
}

async function bench(): Promise<number> {
  const [cpu] = cpus();
  process.stdout.write(`Node ${process.versions.node}, ${process.platform}, ${cpus().length} × ${cpu?.model.trim()}\n`);
  process.stdout.write(`Each tracker's upstream is a server on this machine that answers after 50 ms\n\n`);
  write("what", "measured", "budget", "load");
  let [missed, busiest] = [0, 0];
  for (const part of given.parts) {
    for await (const row of rowsOf(part)) {
      if (row.isMissed) missed++;
      const [load = 0] = loadavg();
      busiest = Math.max(busiest, load);
      write(row.what, row.measured, verdict(row), load.toFixed(1));
    }
  }
  if (busiest > cpus().length)
    process.stdout.write("\nThe machine was busy with other work, so these times mean little. Run it again\n");
  process.stdout.write(`\n${missed === 0 ? "Within all budgets" : `Budgets missed: ${missed}`}\n`);
  return missed === 0 ? 0 : 1;
}

function rowsOf(part: Part): AsyncGenerator<Row> {
  return {
    refresh: refreshRows,
    quota: quotaRows,
    outage: outageRows,
    build: () => buildRows(given.runs),
    checks: checkRows,
    alerts: alertRows,
  }[part]();
}

function verdict({ budget, isMissed }: Row): string {
  return budget === undefined ? "" : `${budget} ${isMissed ? "MISSED" : "ok"}`;
}

function write(what: string, measured: string, budget: string, load: string): void {
  process.stdout.write(
    `${what.padEnd(54)}  ${measured.padEnd(26)}  ${budget.padEnd(18)}  ${load}\n`.replace(/ +\n/, "\n"),
  );
}
