import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import page from "../../src/pages/api-alerts.11ty.ts";
import schemaPage from "../../src/pages/api-alerts-schema.11ty.ts";
import type { PageData } from "../../src/pages/page-data.ts";
import { loadSite } from "../site/support/load-site.ts";
import { site as siteOnDisk } from "../site/support/tiny-site.ts";

const FILES = {
  "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n",
  "content/alerts/a.yml": `groups:
  - name: storage
    rules:
      - alert: DiskSlow
        expr: up == 0
        for: 10m
        labels: { severity: warning }
        annotations: { runbook_url: https://kb.example/kb/runbooks/disk/, summary: Slow }
      - alert: DiskSlow
        expr: up == 0
        labels: { severity: critical }
        annotations: { runbook_url: https://else.example/x }
      - { alert: Lonely, expr: up == 0 }
      - { alert: Secret, expr: up == 0, annotations: { runbook_url: https://kb.example/kb/runbooks/hidden/ } }
`,
  "content/runbooks/disk.md":
    "---\ntitle: Disk is slow\nseverity: sev2\nreviewed: 2024-05-06\nalerts: [{ name: DiskSlow, formerly: [DiskBad] }]\n---\n## First minute\n\n- **Do not** reboot.\n- Run `df`.\n\n## Meaning\n\nText.\n",
  "content/runbooks/hidden.md": "---\naudience: internal\nalerts: [Secret]\n---\n## First minute\n\nclassified\n",
};

const siteOf = async (files = {}) => loadSite(await siteOnDisk({ ...FILES, ...files }));
const site = await siteOf();
const file = (data: PageData) => JSON.parse(page.render(data));

function validatorOf(data: PageData) {
  return new Ajv2020({ allErrors: true, strict: true }).compile(JSON.parse(schemaPage.render(data)));
}

describe("/api/alerts.json", () => {
  test("is what its schema says", () => {
    const validate = validatorOf(site);

    validate(file(site));

    expect(validate.errors).toBeNull();
  });

  test("has paths on a site that states no url", async () => {
    const local = await siteOf({ "content/site.yaml": "" });

    expect(validatorOf(local)(file(local))).toBe(true);
    expect(file(local).alerts[0]).toMatchObject({ url: "/alerts/DiskSlow/", runbooks: [{ url: "/runbooks/disk/" }] });
  });

  test("a site without alerts has an empty list", async () => {
    const empty = await siteOf({ "content/alerts/a.yml": "groups: []\n", "content/runbooks/disk.md": "# A\n" });

    expect(file(empty)).toEqual({ version: 1, alerts: [] });
    expect(validatorOf(empty)(file(empty))).toBe(true);
  });

  test.each([
    ["a missing key", ({ summary: _, ...item }: Record<string, unknown>) => item],
    ["a key that nobody knows", (item: Record<string, unknown>) => ({ ...item, state: "firing" })],
    ["an address that runs code", (item: Record<string, unknown>) => ({ ...item, url: "javascript:alert(1)" })],
  ])("its schema refuses %s", (_, broken) => {
    const { alerts } = file(site);

    expect(validatorOf(site)({ version: 1, alerts: alerts.map(broken) })).toBe(false);
  });

  test("gives an alert with its rules and its runbooks", () => {
    const { alerts } = file(site);

    expect(alerts.map(({ name }: { name: string }) => name)).toEqual(["DiskSlow", "Lonely"]);
    expect(alerts[0]).toMatchInlineSnapshot(`
      {
        "name": "DiskSlow",
        "otherNames": [
          "DiskBad",
        ],
        "rules": [
          {
            "file": "content/alerts/a.yml",
            "for": "10m",
            "group": "storage",
            "leads": "page",
            "line": 4,
            "runbook_url": "https://kb.example/kb/runbooks/disk/",
            "severity": "warning",
          },
          {
            "file": "content/alerts/a.yml",
            "for": null,
            "group": "storage",
            "leads": "elsewhere",
            "line": 9,
            "runbook_url": "https://else.example/x",
            "severity": "critical",
          },
        ],
        "runbooks": [
          {
            "firstMinute": "• Do not reboot.
      • Run df.",
            "name": "disk",
            "reviewed": "2024-05-06",
            "severity": "sev2",
            "title": "Disk is slow",
            "url": "https://kb.example/kb/runbooks/disk/",
          },
        ],
        "severities": [
          "warning",
          "critical",
        ],
        "summary": "Slow",
        "url": "https://kb.example/kb/alerts/DiskSlow/",
      }
    `);
    expect(alerts[1]).toMatchObject({ summary: null, severities: [], runbooks: [] });
  });

  test("has nothing that is for another audience", () => {
    expect(page.render(site)).not.toMatch(/Secret|hidden|classified/);
  });
});

test("/api/alerts.schema.json names its draft and its own address", () => {
  expect(JSON.parse(schemaPage.render(site))).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://kb.example/kb/api/alerts.schema.json",
  });
});
