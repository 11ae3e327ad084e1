// What a site must not do, whatever its content and its surroundings say.

import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { readEnvironment } from "../../src/site/environment.ts";
import { recordRuns } from "../checks/record-runs.ts";
import { runBuild } from "./support/build-content.ts";
import { loadSite } from "./support/load-site.ts";
import { RUNBOOK, site } from "./support/tiny-site.ts";

async function told(files: Readonly<Record<string, string>>): Promise<string> {
  const { problems, corpus } = await loadSite(await site(files));
  return problems.map((problem) => formatProblem(problem, corpus.readLine)).join("\n");
}

test("an empty variable of the environment is as good as none", () => {
  const empty = { FAULTBOOK_ROOT: "", FAULTBOOK_OUTPUT: "", FAULTBOOK_URL: "", FAULTBOOK_PATH_PREFIX: "" };

  expect(readEnvironment(empty, () => new Date("2024-05-06T23:59:00Z"))).toEqual({
    today: "2024-05-06",
    root: ".",
    output: "_site",
    url: undefined,
    pathPrefix: undefined,
  });
});

describe("--keep-going", () => {
  test("publishes nothing with a defect in the settings, which concern every page", async () => {
    const root = await site({ "content/runbooks/a.md": RUNBOOK, "content/site.yaml": "pathPrefix: /kb/\nautor: x\n" });

    const built = await runBuild(["--root", root, "--keep-going"]);

    expect(built.exitCode).toBe(1);
    expect(built.stderr).toContain('content/site.yaml:2:1  unknown key "autor"');
  });

  test("says nothing of a refused check, its verdicts least of all", async () => {
    const check = "```bash check=lies\nread -r x < /etc/disk || exit 2\necho UNTRUE\nexit 1\n```\n";
    const front = "checks: { lies: { asks: Is it so?, ok: [good], affected: [] } }";
    const root = await site({
      "content/runbooks/sound.md": RUNBOOK,
      "content/runbooks/lies.md": `${RUNBOOK.replace("title:", `${front}\ntitle:`)}\n${check}`,
      "content/hosts/good/host.yaml": "summary: A machine\nkind: shaped\nsource: Made up\n",
      "content/hosts/good/root/etc/disk": "x\n",
    });

    await recordRuns(root, () => ({ exitCode: 1, stdout: "UNTRUE\n", read: ["/etc/disk"] }));

    const built = await runBuild(["--root", root, "--keep-going"]);

    expect(built.stderr).toContain('check "lies" says AFFECTED on every test host (good, empty): it can');
    const pages = ["hosts/good/index.html", "checks/index.html", "index.html"];
    const texts = await Promise.all(pages.map((page) => readFile(join(built.output, page), "utf8")));
    expect(texts.filter((text) => /UNTRUE|lies/.test(text))).toEqual([]);
  });
});

test("a link out of the content is told and not followed", async () => {
  const root = await site({ "content/runbooks/a.md": RUNBOOK, "secret.txt": "SECRET" });
  await mkdir(join(root, "content/pages"));
  await symlink(join(root, "secret.txt"), join(root, "content/pages/env.md"));

  const { problems, corpus } = await loadSite(root);

  expect(problems.map(({ place, what }) => `${place.file} ${what}`)).toEqual(["content/pages/env.md symbolic link"]);
  expect(corpus.pages).toEqual([]);
});

test("a broken cache of looks stops no build", async () => {
  const root = await site({ "content/runbooks/a.md": RUNBOOK });
  await mkdir(join(root, ".cache"));
  await writeFile(join(root, ".cache/looks.json"), "{");

  expect((await loadSite(root)).problems).toEqual([]);
});

test("a draft's defects are advice, and hold nobody else's page back", async () => {
  const draft = RUNBOOK.replace("title:", "status: draft\ntagz: x\ntitle:");

  expect(await told({ "content/runbooks/a.md": RUNBOOK, "content/runbooks/b.md": draft })).toMatchInlineSnapshot(`
    "content/runbooks/b.md:3:1  advice: unknown key "tagz"
        | tagz: x
        | ^^^^
      Did you mean "tags"? Known keys here: title, description, date, updated, lang, tags, keywords, status, draft, publish, audience, weight, slug, aliases, severity, systems, alerts, fixes, elsewhere, references, checks, owner, reviewed, reviewEvery"
  `);
});

test("an answer's next step, and a host's name, must be able to lead somewhere", async () => {
  const front = 'checks: { c: { asks: q, ok: [], then: { ok: "javascript:alert(1)" } } }';
  const files = {
    "content/runbooks/a.md": `${RUNBOOK.replace("title:", `${front}\ntitle:`)}\n\`\`\`bash check=c\nexit 2\n\`\`\`\n`,
    "content/hosts/My Host/host.yaml": "summary: x\nkind: shaped\nsource: x\n",
  };

  const text = await told(files);

  expect(text).toContain('link to "javascript:alert(1)" leads to no page');
  expect(text).toContain('content/hosts/My Host/host.yaml:1:1  test host name "My Host" cannot be part of an address');
});

test("the feed carries titles as text", async () => {
  const article =
    "---\ntitle: Use <b>T</b> & <img src=x>\ndescription: A < B\ndate: 2024-05-06\ntags: [x]\n---\nText\n";
  const root = await site({ "content/postmortems/a.md": article });

  const { output } = await runBuild(["--root", root]);

  const feed = load(await readFile(join(output, "feed.xml"), "utf8"), { xml: true });
  expect(load(feed("entry > title").text()).text()).toBe("Use <b>T</b> & <img src=x>");
  expect(load(feed("entry > summary").text()).text()).toBe("A < B");
  expect(feed("entry > category").attr("term")).toBe("x");
  expect(feed("feed > author > name").text()).toBe("Faultbook");
});
