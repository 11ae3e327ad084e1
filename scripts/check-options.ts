// The command line of npm run check: its options, and which of them exclude each other.

import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkCall } from "../src/checks/runs/call.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { showHelp, siteRoot } from "./command-line.ts";
import { asTyped, typedEnvironment, typedPath } from "./typed-path.ts";

const REPORTERS = ["github-actions", "junit"] as const;

export const CALL = asTyped(checkCall());

export const USAGE = `Usage: npm run check -- [options] [id …]
  id                   check to run (default: all of them, also those of drafts)
  --root DIR           folder with content/ and _data/ (default: this one)
  --all                run checks even if their runs are recorded (as CI does)
  --update             record the runs of checks that keep every rule in content/.runs/, and show what changes
  --patch              print those records as a patch for git apply, and write nothing
  --quiet              report failures only
  --reporter NAME      ${REPORTERS.join(" or ")}; may be repeated
  --output-file FILE   file that the reporter junit writes
  --help               show this text
Checks run in a sandbox with the bash and the tools of this machine. A check whose runs are recorded does not run again.
Exit codes: 0 every check keeps the rules and matches its record; 1 problems; 2 wrong usage, or no sandbox for --all
`;

export type CheckOptions = {
  readonly root: string;
  /** How this command is called for this site: "npm run check -- --root kb". */
  readonly call: string;
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly quiet: boolean;
  readonly update: boolean;
  readonly patch: boolean;
  /** Whether problems are also printed as annotations of GitHub Actions. */
  readonly annotate: boolean;
  /** Absolute path of the JUnit report. */
  readonly junit: string | undefined;
};

/** Reads the command line. Throws a UsageError, or an error of parseArgs. */
export function checkOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      root: { type: "string" },
      all: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      update: { type: "boolean", default: false },
      patch: { type: "boolean", default: false },
      reporter: { type: "string", multiple: true, default: [] },
      "output-file": { type: "string" },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  if (values.help) showHelp(USAGE);
  const { all, quiet, update, patch } = values;
  if (update && patch) throw new UsageError("--patch shows what --update would write: use only one of them");
  const reporters = values.reporter.map(reporterNamed);
  const file = values["output-file"];
  const wantsJunit = reporters.includes("junit");
  if (wantsJunit && file === undefined) throw new UsageError("--reporter junit needs --output-file FILE");
  if (!wantsJunit && file !== undefined) throw new UsageError("--output-file needs --reporter junit");
  const root = resolve(siteRoot(typedEnvironment(values.root).root));
  const call = asTyped(checkCall(values.root === undefined ? undefined : typedPath(values.root)));
  const junit = file === undefined ? undefined : resolve(typedPath(file));
  if (junit !== undefined && !existsSync(dirname(junit))) {
    throw new UsageError(`The folder of --output-file ${file} does not exist`);
  }
  return {
    root,
    call,
    ids: positionals,
    all,
    quiet,
    update,
    patch,
    annotate: reporters.includes("github-actions"),
    junit,
  };
}

function reporterNamed(name: string): (typeof REPORTERS)[number] {
  const found = REPORTERS.find((reporter) => reporter === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `No reporter is called "${name}". ${didYouMean(name, REPORTERS, `Reporters: ${REPORTERS.join(", ")}`)}`,
  );
}
