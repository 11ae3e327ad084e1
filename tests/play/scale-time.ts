// Makes a configuration of Prometheus or Alertmanager run faster: it divides every duration of the file by one factor.

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
const DURATION = String.raw`(?:\d+(?:ms|[smhdwy]))+`;

/** `[5m]` and `[1h:30s]` in PromQL, and offsets. */
const IN_PROMQL = new RegExp(
  String.raw`(?<=\[)${DURATION}(?::${DURATION})?(?=\])|(?<=\boffset\s+-?)${DURATION}\b`,
  "g",
);

/** A whole line, or an entry of a flow mapping: `{ group_wait: 30s, … }`. */
const KEYS = "for|keep_firing_for|group_wait|interval|\\w+_interval|\\w+_timeout";
const OF_KEY = new RegExp(String.raw`(?<=^[ \t-]*(?:${KEYS}):[ \t]*)${DURATION}(?=[ \t]*(?:#.*)?$)`, "gm");

const MILLISECONDS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, y: 31536e6 } as const;

/** The text of a rule file, prometheus.yml or alertmanager.yml, with shorter durations. Thresholds stay. */
export function scaleTimes(text: string, factor: number): string {
  const shorter = (durations: string) =>
    durations
      .split(":")
      .map((duration) => `${Math.round(milliseconds(duration) / factor)}ms`)
      .join(":");
  return text.replace(IN_PROMQL, shorter).replace(OF_KEY, shorter);
}

export function milliseconds(duration: string): number {
  const parts = duration.matchAll(/(\d+)(ms|[smhdwy])/g);
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS],
    0,
  );
}
