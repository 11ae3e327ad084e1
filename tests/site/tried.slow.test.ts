// A site whose checks are recorded, not recorded, or not as they are: what a build says of them, what it publishes and
// what it leaves out.

import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "cheerio";
import { glob } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import { recordRuns } from "../checks/record-runs.ts";
import { type Built, runBuild } from "./support/build-content.ts";
import { RUNBOOK, site } from "./support/tiny-site.ts";

const snippet = (word: string) => `[ -r /etc/disk ] || { echo "nothing of ${word}"; exit 2; }
grep -q full /etc/disk && { echo "${word} is full"; exit 1; }
echo "${word} is free"
`;
const asks = (word: string) =>
  `{ asks: Is ${word} full?, ok: [free], affected: [full], means: { ok: ${word} is fine } }`;
const fence = (id: string, word: string) => `\n\`\`\`bash check=${id}\n${snippet(word)}\`\`\`\n`;

function runbook(title: string, checks: Readonly<Record<string, string>>): string {
  const all = Object.entries(checks);
  const front = `checks:\n${all.map(([id, word]) => `  ${id}: ${asks(word)}`).join("\n")}\ntitle: ${title}`;
  return `${RUNBOOK.replace(/title: .*/, front)}\n${all.map(([id, word]) => fence(id, word)).join("")}`;
}

const card = (name: string) => `summary: ${name}\nkind: shaped\nsource: Made up\n`;
const FILES = {
  "content/runbooks/mixed.md": runbook("Mixed", { kept: "KEPT", altered: "ALTERED" }),
  "content/runbooks/fresh.md": runbook("Fresh", { fresh: "FRESH" }),
  "content/hosts/free/host.yaml": card("free"),
  "content/hosts/free/root/etc/disk": "free\n",
  "content/hosts/full/host.yaml": card("full"),
  "content/hosts/full/root/etc/disk": "full\n",
};

const RAN = { read: ["/etc/disk"], ran: ["grep -q full /etc/disk"] };

/** What all these checks do. */
function ran(check: string, host: string) {
  const word = check.toUpperCase();
  if (host === "empty") return { exitCode: 2, stdout: `nothing of ${word}\n`, looked: [], missing: ["/etc/disk"] };
  return { ...RAN, exitCode: host === "full" ? 1 : 0, stdout: `${word} is ${host}\n` };
}

/** The site with all its runs recorded; then "altered" was changed, and of "fresh" there is no record. */
async function sites(): Promise<{ readonly whole: string; readonly mixed: string }> {
  const [whole, mixed] = await Promise.all([site(FILES), site(FILES)]);
  await recordRuns(whole, ran);
  await recordRuns(mixed, (check, host) => (check === "fresh" ? undefined : ran(check, host)));
  const file = join(mixed, "content/runbooks/mixed.md");
  await writeFile(file, (await readFile(file, "utf8")).replace('"ALTERED is free"', '"ALTERED is empty"'));
  return { whole, mixed };
}

const textsIn = async (folder: string) => {
  const files = (await glob("**", { cwd: folder, dot: true })).sort();
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), "latin1")] as const)),
  );
};

