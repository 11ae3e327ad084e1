// Makes the entry of a document. What it loads takes half a second, so that a build without changes leaves it alone.

import type { Problem } from "../../core/problem.ts";
import type { Surroundings } from "../../markdown/document.ts";
import { withoutOpening } from "../../markdown/opening-heading.ts";
import type { Address } from "../addresses.ts";
import { readData } from "../front-matter/data.ts";
import { isTitle, titleOf } from "../title.ts";
import {
  type Entry,
  entryKey,
  type Facts,
  type Input,
  type Making,
  type Parts,
  type ReadEntries,
  schemaOf,
  settingsOfEntries,
  slotsOf,
} from "./entry.ts";
import { placesIn } from "./places.ts";

/** Makes each of them, one after the other: the tokens of a thousand would fill the memory. */
export function makingEntries(making: Making): ReadEntries {
  return async (inputs) => {
    const entries: Entry[] = [];
    const salt = JSON.stringify(settingsOfEntries(making.settings));
    for (const input of inputs) {
      const { facts, parts } = await makeEntry(input, making);
      entries.push({ key: entryKey(input, salt), facts, slots: slotsOf(parts), parts: () => parts });
    }
    return entries;
  };
}

/** Reads front matter and text. The text is rendered even when the front matter is broken, so that all its defects are told. */
export async function makeEntry({ source, address }: Input, making: Making): Promise<{ facts: Facts; parts: Parts }> {
  const problems: Problem[] = [];
  const { found, mayGuard, lines } = readData(source, schemaOf(address), making.settings, problems);
  const {
    parts,
    problems: told,
    ...rendered
  } = await making.renderer.render(source, lines, surroundingsOf(address, making));
  for (const one of told) problems.push(found?.data.status === "final" ? asFinished(one) : one);
  const title = found?.data.title ?? titleOf(address, rendered, source, lines);
  const plain = found && withoutOpening(parts, (words) => isTitle(words, title));
  return {
    facts: {
      found: found && {
        data: found.data,
        isPartial: found.isPartial,
        places: placesIn(found.data, found.located),
      },
      mayGuard,
      title,
      heading: plain?.heading,
      rendered,
      problems,
    },
    parts: plain?.parts ?? parts,
  };
}

/** A runbook says whom to call now; a post-mortem that names the same people recalls them. */
function surroundingsOf({ isSection, home }: Address, { surroundings }: Making): Surroundings {
  return home === "runbook" && !isSection ? surroundings : { ...surroundings, owners: [] };
}

function asFinished(problem: Problem): Problem {
  return problem.unfinished ? { ...problem, kind: "problem" } : problem;
}
