// Sites of a few files for tests of the whole build.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const SECTIONS = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"];
const BODY = SECTIONS.map((name) => `## ${name}\n\nText.\n`).join("\n");
export const RUNBOOK = `---\ntitle: Disk is slow\ndescription: What to do\n---\n\n${BODY}`;

/** Without settings of their own, sites are served there: that none is stated is advice, which few tests are about. */
const SETTINGS = "url: https://kb.example\n";

/** Writes the files into a fresh folder, which always has a content folder, and gives its path. */
export async function site(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-root-"));
  await mkdir(join(root, "content"));
  for (const [path, text] of Object.entries({ "content/site.yaml": SETTINGS, ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}