describe("a build of a site with a check that was never tested, and one that changed since", () => {
  let [strict, going]: readonly [Built?, Built?] = [];
  let texts = new Map<string, string>();
  const page = (file: string) => load(texts.get(file) ?? "");

  beforeAll(async () => {
    const { mixed } = await sites();
    [strict, going] = await Promise.all([
      runBuild(["--root", mixed]),
      runBuild(["--root", mixed, "--keep-going", "--url", "https://kb.example"]),
    ]);
    texts = await textsIn(going.output);
  });

  test("tells both with the command to run, and publishes nothing", () => {
    expect(strict?.exitCode).toBe(1);
    expect(
      strict?.stderr.replace(strict.output, "OUTPUT").replace(/--root \S+/g, "--root ROOT"),
    ).toMatchInlineSnapshot(`
      "content/runbooks/fresh.md:29:9  check "fresh" was never tested
          | \`\`\`bash check=fresh
          |         ^^^^^^^^^^^
        Run it, and commit the records: npm run check -- --root ROOT fresh --update

      content/runbooks/mixed.md:36:9  check "altered" has changed since its last run
          | \`\`\`bash check=altered
          |         ^^^^^^^^^^^^^
        Run it, and commit the records: npm run check -- --root ROOT altered --update

      2 problems in 2 files
      Nothing was published; OUTPUT is unchanged
      "
    `);
  });

  test("publishes the pages with --keep-going, which say so in place of answers", () => {
    expect(going?.exitCode).toBe(0);
    expect(page("runbooks/fresh/index.html")(".not-tried").text()).toBe("Not tested yet.");
    const mixed = page("runbooks/mixed/index.html");
    expect(mixed(".not-tried").text()).toBe("Not tested since it changed.");
    expect(page("checks/kept/index.html")("td samp").text()).toContain("KEPT is free");
    const list = page("checks/index.html");
    expect([list("#fresh").text(), list("#altered").text()]).toEqual([
      expect.stringContaining("Not tested yet."),
      expect.stringContaining("Not tested since it changed."),
    ]);
    expect(mixed(".answers").text()).not.toContain("No test host gives");
    expect(
      [...texts].filter(([, text]) => /nothing of (FRESH|ALTERED)<|(FRESH|ALTERED) is f\w+<\/samp>/.test(text)),
    ).toEqual([]);
    expect(page("index.html")("body").text()).not.toMatch(/not published/i);
  });

  test("offers scripts of what was tried, and of nothing else", () => {
    const scripts = [...texts.keys()].filter((file) => /^c\/|\.sh$/.test(file));

    expect(scripts).toEqual(["c/kept", "checks/kept.capture.sh", "checks/kept.sh", "runbooks/mixed/triage.sh"]);
    expect(texts.get("runbooks/mixed/triage.sh")).toContain("kept: Is KEPT full?");
    expect(texts.get("runbooks/mixed/triage.sh")).not.toContain("ALTERED");
    expect(page("runbooks/mixed/index.html")("main").text()).toContain(
      "One of the 2 checks of this page as a script; the other is not tested: triage.sh",
    );
  });

  test("leads nowhere that is not there", () => {
    const dead = [...texts].flatMap(([file, text]) => {
      if (!file.endsWith(".html") || file.startsWith("pagefind")) return [];
      const $ = load(text);
      const targets = $('[href^="/"]')
        .toArray()
        .map((link) => ($(link).attr("href") ?? "").replace(/[?#].*/, "").slice(1));
      return targets
        .filter((target) => !texts.has(target === "" || target.endsWith("/") ? `${target}index.html` : target))
        .map((target) => `${file}: /${target}`);
    });

    expect(dead).toEqual([]);
  });
});

describe("a build of a site whose checks are recorded", () => {
  test("needs nothing of this machine but Node, and gives the same bytes", async () => {
    const { whole } = await sites();
    const folder = await mkdtemp(join(tmpdir(), "faultbook-path-"));
    await symlink(process.execPath, join(folder, "node"));

    const [here, there] = await Promise.all([
      runBuild(["--root", whole]),
      runBuild(["--root", whole], undefined, { PATH: folder }),
    ]);

    expect([here, there]).toMatchObject(Array(2).fill({ exitCode: 0, stderr: "" }));
    const [a, b] = await Promise.all([textsIn(here.output), textsIn(there.output)]);
    expect([...a.keys()]).toEqual([...b.keys()]);
    expect([...a].filter(([file, text]) => b.get(file) !== text).map(([file]) => file)).toEqual([]);
    expect([...a.keys()].filter((file) => file.includes(".runs") || file.endsWith("full.json"))).toEqual([]);
    expect([...a.keys()].filter((file) => file.endsWith(".sh"))).toHaveLength(8);
  });

  test("finds a record that nobody can read, and says what else is wrong", async () => {
    const { whole } = await sites();
    const record = join(whole, "content/.runs/fresh/full.json");
    await writeFile(record, "{\n<<<<<<< HEAD\n");
    await rm(join(whole, "content/hosts/free"), { recursive: true });

    const { exitCode, stderr } = await runBuild(["--root", whole]);

    expect(stderr).toMatch(/^content\/\.runs\/fresh\/full\.json:2:1 {2}Contains merge conflict markers$/m);
    expect(stderr).toContain('host "free", which does not exist');
    expect(exitCode).toBe(1);
  });

  test("that tests less than it asks for builds without a word: that is for npm run check", async () => {
    const { whole } = await sites();
    await writeFile(join(whole, "content/site.yaml"), "url: https://kb.example\nchecks: { tested: 100 }\n");
    await writeFile(join(whole, "content/runbooks/other.md"), `${RUNBOOK}\n\`\`\`sh\nuname\n\`\`\`\n`);

    const { stderr, exitCode } = await runBuild(["--root", whole]);

    expect(stderr).not.toMatch(/snippets|tested/);
    expect(exitCode).toBe(0);
  });
});
