// A command is evidence as a file is: without it, and when it fails, the check must no longer know the answer.

import { type Exits, type Run, type Verdict, verdictOf } from "../model/check.ts";
import type { Host } from "../model/host.ts";
import { guard, NO_VERDICT, NOT_OK, type Removal } from "./removals.ts";
import { judge } from "./verdict.ts";

export function withoutCommand(host: Host, name: string): Removal {
  return {
    ...NO_VERDICT,
    key: `command ${name}`,
    without: `without the command ${name}`,
    remedy: () =>
      `No evidence, no verdict.\nSay 2 when it is not there:\n${guard(`command -v ${name} >/dev/null`, `no ${name} here`)}`,
    host: { ...host, transcripts: host.transcripts.filter(({ argv }) => argv[0] !== name) },
    verdictOf: (run, exits) => {
      const lacksIt = run.refused.every((line) => line.split(" ", 1)[0] === name);
      return lacksIt ? byExitCode(run, exits) : judge(run, exits);
    },
  };
}

function byExitCode(run: Run, exits: Exits): Verdict {
  return run.timedOut ? "unknown" : verdictOf(run.exitCode, exits);
}

/** As with an empty file: a command that fails without a word is never proof that all is well. */
export function withFailingCommand(host: Host, name: string): Removal {
  const transcripts = host.transcripts.map((transcript) =>
    transcript.argv[0] === name ? { ...transcript, stdout: "", stderr: "", exit: 1 } : transcript,
  );
  return {
    ...NOT_OK,
    key: `failing ${name}`,
    without: `when ${name} fails and prints nothing`,
    remedy: () =>
      `Nothing is no proof that all is well.\nSay 2 when it fails:\n${guard(`value=$(${name} …)`, `${name} fails`)}`,
    host: { ...host, transcripts },
  };
}
