// Placeholders: `<pool>` in a fence of commands stands for a name that only the reader knows. It is shown as an element
// that a script can fill, and coloured like the plain argument that it will be.
//
// An unfilled one is safe to paste. To a shell, `zfs destroy <pool>/plain` means "read from the file pool,
// write to /plain": it opens pool first, there is none, and nothing runs or is created. At the end of a line, or before
// another placeholder, it is a syntax error. tests/markdown/placeholders-in-content.test.ts asks bash.

import type { Place } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import type { Draft } from "./document.ts";
import type { FenceInfo } from "./fence-info.ts";
import { type FoundPlaceholder, findPlaceholders } from "./find-placeholders.ts";
import { sessionLines } from "./sessions.ts";

/** The element that a page shows; a script fills those that have a name. */
export function placeholderElement(name: string, never: boolean): string {
  if (never) return `<var class="placeholder never">&lt;${name}&gt;</var>`;
  return `<var class="placeholder" data-placeholder="${name}">&lt;${name}&gt;</var>`;
}

/** Colours the code with a plain word in place of each placeholder, and puts the elements there afterwards. */
export function highlightAround<T extends { readonly html: string }>(
  code: string,
  placeholders: readonly FoundPlaceholder[],
  highlight: (code: string) => T,
  elementOf: (name: string) => string,
): T {
  // Only letters, so that grammars see a plain argument and the HTML keeps it in one piece.
  let word = "placeholder";
  while (code.includes(word)) word += "x";
  let worded = "";
  let at = 0;
  for (const { name, offset } of placeholders) {
    worded += code.slice(at, offset) + word;
    at = offset + name.length + 2;
  }
  const highlighted = highlight(worded + code.slice(at));
  let next = 0;
  return { ...highlighted, html: highlighted.html.replaceAll(word, () => elementOf(placeholders[next++]?.name ?? "")) };
}

/** `"<pool>"` beside a `<pool>` that is filled in: the reader would copy one command with a name and one without. */
export function quotedPlaceholders({ placeholders, quotedNames }: Draft): Problem[] {
  return quotedNames
    .filter(({ name }) => placeholders.has(name))
    .map(({ name, place }) => {
      const remedy = "Remove the quotes: a name that needs them gets its own when it is filled in";
      return advice(place, `placeholder "<${name}>" in quotes, where it is text`, remedy);
    });
}

/** The placeholders that a fence shows as such; its first line is `line`. A check has none: it runs as it is. */
export function namesToFill(code: string, info: FenceInfo, draft: Draft, line: number): readonly FoundPlaceholder[] {
  const { check, never } = info;
  const all = inCommands(findPlaceholders(code, info.language), code, info);
  const names = all.filter(({ quoted }) => !quoted);
  if (never) return names;
  const placeOf = ({ name, offset }: FoundPlaceholder) => placeInFence(draft, line, code, offset, name.length + 2);
  if (check !== undefined) {
    for (const found of names) draft.problems.push(unfilledCheck(found.name, placeOf(found)));
    return [];
  }
  for (const { name } of names) draft.placeholders.add(name);
  for (const found of all) if (found.alone) draft.quotedNames.push({ name: found.name, place: placeOf(found) });
  return names;
}

/** The output of a session is the machine's, <default> as well as <pool>. */
function inCommands(found: readonly FoundPlaceholder[], code: string, info: FenceInfo): readonly FoundPlaceholder[] {
  const lines = found.length === 0 ? undefined : sessionLines(code, info);
  if (lines === undefined) return found;
  let [line, counted] = [0, 0];
  return found.filter(({ offset }) => {
    for (let at = code.indexOf("\n", counted); at !== -1 && at < offset; at = code.indexOf("\n", counted)) {
      [line, counted] = [line + 1, at + 1];
    }
    return lines[line]?.kind === "command";
  });
}

/** A fence may be indented, or be in a quotation: its lines are the ends of those of the file. */
function placeInFence({ source }: Draft, line: number, code: string, offset: number, length: number): Place {
  const before = code.slice(0, offset).split("\n");
  const own = code.split("\n")[before.length - 1] ?? "";
  const number = line + before.length;
  const column = (before.at(-1) ?? "").length;
  const whole = source.line(number);
  if (!whole.endsWith(own)) return source.find(code.slice(offset, offset + length), number, number);
  return source.at(source.offsetOfLine(number) + whole.length - own.length + column, length);
}

function unfilledCheck(name: string, place: Place): Problem {
  const remedy = "Let the check ask the machine, as in zpool list -H -o name, or remove check= from the fence";
  return problem(place, `placeholder "<${name}>" in a check`, remedy);
}
