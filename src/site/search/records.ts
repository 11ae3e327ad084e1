// What a search finds beside pages: alerts, checks, test hosts, references and the lists of them. Each is a record of what authors wrote;
// states, dates and titles of upstream are left out, so that a night in which only upstream moves leaves the index alone.

import { checkUrl, hostUrl } from "../../model/urls.ts";
import type { PageData } from "../../pages/page-data.ts";
import { hasContent } from "../../pages/parts/has-content.ts";
import { anchorOf } from "../../pages/parts/references/badge.ts";

export type SearchRecord = {
  readonly url: string;
  readonly name: string;
  /** Where the name says what it is about, as the title of a page does. */
  readonly title?: string;
  readonly kind: string;
  readonly content: string;
};

export function searchRecords(data: PageData): SearchRecord[] {
  return [
    ...alertRecords(data),
    ...checkRecords(data),
    ...hostRecords(data),
    ...referenceRecords(data),
    ...listRecords(data),
  ];
}

/** Who types the name of a list wants the list. Its entries are found by themselves. */
const LISTS = [
  ["/runbooks/", "Runbooks", "Every runbook, by system"],
  ["/postmortems/", "Post-mortems", "Every post-mortem, newest first"],
  ["/alerts/", "Alerts", "Every alerting rule, with the runbook that it leads to"],
  ["/checks/", "Checks", "Every check, with its question"],
  ["/hosts/", "Test hosts", "The hosts that checks are tested on"],
  ["/references/", "References", "Upstream bugs, changes and threads, with their states"],
  ["/workarounds/", "Workarounds", "What waits for a fix upstream, and what can be done with it now"],
  ["/reviews/", "Reviews", "When each runbook was last reviewed, and when its next review is due"],
  ["/tags/", "Tags", "Every tag, with its documents"],
] as const;

/** Without lists that hold nothing, and those whose text an author wrote: they are pages of their own. */
function listRecords(data: PageData): SearchRecord[] {
  return LISTS.filter(([url]) => hasContent(data, url) && !data.corpus.byUrl.has(url)).map(([url, name, content]) => ({
    url,
    name,
    title: name,
    kind: "List",
    content: sentences([content]),
  }));
}

function alertRecords({ alerts, corpus }: PageData): SearchRecord[] {
  const titles = new Map(corpus.runbooks.map(({ name, title }) => [name, title]));
  return alerts.map(({ name, url, rules, runbooks, otherNames }) => ({
    url,
    name,
    kind: "Alert",
    content: sentences([
      ...(otherNames.length === 0 ? [] : [`Also: ${otherNames.join(", ")}`]),
      ...rules.flatMap(({ summary, description, expr }) => [
        withoutTemplates(summary),
        withoutTemplates(description),
        expr,
      ]),
      ...runbooks.flatMap((runbook) => titles.get(runbook) ?? []).map((title) => `Runbook: ${title}`),
    ]),
  }));
}

function checkRecords({ corpus }: PageData): SearchRecord[] {
  return corpus.checks.map(({ id, asks, means, snippet, document }) => ({
    url: checkUrl(id),
    name: id,
    kind: "Check",
    content: sentences([asks, means.ok, means.affected, means.unknown, `From: ${document.title}`, snippet]),
  }));
}

function hostRecords({ corpus }: PageData): SearchRecord[] {
  return [...corpus.hosts.values()].map(({ name, summary, special }) => ({
    url: hostUrl(name),
    name,
    kind: "Test host",
    // Not its files: what sixty machines have in common would crowd out the pages that explain it.
    content: sentences([summary, special]),
  }));
}

function referenceRecords(data: PageData): SearchRecord[] {
  return data.references.list.map((reference) => ({
    url: `/references/#${anchorOf(data, reference)}`,
    name: reference.label,
    kind: "Reference",
    content: sentences([
      reference.tracker.title,
      ...reference.uses.map(({ document }) => `Used in: ${document.title}`),
      // In its parts, so that an address that somebody pastes is found from the host on.
      reference.url.replace(/^https?:\/\//, "").replaceAll("/", " / "),
    ]),
  }));
}

/** What Prometheus fills in is no word of the author's. */
function withoutTemplates(text: string | undefined): string | undefined {
  return text?.replace(/\{\{.*?\}\}/g, "…");
}

/** Parts in a row; an excerpt shows where one ends. */
function sentences(parts: readonly (string | undefined)[]): string {
  return [...new Set(parts)]
    .map((part) => part?.trim() ?? "")
    .filter((part) => part !== "")
    .map((part) => (/[\p{L}\p{N})]$/u.test(part) ? `${part}.` : part))
    .join(" ");
}
