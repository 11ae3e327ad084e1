// The page of an alert: what to do first, when it fires, what happened before. Each page is valid HTML.

import { load } from "cheerio";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { createRenderer } from "../../src/markdown/renderer.ts";
import page from "../../src/pages/alert-pages.11ty.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { assemble, assembleSound, readSources } from "../../src/site/site.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";

const SETTINGS = "url: https://kb.example\npathPrefix: /kb/\n";
const renderer = createRenderer();

/** The page of an alert, on a site without what is broken. */
async function pageOf(name: string, files: Files, make = assembleSound) {
  const root = await writeSite({ "content/site.yaml": SETTINGS, ...files });
  const site = make(await readSources(await readSiteContent(root, { renderer: await renderer })), {});
  const alert = site.alerts.find((one) => one.name === name);
  if (alert === undefined) throw new TypeError(JSON.stringify(site.problems));
  const text = page.render({ ...site, alert });
  const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "long-title": "off" } });
  const { results } = await validator.validateString(text);
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  return load(text);
}

function rules(...list: readonly object[]): string {
  return JSON.stringify({ groups: [{ name: "disk", rules: list }] });
}

const rule = (annotations: object = {}, more: object = {}) => ({
  alert: "DiskFull",
  expr: "up == 0",
  annotations,
  ...more,
});

const sections = (first: string) =>
  `${first}\n\n${["Meaning", "Impact", "Diagnosis", "Mitigation"].map((name) => `## ${name}\n\nText.\n`).join("\n")}`;

const CHECK = "checks:\n  NAME:\n    asks: Is it full?\n    means: { ok: No, affected: Yes }\n";

/** A runbook whose first minute has a heading, a footnote, a link to its own page, and a check. */
const FULL = (name: string, frontMatter: string) => `---
title: Runbook ${name}
${frontMatter}
${CHECK.replace("NAME", name)}---

${sections(`## First minute

