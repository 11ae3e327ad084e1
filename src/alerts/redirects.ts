// Other addresses of an alert's page: former names, and other spellings. A name that a notification carries must lead
// somewhere, also after a rule was renamed.

import type { Place } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { Published } from "../corpus/publication.ts";
import { alertUrl, MAX_BYTES } from "../model/urls.ts";
import { keyOf } from "./names.ts";

export type Redirect = { readonly from: string; readonly to: string };

export type Redirects = {
  /** Each is a small page. */
  readonly stubs: readonly Redirect[];
  /** Where capitals alone differ, both would be one file on some machines: only servers that read _redirects know these. */
  readonly otherCase: readonly Redirect[];
  /** The name that an alert has now, by each other name. */
  readonly nameNow: ReadonlyMap<string, string>;
};

type Other = { readonly name: string; readonly now: string; readonly place?: Place };

/**
 * The addresses for the alerts of these names, and former names that cannot be. `inOtherCase`: names of rules that differ
 * from one of these in capitals alone, and share its page.
 */
export function redirectsOf(
  names: readonly string[],
  { documents }: Published,
  inOtherCase: ReadonlyMap<string, string>,
): Redirects & { readonly problems: readonly Problem[] } {
  const known = new Set(names);
  const byKey = new Map([
    ...names.map((name) => [keyOf(name), name] as const),
    ...names.map((name) => [name, name] as const),
  ]);
  const nowOf = (name: string) => byKey.get(name) ?? inOtherCase.get(name) ?? byKey.get(keyOf(name));
  const entries = documents.flatMap((document) =>
    document.data.alerts.map((entry, i) => ({
      entry,
      at: (...path: PropertyKey[]) => document.placeOf("alerts", i, ...path),
    })),
  );
  const former = entries.flatMap(({ entry: { name, formerly = [] }, at }) =>
    formerly.map((old, i): Other => ({ name: old, now: nowOf(name) ?? name, place: at("formerly", i) })),
  );
  const spelt = entries.flatMap(({ entry: { name } }): Other[] => {
    const now = nowOf(name);
    return now === undefined || known.has(name) ? [] : [{ name, now }];
  });
  const problems: Problem[] = [];
  const nameNow = new Map<string, string>();
  const pages = new Map<string, Redirect>(names.map((name) => [alertUrl(name) ?? "", ITSELF]));
  const taken = new Set([...pages.keys()].map((url) => url.toLowerCase()));
  const otherCase = new Map<string, Redirect>();
  const add = (from: string, name: string) => {
    const to = alertUrl(name) ?? "";
    if (pages.has(from) || from === to) return;
    if (taken.has(from.toLowerCase())) otherCase.set(from, { from, to });
    else pages.set(from, { from, to });
    taken.add(from.toLowerCase());
  };
  const cased = [...inOtherCase].map(([name, now]): Other => ({ name, now }));
  for (const { name, now, place } of [...cased, ...former, ...spelt]) {
    const defect = place && formerDefect(name, { now, known, before: nameNow.get(name) });
    if (place !== undefined && defect !== undefined) problems.push(problem(place, ...defect));
    else if (known.has(now)) {
      nameNow.set(name, now);
      add(alertUrl(name) ?? "", now);
    }
  }
  for (const name of names) {
    // As a template writes the address that does not replace signs.
    if (isFolder(name)) add(`/alerts/${name}/`, name);
    const lower = (alertUrl(name) ?? "").toLowerCase();
    add(lower, name);
  }
  return {
    stubs: [...pages.values()].filter((one) => one !== ITSELF),
    otherCase: [...otherCase.values()],
    nameNow,
    problems,
  };
}

const ITSELF: Redirect = { from: "", to: "" };

type Around = { readonly now: string; readonly known: ReadonlySet<string>; readonly before: string | undefined };

function formerDefect(name: string, { now, known, before }: Around): [what: string, remedy: string] | undefined {
  if (before !== undefined && before !== now)
    return [`former name "${name}" of alert "${now}" is that of alert "${before}" too`, "Keep it with one of them"];
  if (known.has(name))
    return [`"${name}" is no former name: a rule has it`, `Remove it, or rename the rule to "${now}"`];
  if (alertUrl(name) !== undefined) return undefined;
  return [`former name "${name}" has no address`, "Write the name as Prometheus knew it"];
}

/** Whether each file system can have a folder of this name. */
function isFolder(name: string): boolean {
  return !/[/\\:*?"<>|%#\p{Cc}\p{Cs}]|^[. ]|[. ]$/u.test(name) && Buffer.byteLength(name) <= MAX_BYTES;
}
