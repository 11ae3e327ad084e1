// The alerts of tiny sites.

import { alertsOf } from "../../src/alerts/alerts.ts";
import { formatProblem } from "../../src/core/problem.ts";
import type { ContentOptions } from "../../src/corpus/content.ts";
import { NOTHING_WITHHELD, type Publication, type Withheld } from "../../src/corpus/publication.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { joined, readSiteContent } from "../../src/site/content.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";

const renderer = createRenderer();

export type Options = Partial<ContentOptions> &
  Omit<Publication, "withheld"> & { readonly withheld?: Partial<Withheld> };

export const SETTINGS = { "content/site.yaml": "url: https://kb.example\n" };

/** The alerts of a site whose address is https://kb.example, unless its files state another. */
export async function alertsIn(files: Files, options: Options = {}) {
  return alertsBelow(await writeSite({ ...SETTINGS, ...files }), options);
}

export async function alertsBelow(root: string, { withheld, ...options }: Options = {}) {
  const content = await readSiteContent(root, { renderer: await renderer, ...options });
  const publication = { ...options, withheld: { ...NOTHING_WITHHELD, ...withheld } };
  const { corpus, alerts: shown } = joined(content, publication);
  const found = alertsOf(corpus, shown);
  const problems = [...corpus.problems, ...found.problems];
  return {
    ...found,
    corpus,
    problems,
    names: found.alerts.map(({ name }) => name),
    told: problems.map((one) => formatProblem(one, content.readLine)).join("\n"),
  };
}

/** A file with these rules, one in each line. */
export function ruleFile(...rules: readonly object[]): string {
  return `groups:\n  - name: g\n    rules:\n${rules.map((rule) => `      - ${JSON.stringify(rule)}\n`).join("")}`;
}

/** A rule, with the address of its runbook where one is given. */
export function rule(alert: string, url?: string, more: object = {}): object {
  return { alert, expr: "up == 0", ...(url === undefined ? {} : { annotations: { runbook_url: url } }), ...more };
}
