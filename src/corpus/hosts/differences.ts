// A host that starts from another one has that one's files and transcripts, apart from the differences that it states.

import { didYouMean } from "../../core/nearest-name.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import type { Located } from "../yaml.ts";
import { everyName, startFrom } from "./inheritance.ts";

/** A host as its own folder has it. */
export type Claim = {
  readonly name: string;
  readonly from: string | undefined;
  readonly without: readonly string[] | undefined;
  /** Undefined if the card is not valid YAML; then it claims nothing. */
  readonly located: Located | undefined;
  /** Its card, files and transcripts; undefined if one of them cannot be used. */
  readonly own: Host | undefined;
};

type Known = {
  readonly claims: ReadonlyMap<string, Claim>;
  /** Undefined: it exists but cannot be used; the reason was reported. */
  readonly hosts: ReadonlyMap<string, Host | undefined>;
};

/**
 * The hosts by their names, the built-in one among them. A host that starts from an unusable host is unusable too, and
 * that is not a defect of its own. `unusable`: names of hosts that claim nothing.
 */
export function withDifferences(
  all: readonly Claim[],
  unusable: readonly string[],
  problems: Problem[],
): ReadonlyMap<string, Host> {
  const claims = new Map(all.map((claim) => [claim.name, claim]));
  const hosts = new Map<string, Host | undefined>(unusable.map((name) => [name, undefined]));
  hosts.set(EMPTY_HOST.name, EMPTY_HOST);
  for (const { name } of all) {
    for (const claim of lineOf(name, { claims, hosts }))
      hosts.set(claim.name, complete(claim, { claims, hosts }, problems));
  }
  const names = [...all.map(({ name }) => name), EMPTY_HOST.name];
  return new Map(names.map((name) => [name, hosts.get(name)] as const).filter(isUsable));
}

function isUsable(entry: readonly [string, Host | undefined]): entry is readonly [string, Host] {
  return entry[1] !== undefined;
}

/** What must be completed for a host, in this order: those it starts from, then the host itself. */
function lineOf(name: string, { claims, hosts }: Known): Claim[] {
  const line = new Map<string, Claim>();
  let at = claims.get(name);
  while (at !== undefined && !hosts.has(at.name) && !line.has(at.name)) {
    line.set(at.name, at);
    at = claims.get(at.from ?? "");
  }
  return [...line.values()].reverse();
}

function complete(claim: Claim, known: Known, problems: Problem[]): Host | undefined {
  const { from, without, located, own } = claim;
  if (located === undefined) return undefined;
  if (from === undefined) {
    if (without === undefined) return own;
    const what = `"without" on a test host that has no "from"`;
    problems.push(
      problem(
        located.placeOfKey([], "without"),
        what,
        'Add "from" with the test host that has these things, or remove "without"',
      ),
    );
    return undefined;
  }
  if (!known.hosts.has(from)) {
    problems.push(
      known.claims.has(from) ? goesRound(claim, from, located, known) : unknownHost(claim, from, located, known),
    );
    return undefined;
  }
  const parent = known.hosts.get(from);
  if (parent === undefined) return undefined;
  const absent = absentThings(without ?? [], parent, located);
  for (const one of absent) problems.push(one);
  return absent.length === 0 && own !== undefined ? startFrom(parent, own) : undefined;
}

/** In a circle, the host that was reached last reports it; the others then start from an unusable one. */
function goesRound({ name }: Claim, from: string, located: Located, { claims }: Known): Problem {
  const circle = [name];
  for (let at = from; at !== name; at = claims.get(at)?.from ?? name) circle.push(at);
  const what = `test host "${name}" starts from itself: ${[...circle, name].join(" → ")}`;
  return problem(located.placeOf(["from"]), what, 'Remove "from" from one of them, and give that one all its files');
}

function unknownHost({ name }: Claim, from: string, located: Located, { claims, hosts }: Known): Problem {
  const names = [...claims.keys(), ...hosts.keys()].filter((known) => known !== name);
  const remedy = didYouMean(from, names, "Test hosts live in content/hosts/");
  return problem(located.placeOf(["from"]), `"from" names test host "${from}", which does not exist`, remedy);
}

function absentThings(without: readonly string[], parent: Host, { placeOf }: Located): Problem[] {
  const names = everyName(parent);
  return without.flatMap((thing, i) => {
    if (names.has(thing)) return [];
    const remedy = didYouMean(thing, names, "Name a file, a folder, a command or a command line of that host");
    return [
      problem(placeOf(["without", i]), `test host "${parent.name}" has no "${thing}" that could be left out`, remedy),
    ];
  });
}
