// Sound reads in any order are accepted, and each of them is refused when it takes a missing thing for an answer.

import fc from "fast-check";
import { expect, test } from "vitest";
import { butSilence, checkOf, hostOf, hostsOf } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

/** What a check may look at: it is good on one host and bad on the other, and there on both. */
type Thing = { readonly name: string; readonly at: string };

/** A sound way to look at a thing, and the same with the missing thing taken for a fault. */
type Read = { readonly sound: (thing: Thing) => string; readonly broken: (thing: Thing) => string };

const JUDGE = (name: string) => `case $${name} in *good*) ;; *bad*) exit 1 ;; *) exit 2 ;; esac`;
const GREP = ({ at }: Thing) => `grep -q bad ${at}`;

const READS: readonly Read[] = [
  {
    sound: ({ name, at }) => `${name}=$(cat ${at}) || exit 2; ${JUDGE(name)}`,
    broken: ({ name, at }) => `${name}=$(cat ${at}) || exit 1; ${JUDGE(name)}`,
  },
  {
    sound: ({ name, at }) => `[ -r ${at} ] || exit 2; ${name}=$(head -n 1 ${at} | tr a-z a-z); ${JUDGE(name)}`,
    broken: ({ name, at }) => `[ -r ${at} ] || exit 1; ${name}=$(head -n 1 ${at} | tr a-z a-z); ${JUDGE(name)}`,
  },
  {
    sound: (thing) =>
      `${GREP(thing)}; case $? in 0) exit 1 ;; 1) grep -q good ${thing.at} || exit 2 ;; *) exit 2 ;; esac`,
    broken: (thing) => `if ${GREP(thing)}; then exit 1; fi; grep -q good ${thing.at} || exit 1`,
  },
  {
    sound: ({ name, at }) => `read -r ${name} < ${at} || exit 2; ${JUDGE(name)}`,
    broken: ({ name, at }) => `${name}=; read -r ${name} < ${at}; case $${name} in *good*) ;; *) exit 1 ;; esac`,
  },
  {
    sound: ({ at }) => `[ -d ${at}.d ] || exit 2; [ -e ${at}.d/good ] || exit 1`,
    broken: ({ at }) => `[ -e ${at}.d/good ] || exit 1`,
  },
  {
    sound: ({ at }) => `[ -n "$(ls ${at}.d 2>/dev/null)" ] || exit 2; ls ${at}.d | grep -q bad && exit 1`,
    broken: ({ at }) => `ls ${at}.d | grep -q good || exit 1`,
  },
];

const THINGS: readonly Thing[] = ["a", "b", "c"].map((name) => ({ name, at: `/proc/${name}` }));

function filesWith(state: "good" | "bad") {
  return Object.fromEntries(
    THINGS.flatMap(({ at }) => [[at, `${state}\n`] as const, [`${at}.d/${state}`, ""] as const]),
  );
}

const HOSTS = hostsOf(hostOf("healthy", filesWith("good")), hostOf("affected", filesWith("bad")));

/** Keeps the empty host out of it, which would find most of it by itself. */
const GUARD = "[ -d /proc ] || exit 2";

async function problems(lines: readonly string[]): Promise<readonly string[]> {
  const snippet = [GUARD, ...lines, "exit 0"].join("\n");
  return butSilence((await triedHere(checkOf(snippet), HOSTS)).problems).map(({ what }) => what);
}

const READS_OF_ALL = fc.tuple(...THINGS.map(() => fc.constantFrom(...READS)));

/** Several at once: their runs share the batches of the sandbox. */
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 6, maxLength: 6 });
const ROUNDS = { numRuns: 4 };

/** A line for each thing; the one that is broken is counted from 0. */
function lines(reads: readonly Read[], broken?: number): readonly string[] {
  return THINGS.flatMap((thing, i) => reads[i]?.[i === broken ? "broken" : "sound"](thing) ?? []);
}

describeRuns("evidenceProblems()", () => {
  test("accepts any sound reads", async () => {
    await fc.assert(
      fc.asyncProperty(some(READS_OF_ALL), async (all) => {
        const told = await Promise.all(all.map((reads) => problems(lines(reads))));

        expect(told).toEqual(all.map(() => []));
      }),
      ROUNDS,
    );
  });

  test("refuses any that take something missing for a fault", async () => {
    const broken = fc.tuple(READS_OF_ALL, fc.nat({ max: THINGS.length - 1 }));
    await fc.assert(
      fc.asyncProperty(some(broken), async (all) => {
        const told = await Promise.all(all.map(([reads, i]) => problems(lines(reads, i))));

        for (const [i, [, at]] of all.entries())
          expect(told[i]?.join("\n")).toMatch(
            new RegExp(`says AFFECTED on test host "\\w+" without ${THINGS[at]?.at}(\\.d)?\\b`),
          );
      }),
      ROUNDS,
    );
  });
});
