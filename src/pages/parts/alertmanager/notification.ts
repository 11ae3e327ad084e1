// The templates of one format: what fires, then each runbook of it once with its first minute, then the alerts without
// a runbook, then what is over.

import type { PageData } from "../../page-data.ts";
import { absolute } from "../../page-type.ts";
import type { AlertNames, Block } from "./blocks.ts";
import type { Format } from "./formats.ts";
import { anyOf, collectSteps, goString, QUOTED, STEP, setAlertUrl } from "./go-template.ts";

/** More alerts are counted. */
const LISTED = 20;
/** Of more runbooks, a notification has title and address: whoever gets so many has another problem than the first minute. */
const IN_FULL = 5;
const NAMED = 3;
const NAME = 'or .Labels.alertname "Alert without a name"';

export type Parts = { readonly blocks: readonly Block[]; readonly heldBack: readonly string[] };

/** A template of all that a notification says. */
export function notification(data: PageData, name: string, format: Format, { blocks, heldBack }: Parts): string {
  const first = blocks.filter((block) => block.first.length > 0);
  const also = blocks.filter((block) => block.also.length > 0);
  return define(
    name,
    `${format.begin}{{- $firing := .Alerts.Firing }}
${collectSteps("$names", "$firing")}{{- $rest := $names }}
{{- $full := "" }}
${listed(format, "$firing")}${first.map((block) => inFull(format, block)).join("")}${also.map((block) => furtherOne(format, block)).join("")}${withoutRunbook(data, format, heldBack)}${over(format)}${format.end}`,
  );
}

function define(name: string, body: string): string {
  return `{{ define ${goString(name)} }}\n${body}{{- end }}\n`;
}

/** "DiskSlow: Reads are slow on sda", a line for each alert. */
function listed(format: Format, list: string): string {
  const { value, text, line } = format;
  return `{{- $shown := ${list} }}
{{- if gt (len ${list}) ${LISTED} }}{{ $shown = slice ${list} 0 ${LISTED} }}{{ end }}
{{- range $shown }}
{{- $said := .Annotations.summary }}{{ if not $said }}{{ $said = .Labels.instance }}{{ end }}
${line(`${value(NAME)}{{- if $said }}${text(": ")}${value("$said")}{{- end }}`)}{{- end }}
{{- if gt (len ${list}) ${LISTED} }}
${line(`${text("and ")}{{- len (slice ${list} ${LISTED}) }}${text(" more")}`)}{{- end }}
`;
}

function inFull(format: Format, block: Block): string {
  const { text, line } = format;
  const first = anyOf(allNames(block.first));
  const firstMinute =
    block.lines.length === 0
      ? line(text(`No first minute, ${block.reviewed}`))
      : line(text(`First minute, ${block.reviewed}:`)) +
        block.lines.map((words) => line(text(words.trimStart()), indentOf(words))).join("");
  return `{{- if match ${first} $names }}
{{- $rest = reReplaceAll ${first} "" $rest }}
${titleOf(format, block, named(format, block.first, " · "))}{{- if lt (len $full) ${IN_FULL} }}
{{- $full = print $full "." }}
${firstMinute}{{- end }}
{{- end }}
`;
}

/** A further runbook of an alert, unless it is the first of another one. */
function furtherOne(format: Format, block: Block): string {
  const isFurther = `match ${anyOf(allNames(block.also))} $names`;
  const condition =
    block.first.length === 0 ? isFurther : `and (${isFurther}) (not (match ${anyOf(allNames(block.first))} $names))`;
  return `{{- if ${condition} }}
${titleOf(format, block, named(format, block.also, " · also for "))}{{- end }}
`;
}

function titleOf({ text, lead, link }: Format, { title: words, url }: Block, behind: string): string {
  return lead(link(text(words), text(url), behind));
}

/** The names of those alerts that fire; of one alone it is known that it does. */
function named({ text }: Format, alerts: readonly AlertNames[], before: string): string {
  return alerts
    .map(({ name, all }) => ({ said: text(before + name), condition: `{{- if match ${anyOf(all)} $names }}` }))
    .map(({ said, condition }) => (alerts.length === 1 ? said : `${condition}${said}{{- end }}`))
    .join("");
}

function allNames(alerts: readonly AlertNames[]): string[] {
  return alerts.flatMap(({ all }) => all);
}

