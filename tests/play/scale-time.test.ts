// The play runs the real rules faster: every duration must shrink, and nothing else may change.

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { milliseconds, scaleTimes } from "./scale-time.ts";

test("every duration of a rule is divided by the factor, thresholds and texts are not", () => {
  const rule = `
      # for: 10m restarts
      - alert: Slow
        expr: |
          rate(a_seconds_total{device=~"sd[a-z]+|zd[0-9]+"}[5m]) > 0.1
            and max_over_time(b[1h30m:30s] offset 5m) > 5 unless c offset -1d
        for: 10m
        keep_firing_for: 1m # a comment
        labels: { severity: warning }
        annotations:
          description: "In 10m, for: 5m, {{ $value | humanizeDuration }} of [job]"`;

  expect(scaleTimes(rule, 60)).toMatchInlineSnapshot(`
    "
          # for: 10m restarts
          - alert: Slow
            expr: |
              rate(a_seconds_total{device=~"sd[a-z]+|zd[0-9]+"}[5000ms]) > 0.1
                and max_over_time(b[90000ms:500ms] offset 5000ms) > 5 unless c offset -1440000ms
            for: 10000ms
            keep_firing_for: 1000ms # a comment
            labels: { severity: warning }
            annotations:
              description: "In 10m, for: 5m, {{ $value | humanizeDuration }} of [job]""
  `);
});

test("so is every duration of the configurations", () => {
  const config =
    "scrape_interval: 30s\nscrape_timeout: 10s\ngroup_wait: 0s\n  - repeat_interval: 12h\n  equal: [job]\n";

  expect(scaleTimes(config, 120)).toBe(
    "scrape_interval: 250ms\nscrape_timeout: 83ms\ngroup_wait: 0ms\n  - repeat_interval: 360000ms\n  equal: [job]\n",
  );
});

test("of the real rule file, the durations change and nothing else", async () => {
  const rules = await readFile("content/alerts/proxmox-host.yml", "utf8");
  const scaled = scaleTimes(rules, 60);
  const durations = /(?<=\[|for: )\d+(?:ms|[mh])(?=\]|$)/gm;
  const [before, after] = [rules, scaled].map((text) => (text.match(durations) ?? []).map(milliseconds));

  expect(before?.length).toBeGreaterThan(30);
  expect(after).toEqual(before?.map((duration) => duration / 60));
  expect(scaled.replace(durations, "")).toBe(rules.replace(durations, ""));
});
