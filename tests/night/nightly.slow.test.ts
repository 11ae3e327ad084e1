// Whole nights of a whole site: the real command, a real server in Launchpad's shape, the real build. In the first night
// the bug is in progress, in the second it is released, in the third nothing happens.

import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withLock } from "../../src/site/lock.ts";
import { type Loopback, type Routes, refusedOrigin, serve } from "../trackers/loopback.ts";
import { type Ran, type SiteOnDisk, siteOnDisk } from "./site-on-disk.ts";

const BUG = "https://bugs.launchpad.net/bugs/2034745";
const PATH = "/launchpad/bugs/2034745";
const TASKS = `${PATH}/bug_tasks?ws.size=300`;

const task = (name: string, status: string, released: string | null = null) => ({
  ...{ bug_target_name: name, status, date_fix_released: released },
});
const tasks = (...entries: object[]) => JSON.stringify({ entries, next_collection_link: null });
const FOCAL = task("linux (Ubuntu Focal)", "New");

const ARTICLE = `---
title: AVX went away
references:
  ${BUG}: { targets: ["linux (Ubuntu Jammy)"] }
mitigations:
  - text: Boot the previous kernel
    until: { ref: "${BUG}", state: released }
fixes:
  - { release: Ubuntu 22.04, package: linux, introduced: 5.15.0-82, evidence: "https://example.org/changelog" }
---

Ubuntu follows it as LP: #2034745.
`;

const RUNBOOK = `---
title: Boot the previous kernel
---

## First minute

1. Pin it [until the fix is out](${BUG} "until released").

## Meaning
## Impact
## Diagnosis
## Mitigation
`;

let answers: Record<string, Routes[string]>;
let server: Loopback;
let site: SiteOnDisk;
const nights: Ran[] = [];
const records: string[] = [];
const hashes: Record<string, string>[] = [];

async function night(): Promise<void> {
  nights.push(await site.run(["--report", join(site.root, "report.md")]));
  records.push(await site.read("_data/states.json"));
  hashes.push(await site.hashes());
}

beforeAll(async () => {
  answers = {
    [PATH]: JSON.stringify({ title: "Unable to initialize SGX enclaves <img src=x onerror=alert(1)>" }),
    [TASKS]: tasks(task("linux (Ubuntu Jammy)", "In Progress"), FOCAL),
  };
  server = await serve(answers);
  site = await siteOnDisk(server.origin, {
    "content/postmortems/avx.md": ARTICLE,
    "content/runbooks/boot-previous-kernel.md": RUNBOOK,
  });
  await night();
  answers[TASKS] = tasks(task("linux (Ubuntu Jammy)", "Fix Released", "2026-11-20T10:00:00+00:00"), FOCAL);
  await site.age(1);
  await night();
  await site.age(1);
  await night();
});

afterAll(() => server.close());

/** Text of what a selector finds, blanks collapsed. */
async function texts(file: string, selector: string): Promise<string[]> {
  const $ = load(await site.page(file));
  return $(selector)
    .map((_, element) => $(element).text().trim().replace(/\s+/g, " "))
    .get();
}

describe("the night before", () => {
  it("is silent: what is seen for the first time has not moved", () => {
    expect(nights[0]).toMatchObject({ code: 0, stdout: "" });
    expect(nights[0]?.stderr).toContain("first seen  LP #2034745");
  });
});

