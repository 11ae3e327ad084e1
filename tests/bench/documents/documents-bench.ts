// The bench of many documents: how long builds of ours take at several sizes, and Hugo with Pagefind beside them. All of
// them run one after the other, in turn, so that what else the machine does falls on all of them.

import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { arch, platform } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { stagesIn } from "../../../src/core/stages.ts";
import { addParagraph, editedOne, removeMade, writeHugoSite, writeNight, writeSite } from "./bench-folders.ts";
import { measureServer } from "./edited-server.ts";
import { inTemporaryFolder, type Measured, measure } from "./measured-process.ts";
import { lackOf, sizeOf } from "./output-size.ts";
import { buildOf, findOthers, hugoOf, type Others, pagefindOf, tellsTimes } from "./programs.ts";
import { type Build, CASES, type Case, type OtherBuilds, type Results, together } from "./results.ts";
import { openBrowser, searchCost } from "./search-cost.ts";
import { tables } from "./tables.ts";

type Write = (text: string) => void;
type Plan = {
  readonly runs: number;
  readonly others: Others;
  /** Whether builds tell their stages. */
  readonly times: boolean;
  readonly onStep: Write;
};
type Sites = { readonly ours: string; readonly hugos: string; readonly documents: number };
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** While a file system still frees the files of an output, it is slow to make new ones. */
const SETTLE_MS = 1000;

/**
 * Writes tables to `write` at the end, and meanwhile to `tell` what is measured. False if an output was not whole, or if
 * a size could not be measured. Then larger ones are not tried, but what is known of smaller ones is written.
 */
export async function benchDocuments(
  sizes: readonly number[],
  runs: number,
  write: Write,
  tell: Write,
): Promise<boolean> {
  const others = await findOthers();
  if ("missing" in others) tell(`No comparison: ${others.missing}\n`);
  const plan = { runs, others, times: await tellsTimes() };
  const results: Results[] = [];
  let [failure, busiest]: [string[], number] = [[], 0];
  for (const documents of sizes) {
    const onStep = (step: string) => {
      busiest = Math.max(busiest, loadavg()[0] ?? 0);
      tell(`${count(documents)} documents: ${step}\n`);
    };
    try {
      results.push(await inTemporaryFolder((folder) => benchSize(folder, documents, { ...plan, onStep })));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      tell(`${error.stack}\n`);
      failure = [`${count(documents)} documents could not be measured: ${error.message.split("\n")[0]}`];
      break;
    }
  }
  const faults = [...results.flatMap((one) => one.faults), ...failure];
  write(`${heading(runs, others)}\n${loadText(busiest)}${faultsText(faults)}`);
  if (results.length > 0) write(`\n${tables(results)}`);
  return faults.length === 0;
}

function loadText(busiest: number): string {
  const text = `Highest load average of a minute: ${busiest.toFixed(1)}.\n`;
  if (busiest <= 2 * availableParallelism()) return text;
  return `${text}The machine was busy with other work, so these figures mean little. Measure again.\n`;
}

function faultsText(faults: readonly string[]): string {
  if (faults.length === 0) return "";
  return `\nNot all is right, so figures may mean nothing:\n\n${faults.map((fault) => `- ${fault}\n`).join("")}`;
}

function count(number: number): string {
  return number.toLocaleString("en");
}

async function benchSize(folder: string, documents: number, plan: Plan): Promise<Results> {
  const sites = { ours: join(folder, "faultbook"), hugos: join(folder, "hugo"), documents };
  plan.onStep("writing the corpus");
  await writeSite(sites.ours, documents);
  if (!("missing" in plan.others)) await writeHugoSite(sites.hugos, documents);
  const builds: Record<Case, Build[]> = { cold: [], unchanged: [], nightly: [], edit: [] };
  const faults = new Set<string>();
  const others: Mutable<Pick<OtherBuilds, "cold" | "again">> = { cold: [], again: [] };
  for (let run = 1; run <= plan.runs; run++) {
    for (const name of CASES) {
      plan.onStep(`${name}, run ${run} of ${plan.runs}`);
      await prepare(name, run, sites);
      const built = await measure(buildOf(sites.ours, plan.times));
      builds[name].push({ ...built, stages: stagesIn(built.stderr) });
      plan.onStep(took(name, built));
      const lack = await lackOf(join(sites.ours, "_site"), documents);
      if (lack !== undefined) faults.add(`\`npm run build\`, ${name}: ${lack}`);
    }
    if ("missing" in plan.others) continue;
    plan.onStep(`Hugo and Pagefind, run ${run} of ${plan.runs}`);
    await removeMade(join(sites.hugos, "public"), join(sites.hugos, "resources"));
    await wait(SETTLE_MS);
    others.cold.push(await buildOther(plan.others, sites.hugos));
    await addParagraph(editedOne(sites.hugos, documents, run), editOf(run));
    others.again.push(await buildOther(plan.others, sites.hugos));
    for (const one of [others.cold, others.again]) plan.onStep(took("Hugo and Pagefind", one.at(-1)));
  }
  const served = await measureServer(sites.ours, documents, (step) => plan.onStep(`npm start, ${step}`));
  return {
    documents,
    builds,
    output: await sizeOf(join(sites.ours, "_site")),
    others: "missing" in plan.others ? undefined : { ...others, output: await sizeOf(join(sites.hugos, "public")) },
    served,
    search: await searchIn(join(sites.ours, "_site"), plan),
    faults: [...faults],
  };
}

/** What is told at once, so that an interrupted bench was not in vain. */
function took(name: string, built: Measured | undefined): string {
  return `${name} took ${built?.seconds.toFixed(2)} s`;
}

/** Brings the site into the state in which this case finds it. */
async function prepare(name: Case, run: number, { ours, documents }: Sites): Promise<void> {
  if (name === "cold") {
    await removeMade(join(ours, ".cache"), join(ours, "_site"));
    await wait(SETTLE_MS);
  }
  if (name === "nightly") await writeNight(ours, documents, run);
  if (name === "edit") await addParagraph(editedOne(ours, documents, run), editOf(run));
}

function editOf(run: number): string {
  return `In review ${run}, the team found that the quorum of the standby had never been tested on a cold morning.`;
}

async function buildOther(others: Exclude<Others, { readonly missing: string }>, root: string): Promise<Measured> {
  const hugo = await measure(hugoOf(others, root));
  return together(hugo, await measure(pagefindOf(others, join(root, "public"))));
}

async function searchIn(output: string, { onStep }: Plan): Promise<Results["search"]> {
  onStep("a search");
  const browser = await openBrowser();
  if ("missing" in browser) return browser;
  try {
    return await searchCost(browser, output);
  } finally {
    await browser.close();
  }
}

/** What was measured with what, and how. */
function heading(runs: number, others: Others): string {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 1e9).toFixed(0)} GB of memory`;
  const machine = `${platform} ${arch}, ${availableParallelism()} × ${cpu?.model.trim()}, ${memory}`;
  const compared = "missing" in others ? `no comparison with Hugo, because ${others.missing}` : others.versions;
  const how =
    runs === 1 ? "One run of each build." : `${runs} runs of each build: medians, with the least and the most.`;
  return `Node ${process.versions.node}, ${compared}. ${machine}.\n${how}`;
}
