import { describe, expect, test } from "vitest";
import type { JudgedWait } from "../../src/model/wait.ts";
import page from "../../src/pages/metrics.11ty.ts";
import type { PageData } from "../../src/pages/page-data.ts";
import { EVIL, machineSite } from "./support/machine-site.ts";
import { readMetrics } from "./support/prometheus-text.ts";
import { NO_PROMTOOL, promtool } from "./support/promtool.ts";

const site = await machineSite();

function wait(kind: JudgedWait["consequence"]["kind"], facts: Partial<JudgedWait> = {}): JudgedWait {
  return {
    until: { ref: "https://github.com/a/b/issues/1", state: "released" },
    ...{ kind: "mitigation", text: "Reboot" },
    place: { file: "content/runbooks/disk.md", line: 1, column: 1, length: 1 },
    document: { url: "/runbooks/disk/", title: "Disk" },
    reference: site.references.list.find(({ label }) => label === "a/b#1"),
    consequence: { kind, words: "", versions: [] },
    ...facts,
  };
}

const waits = [
  wait("waiting"),
  wait("retirable"),
  wait("retirable"),
  wait("doubtful", { reference: undefined }),
  wait("retirable", { reference: undefined, until: { ref: "https://example.org/item", state: "fixed" } }),
];
const withheld = { titles: ["Broken"], others: 2, rules: 0 };
const full: PageData = { ...site, waits, build: { ...site.build, withheld } };

describe("/metrics.prom", () => {
  test("tells states, looks, workarounds and what is withheld", async () => {
    expect(await page.render(full)).toMatchInlineSnapshot(`
      "# HELP faultbook_reference_state State of an upstream item as the label state; always 1
      # TYPE faultbook_reference_state gauge
      faultbook_reference_state{tracker="github",reference="a/b#1",url="https://github.com/a/b/issues/1",state="open"} 1
      faultbook_reference_state{tracker="github",reference="a/b#2",url="https://github.com/a/b/issues/2",state="open"} 1
      faultbook_reference_state{tracker="launchpad",reference="LP #7",url="https://bugs.launchpad.net/bugs/7",state="open"} 1
      faultbook_reference_state{tracker="github",reference="a/c#9",url="https://github.com/a/c/issues/9",state="unknown"} 1

      # HELP faultbook_reference_last_good_look_timestamp_seconds Time of the last successful lookup of the item, in seconds since 1970; its age is time() minus this
      # TYPE faultbook_reference_last_good_look_timestamp_seconds gauge
      faultbook_reference_last_good_look_timestamp_seconds{tracker="github",reference="a/b#1",url="https://github.com/a/b/issues/1"} 1714960800
      faultbook_reference_last_good_look_timestamp_seconds{tracker="github",reference="a/b#2",url="https://github.com/a/b/issues/2"} 1715220000

      # HELP faultbook_reference_failed_looks Number of failed lookups of the item in a row
      # TYPE faultbook_reference_failed_looks gauge
      faultbook_reference_failed_looks{tracker="github",reference="a/b#1",url="https://github.com/a/b/issues/1"} 3
      faultbook_reference_failed_looks{tracker="github",reference="a/b#2",url="https://github.com/a/b/issues/2"} 0

      # HELP faultbook_references Number of upstream items in each state
      # TYPE faultbook_references gauge
      faultbook_references{state="unknown"} 1
      faultbook_references{state="gone"} 0
      faultbook_references{state="open"} 3
      faultbook_references{state="in-progress"} 0
      faultbook_references{state="wont-fix"} 0
      faultbook_references{state="closed"} 0
      faultbook_references{state="merged"} 0
      faultbook_references{state="fixed"} 0
      faultbook_references{state="released"} 0
      faultbook_references{state="duplicate"} 0

      # HELP faultbook_workarounds Number of workarounds that wait for upstream, by what can be done with them now
      # TYPE faultbook_workarounds gauge
      faultbook_workarounds{state="waiting"} 1
      faultbook_workarounds{state="retirable"} 3
      faultbook_workarounds{state="permanent"} 0
      faultbook_workarounds{state="doubtful"} 1

      # HELP faultbook_workaround_retirable A page with a workaround that can go, because upstream has done what it waited for; versions is empty where no version is known; always 1
      # TYPE faultbook_workaround_retirable gauge
      faultbook_workaround_retirable{document="https://kb.example/kb/runbooks/disk/",reference="a/b#1",url="https://github.com/a/b/issues/1",versions=""} 1
      faultbook_workaround_retirable{document="https://kb.example/kb/runbooks/disk/",reference="https://example.org/item",url="https://example.org/item",versions=""} 1

      # HELP faultbook_last_success_timestamp_seconds Time of the last refresh that read something upstream or had nothing to look up, in seconds since 1970; its age is time() minus this
      # TYPE faultbook_last_success_timestamp_seconds gauge
      faultbook_last_success_timestamp_seconds 1715220000

      # HELP faultbook_withheld_documents Number of files that are not published because of problems
      # TYPE faultbook_withheld_documents gauge
      faultbook_withheld_documents 3
      "
    `);
  });

  test("is text that Prometheus can read, each series once", async () => {
    const series = readMetrics(await page.render(full));

    expect(series.length).toBe(26);
    expect(series.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  });

  test("promtool agrees", async ({ skip }) => {
    if (NO_PROMTOOL !== undefined) skip(NO_PROMTOOL);

    expect(promtool(["check", "metrics"], await page.render(full))).toEqual({ exitCode: 0, text: "" });
    expect(promtool(["check", "metrics"], await page.render(site))).toEqual({ exitCode: 0, text: "" });
  });

  test("quotes, backslashes and line ends in labels are escaped", async () => {
    const label = `a"b\\c\nd{}=,${EVIL.replace("\ud800", "")}`;
    const list = site.references.list.map((reference) => ({ ...reference, label }));

    const text = await page.render({ ...site, references: { ...site.references, list } });

    const states = readMetrics(text).filter(({ name }) => name === "faultbook_reference_state");
    expect(states.map(({ labels }) => labels.reference)).toEqual(list.map(() => label));
    if (NO_PROMTOOL === undefined) expect(promtool(["check", "metrics"], text).exitCode).toBe(0);
  });

  test("references with the same short form are told apart by their address", async () => {
    const list = site.references.list.map((reference) => ({ ...reference, label: "same" }));

    const series = readMetrics(await page.render({ ...site, references: { ...site.references, list } }));

    expect(series.filter(({ name }) => name === "faultbook_reference_state")).toHaveLength(list.length);
  });

  test("what nobody knows is absent, so that an alert notices", async () => {
    const unknown = await machineSite({ ".cache/looks.json": JSON.stringify({ version: 1, looks: {} }) });

    const names = new Set(readMetrics(await page.render(unknown)).map(({ name }) => name));

    expect([...names]).toEqual([
      "faultbook_reference_state",
      "faultbook_references",
      "faultbook_workarounds",
      "faultbook_withheld_documents",
    ]);
  });

  test("is the same for the same site", async () => {
    expect(await page.render(await machineSite())).toBe(await page.render(site));
  });
});
