// Alertmanager's own tool, where this machine has it.

import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";

export const NO_AMTOOL =
  spawnSync("amtool", ["--version"]).status === 0
    ? undefined
    : "amtool is not installed: what Alertmanager itself makes of this is not asked (it comes with Alertmanager)";

/** Runs amtool and gives what it printed, and its exit code. */
export function amtool(args: readonly string[]): { readonly exitCode: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync("amtool", args, { encoding: "utf8" });
  return { exitCode: status, text: stdout + stderr };
}

export type FiringAlert = {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly status?: "resolved";
};

/** What Alertmanager makes of a template for these alerts. https://prometheus.io/docs/alerting/latest/notifications/#data */
export async function rendered(
  file: string,
  text: string,
  alerts: readonly FiringAlert[],
  facts: { readonly commonLabels?: Readonly<Record<string, string>>; readonly type?: "html" } = {},
): Promise<string> {
  const notification = `${file}.${randomUUID()}.json`;
  const isOver = alerts.every(({ status }) => status === "resolved");
  const all = alerts.map((alert) => ({ status: "firing", annotations: {}, ...alert }));
  await writeFile(
    notification,
    JSON.stringify({
      ...{ receiver: "r", status: isOver ? "resolved" : "firing", externalURL: "http://alertmanager" },
      ...{ groupLabels: {}, commonLabels: facts.commonLabels ?? {}, commonAnnotations: {}, alerts: all },
    }),
  );
  const options = { glob: file, text, data: notification, type: facts.type ?? "text" };
  const { exitCode, text: output } = amtool([
    ...["template", "render"],
    ...Object.entries(options).map(([name, value]) => `--template.${name}=${value}`),
  ]);
  if (exitCode !== 0) throw new Error(output);
  return output;
}