Do it.[^1] See [mitigation](#mitigation).

### Look

\`\`\`bash check=${name}
test -e /full
\`\`\``)}
[^1]: A note of ${name}.
`;

const text = ($: Awaited<ReturnType<typeof pageOf>>, selector: string) =>
  $(selector)
    .map((_, one) => $(one).text().trim().replace(/\s+/g, " "))
    .get();

describe("a covered alert", () => {
  const files = {
    "content/runbooks/a.md": FULL("a", "alerts: [DiskFull]"),
    "content/runbooks/b.md": FULL("b", "severity: warning\nalerts: [{ name: DiskFull, first: true }]"),
    "content/alerts/a.yml": rules(
      rule({ runbook_url: "https://kb.example/kb/runbooks/a/" }, { labels: { severity: "warning" } }),
    ),
  };

  test("has its runbooks in the order to read them, the first one in full", async () => {
    const $ = await pageOf("DiskFull", files);

    expect(text($, "main h2 > a")).toEqual(["Runbook b", "Runbook a"]);
    expect($("main h2 > a").attr("href")).toBe("/kb/runbooks/b/");
    expect(text($, "main > article > .text > .prose")).toHaveLength(1);
    expect(text($, "main > article > .text > details > summary")).toEqual(["First minute", "Expression"]);
    expect(text($, "main h2 .sev")).toEqual([]);
  });

  test("leads from a first minute to the rest of the runbook, and has no id twice", async () => {
    const $ = await pageOf("DiskFull", files);

    const links = $(".prose a").map((_, link) => $(link).attr("href"));
    expect(links.get().filter((link) => link.includes("#"))).toEqual(
      expect.arrayContaining(["/kb/runbooks/b/#mitigation", "/kb/runbooks/a/#mitigation"]),
    );
    expect(links.get().filter((link) => link.startsWith("#"))).toEqual([]);
    expect($(".prose [id]")).toHaveLength(0);
    expect(
      $(".first-check a")
        .map((_, link) => $(link).attr("href"))
        .get(),
    ).toEqual(["/kb/runbooks/b/#check-b", "/kb/runbooks/a/#check-a"]);
    expect($(".first-check button").attr("data-copy")).toContain("test -e /full");
  });

  test("says that a runbook is held back, without its title", async () => {
    const secret = "---\ntitle: Secret title\nalerts: [DiskFull]\ndate: 2023-02-30\n---\n# Text\n";
    const $ = await pageOf("DiskFull", {
      "content/runbooks/secret.md": sections("## First minute\n\n[x](/nowhere/)").replace(
        /^/,
        secret.replace("date: 2023-02-30\n", ""),
      ),
      "content/alerts/a.yml": rules(rule()),
    });

    expect(text($, "main .text > p")).toEqual(["The runbook for this alert (not published)"]);
    expect($("main").text()).not.toContain("Secret");
    expect($("main").text()).not.toContain("has no runbook");
  });

  test("whose rule leads to a page that is no runbook says where", async () => {
    const $ = await pageOf("DiskFull", {
      "content/pages/wiki.md": "# All about disks\n",
      "content/alerts/a.yml": rules(rule({ runbook_url: "https://kb.example/kb/wiki/#all-about-disks" })),
    });

    expect(text($, ".act > p")).toContain("Its runbook_url leads to All about disks");
    expect($(".act").text()).not.toContain("has no runbook");
  });
});

describe("an alert without a runbook", () => {
  const files = (annotations: object) => ({
    "content/runbooks/disk.md": "---\ntitle: Disk\nalerts: [DiskAlmostFull]\n---\n",
    "content/runbooks/net.md": "---\ntitle: Network\nalerts: [LinkDown]\n---\n",
    "content/alerts/a.yml": rules(
      rule(annotations),
      { alert: "DiskAlmostFull", expr: "up" },
      { alert: "LinkDown", expr: "up" },
    ),
  });

  test("says so, and names the nearest runbook, a search and the list", async () => {
    const $ = await pageOf("DiskFull", files({}));

    expect(text($, ".act p, .act li")).toEqual([
      "This site has no runbook for this alert.",
      "The nearest runbooks:",
      "Disk DiskAlmostFull",
      "Search for “disk full” · All alerts",
    ]);
    expect(
      $(".act > p > a")
        .map((_, link) => $(link).attr("href"))
        .get(),
    ).toEqual(["/kb/search/?q=disk%20full", "/kb/alerts/"]);
  });

  test.each([
    ["https://wiki.example/a?b=1&c=2", "leads elsewhere: wiki.example", "https://wiki.example/a?b=1&c=2"],
    [
      'https://wiki.example/"><script>alert(1)</script>',
      "leads elsewhere: wiki.example",
      "https://wiki.example/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ],
    ["ftp://wiki.example/a", "leads to no page: ftp://wiki.example/a", undefined],
    ["javascript:alert(1)", "leads to no page: javascript:alert(1)", undefined],
    ["mailto:a@b.example", "leads elsewhere: mailto:a@b.example", undefined],
    [
      "https://kb.example/kb/runbooks/{{ $labels.alertname }}/",
      "cannot be known before the alert fires: https://kb.example/kb/runbooks/{{ $labels.alertname }}/",
      undefined,
    ],
  ])("whose runbook_url is %s", async (url, words, link) => {
    const $ = await pageOf("DiskFull", files({ runbook_url: url }), assemble);

    expect(text($, ".act > p")).toContain(`Its runbook_url ${words}`);
    expect($(".act > p:contains(runbook_url) a").attr("href")).toBe(link);
  });
});

describe("the rules of an alert", () => {
  test("stand with all that Prometheus does not fill in, and lead to their file", async () => {
    const more = { for: "10m", keep_firing_for: "5m", labels: { severity: "page", team: "<web>" } };
    const $ = await pageOf("DiskFull", {
      "content/site.yaml": `${SETTINGS}repository: { edit: "https://git.example/edit/{path}" }\n`,
      "content/alerts/a b.yml": rules(
        rule(
          {
            summary: "{{ $labels.device }} of {{ $value | humanize }}",
            description: "{{ range query `up` }}{{ .Value }}{{ end }}",
          },
          more,
        ),
        rule({}, { expr: "rate(x[5m]) > 1" }),
      ),
    });

    expect($(".lead").html()).toBe("<var>‹device›</var> of <var>‹value›</var>");
    expect(text($, ".title .sev")).toEqual(["PAGE"]);
    expect(text($, "h3")).toEqual(["Rule 1 PAGE", "Rule 2"]);
    expect(text($, "dl:first-of-type dt")).toEqual(["Fires after", "Keeps firing for", "Labels", "Group", "File"]);
    expect(text($, "dl:first-of-type dd").slice(0, 4)).toEqual(["10m", "5m", 'team="<web>"', "disk"]);
    expect($("dl a").attr("href")).toBe("https://git.example/edit/content/alerts/a%20b.yml");
    expect(text($, "pre")).toEqual(["up == 0", "rate(x[5m]) > 1"]);
    expect($("main").text()).not.toContain("range query");
    expect($("meta[name=description]").attr("content")).toBe("Alert DiskFull (page): ‹device› of ‹value›. No runbook");
  });

  test("in a file that the site does not read are not there", async () => {
    const $ = await pageOf("CloudDown", {
      "content/runbooks/a.md": FULL("a", "alerts: [{ name: CloudDown, external: true }]"),
    });

    expect(text($, ".text > p").at(-1)).toBe("Its rule is in a file that this site does not read.");
  });
});

test("incidents are those of former names too, each with the alerts beside it", async () => {
  const postmortem = (date: string, alerts: string) =>
    `---\ntitle: On ${date}\ndate: ${date}\nalerts: [${alerts}]\n---\nText.\n`;
  const $ = await pageOf("DiskFull", {
    "content/runbooks/a.md": FULL("a", "alerts: [{ name: DiskFull, formerly: [DiskOld] }]"),
    "content/alerts/a.yml": rules(rule(), { alert: "HostDown", expr: "up" }),
    "content/postmortems/2024-05-06-a.md": postmortem("2024-05-06", "DiskOld, HostDown, Retired"),
    "content/postmortems/2025-05-06-b.md": postmortem("2025-05-06", "DiskFull"),
  });

  expect(text($, "#page-incidents + ul > li")).toEqual([
    "On 2025-05-06 (6 May 2025)",
    "On 2024-05-06 (6 May 2024)Fired with: HostDown, Retired",
  ]);
  expect($("#page-incidents + ul p a").attr("href")).toBe("/kb/alerts/HostDown/");
});
