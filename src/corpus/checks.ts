// Brings each check's fence and its expectations in the front matter together.

import { lazily } from "../core/lazily.ts";
import { didYouMean, guesser } from "../core/nearest-name.ts";
import { type Problem, problem } from "../core/problem.ts";
import { CHECK_ID, type Check, VERDICTS, type Verdict } from "../model/check.ts";
import type { AnyDocument } from "./documents.ts";
import type { FindTarget } from "./links/targets.ts";
import type { Published } from "./publication.ts";

/** The checks of the published documents, in their order, and the defects of each. Every id occurs once. */
export function collectChecks(
  { documents, hosts, heldBackHosts, content }: Published,
  find: FindTarget,
): { readonly checks: readonly Check[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const byId = new Map<string, Check>();
  // Why a test host cannot be used is reported at the test host.
  const known = new Set([...hosts.keys(), ...heldBackHosts]);
  const guess = lazily(() => guesser(known));
  const { tools } = content.settings.checks;
  for (const document of documents) {
    for (const check of checksOf(document, find, problems)) {
      const first = byId.get(check.id);
      if (first === undefined) byId.set(check.id, { ...check, ...(tools.length > 0 ? { tools } : {}) });
      else problems.push(takenTwice(check, first));
    }
    for (const one of [...unknownHosts(document, known, guess), ...repeatedHosts(document)]) problems.push(one);
  }
  return { checks: [...byId.values()], problems };
}

function checksOf(document: AnyDocument, find: FindTarget, problems: Problem[]): Check[] {
  const { checks: stated } = document.data;
  const found = document.rendered.checks;
  for (const id of Object.keys(stated)) {
    if (found.some((fence) => fence.id === id)) continue;
    const remedy = `Mark its fence: \`\`\`bash check=${id}`;
    problems.push(problem(document.placeOfKey(["checks"], id), `check "${id}" has no fence in this document`, remedy));
  }
  return found.flatMap((fence) => {
    const expectations = Object.hasOwn(stated, fence.id) ? stated[fence.id] : undefined;
    if (!CHECK_ID.test(fence.id)) {
      const what = `check id "${fence.id}" cannot be part of an address`;
      problems.push(problem(fence.place, what, "Use small letters, digits and hyphens, and start with a letter"));
      return [];
    }
    if (expectations === undefined) {
      const remedy = didYouMean(fence.id, Object.keys(stated), `Add to the front matter: checks: { ${fence.id}: … }`);
      problems.push(problem(fence.place, `check "${fence.id}" has no expectations`, remedy));
      return [];
    }
    const { url, title, data } = document;
    const { id, snippet, place } = fence;
    const then = addressesIn(expectations.then, document, find);
    return [{ ...expectations, then, id, snippet, place, document: { url, title, isFinal: data.status === "final" } }];
  });
}

/** Where each answer leads: its address, if it leads to an existing page. */
function addressesIn(then: Check["then"], document: AnyDocument, find: FindTarget): Check["then"] {
  const targets = Object.entries(then).flatMap(([verdict, url]) => {
    if (url === undefined || /^(?:https?:|#)/.test(url)) return [[verdict, url]];
    const target = find(url, document);
    return target.kind === "page" ? [[verdict, target.url]] : [];
  });
  return Object.fromEntries(targets);
}

function takenTwice(check: Check, first: Check): Problem {
  const { file, line } = first.place;
  return problem(check.place, `check id "${check.id}" is taken`, `Choose another id; the first is at ${file}:${line}`);
}

type Guess = () => ReturnType<typeof guesser>;

function unknownHosts(document: AnyDocument, hosts: ReadonlySet<string>, guess: Guess): Problem[] {
  return Object.entries(document.data.checks).flatMap(([id, expectations]) =>
    VERDICTS.flatMap((verdict) =>
      expectations[verdict].flatMap((name, i) => {
        if (hosts.has(name)) return [];
        const what = `check "${id}" expects test host "${name}", which does not exist`;
        const remedy = guess()(name, "Test hosts live in content/hosts/");
        return [problem(document.placeOf("checks", id, verdict, i), what, remedy)];
      }),
    ),
  );
}

/** A host that is counted twice would make a check look better tested than it is. */
function repeatedHosts(document: AnyDocument): Problem[] {
  return Object.entries(document.data.checks).flatMap(([id, expectations]) => {
    const listOf = new Map<string, Verdict>();
    return VERDICTS.flatMap((verdict) =>
      expectations[verdict].flatMap((name, i) => {
        const first = listOf.get(name);
        listOf.set(name, first ?? verdict);
        if (first === undefined) return [];
        const lists = first === verdict ? `twice under "${verdict}"` : `under "${first}" and under "${verdict}"`;
        const what = `check "${id}" names test host "${name}" ${lists}`;
        return [
          problem(
            document.placeOf("checks", id, verdict, i),
            what,
            "List it once, under the one verdict that it must give",
          ),
        ];
      }),
    );
  });
}
