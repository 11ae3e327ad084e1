// /api/references.json: the states of all references for other programs. Its shape is that of model/api/references.ts.

import type { ReferenceItem, ReferencesFile } from "../model/api/references.ts";
import type { Transition } from "../model/record.ts";
import type { Reference } from "../model/reference.ts";
import { stateWords } from "../model/state.ts";
import { badgeUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { absolute, type PageType } from "./page-type.ts";
import { anchorOf } from "./parts/references/badge.ts";

const page: PageType = {
  data: { permalink: "/api/references.json" },
  render(data) {
    const references = data.references.list.map((reference) => item(data, reference)).sort(byUrl);
    return `${JSON.stringify({ version: 1, references } satisfies ReferencesFile, null, 2)}\n`;
  },
};
export default page;

/** Not by state: a change upstream changes one item and moves none. */
function byUrl(a: ReferenceItem, b: ReferenceItem): number {
  return a.url < b.url ? -1 : 1;
}

function item(data: PageData, reference: Reference): ReferenceItem {
  const {
    url,
    item: address,
    label,
    tracker,
    state,
    effective,
    words,
    title,
    remoteStatus,
    version,
    since,
  } = reference;
  const anchor = anchorOf(data, reference);
  return {
    ...{ url, item: address, label, tracker: tracker.name, state, effective, words, title, remoteStatus },
    role: reference.role ?? null,
    version: version ?? null,
    targets: reference.targets.map(target),
    since: since ?? null,
    source: source(reference.source),
    history: reference.history.map(transition),
    isFlapping: reference.flapping.length > 0,
    movedTo: reference.movedTo !== undefined && /^https?:/.test(reference.movedTo) ? reference.movedTo : null,
    usedIn: [...new Set(reference.uses.map(({ document }) => absolute(data, document.url)))].sort(),
    anchor,
    page: absolute(data, `/references/#${anchor}`),
    badge: absolute(data, badgeUrl(anchor)),
  };
}

function target({
  name,
  state,
  remoteStatus,
  version,
}: Reference["targets"][number]): ReferenceItem["targets"][number] {
  return { name, state, words: stateWords(state, { version }), remoteStatus, version: version ?? null };
}

function source(from: Reference["source"]): ReferenceItem["source"] {
  if (from === undefined) return null;
  if (from.kind === "fetched") return { kind: from.kind, date: from.at, from: from.from };
  return { kind: from.kind, date: from.on, evidence: from.evidence, note: from.note ?? null };
}

function transition({ at, seen, from, to, remoteStatus, target: name }: Transition): ReferenceItem["history"][number] {
  return { at, seen: seen ?? null, from, to, remoteStatus, target: name ?? null };
}
