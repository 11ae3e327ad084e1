// /alerts.tmpl, and what Alertmanager's own tool makes of it.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "cheerio";
import fc from "fast-check";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { plainText } from "../../src/core/plain-text.ts";
import { alertUrl } from "../../src/model/urls.ts";
import page from "../../src/pages/alerts-template.11ty.ts";
import { goString, setAlertUrl } from "../../src/pages/parts/alertmanager/go-template.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";
import { amtool, type FiringAlert, NO_AMTOOL, rendered } from "./support/amtool.ts";

const SETTINGS = "url: https://kb.example\npathPrefix: /kb/\n";
const firstMinute = (frontMatter: string, text: string) =>
  `---\n${frontMatter}\n---\n## First minute\n\n${text}\n\n## Meaning\n\nText.\n`;

const RULES = `groups:
  - name: g
    rules:
      - { alert: DiskSlow, expr: up == 0, labels: { severity: warning } }
      - { alert: PoolBad, expr: up == 0 }
      - { alert: LoadHigh, expr: up == 0 }
      - { alert: Lonely, expr: up == 0 }
`;

const FILES: Files = {
  "content/site.yaml": SETTINGS,
  "content/alerts/a.yml": RULES,
  "content/runbooks/disk.md": firstMinute(
    "title: Disk is slow\nseverity: sev2\nreviewed: 2024-05-06\nalerts: [DiskSlow, PoolBad]",
    "- **Do not** reboot.\n- Run `df`.",
  ),
  "content/runbooks/load.md": firstMinute("title: Load is high\nseverity: sev1\nalerts: [LoadHigh]", "Wait & see."),
};

async function templateOf(files: Files): Promise<string> {
  const site = await loadSite(await writeSite(files));
  return page.render(site);
}

/** As a file for amtool. */
async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-templates-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "faultbook.tmpl");
  await writeFile(file, text);
  return file;
}

const use = (name: string) => `{{ template "faultbook.${name}" . }}`;
const alert = (alertname: string, labels = {}, annotations = {}): FiringAlert => ({
  labels: { alertname, ...labels },
  annotations,
});

