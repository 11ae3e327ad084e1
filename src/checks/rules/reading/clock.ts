// A verdict that depends on the clock alone: it says nothing about the host, and changes by tomorrow. Only runs show it: on
// ok hosts and on affected ones, everything is the same except the answer of date.

import type { Check, Outcome, Run } from "../../../model/check.ts";
import { callOf, type Host } from "../../../model/host.ts";
import type { Seen } from "./reading.ts";

type Hosts = ReadonlyMap<string, Host>;

/** `[ "$(date +%H)" -lt 6 ]`, and a timestamp that is the same on every host. */
export function clockAlone(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Seen[] {
  const answered = outcomes.flatMap(({ host, expected, verdict, run }) => {
    const recorded = hosts.get(host);
    const isAnswer = expected !== "unknown" && verdict === expected && recorded !== undefined;
    return isAnswer ? [{ verdict, ...factsOf(run, recorded) }] : [];
  });
  const [ok, affected] = (["ok", "affected"] as const).map((due) => answered.filter(({ verdict }) => verdict === due));
  if (ok?.length === 0 || affected?.length === 0) return [];
  const facts = new Set(answered.map(({ others }) => others));
  const clocks = new Set(answered.map(({ clock }) => clock));
  if (facts.size !== 1 || clocks.size === 1) return [];
  return [answered.some(({ others }) => others !== NOTHING) ? sameStamp(check) : dateAlone()];
}

/** Whether a run asked its host for the time. */
export function asksDate(run: Run, host: Host): boolean {
  return host.transcripts.some((transcript) => transcript.argv[0] === "date" && run.ran.includes(callOf(transcript)));
}

/** What a run saw of its host: the answers of date, and all the rest. */
function factsOf(run: Run, { files, transcripts }: Host): { readonly clock: string; readonly others: string } {
  const answers = transcripts.filter((transcript) => run.ran.includes(callOf(transcript)));
  const [clock, others] = [true, false].map((isClock) =>
    answers.filter(({ argv }) => (argv[0] === "date") === isClock),
  );
  const content = run.read.map((path) => [path, Buffer.from(files.get(path) ?? []).toString("base64")]);
  const seen = [...content, ...run.listed, ...run.looked, ...run.missing, ...(others ?? [])];
  return { clock: JSON.stringify(clock), others: JSON.stringify(seen) };
}

const NOTHING = "[]";

function dateAlone(): Seen {
  return {
    what: "depends on the clock alone: it uses nothing but date",
    remedy:
      'Read something to compare the time with, such as a timestamp:\n  last=$(cat /var/lib/backup/last-success) || { echo "no timestamp"; exit 2; }',
  };
}

function sameStamp({ id }: Check): Seen {
  return {
    what: "tells its test hosts apart by the clock alone: only the answer of date differs",
    remedy: `Give the test hosts under checks.${id}.ok and affected different timestamps, as real machines have.\nThen a run shows that the check uses more than the time`,
  };
}
