// npm run alerts: which alerts have a runbook, which lead nowhere, and which runbooks no alert leads to. It only reads.

import { parseArgs } from "node:util";
import { type AlertReport, alertReport, type Missing } from "../src/alerts/report.ts";
import { parseRuleFile } from "../src/alerts/rules.ts";
import { printable } from "../src/core/problem.ts";
import { SETTINGS_FILE } from "../src/corpus/settings.ts";
import type { Alert } from "../src/model/alert.ts";
import { readSiteContent } from "../src/site/content.ts";
import { assemble, readSources } from "../src/site/site.ts";
import { count, readOptions, run, showHelp } from "./command-line.ts";
import { PLACE_OPTIONS, PLACE_USAGE, placeFrom } from "./place-options.ts";
import { problemText } from "./print-problems.ts";
import { promtoolProblems } from "./promtool.ts";
import { asTyped } from "./typed-path.ts";

const USAGE = `Usage: npm run alerts -- [options]
  --all                name every alert with its runbooks
  --check              fail if fewer alerts have a runbook than alerts.covered in content/site.yaml says
${PLACE_USAGE.split("\n")
  .filter((line) => !/--(?:output|url|path-prefix)/.test(line))
  .join("\n")
  .replace("default: public", "default: restricted, which sees all")}
  --help               show this text
A runbook is for an alert that it names, that has its name, or whose runbook_url leads to it. Where promtool is
installed, it says what Prometheus refuses in the rules.
Exit codes: 0 report printed; 1 with --check: too few runbooks, a problem in a rule file or the settings, or rules that
Prometheus refuses; 2 wrong usage
`;

/** With the other parts, a report stays below 120 lines. */
const MOST_FILES = 40;
const MOST_NAMES = 30;

const LEADS = {
  page: "leads to",
  dead: "dead link",
  elsewhere: "leads elsewhere,",
  template: "leads to an address that cannot be known,",
  "not judged": "not judged, because the site states no url,",
} as const;

const HIDDEN = "for other readers, or with documents that are drafts";

function options() {
  const { values } = parseArgs({
    options: {
      root: PLACE_OPTIONS.root,
      audience: { ...PLACE_OPTIONS.audience, default: "restricted" },
      all: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) showHelp(USAGE);
  return { ...placeFrom(values), all: values.all, check: values.check };
}

await run(async () => {
  const { root, audience, today, all, check } = readOptions(options, USAGE);
  const content = await readSiteContent(root);
  const { alerts, corpus, problems, hiddenAlerts } = assemble(await readSources(content), { audience, today });
  const { covered: wanted, keys } = corpus.settings.alerts;
  const report = alertReport(alerts, corpus.runbooks, corpus.settings.alerts);
  const rules = content.ruleFiles.map((file) => parseRuleFile(file, keys));
  const asked = await promtoolProblems(rules.flatMap((one) => [...one.alerts, ...one.records]));
  const files = new Set(content.ruleFiles.map(({ source }) => source.file));
  const defects = problems.filter(({ kind, place }) => kind === "problem" && files.has(place.file)).length;
  const lines = [
    ...table(all ? report.alerts.map(alertRow) : fileRows(report), all),
    ...section(`${count(report.missing.length, "alert")} without a runbook`, report.missing.map(missingLine), all),
    ...section(`${count(report.orphans.length, "runbook")} that no alert leads to`, report.orphans, all),
    ...asked.problems.map((one) => `${problemText(one, { root, readLine: content.readLine })}\n`),
    asked.words,
    ...(hiddenAlerts === 0 ? [] : [`${count(hiddenAlerts, "alert")} not shown: ${HIDDEN}`]),
    ...(defects === 0
      ? []
      : [`${count(defects, "problem")} in rule files: ${asTyped("npm run build")} tells each of them`]),
    summary(report),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  if (!check) return 0;
  // What cannot be read cannot be counted.
  const isUnread =
    defects > 0 || problems.some(({ kind, place }) => kind === "problem" && place.file === SETTINGS_FILE);
  const isShort = report.percent < wanted;
  if (isShort) process.stderr.write(`alerts.covered in content/site.yaml asks for ${wanted} %\n`);
  if (isUnread)
    process.stderr.write(`Rule files or ${SETTINGS_FILE} have problems: ${asTyped("npm run build")} tells them\n`);
  if (wanted === 0) process.stderr.write(`No share is asked for: write alerts: { covered: 75 } in ${SETTINGS_FILE}\n`);
  return isShort || isUnread || asked.problems.length > 0 ? 1 : 0;
});

type Row = readonly [string, ...string[]];

/** For each file: its alerts, and how many of them have a runbook. */
function fileRows({ alerts, missing, exempt }: AlertReport): Row[] {
  const without = new Set(missing.map(({ alert }) => alert));
  const byFile = Map.groupBy(
    alerts.filter((alert) => !exempt.includes(alert)),
    fileOf,
  );
  return [...byFile].map(([file, inFile]) => {
    const covered = inFile.filter((alert) => !without.has(alert)).length;
    return [file, `${covered} of ${inFile.length}`];
  });
}

function fileOf({ rules: [first] }: Alert): string {
  return first?.place.file ?? "";
}

function alertRow({ name, rules, runbooks }: Alert): Row {
  const severities = [...new Set(rules.flatMap(({ severity }) => severity ?? []))].join(", ");
  return [name, severities, runbooks.join(", ") || "-"];
}

function table(rows: readonly Row[], all: boolean): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.min(70, Math.max(...rows.map((row) => (row[i] ?? "").length))));
  const lines = rows.map((row) => printable(row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")).trimEnd());
  return rows.length === 0 ? [] : [...(all ? lines : cut(lines, MOST_FILES)), ""];
}

function section(title: string, lines: readonly string[], all: boolean): string[] {
  if (lines.length === 0) return [];
  const shown = lines.map((line) => `  ${printable(line)}`);
  return [`${title}:`, ...(all ? shown : cut(shown, MOST_NAMES)), ""];
}

function cut(lines: readonly string[], most: number): string[] {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), `  and ${left} more: ${asTyped("npm run alerts -- --all")}`] : [...lines];
}

function missingLine({ alert, renamed }: Missing): string {
  const { name, rules } = alert;
  const [first] = rules;
  const where = rules.find(({ leads }) => leads.to === "dead")?.leads ?? first?.leads;
  const leads = where !== undefined && "url" in where ? `: ${LEADS[where.to]} ${where.url}` : "";
  return `${name}${leads}${renamed === undefined ? "" : ` (renamed? ${renamed})`}`;
}

function summary({ alerts, covered, exempt, linked, dead, percent, missing }: AlertReport): string {
  const rest = exempt.length === 0 ? "" : `, ${exempt.length} ${exempt.length === 1 ? "is" : "are"} exempt`;
  const counted = alerts.length - exempt.length;
  const links =
    dead.length === 0
      ? ""
      : `; ${dead.length} of ${count(linked, "runbook link")} ${dead.length === 1 ? "is" : "are"} dead`;
  const share = missing.length === 0 ? "" : ` (${Math.floor(percent * 10) / 10} %)`;
  return `${covered} of ${count(counted, "alert")} ${covered === 1 ? "has" : "have"} a runbook${share}${rest}${links}`;
}