describe("the night in which the bug is released", () => {
  it("reports it once, with what it means for which page and line", () => {
    expect(nights[1]?.code).toBe(0);
    expect(nights[1]?.stdout).toMatchInlineSnapshot(`
      "## Upstream changes

      ### [LP #2034745](<https://bugs.launchpad.net/bugs/2034745>): \`being worked on\` → \`fix released\` since 20 November 2026; upstream status \`Fix Released ×1, New ×1\`

      \`Unable to initialize SGX enclaves <img src=x onerror=alert(1)>\`

      - \`content/postmortems/avx.md:7:12\` mitigation in \`AVX went away\`: \`Boot the previous kernel\`
        The page now says: \`Upstream says that a fix is released, but no version with it is known here: keep this until you run one that has it\`
        **Which version?** State it under \`fixes\` with \`for:\`, so that readers see whether theirs has the fix
      - \`content/runbooks/boot-previous-kernel.md:7:34\` step in \`Boot the previous kernel\`: \`Pin it until the fix is out.\`
        The page now says: \`Upstream says that a fix is released, but no version with it is known here: keep this until you run one that has it\`
        **Which version?** State it under \`fixes\` with \`for:\`, so that readers see whether theirs has the fix
      - Linked at \`content/postmortems/avx.md:4:3\`, \`content/postmortems/avx.md:7:19\`, \`content/postmortems/avx.md:12:22\`, \`content/runbooks/boot-previous-kernel.md:7:34\`
      "
    `);
  });

  it("changes the badge, in the series that the page waits for, while another one is still open", async () => {
    expect(await texts("postmortems/avx/index.html", ".prose .badge")).toEqual(["● released"]);
  });

  it("changes the words beside the mitigation and the step", async () => {
    const [article, runbook] = await Promise.all([
      site.page("postmortems/avx/index.html"),
      site.page("runbooks/boot-previous-kernel/index.html"),
    ]);

    for (const page of [article, runbook]) expect(page).toContain("Upstream says that a fix is released");
    expect(article).not.toContain("onerror=alert(1)>");
  });

  it("puts one entry into the feed of transitions", async () => {
    const $ = load(await site.page("references.xml"), { xml: true });

    expect(
      $("entry title")
        .map((_, e) => $(e).text())
        .get(),
    ).toEqual([expect.stringContaining("LP #2034745")]);
    expect($("entry title").text()).toContain("fix released");
  });

  it("counts the workarounds that can go in the metrics", async () => {
    const metrics = await site.page("metrics.prom");

    expect(metrics).toMatch(/^faultbook_workarounds\{state="retirable"\} 2$/m);
    expect(metrics).toMatch(/^faultbook_reference_state\{.*state="released"\} 1$/m);
    expect(metrics).toMatch(/^faultbook_last_success_timestamp_seconds \d+$/m);
  });

  it("records the transition of that series, with the instant of the look", () => {
    const [entry] = JSON.parse(records[1] ?? "").references;

    expect(entry.state).toBe("open");
    expect(entry.history).toMatchObject([
      { from: "in-progress", to: "released", target: "linux (Ubuntu Jammy)", at: "2026-11-20T10:00:00+00:00" },
    ]);
  });
});

describe("the night after", () => {
  it("is silent, and empties the report", async () => {
    expect(nights[2]).toMatchObject({ code: 0, stdout: "" });
    expect(await site.read("report.md")).toBe("");
  });

  it("asks again, because a series is still open, and changes no committed byte", () => {
    expect(nights[2]?.stderr).toContain("References: 1 confirmed");
    expect(records[2]).toBe(records[1]);
  });

  it("changes no page: only what says when upstream was looked at", () => {
    const [, before, after] = hashes;
    const changed = Object.keys(after ?? {}).filter((file) => after?.[file] !== before?.[file]);

    expect(Object.keys(after ?? {})).toEqual(Object.keys(before ?? {}));
    expect(changed.sort()).toEqual(["api/looks.json", "metrics.prom"]);
  });
});

/** A site of one page that names one bug. */
async function known(origin: string, more: Readonly<Record<string, string>> = {}): Promise<SiteOnDisk> {
  return siteOnDisk(origin, { "content/postmortems/a.md": "# A\n\nSee LP: #2034745.\n", ...more });
}

const BROKEN = { "content/runbooks/broken.md": "---\ndate: 2023-02-30\n---\n" };

