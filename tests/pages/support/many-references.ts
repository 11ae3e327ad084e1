// A site with as many references as asked for, in a mix as teams have it: three in five are settled, most are GitHub's,
// one in seven is Launchpad's with a status for each series, and most have moved once or twice.

import type { RecordEntry } from "../../../src/model/record.ts";
import type { State } from "../../../src/model/state.ts";

/** How many of fifty are in which state: twenty are not settled. */
const MIX: readonly (readonly [State, number])[] = [
  ["open", 12],
  ["in-progress", 2],
  ["unknown", 2],
  ["fixed", 4],
  ["released", 17],
  ["closed", 7],
  ["duplicate", 3],
  ["wont-fix", 2],
  ["gone", 1],
];
const STATES_OF_FIFTY = MIX.flatMap(([state, count]) => Array<State>(count).fill(state));

const PROJECTS = [
  ...["openzfs/zfs", "kubernetes/kubernetes", "prometheus/prometheus", "systemd/systemd", "moby/moby"],
  ...["grafana/loki", "cilium/cilium", "etcd-io/etcd", "envoyproxy/envoy", "postgres-operator/postgres-operator"],
];
const SUBJECTS = ["Pool import", "Kernel update", "Write path", "Controller", "Log rotation", "Leader election", "DNS"];
const TROUBLES = [
  "hangs after a suspended scrub when more than one vdev is degraded",
  "fails",
  "uses ten times the memory of the release before",
  "loses the last writes if the node is drained while a snapshot is taken",
  "no longer honours the timeout",
];
/** What upstream says of a state; where nothing stands, as of what is open. */
const SAID: Readonly<Partial<Record<State, string>>> = {
  "in-progress": "open (assigned)",
  fixed: "closed (completed)",
  released: "closed (completed)",
  closed: "closed (not stated)",
  duplicate: "closed (duplicate)",
  "wont-fix": "closed (not planned)",
};
const DOCUMENTS = 50;

/** The files of the site: its content and its record. Always the same for the same count. */
export function manyReferences(count: number): Readonly<Record<string, string>> {
  const entries = Array.from({ length: count }, (_, i) => entryOf(i));
  const pages = Array.from({ length: Math.min(DOCUMENTS, count) }, (_, i) => [
    `content/postmortems/slow-rack-${i}.md`,
    `---\ntitle: How the pools of rack ${i} became slow\n---\n\n${linksOf(entries, i)}\n`,
  ]);
  return {
    ...Object.fromEntries(pages),
    "_data/states.json": JSON.stringify({ version: 1, references: entries.filter((_, i) => !isUnseen(i)) }),
  };
}

/** Every tenth item is used in a second document. */
function linksOf(entries: readonly RecordEntry[], document: number): string {
  const used = entries.filter(
    (_, i) => i % DOCUMENTS === document || (i % 10 === 0 && (i + 7) % DOCUMENTS === document),
  );
  return used.map(({ url }, i) => `- [item ${i}](${url})`).join("\n");
}

/** Half of those that are unknown: nobody has looked at them. */
function isUnseen(i: number): boolean {
  return stateOf(i) === "unknown" && i % 2 === 0;
}

/** 7 has no factor in common with 50, so that neighbours are in different states. */
function stateOf(i: number): State {
  return at(STATES_OF_FIFTY, i * 7 + Math.floor(i / 50));
}

function entryOf(i: number): RecordEntry {
  const state = stateOf(i);
  const isLaunchpad = i % 7 === 3;
  return {
    ...addressOf(i),
    state,
    remoteStatus: said(state),
    title: i % 25 === 4 ? null : `${at(SUBJECTS, i)} ${at(TROUBLES, Math.floor(i / 3))}`,
    ...(state === "released" && { version: `2.${i % 9}.${i % 17}` }),
    ...(state === "duplicate" && { duplicateOf: addressOf(i + 1).url }),
    ...(isLaunchpad && { targets: targetsOf(state, i) }),
    since: dayOf(i),
    source: { kind: "fetched", at: dayOf(i), from: "https://api.example/items" },
    history: historyOf(state, i),
  };
}

function addressOf(i: number): Pick<RecordEntry, "url" | "tracker"> {
  if (i % 7 === 3) return { url: `https://bugs.launchpad.net/bugs/${1990000 + i}`, tracker: "launchpad" };
  if (i % 20 === 1) return { url: `https://bugzilla.kernel.org/show_bug.cgi?id=${217000 + i}`, tracker: "bugzilla" };
  if (i % 20 === 2) return { url: `https://gitlab.com/team/project/-/issues/${i}`, tracker: "gitlab" };
  return { url: `https://github.com/${at(PROJECTS, i)}/issues/${9000 + i}`, tracker: "github" };
}

function targetsOf(state: State, i: number): RecordEntry["targets"] {
  const others: readonly State[] = ["released", "fixed"];
  return ["linux (Ubuntu Jammy)", "linux (Ubuntu Noble)"].map((name, n) => ({
    name,
    state: n === 0 ? state : at(others, i),
    remoteStatus: "Fix Committed",
  }));
}

/** What is not open has come there by a move or two; of what is open, one in three was reopened. */
function historyOf(state: State, i: number): RecordEntry["history"] {
  const last = { at: dayOf(i), to: state, remoteStatus: said(state), seen: dayOf(i) };
  if (state === "unknown") return [];
  if (state === "open") return i % 3 === 0 ? [{ ...last, from: "closed" }] : [];
  if (state === "in-progress" || i % 3 > 0) return [{ ...last, from: "open" }];
  const first = { at: "2023-02-01", from: "open", to: "in-progress", remoteStatus: said("in-progress") } as const;
  return [first, { ...last, from: first.to }];
}

function said(state: State): string {
  return SAID[state] ?? "open";
}

/** A day between 2024-01-01 and 2025-12-30; 389 has no factor in common with 720. */
function dayOf(i: number): string {
  const day = (i * 389) % 720;
  return `${2024 + Math.floor(day / 360)}-${two(1 + (Math.floor(day / 30) % 12))}-${two(1 + (day % 28))}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** The entry of a list that belongs to a number. */
function at<T>(list: readonly T[], number: number): T {
  const found = list[number % list.length];
  if (found === undefined) throw new TypeError("An empty list has no entry");
  return found;
}
