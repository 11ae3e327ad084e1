// Whether a check uses anything but the time: an ok host is given the time of an affected one, then the files and answers
// of that one at its own time, then older numbers. If the time alone decides, that is advice.

import { advice, type Problem } from "../../../core/problem.ts";
import type { Check, Outcome, Verdict } from "../../../model/check.ts";
import type { Host, Transcript } from "../../../model/host.ts";
import type { RunOn } from "../../sandbox/sandbox.ts";
import { judge } from "../verdict.ts";
import { asksDate, clockAlone } from "./clock.ts";

type Hosts = ReadonlyMap<string, Host>;

/** Advice if the clock alone decides, and the hosts themselves do not show it. */
export async function clockAdvice(
  check: Check,
  outcomes: readonly Outcome[],
  hosts: Hosts,
  run: RunOn,
): Promise<readonly Problem[]> {
  const [ok, affected] = (["ok", "affected"] as const).map((due) => answeredAs(due, outcomes, hosts));
  if (ok === undefined || affected === undefined || clockAlone(check, outcomes, hosts).length > 0) return [];
  const verdictOn = async (host: Host) => judge(await run(check.snippet, host), check.exits);
  const [later, other, older] = await Promise.all([
    verdictOn({ ...ok.host, transcripts: at(ok.host, affected.host) }),
    verdictOn({ ...affected.host, transcripts: at(affected.host, ok.host) }),
    verdictOn(withOlderFigures(ok)),
  ]);
  if (later !== "affected" || other !== "ok" || older !== "ok") return [];
  const what = `check "${check.id}" depends on the clock alone: at the time of test host "${affected.host.name}", test host "${ok.host.name}" is AFFECTED, too`;
  return [
    advice(check.place, what, "Compare what was read with the time: the age of a timestamp, not the hour of the day"),
  ];
}

type Answered = { readonly host: Host; readonly read: readonly string[] };

/** The first host with this verdict, as expected, whose run asked for the time. */
function answeredAs(due: Verdict, outcomes: readonly Outcome[], hosts: Hosts): Answered | undefined {
  const all = outcomes.flatMap(({ host: name, expected, verdict, run }): readonly Answered[] => {
    const host = hosts.get(name);
    const isAnswer = expected === due && verdict === due && host !== undefined && asksDate(run, host);
    return isAnswer ? [{ host, read: run.read }] : [];
  });
  return all[0];
}

const isDate = ({ argv }: Transcript) => argv[0] === "date";

/** The transcripts of a host, with the answers of date that another one has. */
function at({ transcripts }: Host, other: Host): readonly Transcript[] {
  return [...other.transcripts.filter(isDate), ...transcripts.filter((transcript) => !isDate(transcript))];
}

/** "1709864104" → "1000000000": a timestamp of the same form, from long ago. */
function withOlderFigures({ host, read }: Answered): Host {
  const files = new Map(host.files);
  for (const path of read) {
    const text = Buffer.from(host.files.get(path) ?? []).toString("latin1");
    files.set(
      path,
      Buffer.from(
        text.replace(/\d+/g, (figure) => "1".padEnd(figure.length, "0")),
        "latin1",
      ),
    );
  }
  return { ...host, files };
}
