// Keeps broken documents out, so that one bad date does not hold back an urgent runbook.

import type { Problem } from "../core/problem.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import type { Site } from "./site.ts";

/** The site without the documents that have problems; those are named in `build.withheld`. Advice withholds nothing. */
export function withholdBroken(site: Site): Site {
  const broken = new Set(site.problems.filter(withholds).map((problem) => problem.place.file));
  const { corpus } = site;
  const checks = corpus.checks.filter((check) => !broken.has(check.place.file));
  const kept = new Set(checks.map((check) => check.id));
  const sound = <D extends AnyDocument>(documents: readonly D[]) => documents.filter((d) => !broken.has(d.file));
  const runbooks = sound(corpus.runbooks);
  return {
    ...site,
    alerts: site.alerts.filter((alert) => !broken.has(alert.place.file)),
    waits: site.waits.filter((wait) => !broken.has(wait.place.file)),
    // A refused check must not be heard of anywhere, its verdicts least of all.
    outcomes: new Map([...site.outcomes].filter(([id]) => kept.has(id))),
    scripts: new Map([...site.scripts].filter(([id]) => kept.has(id))),
    triage: new Map([...site.triage].filter(([slug]) => runbooks.some((runbook) => runbook.slug === slug))),
    build: { ...site.build, withheld: namesToShow(site, broken) },
    corpus: {
      ...corpus,
      postmortems: sound(corpus.postmortems),
      runbooks,
      pages: sound(corpus.pages),
      checks,
      links: corpus.links.filter((link) => !broken.has(link.place.file)),
    },
    references: onlyUsed(site.references, broken),
  };
}

/**
 * What the site may name: documents that it would show. Of a file whose front matter cannot be read nobody knows for whom
 * it is, so it is only counted.
 */
function namesToShow({ corpus }: Site, broken: ReadonlySet<string>): Site["build"]["withheld"] {
  const shown = [...corpus.byUrl.values()].filter((document) => broken.has(document.file));
  return { titles: shown.map((document) => document.title), others: broken.size - shown.length };
}

/** A reference that only withheld documents use would be listed without a page that leads to it. */
function onlyUsed({ list, byUrl, byDocument }: Site["references"], broken: ReadonlySet<string>): Site["references"] {
  const used = list
    .map((reference) => ({ ...reference, uses: reference.uses.filter((use) => !broken.has(use.place.file)) }))
    .filter((reference) => reference.uses.length > 0);
  return { list: used, byUrl, byDocument };
}

/** Whether this keeps a document, or with settings all of them, from being published with --keep-going. */
export function withholds(problem: Problem): boolean {
  return problem.kind === "problem" && problem.withholds !== "nothing";
}

export function hasProblems(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.kind === "problem");
}
