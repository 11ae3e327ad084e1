// A tiny site in a temporary folder, upstream on loopback, and the nightly command as people run it.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execPath } from "node:process";
import { instancesAt } from "../trackers/loopback.ts";

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

export class SiteOnDisk {
  readonly root: string;
  readonly output: string;

  constructor(folder: string) {
    this.root = join(folder, "site");
    this.output = join(folder, "out");
  }

  /** Runs `npm run nightly`, or another script, as a process of its own. */
  run(args: readonly string[] = [], env: Record<string, string> = {}, script = "nightly"): Promise<Ran> {
    const where = script === "nightly" ? ["--root", this.root, "--output", this.output] : ["--root", this.root];
    return new Promise((resolve) => {
      const environment = { ...process.env, GITHUB_STEP_SUMMARY: "", GITHUB_TOKEN: "", GITHUB_ACTIONS: "", ...env };
      execFile(execPath, [`scripts/${script}.ts`, ...where, ...args], { env: environment }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, file)), { recursive: true });
    await writeFile(join(this.root, file), text);
  }

  read(file: string): Promise<string> {
    return readFile(join(this.root, file), "utf8");
  }

  page(file: string): Promise<string> {
    return readFile(join(this.output, file), "utf8");
  }

  /** Lets days pass: every look, and everything that was told, lies so much further back. */
  async age(days: number): Promise<void> {
    const text = await this.read(".cache/looks.json");
    const earlier = (instant: string) =>
      new Date(Date.parse(instant) - days * 86_400_000).toISOString().replace(".000Z", "Z");
    await this.write(".cache/looks.json", text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, earlier));
  }

  /** Hash of every file of the site that was built. */
  async hashes(): Promise<Record<string, string>> {
    const entries = await readdir(this.output, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const pairs = files.map(async (file) => {
      const hash = createHash("sha256").update(await readFile(file));
      return [file.slice(this.output.length + 1), hash.digest("hex")] as const;
    });
    return Object.fromEntries((await Promise.all(pairs)).sort());
  }
}

/** A site with these files below its root, whose trackers all answer at `origin`. */
export async function siteOnDisk(origin: string, files: Readonly<Record<string, string>>): Promise<SiteOnDisk> {
  const site = new SiteOnDisk(await mkdtemp(join(tmpdir(), "faultbook-night-")));
  // JSON is YAML.
  const settings = { url: "https://kb.example.org", trackers: instancesAt(origin) };
  for (const [file, text] of Object.entries({ "content/site.yaml": JSON.stringify(settings), ...files })) {
    await site.write(file, text);
  }
  return site;
}