describe.concurrent("npm run nightly in trouble", () => {
  it("exits with 1 when nothing can be reached, and builds the site all the same", async ({ expect }) => {
    const dark = await known(await refusedOrigin());

    const { code, stdout } = await dark.run();

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(await dark.page("postmortems/a/index.html")).toContain("lookup failed");
    expect(await dark.page("metrics.prom")).not.toContain("last_success");
  });

  it("takes a night in which every look was refused for no success", async ({ expect }) => {
    const refusing = await serve({ [PATH]: [403, "no"] });
    const site403 = await known(refusing.origin);

    const { code } = await site403.run();
    await refusing.close();

    expect(code).toBe(0);
    expect(await site403.page("metrics.prom")).not.toContain("faultbook_last_success_timestamp_seconds");
    expect(JSON.parse(await site403.page("api/looks.json")).lastSuccess).toBeNull();
  });

  it("exits with 3 while a tracker is blind for seven days, and tells it once", async ({ expect }) => {
    const failing = { at: days(8), result: "forbidden", message: "HTTP 403", failures: 4, failingSince: days(20) };
    const dark = await known(server.origin, {
      "content/postmortems/b.md": "# B\n\nSee a/b#1.\n",
      ".cache/looks.json": JSON.stringify({ version: 1, looks: { "https://github.com/a/b/issues/1": failing } }),
    });

    answers["/github/repos/a/b/issues/1"] = [403, "no"];
    const first = await dark.run();
    const second = await dark.run();
    delete answers["/github/repos/a/b/issues/1"];

    expect(first.code).toBe(3);
    expect(first.stdout.replace(/since \d.*? \d{4}/g, "since DAY")).toMatchInlineSnapshot(`
      "## Needs attention

      - **GitHub** at https://github.com/: all lookups have failed since DAY (forbidden): \`a/b#1\`
        Their states are unchanged. Open one in a browser. A token, an address or a proxy may need fixing
      "
    `);
    expect(second).toMatchObject({ code: 3, stdout: "" });
  });

  it("withholds a broken document, tells it once, and publishes the rest", async ({ expect }) => {
    const broken = await known(server.origin, { ...BROKEN, "summary.md": "before\n" });
    const summary = join(broken.root, "summary.md");

    const first = await broken.run([], { GITHUB_STEP_SUMMARY: summary });
    const second = await broken.run([], { GITHUB_STEP_SUMMARY: summary });

    expect(first.code).toBe(0);
    expect(first.stdout).toContain("`content/runbooks/broken.md` is not published");
    expect(first.stderr).toContain('content/runbooks/broken.md:2:7  invalid date "2023-02-30"');
    expect(second.stdout).toBe("");
    expect(await broken.page("index.html")).toContain("Not published because of problems");
    expect(await readFile(summary, "utf8"), "GitHub's step summary").toBe(`before\n${first.stdout}`);
  });

  it("reads the content once: an edit while upstream is asked waits for the next night", async ({ expect }) => {
    const edits: SiteOnDisk[] = [];
    const routes = {
      get [PATH](): string {
        for (const { root } of edits)
          writeFileSync(join(root, "content/postmortems/a.md"), "# Edited\n\nLP: #2034745\n");
        return answers[PATH] as string;
      },
      [TASKS]: tasks(FOCAL),
    };
    const asked = await serve(routes);
    const site = await known(asked.origin);
    edits.push(site);

    const { code } = await site.run();
    const early = await site.page("postmortems/a/index.html");
    await site.run();
    await asked.close();

    expect(code).toBe(0);
    expect(early).toContain("<title>A · ");
    expect(await site.page("postmortems/a/index.html")).toContain("<title>Edited · ");
  });

  it("exits with 1 over broken settings, and says that nothing was published", async ({ expect }) => {
    const broken = await known(server.origin);
    await broken.write("content/site.yaml", `${await broken.read("content/site.yaml")}\nbroken: [`);

    const { code, stdout } = await broken.run();

    expect(code).toBe(1);
    expect(stdout).toContain("Nothing was published");
  });

  it("tells what a refresh by hand has found, and sets looks aside that cannot be read", async ({ expect }) => {
    const routes = { [PATH]: answers[PATH] as string, [TASKS]: tasks(FOCAL) };
    const own = await serve(routes);
    const byHand = await known(own.origin);
    await byHand.run([], {}, "refresh");
    routes[TASKS] = tasks(task("linux (Ubuntu Focal)", "Fix Released"));
    await byHand.write(".cache/looks.json", "{ broken");

    const refreshed = await byHand.run(["--all"], {}, "refresh");
    const { code, stdout } = await byHand.run();
    await own.close();

    expect(refreshed.stdout).toContain("moved       LP #2034745");
    expect(code).toBe(0);
    expect(stdout).toContain("LP #2034745](<https://bugs.launchpad.net/bugs/2034745>): `open` → `fix released`");
    expect(await byHand.read(".cache/looks.json.broken")).toBe("{ broken");
    expect((await byHand.run()).stdout).toBe("");
  });

  it("refuses a folder of somebody else before it asks anybody", async ({ expect }) => {
    const foreign = await known(server.origin);
    await foreign.write("mine/photo.jpg", "");

    const { code, stderr } = await foreign.run(["--output", join(foreign.root, "mine")]);

    expect(code).toBe(2);
    expect(stderr).toContain("holds files that are not from a build");
    await expect(foreign.read("_data/states.json")).rejects.toThrow("ENOENT");
  });

  it("refuses while another one is at work, with exit code 1", async ({ expect }) => {
    const busy = await known(server.origin);

    const codes = await withLock(join(busy.root, ".cache/refresh.lock"), () => busy.run());

    expect(codes.code).toBe(1);
    expect(codes.stderr).toContain("Another refresh of this site is running");
  });

  it.for([
    [["--reprot", "x"], "Unknown option '--reprot'"],
    [["--accept", "githib"], 'Did you mean "github"?'],
    [["--root", "/nowhere"], "/nowhere does not exist"],
  ] as const)("exits with 2 and the usage for %j", async ([args, words], { expect }) => {
    const { code, stderr } = await site.run(args);

    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain("Usage: npm run nightly -- [options]");
  });
});

function days(ago: number): string {
  return new Date(Date.now() - ago * 86_400_000).toISOString().replace(/\.\d+/, "");
}
