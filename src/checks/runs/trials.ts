// On which hosts a check is tested, and which verdict is expected there.

import type { Check, Verdict } from "../../model/check.ts";
import { EMPTY_HOST, type Host, hostNamed } from "../../model/host.ts";

/** The hosts that a check names, with the expected verdict; the empty host is always among them. */
export function trialsOf(check: Check): readonly (readonly [host: string, expected: Verdict])[] {
  const unknown = check.unknown.includes(EMPTY_HOST.name) ? check.unknown : [...check.unknown, EMPTY_HOST.name];
  return [
    ...check.ok.map((name) => [name, "ok"] as const),
    ...check.affected.map((name) => [name, "affected"] as const),
    ...unknown.map((name) => [name, "unknown"] as const),
  ];
}

/** The same with the hosts themselves. One that does not exist is a Problem of the corpus, and is left out here. */
export function hostsOf(check: Check, hosts: ReadonlyMap<string, Host>): readonly { host: Host; expected: Verdict }[] {
  return trialsOf(check).flatMap(([name, expected]) => {
    const host = hostNamed(hosts, name);
    return host === undefined ? [] : [{ host, expected }];
  });
}
