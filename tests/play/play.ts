// "npm run play" plays the incident to a real Prometheus and Alertmanager, with the real rules, and follows the links of
// their notifications into the built site. With --required, a machine without the two fails instead of passing.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process, { argv, execPath, exit, stderr, stdout } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { serveFolder } from "../browser/static-server.ts";
import { FakeHosts } from "./fake-hosts.ts";
import { DEAD_MANS_SWITCH, lacking, RECEIVERS, startMonitoring } from "./monitoring.ts";
import {
  faultOf,
  type Link,
  linksIn,
  linksOf,
  Mailbox,
  type Notification,
  nameOf,
  type ServedSite,
} from "./notifications.ts";
import { HEALTHY, HOSTS, PHASES, type Phase, seconds } from "./phases.ts";

/** One second of the play is two minutes of the incident: every duration of the rules is divided by this. */
const FACTOR = 120;
const MINUTE = 60_000 / FACTOR;
const POLL = 100;

/** More than any phase needs: the longest wait of a rule is 15 minutes, behind a window of 5. */
const PATIENCE = 45;

/** What happens, told line by line with the time that is played. */
class Log {
  begin = Date.now();
  phase = "start";
  readonly failures: string[] = [];

  tell(text: string): void {
    const minutes = ((Date.now() - this.begin) / MINUTE).toFixed(1).padStart(6);
    stdout.write(`${minutes} min  ${this.phase.padEnd(12)}${text}\n`);
  }

  fail(text: string): void {
    this.failures.push(`${this.phase}: ${text}`);
    this.tell(`FAILED: ${text}`);
  }
}

/** Looks at the alerts of Prometheus again and again. */
class Watch {
  readonly #url: string;
  readonly #log: Log;
  firing: ReadonlySet<string> = new Set();
  /** Looks since the first alert, until the return, and how many of them saw none. */
  looks = 0;
  empty = 0;
  isOver = false;
  constructor(prometheus: string, log: Log) {
    this.#url = `${prometheus}/api/v1/alerts`;
    this.#log = log;
  }

