// The alerts that one output shows, with the addresses of their pages. It is decided before documents are linked, so
// that a link to an alert is checked as every other one.

import type { Place } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import type { Published } from "../corpus/publication.ts";
import type { RuleFile } from "../corpus/rule-files.ts";
import type { ReadRule } from "../model/alert.ts";
import { alertUrl } from "../model/urls.ts";
import { hiddenAlerts } from "./hidden.ts";
import { type Redirects, redirectsOf } from "./redirects.ts";
import { NO_ADDRESS, parseRuleFile, type Rules } from "./rules.ts";

export type ShownAlerts = Redirects & {
  /** The rules of each alert by its name; none for one whose rule is in a file that the site does not read. */
  readonly rules: ReadonlyMap<string, readonly ReadRule[]>;
  /** Address → what is there, in words. */
  readonly pages: ReadonlyMap<string, string>;
  /** Where rules begin that could not be read. */
  readonly unread: readonly Place[];
  /** Whether a rule that is not shown may define an alert of this name: then nothing is said of it. */
  readonly mayBe: (name: string) => boolean;
  readonly problems: readonly Problem[];
};

/** What this output shows. Pure. */
export function shownAlerts(published: Published): ShownAlerts {
  const { content, ruleFiles, withheld } = published;
  const { keys } = content.settings.alerts;
  const files = ruleFiles.map((file) => ({ file, ...rulesOf(file, keys) }));
  const isHidden = hiddenAlerts(published);
  const isHeldBack = ({ begins: { file, line } }: ReadRule) => withheld.alerts.has(`${file}:${line}`);
  const read = files.flatMap(({ alerts }) => alerts);
  const shown = read.filter((rule) => !isHidden(rule) && !isHeldBack(rule));
  const { rules, problems, clashing } = onOneAddressEach(shown, externalIn(published));
  const redirects = redirectsOf([...rules.keys()], published);
  const held = new Set([...read.filter(isHeldBack), ...clashing].map(({ name }) => name));
  const notShown = content.ruleFiles.filter((file) => !ruleFiles.includes(file));
  const unsure = [...files.filter(isPartlyRead).map(({ file }) => file), ...notShown].map(({ source }) => source.text);
  return {
    rules,
    ...redirects,
    pages: new Map([
      ...redirects.stubs.map(({ from, to }) => [from, `the page that leads to ${to}`] as const),
      ...[...rules.keys()].map((name) => [alertUrl(name) ?? "", `alert "${name}"`] as const),
    ]),
    unread: [...files.flatMap(({ unread }) => unread), ...clashing.map(({ begins }) => begins)],
    mayBe: (name) => content.hasUnreadRules || held.has(name) || unsure.some((text) => hasWord(text, name)),
    problems: [...files.flatMap((file) => file.problems), ...problems, ...redirects.problems],
  };
}

/** A file is read once, however many outputs are made. */
const READ = new WeakMap<RuleFile, Rules>();

function rulesOf(file: RuleFile, keys: readonly string[]): Rules {
  const rules = READ.get(file) ?? parseRuleFile(file, keys);
  READ.set(file, rules);
  return rules;
}

function isPartlyRead({ isWhole, unread }: Rules): boolean {
  return !isWhole || unread.length > 0;
}

type External = { readonly name: string; readonly place: Place };

/** Alerts that runbooks name, and whose rules are elsewhere. */
function externalIn({ documents }: Published): External[] {
  const runbooks = documents.filter((one): one is RunbookDocument => one.kind === "runbook");
  return runbooks.flatMap(({ data, placeOf }) =>
    data.alerts.flatMap(({ name, external }, i) => (external ? [{ name, place: placeOf("alerts", i) }] : [])),
  );
}

/** Two names that differ in signs only would be one page: the first keeps it. */
function onOneAddressEach(read: readonly ReadRule[], external: readonly External[]) {
  const owners = new Map<string, string>();
  const rules = new Map<string, ReadRule[]>();
  const clashing: ReadRule[] = [];
  const problems: Problem[] = [];
  const isFree = (name: string, url: string, place: Place): boolean => {
    const owner = owners.get(url) ?? name;
    owners.set(url, owner);
    if (owner === name) return true;
    problems.push(problem(place, `alert "${name}" has the address of alert "${owner}", ${url}`, "Rename one of them"));
    return false;
  };
  for (const rule of read) {
    if (!isFree(rule.name, rule.url, rule.place)) clashing.push(rule);
    else if (rules.get(rule.name)?.push(rule) === undefined) rules.set(rule.name, [rule]);
  }
  for (const { name, place } of external) {
    const url = alertUrl(name);
    if (url === undefined) problems.push(problem(place, `alert "${name}" has no address`, NO_ADDRESS));
    else if (!rules.has(name) && isFree(name, url, place)) rules.set(name, []);
  }
  return { rules, problems, clashing };
}

function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + name.length))) return true;
  }
  return false;
}

/** A letter beside a name makes it another name. */
const LETTER = /[\p{L}\p{N}_]/u;
