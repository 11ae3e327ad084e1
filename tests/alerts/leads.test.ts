import { describe, expect, test } from "vitest";
import { runbook } from "../corpus/tiny-site.ts";
import { alertsIn, rule, ruleFile } from "./tiny-alerts.ts";

const SITE = {
  "content/runbooks/x.md": runbook("alerts: [Full]"),
  "content/runbooks/node/Disk.md": runbook("aliases: [/old/disk/]"),
  "content/pages/Über.md": "# Über\n\n[Plan](/media/plan.pdf)\n",
  "content/media/plan.pdf": "%PDF-1.4\n",
};

/** Where alert "A" with this runbook_url leads, and what is said of it. */
async function leadsTo(url: string, files: Readonly<Record<string, string>> = {}, options = {}) {
  const all = { ...SITE, "content/alerts/a.yml": ruleFile(rule("A", url)), ...files };
  const { alerts, problems, corpus } = await alertsIn(all, options);
  const told = problems.filter(({ place }) => place.file === "content/alerts/a.yml");
  return { leads: alerts[0]?.rules[0]?.leads, told, alert: alerts[0], corpus };
}

describe("a runbook_url", () => {
  test.each([
    ["https://kb.example/runbooks/x/", "/runbooks/x/"],
    ["https://kb.example/runbooks/x", "/runbooks/x/"],
    ["http://KB.example:80/runbooks/x/index.html", "/runbooks/x/"],
    ["https://kb.example/runbooks/x/?from=am", "/runbooks/x/?from=am"],
    ["https://kb.example/runbooks/x/#mitigation", "/runbooks/x/#mitigation"],
    ["https://kb.example/runbooks/node/disk", "/runbooks/node/disk/"],
    ["https://kb.example/old/disk", "/runbooks/node/disk/"],
    ["https://kb.example/checks/", "/checks/"],
    ["https://kb.example/alerts/A/", "/alerts/A/"],
    ["https://kb.example/%C3%BCber/", "/über/"],
    ["https://kb.example/", "/"],
    ["https://kb.example/media/plan.pdf", "/media/plan.pdf"],
  ])("%s leads to a page of this site", async (url, page) => {
    const { leads, told } = await leadsTo(url);

    expect(leads).toEqual({ to: "page", url: page });
    // That its own page covers it as little as none is said in tests/alerts/coverage.test.ts.
    expect(told.filter(({ summary }) => !summary)).toEqual([]);
  });

  test("in other capitals leads there, and its author learns why that may fail", async () => {
    const { leads, told } = await leadsTo("https://kb.example/runbooks/Node/DISK#impact");

    expect(leads).toEqual({ to: "page", url: "/runbooks/node/disk/#impact" });
    expect(told).toMatchObject([
      {
        kind: "advice",
        what: 'alert "A" leads to "/runbooks/Node/DISK", in other capitals than the page "/runbooks/node/disk/"',
      },
    ]);
  });

  test.each([
    ["https://kb.example/nowhere/", '"/nowhere/", which does not exist'],
    ["https://kb.example/runbooks/y/", '"/runbooks/y/", which does not exist'],
    ["https://kb.example/content/runbooks/x.md", '"/content/runbooks/x.md", which does not exist'],
    ["https://kb.example/runbooks/x/#no-such", '"/runbooks/x/#no-such": that page has no anchor "#no-such"'],
    ["https://kb.example/runbooks/other/x", '"/runbooks/other/x", which does not exist'],
    ["javascript:alert(1)", '"javascript:alert(1)", which is no page'],
    ["data:text/html,x", '"data:text/html,x", which is no page'],
  ])("%s is a Problem", async (url, what) => {
    const { leads, told } = await leadsTo(url);

    expect(leads).toEqual({ to: "dead", url });
    expect(told).toMatchObject([{ kind: "problem", what: `alert "A" leads to ${what}`, place: { line: 4 } }]);
  });

  test.each(["TODO", "/runbooks/x/", "kb.example/runbooks/x"])("%s is no URL", async (url) => {
    expect((await leadsTo(url)).told).toMatchObject([
      { what: `alert "A" has runbook_url "${url}", which is not a URL` },
    ]);
  });

  test("with user and password is a Problem, and no output has them", async () => {
    const { leads, told } = await leadsTo("https://me:s3cret@wiki.example/x");

    expect(leads).toEqual({ to: "dead", url: "https://***@wiki.example/x" });
    expect(told).toMatchObject([{ kind: "problem", what: 'alert "A" leads to an address with user and password' }]);
  });

  test("guesses the page that was meant", async () => {
    const { told } = await leadsTo("https://kb.example/runbooks/other/x");

    expect(told[0]?.remedy).toContain('Did you mean "/runbooks/x/"?');
  });

  test.each([
    "https://wiki.example/runbooks/x/",
    "https://kb.example.evil.example/runbooks/x/",
    "https://kb.example:8443/runbooks/x/",
  ])("%s leads elsewhere, and covers nothing", async (url) => {
    const { leads, alert, told } = await leadsTo(url);

    expect(leads).toEqual({ to: "elsewhere", url });
    expect(alert?.runbooks).toEqual([]);
    expect(told).toMatchObject([{ kind: "advice", what: expect.stringMatching(/^alerts that lead to another host/) }]);
  });

  test.each(["https://kb.example/runbooks/{{ $labels.alertname }}/", "{{ $externalURL }}/x", "https://$(HOST)/x"])(
    "%s cannot be known",
    async (url) => {
      expect(await leadsTo(url)).toMatchObject({ leads: { to: "template", url }, told: [] });
    },
  );

  test("of a mirror or a former host is looked up here, with the site's folder or without it", async () => {
    const settings = {
      "content/site.yaml":
        "url: https://kb.example\npathPrefix: /kb/\nalerts: { hosts: [old.example, 'kb.example:8443'] }\n",
    };
    const to = async (url: string) => (await leadsTo(url, settings)).leads?.to;

    expect(await to("https://old.example/kb/runbooks/x/")).toBe("page");
    expect(await to("https://old.example/runbooks/x/")).toBe("page");
    expect(await to("https://kb.example:8443/kb/runbooks/x/")).toBe("page");
    expect(await to("https://old.example/kb/runbooks/y/")).toBe("dead");
    expect(await to("https://kb.example/kb")).toBe("page");
    expect(await to("https://kb.example/runbooks/x/")).toBe("elsewhere");
  });

  test("is held against the address that the settings state, whatever a preview overrides", async () => {
    const { leads, corpus } = await leadsTo("https://kb.example/runbooks/x/", {}, { url: "https://preview.example" });

    expect(corpus.settings.url).toBe("https://preview.example");
    expect(leads).toEqual({ to: "page", url: "/runbooks/x/" });
  });

  test("is not judged where the site states no address", async () => {
    const { leads, told } = await leadsTo("https://kb.example/nowhere/", { "content/site.yaml": "title: x\n" });

    expect(leads?.to).toBe("not judged");
    expect(told).toEqual([]);
    const { told: preview } = await alertsIn(
      { "content/site.yaml": "title: x\n", "content/alerts/a.yml": ruleFile(rule("A", "https://kb.example/x/")) },
      { url: "https://preview.example" },
    );
    expect(preview).toContain("site.yaml:1:1  advice: no url is stated, so that no runbook_url is judged");
  });

  test("that leads to a runbook which is held back is no fault of the alert", async () => {
    const withheld = { files: new Set(["content/runbooks/x.md"]) };

    expect(await leadsTo("https://kb.example/runbooks/x/", {}, { withheld })).toMatchObject({
      leads: { to: "held-back" },
      told: [],
    });
  });
});
