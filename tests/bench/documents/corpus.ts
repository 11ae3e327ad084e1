// The corpus of the bench: post-mortems of some 890 words with headings, lists, a table, links to one another and fences,
// in which no two runs differ by a byte. One in ten names an upstream item.

import { fence, LANGUAGES, leadTo } from "./fences.ts";
import { Chance, capital, clock, did, how, paragraph, SEVERITY, system, TAG, team, thing } from "./words.ts";

export type BenchDocument = {
  /** The name of its file and the last part of its address. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** 2019-04-01 */
  readonly date: string;
  readonly severity: string;
  readonly tags: readonly string[];
  /** Markdown. It links to other documents by their addresses on the site. */
  readonly body: string;
  /** The upstream item that it names. */
  readonly reference: string | undefined;
};

/** Fences that several documents have, as snippets are copied from one to the next. */
const SHARED_FENCES = 200;
const SHARED = 0.2;
const EVERY_TENTH = 10;
/** Documents that name the same upstream item. */
const SHARERS = 2;
const DAYS = 4000;

export function nameOf(number: number): string {
  return `incident-${String(number + 1).padStart(6, "0")}`;
}

export function addressOf(name: string): string {
  return `/postmortems/${name}/`;
}

/** The upstream items that a corpus of so many documents names. */
export function referencesOf(documents: number): string[] {
  const count = Math.max(1, Math.floor(documents / EVERY_TENTH / SHARERS));
  return Array.from({ length: count }, (_, i) => {
    const repository = i % 40;
    return `https://github.com/team-${repository}/project-${repository}/issues/${1000 + i}`;
  });
}

/** Every document of a corpus, one at a time. */
export function* corpus(documents: number): Generator<BenchDocument> {
  const references = referencesOf(documents);
  for (let i = 0; i < documents; i++) {
    const turn = i % EVERY_TENTH === EVERY_TENTH - 1 ? Math.floor(i / EVERY_TENTH) : undefined;
    yield documentOf(i, documents, turn === undefined ? undefined : references[turn % references.length]);
  }
}

function documentOf(number: number, documents: number, reference: string | undefined): BenchDocument {
  const chance = new Chance(7919 * (number + 1));
  const title = `${capital(how(chance))} ${thing(chance)} of ${system(chance)} ${did(chance)} (incident ${number + 1})`;
  const date = new Date(Date.UTC(2014, 0, 1 + chance.whole(0, DAYS))).toISOString().slice(0, 10);
  return {
    name: nameOf(number),
    title,
    description: `How a ${how(chance)} ${thing(chance)} of ${system(chance)} ${did(chance)}, and what the ${team(chance)} team changed afterwards.`,
    date,
    severity: chance.of(SEVERITY),
    tags: [...new Set(chance.times(3, () => chance.of(TAG)))],
    body: bodyOf(chance, links(chance, number, documents), fences(chance, number), reference),
    reference,
  };
}

/** Addresses of four other documents, most of them near. */
function links(chance: Chance, number: number, documents: number): string[] {
  return chance.times(4, () => {
    const distance = 1 + Math.floor(chance.next() * chance.next() * (documents - 1));
    return addressOf(nameOf((number + distance) % documents));
  });
}

/** In four of the five languages. */
function fences(chance: Chance, number: number): string[] {
  const languages = LANGUAGES.filter((_, i) => i !== number % LANGUAGES.length);
  return languages.map((language) => {
    const isShared = chance.next() < SHARED;
    const source = isShared ? new Chance(1_000_003 + chance.whole(1, SHARED_FENCES)) : chance;
    return `${leadTo(language, chance)}\n\n${fence(language, source)}`;
  });
}

function bodyOf(chance: Chance, to: readonly string[], code: readonly string[], reference: string | undefined): string {
  const text = (sentences: number) => paragraph(chance, sentences);
  const list = (count: number, mark: string) => chance.times(count, () => `${mark} ${item(chance)}`).join("\n");
  const upstream = reference === undefined ? "" : ` Upstream follows it as [their report](${reference}).`;
  const blocks = [
    ...[text(3), "## Summary", text(3)],
    `It began like [an earlier incident](${to[0]}), and [this one](${to[1]}) has the same ${thing(chance)}.${upstream}`,
    ...["## Impact", text(2), list(5, "-")],
    ...["## Timeline", table(chance), code[0] ?? "", text(3)],
    ...["## Root cause", text(3), code[1] ?? "", text(3), code[2] ?? "", text(2)],
    ...["## Resolution", text(3), code[3] ?? "", text(3)],
    ...["## What we change", list(5, "1.")],
    `See [the drill of the ${thing(chance)}](${to[2]}) and [what we did about the ${thing(chance)}](${to[3]}). ${text(2)}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function item(chance: Chance): string {
  return `${capital(how(chance))} ${thing(chance)} on \`${system(chance)}\` for ${chance.whole(2, 300)} minutes (${team(chance)})`;
}

function table(chance: Chance): string {
  const rows = chance.times(
    7,
    () => `| ${clock(chance)} | ${team(chance)} | ${capital(thing(chance))} ${did(chance)} |`,
  );
  return ["| Time (UTC) | Team | What happened |", "| --- | --- | --- |", ...rows].join("\n");
}