function indentOf(words: string): number {
  return words.length - words.trimStart().length;
}

/** A line for each alert that no runbook of the site is for, with the address that its rule states. */
function withoutRunbook(data: PageData, format: Format, heldBack: readonly string[]): string {
  const { text, value, address, line, lead, link } = format;
  const stated = data.corpus.settings.alerts.keys.map(
    (key) => `{{- if not $stated }}{{ $stated = index .Annotations ${goString(key)} }}{{ end }}\n`,
  );
  const notPublished =
    heldBack.length === 0
      ? ""
      : `{{- if match ${anyOf(heldBack)} $exact }}\n${line(text("Its runbook is not published"))}{{- else }}\n`;
  return `{{- if $rest }}
{{- $url := "" }}{{ $count := "" }}
{{- range $firing }}
{{- $exact := ${QUOTED} (printf "<%s>" (${STEP})) }}
{{- if match $exact $rest }}
{{- $rest = reReplaceAll $exact "" $rest }}{{ $count = print $count "." }}
{{- if le (len $count) ${LISTED} }}
${setAlertUrl(absolute(data, "/alerts/"))}${lead(link(value(NAME), "{{- $url }}"))}${notPublished}{{- $stated := .Annotations.runbook_url }}
${stated.join("")}{{- if $stated }}
${line(`${text("Its rule leads to ")}${address("$stated")}`)}{{- else }}
${line(text("No runbook"))}{{- end }}
${notPublished === "" ? "" : "{{- end }}\n"}{{- end }}
{{- end }}
{{- end }}
{{- if gt (len $count) ${LISTED} }}
${lead(`${text("and ")}{{- len (slice $count ${LISTED}) }}${text(" more without a runbook")}`)}{{- end }}
{{- end }}
`;
}

/** Nobody needs a first minute for what is over. */
function over(format: Format): string {
  const words = format.text("Resolved:");
  return `{{- $resolved := .Alerts.Resolved }}
{{- if $resolved }}
{{- if $firing }}
${format.lead(words)}{{- else }}
${format.line(words)}{{- end }}
${listed(format, "$resolved")}{{- end }}
`;
}

/** "[FIRING:3] DiskSlow, LoadHigh on pve1", on one line. */
export function title(name: string, { text, value }: Format): string {
  return define(
    name,
    `{{- $alerts := .Alerts.Firing }}
${text("[")}{{- .Status | toUpper }}
{{- if $alerts }}${text(":")}{{- len $alerts }}{{ else }}{{ $alerts = .Alerts.Resolved }}{{ end }}${text("] ")}
{{- $seen := "" }}{{ $count := "" }}
{{- range $alerts }}
{{- $step := printf "<%s>" (${STEP}) }}
{{- if not (match (${QUOTED} $step) $seen) }}
{{- if lt (len $count) ${NAMED} }}{{- if $count }}${text(", ")}{{- end }}${value(NAME)}{{- end }}
{{- $seen = print $seen $step }}{{ $count = print $count "." }}
{{- end }}
{{- end }}
{{- if gt (len $count) ${NAMED} }}${text(" and ")}{{- len (slice $count ${NAMED}) }}${text(" more")}{{- end }}
{{- if .CommonLabels.instance }}${text(" on ")}${value(".CommonLabels.instance")}{{- end }}
`,
  );
}

/** The address of the first runbook, else of the page of an alert, else of all alerts. */
export function firstLink(data: PageData, name: string, { blocks }: Parts): string {
  const all = absolute(data, "/alerts/");
  const runbooks = blocks.filter(({ first }) => first.length > 0);
  return define(
    name,
    `{{- $url := "" }}{{ $alerts := .Alerts.Firing }}{{ if not $alerts }}{{ $alerts = .Alerts }}{{ end }}
${collectSteps("$names", "$alerts")}${runbooks.map(ifFirst).join("")}{{- range $alerts }}{{ if not $url }}
${setAlertUrl(all)}{{- end }}{{ end }}
{{- or $url ${goString(all)} }}
`,
  );
}

function ifFirst({ first, url }: Block): string {
  return `{{- if not $url }}{{ if match ${anyOf(allNames(first))} $names }}{{ $url = ${goString(url)} }}{{ end }}{{ end }}\n`;
}
