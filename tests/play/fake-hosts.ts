// node_exporter of a few hosts that do not exist, on one port of loopback: their figures are what the play says.

import { createServer, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "./listen.ts";

/** What a host does now. Shares are of one, latencies are seconds. */
export type Figures = {
  readonly latency: number;
  readonly stalled: number;
  readonly idle: number;
  readonly load: number;
  readonly bootedAt: number;
  readonly checkedAt: number;
  readonly avxLost: boolean;
  /** Whether it answers each scrape, some, or none. */
  readonly answers: "always" | "now and then" | "never";
};

export const CPUS = 4;
const READS_PER_SECOND = 40;

/** Answers of a host that is too slow: it misses half, in more than one outage. */
const NOW_AND_THEN = [true, false, false, true, false, true, false];

export class FakeHosts {
  readonly #hosts = new Map<string, { figures: Figures; counted: Counters; at: number; scrapes: number }>();
  readonly #server: Server;
  port = 0;

  constructor(names: readonly string[], figures: Figures) {
    for (const name of names) {
      this.#hosts.set(name, {
        figures,
        counted: { reads: 0, readTime: 0, stalled: 0, idle: 0 },
        at: now(),
        scrapes: 0,
      });
    }
    this.#server = createServer((request, response) => {
      this.#answer(request.url?.slice(1) ?? "", response);
      void text(request);
    });
  }

  async start(): Promise<void> {
    this.port = await listen(this.#server);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  set(name: string, changed: Partial<Figures>): void {
    const host = this.#host(name);
    count(host);
    host.figures = { ...host.figures, ...changed };
  }

  #host(name: string) {
    const host = this.#hosts.get(name);
    if (host === undefined) throw new Error(`there is no host ${name}`);
    return host;
  }

  #answer(name: string, response: ServerResponse): void {
    const host = this.#host(name);
    const isQuick = NOW_AND_THEN[host.scrapes++ % NOW_AND_THEN.length];
    if (host.figures.answers === "never") response.socket?.destroy();
    // One that is too slow keeps the connection, and Prometheus gives up.
    else if (host.figures.answers === "always" || isQuick) {
      count(host);
      response.setHeader("content-type", "text/plain; version=0.0.4");
      response.end(metrics(name, host.figures, host.counted));
    }
  }
}

type Counters = { reads: number; readTime: number; stalled: number; idle: number };

function now(): number {
  return Date.now() / 1000;
}

/** Counters go up with the time since they were last counted. */
function count(host: { figures: Figures; counted: Counters; at: number }): void {
  const { figures, counted } = host;
  const seconds = now() - host.at;
  host.at += seconds;
  counted.reads += READS_PER_SECOND * seconds;
  counted.readTime += READS_PER_SECOND * figures.latency * seconds;
  counted.stalled += figures.stalled * seconds;
  counted.idle += figures.idle * seconds;
}

function metrics(name: string, figures: Figures, { reads, readTime, stalled, idle }: Counters): string {
  const cpus = Array.from({ length: CPUS }, (_, cpu) => cpu);
  const verdicts = { ok: !figures.avxLost, affected: figures.avxLost, unknown: false };
  return [
    `node_disk_reads_completed_total{device="zd16"} ${reads}`,
    `node_disk_read_time_seconds_total{device="zd16"} ${readTime}`,
    `node_disk_writes_completed_total{device="zd16"} ${reads}`,
    `node_disk_write_time_seconds_total{device="zd16"} ${readTime}`,
    `node_disk_io_now{device="zd16"} 1`,
    `node_pressure_io_stalled_seconds_total ${stalled}`,
    ...cpus.map((cpu) => `node_cpu_seconds_total{cpu="${cpu}",mode="idle"} ${idle}`),
    ...cpus.map((cpu) => `node_cpu_seconds_total{cpu="${cpu}",mode="iowait"} 0`),
    ...cpus.map((cpu) => `node_schedstat_running_seconds_total{cpu="${cpu}"} 1`),
    `node_load5 ${figures.load}`,
    `node_boot_time_seconds ${figures.bootedAt}`,
    `node_zfs_zpool_state{zpool="tank",state="online"} 1`,
    ...Object.entries(verdicts).map(
      ([verdict, is]) =>
        `faultbook_check_verdict{check="zfs-avx",runbook="zfs-encryption-without-avx",verdict="${verdict}"} ${Number(is)}`,
    ),
    `faultbook_triage_timestamp_seconds{host="${name}",runbook="zfs-encryption-without-avx"} ${figures.checkedAt}`,
    "",
  ].join("\n");
}
