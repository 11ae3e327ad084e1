// Tiny sites for tests: a map of files becomes a folder of its own, which is loaded and removed after the test.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { type ContentOptions, readContent } from "../../src/corpus/content.ts";
import { type Corpus, link } from "../../src/corpus/link.ts";
import { type Publication, published } from "../../src/corpus/publication.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";

/** Path from the site's root → text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** One for all sites of a test file, as a watcher has it: what it keeps must not leak from one document to another. */
const renderer = createRenderer();

/** Writes the files into a fresh folder and gives its path. */
export async function writeSite(files: Files): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-tiny-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content);
  }
  return root;
}

/** Everything that a corpus can be asked for; without short forms where none are given. */
type Options = Partial<ContentOptions> & Publication;

export async function loadSite(files: Files, options: Options = {}): Promise<Corpus> {
  return loadFolder(await writeSite(files), { renderer: await renderer, ...options });
}

/** The corpus below a folder, read with a renderer of its own. */
export async function loadFolder(root: string, options: Options = {}): Promise<Corpus> {
  return link(published(await readContent(root, { shortForms: () => [], ...options }), options));
}

/** All problems of a site as they are printed, parted by blank lines. */
export function told({ problems, readLine }: Corpus): string {
  return problems.map((problem) => formatProblem(problem, readLine)).join("\n\n");
}

/** The problems of a post-mortem that stands alone, as content/postmortems/a.md. */
export async function toldOf(text: string | Uint8Array, options: Options = {}): Promise<string> {
  return told(await loadSite({ "content/postmortems/a.md": text }, options));
}

/**
 * A runbook with all its sections, and a rule in each; `text` follows the last one, on line 14 where the front matter has
 * one line.
 */
export function runbook(frontMatter: string, text = ""): string {
  const sections = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"];
  return `---\n${frontMatter}\n---\n${sections.map((section) => `## ${section}\n***`).join("\n")}\n${text}`;
}

/** A host card that holds what one must. */
export const CARD = "summary: a host\nkind: shaped\nsource: written for a test\n";
