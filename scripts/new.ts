// npm run new: makes a test host from a capture, or a check from an idiom.

import { parseArgs } from "node:util";
import { didYouMean } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { readOptions, run, showHelp } from "./command-line.ts";
import { CHECK_CALL, makeCheck, newCheckOptions } from "./new-check.ts";
import { HOST_CALL, hostOptions, makeHost } from "./new-host.ts";

const USAGE = `Usage: npm run new -- host NAME [options] < capture.txt
       npm run new -- check IDIOM [options]
host: make a test host from a capture
  NAME              name of the new folder in content/hosts/
  capture.txt       output of a check's capture script (npm run --silent capture -- id > id.capture.sh)
  --summary TEXT    one line: the machine and its condition
  --source TEXT     where the bytes come from: a URL or a sentence
  --accept-secrets  write the test host even if it seems to hold secrets
check: make a runbook with a check that keeps every rule, and test hosts for it
  IDIOM             the question that the check asks; npm run new -- check lists them all
  --name ID         name of the check, its runbook and its test hosts (default: IDIOM)
both
  --root DIR        folder with content/ (default: this one)
  --help            show this text
Exit codes: 0 written; 1 the capture is damaged or seems to hold secrets; 2 wrong usage
`;

const CALLS = { host: HOST_CALL, check: CHECK_CALL } as const;
type Noun = keyof typeof CALLS;

/** Options of one of them alone. */
const OWN = { summary: "host", source: "host", "accept-secrets": "host", name: "check" } as const;

/** Reads the command line; the function that it returns makes what was asked for. */
function options(): () => Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      ...{
        root: { type: "string" },
        summary: { type: "string" },
        source: { type: "string" },
        name: { type: "string" },
      },
      ...{ "accept-secrets": { type: "boolean", default: false }, help: { type: "boolean", default: false } },
    },
    allowPositionals: true,
  });
  if (values.help) showHelp(USAGE);
  const [word, name, more] = positionals;
  const noun = nounOf(word);
  if (more !== undefined) {
    throw new UsageError(
      `Unexpected "${more}" after the name. npm keeps options to itself unless -- comes first: ${CALLS[noun]}`,
    );
  }
  for (const [option, owner] of Object.entries(OWN)) {
    const isGiven = values[option as keyof typeof OWN];
    if (owner !== noun && isGiven !== undefined && isGiven !== false)
      throw new UsageError(`--${option} works only with npm run new -- ${owner}`);
  }
  if (noun === "host") {
    const given = hostOptions(name, values);
    return () => makeHost(given);
  }
  const given = newCheckOptions(values);
  return () => makeCheck(name, given);
}

function nounOf(word: string | undefined): Noun {
  const nouns = Object.keys(CALLS) as Noun[];
  const calls = nouns.map((noun) => CALLS[noun]).join(", or ");
  if (word === undefined) throw new UsageError(`Name what to make: ${calls}`);
  const noun = nouns.find((one) => one === word);
  if (noun !== undefined) return noun;
  throw new UsageError(`Cannot make "${word}". ${didYouMean(word, nouns, `Write: ${calls}`)}`);
}

await run(() => readOptions(options, USAGE)());
