// The corpus on disk: as a site of ours with the record of its upstream items, and as a site of Hugo.

import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RECORD_VERSION, type RecordEntry, type Transition } from "../../../src/model/record.ts";
import { writeRecord } from "../../../src/trackers/record/record.ts";
import { addressOf, type BenchDocument, corpus, nameOf, referencesOf } from "./corpus.ts";
import { hugoFiles } from "./hugo-files.ts";

/** The part of all upstream items that moves in a night. */
const MOVING = 0.01;
const FIRST_SEEN = "2025-03-01T02:00:00.000Z";
const FIRST_NIGHT = Date.UTC(2025, 5, 1, 2);
const DAY = 86_400_000;

/** In a site of ours as in one of Hugo. */
const fileOf = (root: string, name: string) => join(root, `content/postmortems/${name}.md`);

/** Writes the site and its record as it was before the first night. */
export async function writeSite(root: string, documents: number): Promise<void> {
  await mkdir(join(root, "_data"), { recursive: true });
  await writeDocuments(root, documents);
  // JSON is YAML.
  const settings = { title: "Incidents", url: "https://incidents.example" };
  await writeFile(join(root, "content/site.yaml"), `${JSON.stringify(settings)}\n`);
  await writeNight(root, documents, 0);
}

/** Writes the same documents for Hugo, with layouts of our own. */
export async function writeHugoSite(root: string, documents: number): Promise<void> {
  for (const [file, text] of Object.entries(hugoFiles())) {
    await mkdir(join(root, file, ".."), { recursive: true });
    await writeFile(join(root, file), text);
  }
  await writeDocuments(root, documents);
}

async function writeDocuments(root: string, documents: number): Promise<void> {
  await mkdir(join(root, "content/postmortems"), { recursive: true });
  for (const document of corpus(documents)) await writeFile(fileOf(root, document.name), documentText(document));
}

/** Rewrites the record as it is after so many nights, in each of which other items have moved. */
export async function writeNight(root: string, documents: number, nights: number): Promise<void> {
  const references = recordAfter(referencesOf(documents), nights);
  await writeRecord(join(root, "_data/states.json"), { version: RECORD_VERSION, references });
}

/** The items that move in one night, at least one. */
export function movesOf(references: number): number {
  return Math.max(1, Math.round(references * MOVING));
}

/** The entries of the record. All items are open at first. In each night, the next ones move. */
export function recordAfter(urls: readonly string[], nights: number): RecordEntry[] {
  const moving = movesOf(urls.length);
  return urls.map((url, i) => {
    const own = Array.from({ length: nights * moving }, (_, move) => move).filter((move) => move % urls.length === i);
    return entryOf(
      url,
      i,
      own.map((move) => Math.floor(move / moving)),
    );
  });
}

function entryOf(url: string, number: number, nights: readonly number[]): RecordEntry {
  const history = nights.map((night, i): Transition => {
    const at = new Date(FIRST_NIGHT + night * DAY).toISOString();
    const [open, closed] = [["open", "open"] as const, ["closed", "closed (completed)"] as const];
    const [[from], [to, remoteStatus]] = i % 2 === 0 ? [open, closed] : [closed, open];
    return { at: at.slice(0, 10), from, to, remoteStatus, seen: at };
  });
  const last = history.at(-1);
  const from = url.replace("https://github.com/", "https://api.github.com/repos/");
  return {
    url,
    tracker: "github",
    state: last?.to ?? "open",
    remoteStatus: last?.remoteStatus ?? "open",
    title: `The pool of project ${number} loses its place after a restart`,
    since: last?.at ?? "2025-02-01",
    source: { kind: "fetched", at: last?.seen ?? FIRST_SEEN, from },
    history,
  };
}

/** A document in the middle of the corpus, another one for each number. */
export type Edited = { readonly file: string; readonly address: string };

export function editedOne(root: string, documents: number, number: number): Edited {
  const name = nameOf((Math.floor(documents / 2) + number) % documents);
  return { file: fileOf(root, name), address: addressOf(name) };
}

/** Adds a paragraph to a document, as an author does who saves it. */
export async function addParagraph({ file }: Edited, text: string): Promise<void> {
  await appendFile(file, `\n${text}\n`);
}

/** What a document has, to give it back later. */
export async function keptText({ file }: Edited): Promise<() => Promise<void>> {
  const text = await readFile(file);
  return () => writeFile(file, text);
}

/** Removes the output and what builds keep for later ones. */
export async function removeMade(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

function documentText({ title, description, date, severity, tags, body }: BenchDocument): string {
  const front = [
    `title: ${JSON.stringify(title)}`,
    `description: ${JSON.stringify(description)}`,
    `date: ${date}`,
    `severity: ${severity}`,
    `tags: [${tags.join(", ")}]`,
  ];
  return `---\n${front.join("\n")}\n---\n\n${body}`;
}
