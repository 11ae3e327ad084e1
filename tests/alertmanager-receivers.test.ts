// The receivers for Alertmanager that the documents show: Alertmanager accepts each, and a site has the templates that
// they name.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import page from "../src/pages/alerts-template.11ty.ts";
import { amtool, NO_AMTOOL } from "./pages/support/amtool.ts";
import { machineSite } from "./pages/support/machine-site.ts";

const FILE = "docs/prometheus/README.md";
const text = await readFile(FILE, "utf8");
const snippets = [...text.matchAll(/^### (.+)\n[^#]*?```yaml\n(receivers:\n[\s\S]*?)```/gm)].map(
  ([, title = "", yaml = ""]) => ({ title, yaml }),
);

let templates: string;

beforeAll(async () => {
  templates = page.render(await machineSite());
});

test(`${FILE} has receivers for mail, Slack, PagerDuty and webhooks`, () => {
  expect(snippets.map(({ title }) => title)).toEqual(["Mail", "Slack", "PagerDuty", "Webhook"]);
});

describe.each(snippets)("the receiver for $title", ({ title, yaml }) => {
  test("names templates that a site has", () => {
    const named = [...yaml.matchAll(/template "([^"]+)"/g)].map(([, name]) => name);

    expect(named.length > 0).toBe(title !== "Webhook");
    expect(named.filter((name) => !templates.includes(`{{ define "${name}" }}`))).toEqual([]);
  });

  test("is in the comment of the templates, too", () => {
    const body = yaml.replace("receivers:\n", "").replace(/^/gm, "  ").trimEnd();

    expect(templates.includes(body)).toBe(title !== "Webhook");
  });

  test("is one that amtool accepts", async ({ skip }) => {
    if (NO_AMTOOL !== undefined) skip(NO_AMTOOL);
    const folder = await mkdtemp(join(tmpdir(), "faultbook-receivers-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [config, file] = [join(folder, "alertmanager.yml"), join(folder, "faultbook.tmpl")];
    const [, name] = /- name: (\w+)/.exec(yaml) ?? [];
    const global = "global: { smtp_smarthost: 'mail.kb.example:25', smtp_from: alerts@kb.example }";
    await writeFile(file, templates);
    await writeFile(config, `${global}\nroute: { receiver: ${name} }\ntemplates: ['${file}']\n${yaml}`);

    expect(amtool(["check-config", config])).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/- 1 receivers\n - 1 templates\n +SUCCESS/),
    });
  });
});
