// Which headings of a runbook open its sections: teams have their own names for them.

import type { Heading } from "../markdown/document.ts";
import { RUNBOOK_SECTIONS, type RunbookSection, SECTION_NAMES } from "../model/runbook.ts";
import type { Settings } from "../model/settings.ts";

export type FoundSection = { readonly section: RunbookSection; readonly heading: Heading };

/** The headings that open a section, in their order in the text; a section's own name has priority. */
export function sectionsIn(headings: readonly Heading[], own: Settings["runbooks"]["names"]): FoundSection[] {
  const high = headings.filter(({ level }) => level <= 2).map((heading) => ({ heading, name: plain(heading.text) }));
  const found = RUNBOOK_SECTIONS.flatMap((section) => {
    const others = new Set([...own[section], ...SECTION_NAMES[section]].map(plain));
    const opening = high.find(({ name }) => name === plain(section)) ?? high.find(({ name }) => others.has(name));
    return opening === undefined ? [] : [{ section, heading: opening.heading }];
  });
  return found.sort((a, b) => a.heading.line - b.heading.line);
}

/** Tried only at the first character of a row: without the lookbehind it would be tried at each, to the row's end. */
const BEHIND = /(?<![\p{P}\p{S}\s])[\p{P}\p{S}\s]+$/u;

/** "2. Diagnosis:" → "diagnosis": numbers, marks before it and punctuation after it do not count. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, "")
    .replace(BEHIND, "");
}
