// The alerts that one output shows, with the addresses of their pages. It is decided before documents are linked, so
// that a link to an alert is checked as every other one.

import type { Place } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import { keyOfPlace, type Published } from "../corpus/publication.ts";
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
  /** How many names are left out, because their rules or documents are for other readers or not finished. */
  readonly hidden: number;
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
  const isHeldBack = ({ begins }: ReadRule) => withheld.alerts.has(keyOfPlace(begins));
  const read = files.flatMap(({ alerts }) => alerts);
  const shown = read.filter((rule) => !isHidden(rule) && !isHeldBack(rule));
  const { rules, problems, clashing, inOtherCase } = onOneAddressEach(shown, externalIn(published));
  const all = content.ruleFiles.flatMap((file) => rulesOf(file, keys).alerts).filter((rule) => !isHeldBack(rule));
  const kept = new Set(shown.map(({ name }) => name));
  const redirects = redirectsOf([...rules.keys()], published, inOtherCase);
  const held = new Set([...read.filter(isHeldBack), ...clashing].map(({ name }) => name));
  const isShown = new Set(ruleFiles);
  const notShown = content.ruleFiles.filter((file) => !isShown.has(file));
  const unsure = [...files.filter(isPartlyRead).map(({ file }) => file), ...notShown].map(({ source }) => source.text);
  const mayHave = anyHas(unsure);
  return {
    rules,
    ...redirects,
    pages: new Map([
      ...redirects.stubs.map(({ from, to }) => [from, `the page that leads to ${to}`] as const),
      ...[...rules.keys()].map((name) => [alertUrl(name) ?? "", `alert "${name}"`] as const),
    ]),
    hidden: new Set(all.map(({ name }) => name).filter((name) => !kept.has(name))).size,
    unread: [...files.flatMap(({ unread }) => unread), ...clashing.map(({ begins }) => begins)],
    mayBe: (name) => content.hasUnreadRules || held.has(name) || mayHave(name),
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

/**
 * Two names that differ in signs only would be one page: the first keeps it. Two that differ in capitals only would be one
 * on some machines: they share it.
 */
function onOneAddressEach(read: readonly ReadRule[], external: readonly External[]) {
  const owners = new Map<string, string>();
  const rules = new Map<string, ReadRule[]>();
  const clashing: ReadRule[] = [];
  const inOtherCase = new Map<string, string>();
  const problems: Problem[] = [];
  const isFree = (name: string, url: string, place: Place): boolean => {
    const owner = owners.get(url.toLowerCase()) ?? name;
    owners.set(url.toLowerCase(), owner);
    if (owner === name) return true;
    if (alertUrl(owner) !== url) inOtherCase.set(name, owner);
    if (alertUrl(owner) !== url) return true;
    const what = `alert ${JSON.stringify(name)} has the address of alert ${JSON.stringify(owner)}, ${url}`;
    problems.push(problem(place, what, "Rename one of them: other signs than letters, digits, _ . and - do not count"));
    return false;
  };
  for (const rule of read) {
    if (!isFree(rule.name, rule.url, rule.place)) clashing.push(rule);
    else {
      const name = inOtherCase.get(rule.name) ?? rule.name;
      if (rules.get(name)?.push(rule) === undefined) rules.set(name, [rule]);
    }
  }
  for (const { name, place } of external) {
    const url = alertUrl(name);
    if (url === undefined) problems.push(problem(place, `alert "${name}" has no address`, NO_ADDRESS));
    else if (!rules.has(name) && isFree(name, url, place) && !inOtherCase.has(name)) rules.set(name, []);
  }
  return { rules, problems, clashing, inOtherCase };
}

/** Whether one of these texts has a name. Most names are one word, and most texts do not have it. */
function anyHas(texts: readonly string[]): (name: string) => boolean {
  const byWord = new Map<string, string[]>();
  for (const text of texts)
    for (const word of new Set(text.match(WORD)))
      if (byWord.get(word)?.push(text) === undefined) byWord.set(word, [text]);
  return (name) => {
    const having = (name.match(WORD) ?? []).map((word) => byWord.get(word) ?? []);
    const fewest = having.reduce((few, own) => (own.length < few.length ? own : few), having[0] ?? texts);
    return fewest.some((text) => text.includes(name));
  };
}

const WORD = /[\p{L}\p{N}_]+/gu;