  async look(): Promise<void> {
    const { data } = (await (await fetch(this.#url)).json()) as {
      data: { alerts: { state: string; labels: Record<string, string> }[] };
    };
    const firing = new Set(data.alerts.filter(({ state }) => state === "firing").map(({ labels }) => nameOf(labels)));
    firing.delete("Watchdog");
    const began = [...firing].filter((name) => !this.firing.has(name)).map((name) => `+ ${name}`);
    const ended = [...this.firing].filter((name) => !firing.has(name)).map((name) => `- ${name}`);
    if (began.length + ended.length > 0) this.#log.tell(`alerts  ${[...began, ...ended].join(", ")}`);
    this.firing = firing;
    if (this.isOver || (this.looks === 0 && firing.size === 0)) return;
    this.looks++;
    if (firing.size > 0) return;
    this.empty++;
    this.#log.fail("no alert fires");
  }
}

async function play(phase: Phase, hosts: FakeHosts, watch: Watch, mailbox: Mailbox, log: Log): Promise<void> {
  log.phase = phase.name;
  log.tell("begins");
  const since = mailbox.notifications.length;
  const begin = Date.now();
  if (phase.untilQuiet) watch.isOver = true;
  phase.begin(hosts);
  const fired = new Set<string>();
  const lacks = () => [
    ...RECEIVERS.flatMap((receiver) => {
      const got = sent(mailbox.notifications.slice(since), receiver);
      return phase.notified.filter((name) => !got.has(name)).map((name) => `${receiver} was not told of ${name}`);
    }),
    ...(phase.muted ?? []).filter((name) => !fired.has(name)).map((name) => `${name} did not fire`),
    ...(phase.untilQuiet ? [...watch.firing].map((name) => `${name} goes on`) : []),
  ];
  const played = () => (Date.now() - begin) / MINUTE;
  while (played() < (phase.atLeast ?? 0) || (lacks().length > 0 && played() < PATIENCE)) {
    await sleep(POLL);
    await watch.look();
    for (const name of watch.firing) fired.add(name);
  }
  for (const lack of lacks()) log.fail(lack);
  if (phase.name === "healthy" && fired.size > 0) log.fail(`${[...fired].join(", ")} fired`);
}

function sent(notifications: readonly Notification[], receiver: string): Set<string> {
  const alerts = notifications.filter((one) => one.receiver === receiver).flatMap((one) => one.alerts);
  return new Set(alerts.filter(({ status }) => status === "firing").map(({ labels }) => nameOf(labels)));
}

/** Once it has begun, the dead man's switch must not pause for longer than the service behind it waits. */
function checkSwitch({ notifications }: Mailbox, log: Log): number {
  const times = notifications.filter(({ receiver }) => receiver === DEAD_MANS_SWITCH).map(({ at }) => at);
  const pauses = [...times, Date.now()].map((at, i, all) => (all[i + 1] ?? at) - at);
  const longest = Math.max(...pauses) / MINUTE;
  if (times.length === 0) log.fail("the dead man's switch was silent");
  else if (longest > 15) log.fail(`the dead man's switch was silent for ${longest.toFixed(1)} minutes`);
  return times.length;
}

/** Whoever reads a message about an alert that fires, reads what to do first. */
function checkMessages({ messages }: Mailbox, log: Log): number {
  const silent = messages.filter(({ title, text }) => !/resolved/i.test(title) && !text.includes("Can it wait?"));
  for (const { title, text } of silent) log.fail(`a message has no first minute: ${title} ${text}`);
  if (messages.length === 0) log.fail("no message was sent to be read");
  return messages.length;
}

async function followLinks({ notifications, messages }: Mailbox, site: ServedSite, log: Log): Promise<number> {
  const links = new Map<string, Link>();
  for (const message of messages) for (const link of await linksIn(message, site)) links.set(link.url, link);
  for (const { alerts } of notifications) {
    for (const alert of alerts) for (const link of await linksOf(alert, site)) links.set(link.url, link);
  }
  for (const link of links.values()) {
    const { status, fault } = await faultOf(link);
    if (fault === undefined) log.tell(`${status} ${link.url}  "${link.title}"`);
    else log.fail(`${link.url}: ${fault}`);
  }
  return links.size;
}

/** The site as it is now, with the address at which it is served. */
async function build(url: string, output: string): Promise<void> {
  const child = spawn(execPath, ["scripts/build.ts", "--url", url, "--output", output], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("The site cannot be built");
}

async function main(folder: string): Promise<number> {
  const log = new Log();
  log.tell("builds the site, starts Prometheus and Alertmanager");
  const mailbox = new Mailbox(({ receiver, alerts }) => {
    if (receiver === DEAD_MANS_SWITCH) return;
    log.tell(`told    ${receiver}: ${alerts.map(({ status, labels }) => `${nameOf(labels)} ${status}`).join(", ")}`);
  });
  const hosts = new FakeHosts(HOSTS, { ...HEALTHY, bootedAt: seconds() - 1e6, checkedAt: seconds() });
  const output = join(folder, "site");
  const server = await serveFolder(output, "/");
  const site = { origin: server.origin };
  await Promise.all([mailbox.start(), hosts.start(), build(server.origin, output)]);
  const monitoring = await startMonitoring({
    ...{ folder, factor: FACTOR, origin: server.origin, templates: [join(output, "alerts.tmpl")] },
    ...{ hosts: HOSTS, exporterPort: hosts.port, webhook: mailbox.origin },
  });
  try {
    const watch = new Watch(monitoring.prometheus, log);
    log.begin = Date.now();
    for (const phase of PHASES) await play(phase, hosts, watch, mailbox, log);
    // The last messages are still on their way.
    await sleep(6 * MINUTE);
    log.phase = "end";
    for (const name of PHASES.flatMap(({ muted = [] }) => muted)) {
      if (RECEIVERS.some((receiver) => sent(mailbox.notifications, receiver).has(name))) log.fail(`${name} was told`);
    }
    const pings = checkSwitch(mailbox, log);
    const messages = checkMessages(mailbox, log);
    const links = await followLinks(mailbox, site, log);
    const counts = [
      `${PHASES.length} phases`,
      `${mailbox.notifications.length - pings} notifications`,
      `${messages} messages to read`,
      `${pings} signs of life`,
      `${watch.looks} looks from the first alert to the return, ${watch.empty} without an alert`,
      `${links} links followed`,
      `${log.failures.length} failures`,
      `${Math.round(performance.now() / 1000)} s`,
    ];
    stdout.write(`${counts.join(", ")}\n`);
    return log.failures.length === 0 ? 0 : 1;
  } finally {
    await monitoring.stop();
    mailbox.stop();
    hosts.stop();
    await server.close();
  }
}

const missing = lacking();
if (missing.length > 0) {
  stderr.write(
    `Nothing is played: ${missing.join(" and ")} cannot be run. Debian has them as prometheus and prometheus-alertmanager.\n`,
  );
  exit(argv.includes("--required") ? 1 : 0);
}
stdout.write(
  `Every duration of the rules, of Prometheus and of Alertmanager is divided by ${FACTOR}: one second is ${FACTOR / 60} minutes.\n` +
    "Not scaled: thresholds in seconds. So ScrapeSlow, which compares with 5 seconds, has no part.\n",
);
const folder = mkdtempSync(join(tmpdir(), "faultbook-play-"));
// Whoever stops the play leaves nothing behind: exit() ends the two processes, too.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => exit(1));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
exit(await main(folder));
