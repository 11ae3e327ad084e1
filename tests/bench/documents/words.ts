// The words of the corpus, and numbers that look random and are the same in every run.

/** A source of choices; the same seed gives the same ones. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not including, 1. Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  of<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(0, list.length - 1)] ?? list[0];
  }

  /** `count` results of a work. */
  times<T>(count: number, work: () => T): T[] {
    return Array.from({ length: count }, work);
  }
}

type Words = readonly [string, ...string[]];

function words(text: string): Words {
  const [first = "", ...others] = text.split(/\s+/);
  return [first, ...others];
}

const SYSTEM = words(
  "checkout ledger mailer catalogue basket gateway archive metering roster uploader planner notifier",
);
const PART = words("primary worker standby broker cron proxy cache scheduler collector writer reader");
export const THING = words(
  "quorum lease replica snapshot journal shard cursor buffer socket semaphore certificate keyring bucket checkpoint " +
    "heartbeat resolver listener watermark backlog manifest digest volume inode mutex handle tablet segment filter " +
    "planner histogram counter retry deadline throttle breaker rollout migration rollback probe gauge sampler ticket " +
    "runbook handover rota mirror tombstone vacuum compaction rebalance election partition route gateway subnet tunnel",
);
export const DID = words(
  "stalled drifted overflowed vanished flapped expired collided lagged leaked doubled timed-out blocked starved " +
    "rejected truncated reordered skipped evicted deadlocked restarted saturated",
);
const HOW = words(
  "stale partial silent regional idle noisy cold unbounded untested manual shared nested redundant implicit legacy " +
    "temporary orphaned throttled degraded asynchronous intermittent",
);
const TEAM = words("platform payments search identity storage networking delivery mobile");
export const TAG = words("database network storage queue tls dns deploy capacity kernel memory cache monitoring auth");
export const SEVERITY = words("sev1 sev2 sev3 sev4");

export const system = (chance: Chance) => `${chance.of(SYSTEM)}-${chance.of(PART)}`;
export const thing = (chance: Chance) => chance.of(THING);
export const did = (chance: Chance) => chance.of(DID);
export const how = (chance: Chance) => chance.of(HOW);
export const team = (chance: Chance) => chance.of(TEAM);
export const clock = (chance: Chance) => `${two(chance.whole(0, 23))}:${two(chance.whole(0, 59))}`;
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** Sentences of some 25 words; every word of a report has its turn. */
const SENTENCES: readonly [(chance: Chance) => string, ...((chance: Chance) => string)[]] = [
  (c) =>
    `At ${clock(c)} UTC the ${thing(c)} of ${system(c)} ${did(c)}, and ${c.whole(2, 95)} percent of its requests waited for a ${how(c)} ${thing(c)} that the ${team(c)} team had never measured.`,
  (c) =>
    `The person on call looked at the ${thing(c)} first, because the last ${c.whole(2, 9)} incidents of ${system(c)} had begun with a ${how(c)} ${thing(c)} in the same rack.`,
  (c) =>
    `Clients of ${system(c)} read \`E${c.whole(1000, 9999)}\` and tried again at once, which made the ${how(c)} ${thing(c)} ${c.whole(2, 30)} times as busy as on an ordinary day.`,
  (c) =>
    `Nothing on the dashboards of **${system(c)}** moved, since they show the ${thing(c)} of the whole region and only one ${how(c)} ${thing(c)} of it had ${did(c)}.`,
  (c) =>
    `A change of *${c.whole(3, 60)} lines* had removed the limit of the ${thing(c)} ten days before, and no test of ${system(c)} has ever had a ${how(c)} ${thing(c)}.`,
  (c) =>
    `When the ${team(c)} team restarted \`${system(c)}\`, the ${thing(c)} came back for ${c.whole(2, 40)} minutes, then the ${how(c)} ${thing(c)} ${did(c)} again on every machine.`,
  (c) =>
    `We know from the logs that the ${thing(c)} had ${did(c)} before the ${thing(c)} did, although the clocks of the two differ by ${c.whole(1, 900)} milliseconds.`,
  (c) =>
    `Customers in ${c.whole(2, 40)} regions saw an empty list while the ${how(c)} ${thing(c)} was copied, and ${c.whole(3, 800)} of them wrote to the support of the ${team(c)} team.`,
  (c) =>
    `The default of ${c.whole(5, 300)} seconds for a ${how(c)} ${thing(c)} was chosen when ${system(c)} had one ${thing(c)}, and it has outlived everybody who knew why.`,
  (c) =>
    `With hindsight, the alert on the ${thing(c)} of ${system(c)} would have rung ${c.whole(5, 50)} minutes earlier if it had counted each ${how(c)} ${thing(c)} instead of their mean.`,
];

/** A paragraph of so many sentences. */
export function paragraph(chance: Chance, sentences: number): string {
  return chance.times(sentences, () => chance.of(SENTENCES)(chance)).join(" ");
}
