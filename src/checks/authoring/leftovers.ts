// What a site keeps and no check uses: outputs of checks and hosts that were renamed or taken out, and recorded machines.

import { advice, type Problem } from "../../core/problem.ts";
import type { Check } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import { trialsOf } from "../run.ts";
import type { RecordedOutputs } from "./recorded-outputs.ts";

/** Advice on recorded outputs without a run to hold them against; `checks` are all of the site. `file` is the record. */
export function leftoverOutputs(
  checks: readonly Check[],
  recorded: RecordedOutputs,
  file: string,
  call = "npm run check --",
): readonly Problem[] {
  const tried = new Map(checks.map((check) => [check.id, new Set(trialsOf(check).map(([host]) => host))]));
  const place = { file, line: 1, column: 1, length: 0 };
  return [...recorded].flatMap(([id, outputs]) => {
    const hosts = tried.get(id);
    const others = [...outputs.keys()].filter((host) => hosts?.has(host) === false);
    if (hosts === undefined)
      return [advice(place, `holds what check "${id}" printed, which no document has`, `${call} --update removes it`)];
    if (others.length === 0) return [];
    const names = others.map((host) => `"${host}"`).join(", ");
    const what = `holds what check "${id}" printed on ${others.length === 1 ? "host" : "hosts"} ${names}, which it does not name`;
    return [advice(place, what, `${call} --update removes it`)];
  });
}

/** Advice on machines that no check names, and from which no named one starts; `checks` are all of the site. */
export function unusedHosts(checks: readonly Check[], hosts: ReadonlyMap<string, Host>): readonly Problem[] {
  const used = new Set<string | undefined>([EMPTY_HOST.name]);
  for (const [name] of checks.flatMap(trialsOf))
    for (let at: string | undefined = name; at !== undefined && !used.has(at); at = hosts.get(at)?.from) used.add(at);
  return [...hosts.keys()]
    .filter((name) => !used.has(name))
    .map((name) => {
      const place = { file: `content/hosts/${name}/host.yaml`, line: 1, column: 1, length: 0 };
      return advice(place, `no check names host "${name}"`, "List it under ok, affected or unknown of a check");
    });
}
