// The corpus: the content of one site, read, parsed, filtered and linked. Eleventy never sees a content file; its
// pages paginate over what this gives.

import type { Source } from "../core/position.ts";
import { type Problem, type ReadLine, sortProblems } from "../core/problem.ts";
import type { FoundLink } from "../markdown/document.ts";
import { createRenderer, type Renderer } from "../markdown/renderer.ts";
import type { Check } from "../model/check.ts";
import { dateOrder } from "../model/date.ts";
import type { Host } from "../model/host.ts";
import type { LinkUse } from "../model/reference.ts";
import type { Settings } from "../model/settings.ts";
import type { BoundShortForm } from "../model/short-form.ts";
import { hostUrl } from "../model/urls.ts";
import { asAdvice, hostsFor, mediaFor } from "./belonging.ts";
import { collectChecks } from "./checks.ts";
import {
  type Documents,
  everyDocument,
  MARKDOWN,
  missingContent,
  readDocuments,
  strayFiles,
  unreadableAddresses,
} from "./collect.ts";
import type { AnyDocument, PageDocument, PostmortemDocument, RunbookDocument } from "./documents.ts";
import { isPublished, type Publication } from "./filter.ts";
import { readHosts } from "./hosts.ts";
import { externalLinks, linkProblems } from "./links.ts";
import { ContentFiles } from "./read.ts";
import { type ReadSettings, readSettings, type SettingsOverride } from "./settings.ts";
import { tagProblems } from "./tags.ts";

/** What is served as it is: pictures only, because a page or a drawing with scripts would run as one of ours. */
export const MEDIA = "content/media/**/*.{png,jpg,jpeg,gif,webp,avif}";

export type Corpus = {
  readonly root: string;
  readonly settings: Settings;
  readonly placeOfTracker: ReadSettings["placeOfTracker"];
  readonly placeOfTested: ReadSettings["placeOfTested"];
  /** Newest first. */
  readonly postmortems: readonly PostmortemDocument[];
  /** By title. */
  readonly runbooks: readonly RunbookDocument[];
  readonly pages: readonly PageDocument[];
  /** Every published document by its address. */
  readonly byUrl: ReadonlyMap<string, AnyDocument>;
  readonly hosts: ReadonlyMap<string, Host>;
  /** Slugs of runbooks that are not published: an alert may lead there, in another output. */
  readonly hiddenRunbooks: ReadonlySet<string>;
  /** Files of content/media/ that the published documents show, or that no document shows. */
  readonly media: readonly string[];
  readonly checks: readonly Check[];
  readonly links: readonly LinkUse[];
  /** Prometheus rule files, which alerts/ reads. */
  readonly ruleFiles: readonly Source[];
  readonly problems: readonly Problem[];
  readonly readLine: ReadLine;
};

export type CorpusOptions = Partial<Publication> &
  SettingsOverride & {
    /** Given by a server, which keeps the grammars that it has loaded. */
    readonly renderer?: Renderer;
    /**
     * The short forms of trackers with these settings. Whoever left it out would miss references that others find; trackers/
     * knows them, and is not known here.
     */
    readonly shortForms: (trackers: Settings["trackers"]) => readonly BoundShortForm[];
  };

/** Reads the site below `root`. Defects never throw: they are told in `problems`, and what they touch is left out. */
export async function loadCorpus(root: string, options: CorpusOptions): Promise<Corpus> {
  const problems: Problem[] = [];
  const files = new ContentFiles(root, problems);
  const { settings, placeOfTracker, placeOfTested } = await readSettings(files, options);
  const renderer = options.renderer ?? (await createRenderer());
  const looseLinks: FoundLink[] = [];
  const surroundings = { pathPrefix: settings.pathPrefix, shortForms: options.shortForms(settings.trackers) };
  const all = await readDocuments(files, { renderer, surroundings, settings, problems, looseLinks });
  const { hosts: allHosts, unreadable: brokenHosts } = await readHosts(files);
  const ruleFiles = await files.readAll("content/alerts/*.{yml,yaml}");

  const publication: Publication = { drafts: options.drafts ?? false, audience: options.audience ?? "public" };
  const { shown, hidden } = publish(all, publication);
  const [documents, unpublished] = [everyDocument(shown), everyDocument(hidden)];
  const hosts = hostsFor(documents, unpublished, allHosts);
  const listed = await files.list(MARKDOWN);
  const unreadable = [...unreadableAddresses(listed, everyDocument(all)), ...brokenHosts.map(hostUrl)];
  problems.push(
    ...(await files.linkProblems()),
    ...strayFiles(listed),
    ...(await missingContent(root)),
    ...tagProblems(documents),
  );
  const media = mediaFor(documents, unpublished, await files.list(MEDIA));
  const beside = { hidden: unpublished, hosts: hosts.keys(), unreadable, looseLinks, media };
  problems.push(...linkProblems(shown, beside));
  return {
    root,
    settings,
    placeOfTracker,
    placeOfTested,
    postmortems: shown.postmortems.toSorted(newestFirst),
    runbooks: shown.runbooks.toSorted((a, b) => a.title.localeCompare(b.title, "en")),
    pages: shown.pages,
    byUrl: new Map(documents.map((document) => [document.url, document])),
    hosts,
    media,
    hiddenRunbooks: new Set(hidden.runbooks.map((runbook) => runbook.slug)),
    checks: collectChecks(documents, [...hosts.keys(), ...brokenHosts], problems).map((check) => ({
      ...check,
      ...(settings.checks.tools.length > 0 ? { tools: settings.checks.tools } : {}),
    })),
    links: documents.flatMap(externalLinks),
    ruleFiles,
    problems: sortProblems(asAdvice(problems, unpublished)),
    readLine: (file, line) => files.line(file, line),
  };
}

function publish(all: Documents, publication: Publication): { shown: Documents; hidden: Documents } {
  const keep = (wanted: boolean): Documents => ({
    postmortems: all.postmortems.filter((d) => isPublished(d, publication) === wanted),
    runbooks: all.runbooks.filter((d) => isPublished(d, publication) === wanted),
    pages: all.pages.filter((d) => isPublished(d, publication) === wanted),
  });
  return { shown: keep(true), hidden: keep(false) };
}

function newestFirst(a: PostmortemDocument, b: PostmortemDocument): number {
  return dateOrder(b.data.date) - dateOrder(a.data.date) || (a.slug < b.slug ? -1 : 1);
}
