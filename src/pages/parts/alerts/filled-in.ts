// The words of an alert, with the names of values in place of what Prometheus fills in: "‹device› is slow".

import { type Html, html, when } from "../../../core/html.ts";
import type { AlertRule } from "../../../model/alert.ts";

/** `{{ $labels.device }}` or `{{ $value | humanize }}`: Prometheus puts a value in its place. */
const VALUE = /\{\{-?\s*\$(?:labels\.)?(\w+)[^{}]*\}\}/;

/** Text and names of values in turn; undefined for a text with other templates. */
function partsOf(text: string): string[] | undefined {
  const parts = text.trim().split(VALUE);
  return parts.some((part) => part.includes("{{")) ? undefined : parts;
}

export function filledIn(text: string): Html | undefined {
  return partsOf(text)?.reduce<Html>(
    (words, part, i) => html`${words}${i % 2 === 0 ? part : html`<var>‹${part}›</var>`}`,
    html``,
  );
}

/** What the rules of an alert say in one line each; null if that is not known. */
export function summaryOf(rules: readonly AlertRule[]): Html | null {
  const known = distinct(rules).flatMap((text) => filledIn(text) ?? []);
  return when(known.length > 0, () => html`${known.map((text, i) => html`${i === 0 ? "" : html`<br>`}${text}`)}`);
}

/** The same as text, of the first rule that says it; "" if that is not known. */
export function summaryText(rules: readonly AlertRule[]): string {
  const [parts = []] = distinct(rules).flatMap((text) => [partsOf(text)].filter((found) => found !== undefined));
  return parts.map((part, i) => (i % 2 === 0 ? part : `‹${part}›`)).join("");
}

function distinct(rules: readonly AlertRule[]): string[] {
  return [...new Set(rules.map(({ summary = "" }) => summary.trim()).filter((text) => text !== ""))];
}

/** "warning", "critical": each once, in the order of the rules. */
export function severitiesOf(rules: readonly AlertRule[]): string[] {
  return [...new Set(rules.flatMap(({ severity }) => severity || []))];
}
