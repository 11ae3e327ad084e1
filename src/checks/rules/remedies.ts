// What to do about a run whose exit code does not count: a remedy for each cause, and for constructs that authors use.

import { nearestName } from "../../core/nearest-name.ts";
import type { Place } from "../../core/position.ts";
import type { Check, Outcome, Refusal } from "../../model/check.ts";
import { callOf, type Host } from "../../model/host.ts";
import { TEXT_TOOLS } from "../sandbox/tools.ts";
import { endlessHint } from "./hints/endless.ts";
import { commandOf, isTextTool, refusalsOf, shortened } from "./refusals.ts";

/** The place of a refusal in the document: its line of the snippet, or else the beginning of the snippet. */
export function placeOf({ place }: Check, refusal: Pick<Refusal, "line"> | undefined): Place {
  if (refusal?.line === undefined) return place;
  return { file: place.file, line: place.line + refusal.line, column: 1, length: 0 };
}

/** The remedy for the gravest refusal of a run; undefined where there is none. `host` is that of the outcome. */
export function refusalRemedy(check: Check, { run }: Outcome, host: Host | undefined): string | undefined {
  const [refusal] = refusalsOf(run);
  return refusal === undefined ? undefined : remedyFor(refusal, check, host);
}

/** The remedy for one refusal on a host. */
export function remedyFor({ cause, asked, rewrite }: Refusal, check: Check, host: Host | undefined): string {
  switch (cause) {
    case "write":
      return `Remove ${asked.startsWith("> ") ? `what writes to ${asked.slice(2)}` : shortened(asked)}: a check may only read`;
    case "output":
      return "Print one line on every path: the reason for the verdict";
    case "time":
    case "endless":
      return endlessHint(check.snippet) ?? "Read less: a check should read a few files, once";
    default:
      return rewrite ?? commandRemedy(asked, check, host);
  }
}

function commandRemedy(asked: string, { id }: Check, host: Host | undefined): string {
  const name = commandOf(asked);
  const add = `add a transcript: npm run --silent capture -- ${id} > ${id}.capture.sh`;
  const recorded = (host?.transcripts ?? []).map(callOf);
  const same = recorded.filter((line) => commandOf(line) === name);
  const [line, stdin] = asked.split(/ <<< (?=')/);
  if (stdin !== undefined && same.includes(line ?? ""))
    return `Add stdin, the input of the command, to the transcript of "${line}", or ${add}`;
  if (same.length > 0) return `Use "${nearest(asked, same)}", which has a transcript there, or ${add}`;
  if (isTextTool(name)) return `Write it differently, or ${add}`;
  // In a name of four letters, two other letters are another command; in one of two, any is.
  const farthest = name.length < 4 ? 0 : name.length < 6 ? 1 : 2;
  const meant = nearestName(name, new Set([...recorded.map(commandOf), ...TEXT_TOOLS]), farthest);
  return meant === undefined ? `A${add.slice(1)}` : `Did you mean "${meant}"? Otherwise ${add}`;
}

function nearest(asked: string, lines: readonly string[]): string {
  return nearestName(asked, lines, asked.length) ?? lines[0] ?? "";
}
