// The command line of npm run check: what may be asked, and what can't be asked together.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Engine } from "../src/checks/engine.ts";
import { engines } from "../src/checks/index.ts";
import { quote } from "../src/checks/quote.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { readEnvironment } from "../src/site/environment.ts";
import { showHelp, siteRoot } from "./command-line.ts";

const ENGINE_NAMES = engines.map(({ name }) => name);
const ALL = "all";
/** Those of Vitest's reporters that make sense away from a terminal: https://vitest.dev/guide/reporters */
const REPORTERS = ["default", "dot", "github-actions", "json", "junit", "tap", "tap-flat", "tree", "verbose"] as const;
export type Reporter = (typeof REPORTERS)[number];
/** Those that can write to a file. */
const TO_FILES: readonly Reporter[] = ["json", "junit"];

export const CALL = "npm run check --";

export const USAGE = `Usage: npm run check -- [options] [id …]
  id                   a check; none named: all of them, drafts too
  --root DIR           folder with content/ and _data/ (default: this one)
  --quiet              tell only what failed
  --update             accept what the runs say: rewrite the lists of expected hosts in the front matter, and
                       _data/outputs.json; the difference is shown
  --engine NAME        ${[...ENGINE_NAMES, ALL].join(", ")} (default: ${ENGINE_NAMES[0]}); another one than the default is
                       also held against it, run by run, which takes longer: bubblewrap
                       starts a sandbox with the real tools for each run
  --reporter NAME      run as tests of Vitest, and report through it; may be given several times:
                       ${REPORTERS.join(", ")}
  --output-file FILE   where the reporter ${TO_FILES.join(" or ")} writes; with both: --output-file junit=FILE
  --help               this text
Exit codes: 0 every check tells what its hosts are, and prints what was recorded; 1 there are problems; 2 wrong usage,
or an engine or a reporter that is not there
`;

export type CheckOptions = {
  readonly root: string;
  /** How this command is called for this site: "npm run check -- --root kb". */
  readonly call: string;
  readonly ids: readonly string[];
  readonly quiet: boolean;
  readonly update: boolean;
  readonly engines: readonly Engine[];
  readonly reporters: readonly Reporter[];
  /** Reporter → absolute path. */
  readonly outputFiles: Readonly<Partial<Record<Reporter, string>>>;
};

/** Reads the command line. Throws a UsageError, or an error of parseArgs. */
export function checkOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      root: { type: "string" },
      quiet: { type: "boolean", default: false },
      update: { type: "boolean", default: false },
      engine: { type: "string", default: ENGINE_NAMES[0] ?? ALL },
      reporter: { type: "string", multiple: true, default: [] },
      "output-file": { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  if (values.help) showHelp(USAGE);
  const { quiet, update } = values;
  const reporters = [...new Set(values.reporter.map(reporterNamed))];
  if (reporters.length > 0 && (quiet || update))
    throw new UsageError(`--reporter goes without ${update ? "--update" : "--quiet"}`);
  if (update && values.engine !== ENGINE_NAMES[0])
    throw new UsageError(`--update accepts what the engine "${ENGINE_NAMES[0]}" says: leave --engine out`);
  const chosen = enginesNamed(values.engine);
  const root = resolve(siteRoot(values.root ?? readEnvironment().root));
  const outputFiles = outputFilesOf(values["output-file"], reporters);
  const call = values.root === undefined ? CALL : `${CALL} --root ${asWord(values.root)}`;
  return { root, call, ids: positionals, quiet, update, engines: chosen, reporters, outputFiles };
}

function asWord(text: string): string {
  return /^[\w./+@=-]+$/.test(text) ? text : quote(text);
}

function reporterNamed(name: string): Reporter {
  const found = REPORTERS.find((reporter) => reporter === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `No reporter is called "${name}". ${didYouMean(name, REPORTERS, `Reporters: ${REPORTERS.join(", ")}`)}`,
  );
}

/** Those asked for, each able to run here. */
export function enginesNamed(name: string, known: readonly Engine[] = engines): readonly Engine[] {
  const chosen = name === ALL ? known : known.filter((engine) => engine.name === name);
  const names = [...known.map((engine) => engine.name), ALL];
  if (chosen.length === 0)
    throw new UsageError(`No engine is called "${name}". ${didYouMean(name, names, `Engines: ${names.join(", ")}`)}`);
  for (const engine of chosen) {
    const why = engine.missing?.();
    if (why !== undefined) throw new UsageError(`Engine "${engine.name}" cannot run here: ${why}`);
  }
  return chosen;
}

/** FILE, or REPORTER=FILE where several reporters write files. */
function outputFilesOf(given: readonly string[], reporters: readonly Reporter[]): CheckOptions["outputFiles"] {
  const writing = reporters.filter((reporter) => TO_FILES.includes(reporter));
  const pairs = given.map((text) => {
    const named = writing.find((reporter) => text.startsWith(`${reporter}=`));
    if (named !== undefined) return [named, resolve(text.slice(named.length + 1))] as const;
    const [only, ...others] = writing;
    if (only !== undefined && others.length === 0) return [only, resolve(text)] as const;
    const remedy = only === undefined ? `Add --reporter ${TO_FILES.join(" or ")}` : `Write ${only}=${text}`;
    throw new UsageError(`Cannot tell which reporter writes "${text}". ${remedy}`);
  });
  return Object.fromEntries(pairs);
}
