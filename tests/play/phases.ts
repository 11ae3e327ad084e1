// The incident, phase by phase: what the hosts do, and what must be notified.

import { CPUS, type FakeHosts } from "./fake-hosts.ts";

/** A host with the guest vm1, and a second host. */
export const HOSTS = ["pve1", "pve2", "vm1"] as const;

export type Phase = {
  readonly name: string;
  readonly begin: (hosts: FakeHosts) => void;
  /** What both routes must notify in this phase. */
  readonly notified: readonly string[];
  /** What must fire in this phase and never be notified. */
  readonly muted?: readonly string[];
  /** How long it lasts in any case, in minutes of the incident. */
  readonly atLeast?: number;
  /** Whether it lasts until nothing fires any more. */
  readonly untilQuiet?: boolean;
};

export const seconds = () => Date.now() / 1000;
export const HEALTHY = { latency: 0.002, stalled: 0, idle: 0.9, load: 1, avxLost: false, answers: "always" } as const;

export const PHASES: readonly Phase[] = [
  { name: "healthy", begin: () => undefined, notified: [], atLeast: 5 },
  {
    // Both hosts boot the new kernel. Only the first has a timer for the check.
    name: "latency",
    begin(hosts) {
      const bootedAt = seconds();
      hosts.set("pve1", { bootedAt, checkedAt: bootedAt + 1, avxLost: true, latency: 0.2, stalled: 0.4 });
      hosts.set("pve2", { bootedAt });
    },
    notified: [
      ...["DiskReadLatencyHigh pve1", "DiskWriteLatencyHigh pve1", "IODelayHigh pve1", "ZfsAvxLost pve1"],
      "ZfsAvxUnchecked pve2",
    ],
  },
  {
    name: "load",
    begin: (hosts) => hosts.set("pve1", { idle: 0.01, load: 10 * CPUS }),
    notified: ["LoadHigh pve1"],
    muted: ["CPUSaturated pve1"],
  },
  {
    name: "too slow",
    begin: (hosts) => hosts.set("pve1", { answers: "now and then" }),
    notified: ["TargetMissing pve1"],
    atLeast: 10,
  },
  {
    name: "target down",
    begin(hosts) {
      hosts.set("pve1", { answers: "never" });
      hosts.set("vm1", { answers: "never" });
    },
    notified: ["TargetMissing vm1"],
  },
  {
    name: "all down",
    begin: (hosts) => hosts.set("pve2", { answers: "never" }),
    notified: ["JobMissing node"],
    muted: ["TargetMissing pve2"],
    atLeast: 10,
  },
  {
    name: "back",
    begin(hosts) {
      const bootedAt = seconds();
      for (const name of HOSTS) hosts.set(name, { ...HEALTHY, bootedAt, checkedAt: bootedAt + 1 });
    },
    notified: [],
    untilQuiet: true,
  },
];
