// npm run new: makes what can be made of something that is there: a recorded machine of a capture, a check of an idiom.

import { parseArgs } from "node:util";
import { didYouMean } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { readOptions, run, showHelp } from "./command-line.ts";
import { CHECK_CALL, makeCheck, newCheckOptions } from "./new-check.ts";
import { HOST_CALL, hostOptions, makeHost } from "./new-host.ts";

const USAGE = `Usage: npm run new -- host NAME [options] < capture.txt
       npm run new -- check IDIOM [options]
host: a recorded machine
  NAME              of the new folder in content/hosts/
  capture.txt       what the capture script of a check has printed (npm run --silent capture -- id > id.capture.sh)
  --summary TEXT    one line: what this machine is and what state it is in
  --source TEXT     where the bytes come from: a URL or a sentence
  --accept-secrets  write it although it holds what looks like a secret
check: a runbook with a check that keeps every rule, and hosts that it tells apart
  IDIOM             the question that it asks; npm run new -- check lists all of them
  --name ID         of the check, its runbook and its hosts (default: IDIOM)
both
  --root DIR        folder with content/ (default: this one)
Exit codes: 0 it was written, 1 the text is no sound capture or holds what looks like a secret, 2 wrong usage
`;

const CALLS = { host: HOST_CALL, check: CHECK_CALL } as const;
type Noun = keyof typeof CALLS;

/** Options of one of them alone. */
const OWN = { summary: "host", source: "host", "accept-secrets": "host", name: "check" } as const;

/** What the command line asks for, to be made. */
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
      `"${more}" stands behind the name. npm keeps options to itself unless -- comes first: ${CALLS[noun]}`,
    );
  }
  for (const [option, owner] of Object.entries(OWN)) {
    const isGiven = values[option as keyof typeof OWN];
    if (owner !== noun && isGiven !== undefined && isGiven !== false)
      throw new UsageError(`--${option} is an option of npm run new -- ${owner}`);
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
  if (word === undefined) throw new UsageError(`Say what to make: ${calls}`);
  const noun = nouns.find((one) => one === word);
  if (noun !== undefined) return noun;
  throw new UsageError(`Cannot make "${word}". ${didYouMean(word, nouns, `Write: ${calls}`)}`);
}

await run(() => readOptions(options, USAGE)());
