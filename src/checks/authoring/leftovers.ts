// What a site keeps and no check uses: records of checks and test hosts that were renamed or removed, and test hosts.

import { topOf } from "../../core/position.ts";
import { advice, type Problem } from "../../core/problem.ts";
import type { Check } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import { type Records, recordFile } from "../runs/record.ts";
import { trialsOf } from "../runs/trials.ts";

/** Record files that belong to no check and test host any more; `checks` are all of the site. */
export function leftoverRecords(checks: readonly Check[], records: Records): readonly string[] {
  const tried = new Map(checks.map((check) => [check.id, new Set(trialsOf(check).map(([host]) => host))]));
  return [...records].flatMap(([id, runs]) =>
    [...runs.keys()].filter((host) => !tried.get(id)?.has(host)).map((host) => recordFile(id, host)),
  );
}

/** Advice on them, all together. */
export function leftoverAdvice(files: readonly string[], call: string): readonly Problem[] {
  const [file, ...others] = files;
  if (file === undefined) return [];
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return [
    advice(
      topOf(file),
      `record of a run that no check needs${more}`,
      `${call} --update removes ${others.length === 0 ? "it" : "them"}`,
    ),
  ];
}

/** Advice on test hosts that no check names, and from which no named one starts; `checks` are all of the site. */
export function unusedHosts(checks: readonly Check[], hosts: ReadonlyMap<string, Host>): readonly Problem[] {
  const used = new Set<string | undefined>([EMPTY_HOST.name]);
  for (const [name] of checks.flatMap(trialsOf))
    for (let at: string | undefined = name; at !== undefined && !used.has(at); at = hosts.get(at)?.from) used.add(at);
  return [...hosts.keys()]
    .filter((name) => !used.has(name))
    .map((name) => {
      const place = topOf(`content/hosts/${name}/host.yaml`);
      return advice(place, `no check names test host "${name}"`, "List it under ok, affected or unknown of a check");
    });
}
