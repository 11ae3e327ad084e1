// Counts the steps of a piece of work instead of its seconds, which depend on the machine: how often each block of our
// sources runs, and how many entries the loops that the engine itself makes look at.

import { Session } from "node:inspector/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { lazily } from "../../../src/core/lazily.ts";

/** Place of a block ("src/a.ts:name@offset") or name of a built-in → how often it ran, or looked at an entry. */
export type Steps = ReadonlyMap<string, number>;

/**
 * What `work` gives, with the steps that it took in the files below `folder`, as in "src/". A function that ran before
 * the first call of this has no counters.
 */
export async function stepsOf<Result>(folder: string, work: () => Promise<Result>): Promise<[Result, Steps]> {
  const profiler = await started();
  const builtIns = countedBuiltIns();
  try {
    await profiler.post("Profiler.takePreciseCoverage");
    const result = await work();
    const steps = new Map(builtIns.restore());
    const { result: scripts } = await profiler.post("Profiler.takePreciseCoverage");
    for (const { url, functions } of scripts) {
      const file = fileOf(url);
      if (!file.startsWith(folder)) continue;
      for (const { functionName, ranges } of functions) {
        for (const { startOffset, count } of ranges) {
          const place = `${file}:${functionName}@${startOffset}`;
          steps.set(place, (steps.get(place) ?? 0) + count);
        }
      }
    }
    return [result, steps];
  } finally {
    builtIns.restore();
  }
}

/** V8 takes its counters out when it stops counting, and puts none into what is compiled: it counts until the end. */
async function profilerThatCounts(): Promise<Session> {
  // V8 forgets compiled functions that were not called for a while, and their counters with them.
  setFlagsFromString("--no-flush-bytecode");
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return session;
}

const started = lazily(profilerThatCounts);

function fileOf(url: string): string {
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  return relative(process.cwd(), path).replace(/[?#].*$/, "");
}

type Method = (this: readonly unknown[], ...given: unknown[]) => unknown;

/** Searches, copies and joins run no block of ours, however long the list is. */
const LISTS = ["includes", "indexOf", "lastIndexOf", "concat", "join", "flat", "toSorted", "toReversed"] as const;
const ITERATORS = { Array: [].values(), Set: new Set().values(), Map: new Map().entries() };

/** Puts counting ones into the place of some built-ins; `restore` takes them out, and gives what they counted. */
function countedBuiltIns(): { restore: () => (readonly [string, number])[] } {
  const counts = new Map<string, number>();
  const undo: (() => void)[] = [];
  const replace = (
    type: string,
    prototype: object,
    key: string | symbol,
    sizeOf: (one: never, result: never) => number,
  ) => {
    const holder = prototype as Record<string | symbol, Method>;
    const original = holder[key] as Method;
    const name = `${type}.${String(key)}`;
    const counting: Method = function (...given) {
      const result = original.apply(this, given);
      counts.set(name, (counts.get(name) ?? 0) + sizeOf(this as never, result as never));
      return result;
    };
    Object.defineProperty(prototype, key, { value: counting, configurable: true, writable: true });
    undo.push(() => Object.defineProperty(prototype, key, { value: original, configurable: true, writable: true }));
  };
  for (const name of LISTS) replace("Array", Array.prototype, name, ({ length }: readonly unknown[]) => length);
  replace("Array", Array.prototype, "slice", (_, { length }: readonly unknown[]) => length);
  for (const [type, one] of Object.entries(ITERATORS)) replace(type, Object.getPrototypeOf(one), "next", () => 1);
  return {
    restore: () => {
      for (const one of undo.splice(0)) one();
      return [...counts];
    },
  };
}

/** More than a walk through all, and less than one for each of them: a sort takes a little more steps than entries. */
const MOST_TIMES = 6;
/** Work that does not depend on the number of documents. */
const FEW = 1000;

/** What takes far more than four times the steps for four times as many documents: place → steps. None is linear. */
export function walksOf(few: Steps, many: Steps): [string, number][] {
  // A small function may be copied into its callers, which then count for it: in one of the two runs, it has no count.
  return [...many].filter(([place, count]) => count > MOST_TIMES * Math.max(few.get(place) ?? Infinity, FEW));
}

/** The sum of all steps. */
export function totalOf(steps: Steps): number {
  return steps.values().reduce((sum, count) => sum + count, 0);
}
