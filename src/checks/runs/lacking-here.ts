// Tools that a check calls and that this machine lacks, though others have them: it cannot be run here, which says nothing
// about the check.

import type { Check } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import { RUNNERS } from "../sandbox/argv.ts";
import { TEXT_TOOLS, toolboxWith } from "../sandbox/tools.ts";
import { nodesOf, staticText, syntaxOf } from "../snippet/syntax.ts";
import { hostsOf } from "./trials.ts";

/** Names, sorted; without those of which all its hosts have transcripts. `here`: names of the tools of this machine. */
export function lackingHere(
  check: Check,
  hosts: ReadonlyMap<string, Host>,
  here: ReadonlySet<string> = toolboxWith(check.tools ?? []).commands,
): readonly string[] {
  const absent = [...TEXT_TOOLS, ...(check.tools ?? [])].filter((name) => !here.has(name));
  if (absent.length === 0) return [];
  const own = hostsOf(check, hosts).filter(({ host }) => host.name !== EMPTY_HOST.name);
  const isAnswered = (name: string) =>
    own.length > 0 && own.every(({ host }) => host.transcripts.some(({ argv }) => argv[0] === name));
  const called = calledIn(check.snippet);
  return absent.filter((name) => called.has(name) && !isAnswered(name)).sort();
}

/** Names of its commands, and what `timeout`, `xargs` and the like run. */
function calledIn(snippet: string): ReadonlySet<string | undefined> {
  const commands = nodesOf(syntaxOf(snippet)).filter(({ type }) => type === "SimpleCommand");
  return new Set(
    commands.flatMap(({ name, args }) => {
      const [first, ...rest] = [name, ...(args as readonly unknown[])].filter((word) => word !== null).map(staticText);
      return RUNNERS.has(first) ? [first, ...rest] : [first];
    }),
  );
}

/** "not run: this machine lacks jq"; undefined if it has all of them. */
export function cannotRunHere(lacking: readonly string[]): string | undefined {
  return lacking.length === 0 ? undefined : `not run: this machine lacks ${lacking.join(", ")}`;
}
