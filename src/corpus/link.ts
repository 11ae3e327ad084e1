// The last of three steps: what an output shows, joined. Post-mortem, runbook, check, reference and host know each
// other; a link that leads nowhere is a Problem. Nothing is filtered after that.

import { type Problem, type ReadLine, sortProblems } from "../core/problem.ts";
import type { Check } from "../model/check.ts";
import { dateOrder } from "../model/date.ts";
import type { Host } from "../model/host.ts";
import type { LinkUse } from "../model/reference.ts";
import { attachmentProblems } from "./attachments.ts";
import { asAdvice } from "./belonging.ts";
import { collectChecks } from "./checks.ts";
import type { AnyDocument, PageDocument, PostmortemDocument, RunbookDocument } from "./documents.ts";
import { type Alias, aliasesOf } from "./links/aliases.ts";
import { addressConflicts } from "./links/conflicts.ts";
import { externalLinks, linkProblems } from "./links/links.ts";
import { ownPages } from "./links/own-pages.ts";
import { type FindTarget, type Targets, targetsOf } from "./links/targets.ts";
import { type Published, publicationAdvice } from "./publication.ts";
import { incidentsOf, onlyOneNamed, type RunbookNamed, runbookProblems } from "./runbook-names.ts";
import { byWeightAndTitle, foldersWithPage, type Section, SectionTree, sectionsOf } from "./sections.ts";
import type { ReadSettings } from "./settings.ts";
import { type Brand, publishedBrand, settingsLinkProblems } from "./site/brand.ts";
import { tagProblems } from "./tags.ts";

export type Corpus = Pick<ReadSettings, "settings" | "stated" | "placeOf" | "settingAt"> & {
  readonly root: string;
  /** Every published document. */
  readonly documents: readonly AnyDocument[];
  /** Newest first. */
  readonly postmortems: readonly PostmortemDocument[];
  /** By weight and title. */
  readonly runbooks: readonly RunbookDocument[];
  readonly pages: readonly PageDocument[];
  /** Folders; those of a kind follow the kind's own. */
  readonly sections: readonly Section[];
  /** The same by their place. */
  readonly sectionTree: SectionTree;
  /** Those of them that get a page of their own. */
  readonly folders: readonly Section[];
  readonly aliases: readonly Alias[];
  /** Every published document by its address. */
  readonly byUrl: ReadonlyMap<string, AnyDocument>;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly heldBackHosts: ReadonlySet<string>;
  /** Runbooks that are not shown because of their defects. */
  readonly heldBackRunbooks: readonly RunbookDocument[];
  readonly attachments: Published["attachments"];
  readonly brand: Brand;
  readonly checks: readonly Check[];
  readonly checkById: ReadonlyMap<string, Check>;
  readonly links: readonly LinkUse[];
  readonly problems: readonly Problem[];
  readonly readLine: ReadLine;
  /** Where a link of a document leads. */
  readonly target: FindTarget;
  readonly served: Targets["served"];
  /** The published runbook of this name; undefined if there is none, or more than one. */
  readonly runbookNamed: RunbookNamed;
  /** The post-mortems that name a runbook, newest first; empty if there are none. */
  readonly incidentsOf: ReadonlyMap<RunbookDocument, readonly PostmortemDocument[]>;
};

/**
 * Joins what an output shows. Pure: the same input gives the same result. `alertPages`: the addresses of its alerts, with
 * what is there; alerts/ knows them.
 */
export function link(published: Published, alertPages: ReadonlyMap<string, string> = new Map()): Corpus {
  const { content, documents, hidden, heldBack, hosts } = published;
  const postmortems = documents.filter((d) => d.kind === "postmortem").sort(newestFirst);
  const runbooks = documents.filter((d) => d.kind === "runbook").sort(byWeight);
  const pages = documents.filter((d) => d.kind === "page").sort(byWeight);
  const listed = [...postmortems, ...runbooks, ...pages];
  const sections = sectionsOf(
    listed,
    documents.filter((d) => d.kind === "section"),
  );
  const own = ownPages(published, alertPages);
  const folders = foldersWithPage(sections, documents, own.at);
  const { aliases, problems: aliasProblems } = aliasesOf(documents, {
    addresses: [
      ...own.all,
      ...folders.map(({ url }) => [url, "a folder's list"] as const),
      ...[...published.attachments.values()].map(({ path, file }) => [path, file] as const),
      ...documents.map(({ url, file }) => [url, file] as const),
    ],
    at: own.at,
  });
  const { find: target, served } = targetsOf(published, { sections, aliases, own });
  const absent = heldBack.filter(isRunbook);
  const runbookNamed = onlyOneNamed(runbooks, absent);
  const { checks, problems: checkProblems } = collectChecks(published, target);
  const problems = [
    ...content.problems,
    ...publicationAdvice(published),
    ...tagProblems(documents),
    ...addressConflicts(documents, published.attachments.values(), own),
    ...aliasProblems,
    ...attachmentProblems(published.attachments.values(), content.settings.attachments.limit),
    ...[...documents, ...content.unreadable].flatMap((document) => linkProblems(document, target, content.settings)),
    ...settingsLinkProblems(content, target, hidden),
    ...runbookProblems(postmortems, runbooks, absent),
    ...checkProblems,
  ];
  return {
    root: content.root,
    ...settingsFor(published),
    documents,
    ...{ postmortems, runbooks, pages, sections, folders, aliases, hosts, checks, target, served },
    sectionTree: new SectionTree(sections),
    checkById: new Map(checks.map((check) => [check.id, check])),
    byUrl: new Map(documents.map((document) => [document.url, document])),
    heldBackHosts: published.heldBackHosts,
    attachments: published.attachments,
    heldBackRunbooks: heldBack.filter((d) => d.kind === "runbook"),
    links: documents.flatMap(externalLinks),
    problems: sortProblems(asAdvice(problems, hidden)),
    readLine: content.readLine,
    runbookNamed,
    incidentsOf: incidentsOf(postmortems, runbookNamed),
  };
}

function settingsFor({ content: { settings, stated, placeOf, settingAt, brand }, attachments }: Published) {
  return { settings, stated, placeOf, settingAt, brand: publishedBrand(brand, attachments) };
}

function isRunbook({ home }: Pick<AnyDocument, "home">): boolean {
  return home === "runbook";
}

function newestFirst(a: PostmortemDocument, b: PostmortemDocument): number {
  return dateOrder(b.data.date) - dateOrder(a.data.date) || (a.name < b.name ? -1 : 1);
}

function byWeight(a: AnyDocument, b: AnyDocument): number {
  return byWeightAndTitle({ ...a, weight: a.data.weight }, { ...b, weight: b.data.weight });
}
