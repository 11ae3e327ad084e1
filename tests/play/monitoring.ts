// Prometheus and Alertmanager themselves, with the real rules and the inhibitions of the example, at the speed of the play.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import { freePort } from "./listen.ts";
import { scaleTimes } from "./scale-time.ts";

const RULES = "content/alerts/proxmox-host.yml";
const HOST_OF_RULES = "https://faultbook.example";
const EXAMPLE = "docs/prometheus/alertmanager.example.yml";

/** Debian calls it prometheus-alertmanager. */
const NAMES = { prometheus: ["prometheus"], alertmanager: ["prometheus-alertmanager", "alertmanager"] } as const;
type Tool = keyof typeof NAMES;

function binaryOf(tool: Tool): string | undefined {
  return NAMES[tool].find((name) => spawnSync(name, ["--version"]).status === 0);
}

/** Which of the two this machine lacks. */
export function lacking(): string[] {
  return (["prometheus", "alertmanager"] as const).filter((tool) => binaryOf(tool) === undefined);
}

type Setting = {
  readonly folder: string;
  readonly factor: number;
  /** Where the site is served. */
  readonly origin: string;
  readonly exporterPort: number;
  readonly hosts: readonly string[];
  /** Files of templates that Alertmanager loads. */
  readonly templates: readonly string[];
  /** Where the notifications go; the path is the receiver's name, below /slack/ for what a person would read. */
  readonly webhook: string;
};

/** Two routes see each alert, grouped in two ways. What the example never pages for, goes its way. */
export const RECEIVERS = ["by-alert", "by-instance"] as const;
export const DEAD_MANS_SWITCH = "dead-mans-switch";

type Route = { readonly receiver: string };

async function alertmanagerYml({ factor, webhook, templates }: Setting): Promise<string> {
  const example = parse(scaleTimes(await readFile(EXAMPLE, "utf8"), factor));
  const toNobody = (example.route.routes as Route[]).filter(({ receiver }) =>
    [DEAD_MANS_SWITCH, "nobody"].includes(receiver),
  );
  const json = (name: string) => ({ url: `${webhook}/${name}`, send_resolved: name !== DEAD_MANS_SWITCH });
  const slack = (name: string) => ({
    ...{ api_url: `${webhook}/slack/${name}`, channel: "#alerts", send_resolved: true },
    title: '{{ template "faultbook.slack.title" . }}',
    title_link: '{{ template "faultbook.link" . }}',
    text: '{{ template "faultbook.slack.text" . }}',
  });
  const receivers = RECEIVERS.map((name) => ({ name, webhook_configs: [json(name)], slack_configs: [slack(name)] }));
  return stringify({
    templates,
    route: {
      ...example.route,
      receiver: "by-alert",
      routes: [
        ...toNobody,
        { receiver: "by-alert", group_by: ["alertname"], continue: true },
        { receiver: "by-instance", group_by: ["instance"] },
      ],
    },
    receivers: [
      ...receivers,
      { name: DEAD_MANS_SWITCH, webhook_configs: [json(DEAD_MANS_SWITCH)] },
      { name: "nobody" },
    ],
    inhibit_rules: example.inhibit_rules,
  });
}

/** In the time that is played. A scrape gets all of its interval, because the machine may be slow itself. */
function prometheusYml({ factor, hosts, exporterPort }: Setting, alertmanagerPort: number): string {
  const targets = hosts.map((instance) => ({
    targets: [`127.0.0.1:${exporterPort}`],
    labels: { instance, __metrics_path__: `/${instance}` },
  }));
  const config = stringify({
    global: { scrape_interval: "30s", scrape_timeout: "30s", evaluation_interval: "30s" },
    rule_files: ["rules.yml"],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanagerPort}`] }] }] },
    scrape_configs: [{ job_name: "node", static_configs: targets }],
  });
  return scaleTimes(config, factor);
}

export type Monitoring = { readonly prometheus: string; readonly stop: () => Promise<void> };

export async function startMonitoring(setting: Setting): Promise<Monitoring> {
  const { folder, factor, origin, hosts } = setting;
  const [prometheusPort, alertmanagerPort] = [await freePort(), await freePort()];
  const rules = (await readFile(RULES, "utf8")).replaceAll(HOST_OF_RULES, origin);
  const file = (name: string) => join(folder, name);
  await writeFile(file("rules.yml"), "groups: []\n");
  await writeFile(file("prometheus.yml"), prometheusYml(setting, alertmanagerPort));
  await writeFile(file("alertmanager.yml"), await alertmanagerYml(setting));
  const processes = [
    start("alertmanager", [
      `--config.file=${file("alertmanager.yml")}`,
      `--storage.path=${file("alertmanager")}`,
      `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
      "--cluster.listen-address=",
    ]),
    start("prometheus", [
      `--config.file=${file("prometheus.yml")}`,
      `--storage.tsdb.path=${file("prometheus")}`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
      // The defaults of 5 minutes and 1 minute.
      `--query.lookback-delta=${300_000 / factor}ms`,
      `--rules.alert.resend-delay=${60_000 / factor}ms`,
    ]),
  ];
  const stop = async () => void (await Promise.all(processes.map(end)));
  const prometheus = `http://127.0.0.1:${prometheusPort}`;
  try {
    await until(`${prometheus}/-/ready`, processes);
    await until(`http://127.0.0.1:${alertmanagerPort}/-/ready`, processes);
    // A Prometheus that starts takes 5 seconds to find its targets. That does not shrink with the rules, so they come
    // later. Nor do the 5 seconds to find Alertmanager again: the first alerts are told late.
    const answered = new URLSearchParams({ query: `count(up == 1) == ${hosts.length}` });
    await until(`${prometheus}/api/v1/query?${answered}`, processes);
    await writeFile(file("rules.yml"), scaleTimes(rules, factor));
    processes[1]?.child.kill("SIGHUP");
    await until(`${prometheus}/api/v1/rules`, processes);
  } catch (error) {
    await stop();
    throw error;
  }
  return { prometheus, stop };
}

type Started = { readonly child: ChildProcess; readonly said: string[] };

function start(tool: Tool, args: readonly string[]): Started {
  const child = spawn(binaryOf(tool) ?? tool, ["--log.level=warn", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => said.push(chunk));
  // Whatever ends this process, even an error that nobody catches, ends them.
  process.once("exit", () => child.kill("SIGKILL"));
  return { child, said };
}

/** Its data is thrown away, so it need not end in an orderly way. */
async function end({ child }: Started): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/** Waits until an address answers, with a list that is not empty where there is one. */
async function until(url: string, processes: readonly Started[]): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const dead = processes.find(({ child }) => child.exitCode !== null);
    if (dead !== undefined) throw new Error(`${dead.child.spawnfile} has ended: ${dead.said.join("")}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok && !/"(?:result|groups)":\[\]/.test(await answer.text())) return;
    await sleep(100);
  }
  throw new Error(`${url} has no answer in 30 seconds`);
}
