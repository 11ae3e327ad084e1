// The sites of the bench: fifty post-mortems that differ in nothing but what their links lead to.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Settings } from "../../src/model/settings.ts";
import { filler } from "./filler.ts";

const DOCUMENTS = 50;

/** Writes a site whose documents have one entry each for these texts in Markdown; gives its folder. */
export async function benchSite(entries: readonly string[], trackers: Settings["trackers"]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-bench-"));
  // JSON is YAML.
  await write(join(root, "content/site.yaml"), JSON.stringify({ title: "Bench", trackers }));
  const each = Math.ceil(entries.length / DOCUMENTS);
  for (let i = 0; i < DOCUMENTS; i++) {
    const day = new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10);
    const text = documentText(i, day, entries.slice(i * each, (i + 1) * each));
    await write(join(root, `content/postmortems/${day}-incident-${i}.md`), text);
  }
  return root;
}

/** A link in Markdown. gitweb's addresses have semicolons and stay as they are. */
export function linkText(url: string, i: number): string {
  return `[upstream item ${i}](${url})`;
}

function documentText(i: number, day: string, entries: readonly string[]): string {
  const list = entries.map((entry) => `- ${entry}: ${filler(120)}`).join("\n");
  const front = `title: Incident ${i}\ndescription: How the pools of rack ${i} became slow after an update of the kernel\ndate: ${day}`;
  return `---\n${front}\n---\n\n## What happened\n\n${filler(2_000)}\n\n## Upstream\n\n${list}\n`;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
