// Runbooks by the system that they are about: groups of the home page and of the navigation, and what stands beside a
// runbook.

import { oncePerList } from "../../../core/once-per-list.ts";
import { folderName } from "../../../corpus/addresses.ts";
import type { AnyDocument, RunbookDocument } from "../../../corpus/documents.ts";
import type { Section } from "../../../corpus/sections.ts";
import type { PageData } from "../../page-data.ts";
import { listUrl, waysTo } from "./folders.ts";
import type { Group } from "./grouped-list.ts";

/** What a document is about: the first of its `systems`, else the title of its folder; undefined where it has neither. */
export function systemOf(data: PageData, document: AnyDocument): string | undefined {
  return namedSystem(document) ?? folderOf(data, document)?.title;
}

function namedSystem({ data: { systems } }: AnyDocument): string | undefined {
  return systems.map((name) => name.trim()).find((name) => name !== "");
}

function folderOf({ corpus }: PageData, { home, folder }: AnyDocument): Section | undefined {
  return folder === "" ? undefined : corpus.sectionTree.at(home, folderName(folder));
}

/**
 * All runbooks by system, the systems by title. Those without one come last, under the title "". Two folders of one title
 * are two groups, told apart by their `path`. A group that is a folder has the address of its list.
 */
export function runbooksBySystem(data: PageData): readonly Group<RunbookDocument>[] {
  return groupingOf(data.corpus.runbooks, data).groups;
}

/** The group that a runbook is in. */
export function groupWith(data: PageData, runbook: RunbookDocument): Group<RunbookDocument> | undefined {
  return groupingOf(data.corpus.runbooks, data).groupOf.get(runbook);
}

type Grouping = {
  readonly groups: readonly Group<RunbookDocument>[];
  readonly groupOf: ReadonlyMap<RunbookDocument, Group<RunbookDocument>>;
};

const groupingOf = oncePerList((runbooks: readonly RunbookDocument[], data: PageData): Grouping => {
  const groups = grouped(runbooks, data);
  return { groups, groupOf: new Map(groups.flatMap((group) => group.items.map((runbook) => [runbook, group]))) };
});

function grouped(runbooks: readonly RunbookDocument[], data: PageData): Group<RunbookDocument>[] {
  const { sectionTree } = data.corpus;
  const found = runbooks.map((runbook) => {
    const system = namedSystem(runbook);
    return { runbook, system, section: system === undefined ? folderOf(data, runbook) : undefined };
  });
  const sections = [...new Set(found.flatMap(({ section }) => section ?? []))];
  const root = sectionTree.at("runbook", "");
  const pathTo = root === undefined ? () => "" : waysTo(sections, sectionTree, root);
  const named = found.map(({ runbook, system, section }) => ({
    runbook,
    title: system ?? section?.title ?? "",
    path: section === undefined ? "" : pathTo(section),
    url: section === undefined ? undefined : listUrl(data, section),
  }));
  return [...Map.groupBy(named, ({ path, title }) => keyOf(path + title)).values()]
    .map((group) => ({
      title: group[0]?.title ?? "",
      path: group[0]?.path ?? "",
      // A folder lists only what lies in it.
      url: group.every(({ url }) => url === group[0]?.url) ? group[0]?.url : undefined,
      items: group.map(({ runbook }) => runbook),
    }))
    .sort((a, b) => +(a.title === "") - +(b.title === "") || byTitle(a, b));
}

/** "proxmox-ve" and "Proxmox VE" are one system; "C" and "C++" are not. */
function keyOf(label: string): string {
  return label.toLowerCase().replace(/[\s_-]+/g, " ");
}

function byTitle(a: Group<RunbookDocument>, b: Group<RunbookDocument>): number {
  return `${a.path}${a.title}`.localeCompare(`${b.path}${b.title}`, "en", { numeric: true });
}