test("names templates for mail, Slack and PagerDuty, and says in a comment how they are used", async () => {
  const text = await templateOf(FILES);

  expect([...text.matchAll(/^\{\{ define "([^"]+)"/gm)].map(([, name]) => name)).toEqual([
    ...["faultbook.email.subject", "faultbook.email.text", "faultbook.email.html"],
    ...["faultbook.slack.title", "faultbook.slack.text"],
    ...["faultbook.pagerduty.description", "faultbook.pagerduty.details", "faultbook.link"],
  ]);
  expect(text.split("\n").slice(0, 6).join("\n")).toMatchInlineSnapshot(`
    "{{/*
    Templates for Alertmanager 0.25 or later, made of the runbooks of
    https://kb.example/kb/

    Alerts of the site: 4; runbooks for alerts: 2. The newest review is of 6 May 2024.
    Each text says when it was reviewed. Copy this file again when the site was published anew."
  `);
});

test("a small one", async () => {
  const text = await templateOf({
    "content/site.yaml": SETTINGS,
    "content/runbooks/load.md": FILES["content/runbooks/load.md"] ?? "",
  });

  const [, slack] = /(\{\{ define "faultbook\.slack\.text"[\s\S]*?)\{\{ define/.exec(text) ?? [];
  expect(slack).toMatchInlineSnapshot(`
    "{{ define "faultbook.slack.text" }}
    {{- $firing := .Alerts.Firing }}
    {{- $names := "" }}
    {{- range $firing }}
    {{- $step := printf "<%s>" (reReplaceAll "[^A-Za-z0-9_.-]+" "-" .Labels.alertname) }}
    {{- if not (match (reReplaceAll "[.]" "[.]" $step) $names) }}{{ $names = print $names $step }}{{ end }}
    {{- end }}
    {{- $rest := $names }}
    {{- $full := "" }}
    {{- $shown := $firing }}
    {{- if gt (len $firing) 20 }}{{ $shown = slice $firing 0 20 }}{{ end }}
    {{- range $shown }}
    {{- $said := .Annotations.summary }}{{ if not $said }}{{ $said = .Labels.instance }}{{ end }}
    {{- or .Labels.alertname "Alert without a name" | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" | reReplaceAll "[\\\\s\\\\p{Cc}\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]+" " " }}{{- if $said }}{{- ": " }}{{- $said | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" | reReplaceAll "[\\\\s\\\\p{Cc}\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]+" " " }}{{- end }}{{- "\\n" }}
    {{- end }}
    {{- if gt (len $firing) 20 }}
    {{- "and " }}{{- len (slice $firing 20) }}{{- " more" }}{{- "\\n" }}
    {{- end }}
    {{- if match "<(?:LoadHigh)>" $names }}
    {{- $rest = reReplaceAll "<(?:LoadHigh)>" "" $rest }}
    {{- "\\n" }}{{- "*<" }}{{- "https://kb.example/kb/runbooks/load/" }}{{- "|" }}{{- "Load is high" }}{{- ">*" }}{{- " · LoadHigh" }}{{- "\\n" }}
    {{- if lt (len $full) 5 }}
    {{- $full = print $full "." }}
    {{- "First minute, no review recorded:" }}{{- "\\n" }}
    {{- "Wait &amp; see." }}{{- "\\n" }}
    {{- end }}
    {{- end }}
    {{- if $rest }}
    {{- $url := "" }}{{ $count := "" }}
    {{- range $firing }}
    {{- $exact := reReplaceAll "[.]" "[.]" (printf "<%s>" (reReplaceAll "[^A-Za-z0-9_.-]+" "-" .Labels.alertname)) }}
    {{- if match $exact $rest }}
    {{- $rest = reReplaceAll $exact "" $rest }}{{ $count = print $count "." }}
    {{- if le (len $count) 20 }}
    {{- $step := reReplaceAll "[^A-Za-z0-9_.-]+" "-" .Labels.alertname }}
    {{- $url = "https://kb.example/kb/alerts/" }}
    {{- if not (or (match "^(?:[.-]*|[.].*|index|index[.]html)$" $step) (gt (len $step) 200)) }}{{ $url = print $url $step "/" }}{{ end }}
    {{- "\\n" }}{{- "*<" }}{{- $url }}{{- "|" }}{{- or .Labels.alertname "Alert without a name" | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" | reReplaceAll "[\\\\s\\\\p{Cc}\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]+" " " }}{{- ">*" }}{{- "\\n" }}
    {{- $stated := .Annotations.runbook_url }}
    {{- if $stated }}
    {{- "Its rule leads to " }}{{- $stated | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" | reReplaceAll "[\\\\s\\\\p{Cc}\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]+" " " }}{{- "\\n" }}
    {{- else }}
    {{- "No runbook" }}{{- "\\n" }}
    {{- end }}
    {{- end }}
    {{- end }}
    {{- end }}
    {{- if gt (len $count) 20 }}
    {{- "\\n" }}{{- "and " }}{{- len (slice $count 20) }}{{- " more without a runbook" }}{{- "\\n" }}
    {{- end }}
    {{- end }}
    {{- $resolved := .Alerts.Resolved }}
    {{- if $resolved }}
    {{- if $firing }}
    {{- "\\n" }}{{- "Resolved:" }}{{- "\\n" }}
    {{- else }}
    {{- "Resolved:" }}{{- "\\n" }}
    {{- end }}
    {{- $shown := $resolved }}
    {{- if gt (len $resolved) 20 }}{{ $shown = slice $resolved 0 20 }}{{ end }}
    {{- range $shown }}
    {{- $said := .Annotations.summary }}{{ if not $said }}{{ $said = .Labels.instance }}{{ end }}
    {{- or .Labels.alertname "Alert without a name" | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" | reReplaceAll "[\\\\s\\\\p{Cc}\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]+" " " }}{{- if $said }}{{- ": " }}{{- $said | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" | reReplaceAll "[\\\\s\\\\p{Cc}\\\\x{202A}-\\\\x{202E}\\\\x{2066}-\\\\x{2069}]+" " " }}{{- end }}{{- "\\n" }}
    {{- end }}
    {{- if gt (len $resolved) 20 }}
    {{- "and " }}{{- len (slice $resolved 20) }}{{- " more" }}{{- "\\n" }}
    {{- end }}
    {{- end }}
    {{- end }}

    "
  `);
});

test("is the same for the same content", async () => {
  expect(await templateOf(FILES)).toBe(await templateOf(FILES));
});

describe("what Alertmanager makes of it", () => {
  beforeEach(({ skip }) => {
    if (NO_AMTOOL !== undefined) skip(NO_AMTOOL);
  });

  test("a group of one alert has its runbook with title, address, first minute and day", async () => {
    const file = await fileOf(await templateOf(FILES));
    const alerts = [
      alert("DiskSlow", { instance: "pve1" }, { summary: "Reads are slow on pve1" }),
      alert("DiskSlow", { instance: "pve2" }),
    ];

    expect(await rendered(file, use("slack.text"), alerts)).toMatchInlineSnapshot(`
      "DiskSlow: Reads are slow on pve1
      DiskSlow: pve2

      *<https://kb.example/kb/runbooks/disk/|Disk is slow>* · DiskSlow
      First minute, reviewed 6 May 2024:
      • Do not reboot.
      • Run df.
      "
    `);
    expect(await rendered(file, use("email.text"), alerts)).toMatchInlineSnapshot(`
      "DiskSlow: Reads are slow on pve1
      DiskSlow: pve2

      Disk is slow · DiskSlow
      https://kb.example/kb/runbooks/disk/
      First minute, reviewed 6 May 2024:
      • Do not reboot.
      • Run df.
      "
    `);
    expect(await rendered(file, use("slack.title"), alerts)).toMatchInlineSnapshot(`"[FIRING:2] DiskSlow"`);
    expect(await rendered(file, use("link"), alerts)).toBe("https://kb.example/kb/runbooks/disk/");
  });

  test("a group of an instance has each runbook once, the worst severity first", async () => {
    const file = await fileOf(await templateOf(FILES));
    const alerts = ["DiskSlow", "PoolBad", "LoadHigh"].map((name) => alert(name, { instance: "pve1" }));
    const facts = { commonLabels: { instance: "pve1" } };

    expect(await rendered(file, use("slack.text"), alerts, facts)).toMatchInlineSnapshot(`
      "DiskSlow: pve1
      PoolBad: pve1
      LoadHigh: pve1

      *<https://kb.example/kb/runbooks/load/|Load is high>* · LoadHigh
      First minute, no review recorded:
      Wait &amp; see.

      *<https://kb.example/kb/runbooks/disk/|Disk is slow>* · DiskSlow · PoolBad
      First minute, reviewed 6 May 2024:
      • Do not reboot.
      • Run df.
      "
    `);
    expect(await rendered(file, use("email.subject"), alerts, facts)).toBe(
      "[FIRING:3] DiskSlow, PoolBad, LoadHigh on pve1",
    );
    const html = await rendered(file, use("email.html"), alerts, { ...facts, type: "html" });
    expect(
      load(html)("p > a")
        .map((_, link) => load(html)(link).attr("href"))
        .get(),
    ).toEqual(["https://kb.example/kb/runbooks/load/", "https://kb.example/kb/runbooks/disk/"]);
    expect(await rendered(file, use("pagerduty.details"), alerts, facts)).toBe(
      await rendered(file, use("email.text"), alerts, facts),
    );
  });

  test("an alert without a runbook, or of another site, leads to its page or to where its rule says", async () => {
    const file = await fileOf(await templateOf(FILES));
    const alerts = [
      ...[alert("Lonely"), alert("Not here/<b>"), alert("Not here/<b>"), alert("..")],
      alert("Else", {}, { runbook_url: "https://else.example/x?a=1&b=2" }),
      { labels: {} },
    ];

    expect(await rendered(file, use("slack.text"), alerts)).toMatchInlineSnapshot(`
      "Lonely
      Not here/&lt;b&gt;
      Not here/&lt;b&gt;
      ..
      Else
      Alert without a name

      *<https://kb.example/kb/alerts/Lonely/|Lonely>*
      No runbook

      *<https://kb.example/kb/alerts/Not-here-b-/|Not here/&lt;b&gt;>*
      No runbook

      *<https://kb.example/kb/alerts/|..>*
      No runbook

      *<https://kb.example/kb/alerts/Else/|Else>*
      Its rule leads to https://else.example/x?a=1&amp;b=2

      *<https://kb.example/kb/alerts/|Alert without a name>*
      No runbook
      "
    `);
    expect(await rendered(file, use("link"), alerts)).toBe("https://kb.example/kb/alerts/Lonely/");
  });

  test("what is over has no first minute", async () => {
    const file = await fileOf(await templateOf(FILES));
    const over = { ...alert("DiskSlow", { instance: "pve1" }), status: "resolved" as const };

    expect(await rendered(file, use("slack.title"), [over])).toBe("[RESOLVED] DiskSlow");
    expect(await rendered(file, use("slack.text"), [over])).toBe("Resolved:\nDiskSlow: pve1\n");
    expect(await rendered(file, use("email.text"), [alert("LoadHigh"), over])).toMatchInlineSnapshot(`
      "LoadHigh

      Load is high · LoadHigh
      https://kb.example/kb/runbooks/load/
      First minute, no review recorded:
      Wait & see.

      Resolved:
      DiskSlow: pve1
      "
    `);
  });

  test("further runbooks of an alert, former names, and names that runbooks state without rules", async () => {
    const file = await fileOf(
      await templateOf({
        "content/site.yaml": SETTINGS,
        "content/runbooks/a.md": firstMinute("title: A\nalerts: [New]", "a"),
        "content/runbooks/b.md": firstMinute("title: B\nalerts: [{ name: New, first: true, formerly: [Old] }]", "b"),
      }),
    );

    const text = await rendered(file, use("email.text"), [alert("Old")]);

    expect(text).toMatchInlineSnapshot(`
      "Old

      B · New
      https://kb.example/kb/runbooks/b/
      First minute, no review recorded:
      b

      A · also for New
      https://kb.example/kb/runbooks/a/
      "
    `);
  });

  test("a runbook that is held back is told from none", async () => {
    const site = await loadSite(await writeSite(FILES));
    const runbooks = site.corpus.runbooks.filter(({ name }) => name !== "disk");
    const file = await fileOf(page.render({ ...site, corpus: { ...site.corpus, runbooks } }));

    expect(await rendered(file, use("email.text"), [alert("DiskSlow"), alert("Lonely")])).toMatchInlineSnapshot(`
      "DiskSlow
      Lonely

      DiskSlow
      https://kb.example/kb/alerts/DiskSlow/
      Its runbook is not published

      Lonely
      https://kb.example/kb/alerts/Lonely/
      No runbook
      "
    `);
  });

  test("of many alerts, twenty are listed; of many runbooks, five come in full", async () => {
    const names = Array.from({ length: 30 }, (_, i) => `A${i}`);
    const runbooks = names.map((name) => [
      `content/runbooks/${name.toLowerCase()}.md`,
      firstMinute(`title: ${name}\nalerts: [${name}]`, "wait"),
    ]);
    const file = await fileOf(
      await templateOf({ "content/site.yaml": SETTINGS, ...Object.fromEntries(runbooks.slice(0, 8)) }),
    );

    const text = await rendered(
      file,
      use("email.text"),
      names.map((name) => alert(name)),
    );

    expect(text.match(/^wait$/gm)).toHaveLength(5);
    expect(text.match(/^https:\/\/kb\.example\/kb\/runbooks\//gm)).toHaveLength(8);
    expect(text.match(/^No runbook$/gm)).toHaveLength(20);
    expect(text).toMatch(/^and 10 more$/m);
    expect(text).toMatch(/^and 2 more without a runbook$/m);
  });

  test("no text of a document or an alert is a template, a tag or a mention", async () => {
    const evil = '{{ template "nothere" . }} `x` \\ \'}} */}} <!channel> & <img src=x onerror=alert(1)>';
    const file = await fileOf(
      await templateOf({
        "content/site.yaml": SETTINGS,
        "content/runbooks/a.md": firstMinute(
          `title: ${JSON.stringify(evil)}\nalerts: [{ name: ${JSON.stringify(evil)}, external: true }]`,
          `\`\`\`text\n${evil}\n\u0008\u202E\u2028\n\`\`\``,
        ),
      }),
    );
    const alerts = [
      alert(evil, { instance: evil }, { summary: `${evil}\n\u0007second` }),
      alert("Else", {}, { runbook_url: "javascript:alert(1)" }),
    ];

    const slack = await rendered(file, use("slack.text") + use("slack.title"), alerts, {
      commonLabels: { instance: evil },
    });
    const mail = load(await rendered(file, use("email.html"), alerts, { type: "html" }));

    expect(slack).not.toMatch(/<(?!https:\/\/kb\.example\/)|\u0007|\u202E/);
    expect(slack.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").split(evil)).toHaveLength(7);
    expect(mail("img, script, [onerror], a[href^=javascript]")).toHaveLength(0);
    expect(mail("p").text().split(evil)).toHaveLength(5);
    expect(await rendered(file, use("email.subject"), [alert("a\nb")])).toBe("[FIRING:1] a b");
  });

  test("every text is the same behind a literal of Go", async () => {
    const words = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("{{", "}}", '"', "\\", "`", "\ud800", "*/}}"),
    );
    const texts = fc.sample(fc.array(words, { maxLength: 5 }), 50).map((all) => plainText(all.join("")));
    const file = await fileOf(`{{ define "t" }}${texts.map((text) => `{{ ${goString(text)} }}\n`).join("")}{{ end }}`);

    const lines = (await rendered(file, '{{ template "t" . }}', [])).split("\n");

    expect(lines.slice(0, -1)).toEqual(texts);
  });

  test("a name leads to the address at which the site has the alert", async () => {
    const odd = [
      "DiskSlow",
      "a b",
      "ü/ö",
      "a..b",
      "..",
      ".x",
      "-",
      "a%2Fb",
      "index",
      "index.html",
      "indexes",
      "A".repeat(201),
    ];
    const names = [...odd, ...fc.sample(fc.string({ unit: "grapheme" }), 200), "\u{1F600}\u{1F600}x", "<b>&\"'"];
    const file = await fileOf("");
    const one = `{{ range .Alerts }}{{ $url := "" }}${setAlertUrl("/alerts/")}{{- $url }}{{ "\\n" }}{{ end }}`;

    const addresses = await rendered(
      file,
      one,
      names.map((name) => alert(name)),
    );

    expect(addresses.trimEnd().split("\n")).toEqual(names.map((name) => alertUrl(name) ?? "/alerts/"));
  });

  test("check-config accepts the receivers of the comment", async () => {
    const text = await templateOf(FILES);
    const file = await fileOf(text);
    const [, receivers = ""] = /\n( {2}templates:[\s\S]*?)\n\nAn alert/.exec(text) ?? [];
    const config = `${file}.yml`;
    const global = "  global: { smtp_smarthost: 'mail:25', smtp_from: a@kb.example }\n  route: { receiver: mail }\n";
    await writeFile(config, (global + receivers).replace("/etc/alertmanager/faultbook.tmpl", file));

    expect(amtool(["check-config", config])).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/ 3 receivers\n - 1 templates\n +SUCCESS/),
    });
  });
});
