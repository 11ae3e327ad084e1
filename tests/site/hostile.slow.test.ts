// Text from elsewhere is hostile: titles of upstream items, annotations of alerts, descriptions and output of hosts.
// Whatever it holds, it reaches the page as text.

import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "cheerio";
import { glob } from "tinyglobby";
import { expect, test } from "vitest";
import type { Run } from "../../src/model/check.ts";
import { recordRuns } from "../checks/record-runs.ts";
import { runBuild } from "./support/build-content.ts";

const EVIL = `"><img src=x onerror=alert(1)><script>alert(2)</script><fb-slot n="0"></fb-slot>'`;
const URL = "https://github.com/openzfs/zfs/issues/1";
const SECTIONS = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"]
  .map((name) => `## ${name}\n`)
  .join("\n");

const CHECK = `\`\`\`bash check=evil
line=$(head -n 1 /etc/evil 2>/dev/null)
[ -n "$line" ] || { echo nothing there; exit 2; }
echo "$line"
[ "$line" != good ]
\`\`\`
`;

const FRONT_MATTER = {
  title: EVIL,
  description: EVIL,
  owner: EVIL,
  reviewed: "2024-05-06",
  reviewEvery: "1 year",
  tags: [EVIL],
  systems: [EVIL],
  alerts: ["Evil"],
  fixes: [
    {
      release: EVIL,
      package: EVIL,
      flavour: EVIL,
      introduced: EVIL,
      fixed: EVIL,
      for: URL,
      evidence: URL,
      inferred: EVIL,
    },
  ],
  elsewhere: [{ text: EVIL, url: "/runbooks/evil/" }],
  references: { [URL]: { why: EVIL } },
  checks: { evil: { asks: EVIL, ok: ["evil"], affected: ["good"], unknown: ["empty"], means: { ok: EVIL } } },
};

const STATE = {
  url: URL,
  tracker: "github",
  state: "open",
  remoteStatus: EVIL,
  title: EVIL,
  version: EVIL,
  source: { kind: "by-hand", on: "2026-01-01", evidence: EVIL, note: EVIL },
  history: [],
};

const HOST = { summary: EVIL, kind: "shaped", source: EVIL, shaped: EVIL, special: EVIL };
const RULE = {
  alert: "Evil",
  expr: "up == 0",
  labels: { severity: EVIL },
  annotations: { summary: EVIL, description: EVIL, runbook_url: "https://kb.example/runbooks/evil/" },
};

const FILES = {
  // JSON is YAML.
  "content/site.yaml": JSON.stringify({
    url: "https://kb.example",
    title: EVIL,
    description: EVIL,
    author: { name: EVIL },
  }),
  "content/runbooks/evil.md": `---\n${JSON.stringify(FRONT_MATTER)}\n---\n\n[item](${URL})\n\n${SECTIONS}\n${CHECK}`,
  "content/alerts/evil.yml": JSON.stringify({ groups: [{ name: EVIL, rules: [RULE] }] }),
  "content/hosts/evil/host.yaml": JSON.stringify(HOST),
  "content/hosts/evil/root/etc/evil": EVIL,
  "content/hosts/evil/commands.yaml": JSON.stringify([{ argv: ["uname", EVIL], stdout: EVIL }]),
  "content/hosts/good/host.yaml": JSON.stringify(HOST),
  "content/hosts/good/root/etc/evil": "good\n",
  "_data/states.json": JSON.stringify({ version: 1, references: [STATE] }),
};

const READ = { read: ["/etc/evil"], ran: ["head -n 1 /etc/evil", `grep ${EVIL}`] };
const RUNS: Readonly<Record<string, Partial<Run>>> = {
  evil: { ...READ, exitCode: 0, stdout: `${EVIL}\n`, stderr: EVIL },
  good: { ...READ, exitCode: 1, stdout: "good\n" },
  empty: { exitCode: 2, stdout: "nothing there\n", missing: ["/etc/evil"], ran: ["head -n 1 /etc/evil"] },
};

test("nothing that comes from elsewhere becomes markup", async () => {
  const root = await mkdtemp(join(tmpdir(), "faultbook-hostile-"));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }

  await recordRuns(root, (_, host) => RUNS[host]);

  const built = await runBuild(["--root", root]);

  const paths = await glob("**/*.html", { cwd: built.output, ignore: "pagefind/**" });
  const pages = await Promise.all(
    paths.map(async (path) => [path, await readFile(join(built.output, path), "utf8")] as const),
  );
  const broken = pages.filter(([, html]) => {
    const $ = load(html);
    // Data for search engines, which nothing runs.
    const inline = $("script:not([src]):not([type='application/ld+json'])").length;
    return inline + $("img, fb-slot, [onerror]").length > 0;
  });
  expect(built.stderr).not.toMatch(/\d problems?\b/);
  expect(broken.map(([path]) => path)).toEqual([]);
  const seen = pages.filter(([, html]) => html.includes("&lt;img src=x onerror=alert(1)&gt;"));
  expect(seen.map(([path]) => path).sort()).toEqual(
    expect.arrayContaining([
      "index.html",
      "hosts/evil/index.html",
      "alerts/index.html",
      "references/index.html",
      "runbooks/evil/index.html",
      "checks/index.html",
    ]),
  );
});
