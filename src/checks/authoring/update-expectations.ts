// Rewrites what a document's front matter expects of its checks: host names move between ok, affected and unknown. Only
// these lists change; order and line ends stay. A comment behind a name goes with it between lists of one name a line, and
// elsewhere it holds the move back; one on a line of its own stays. What the text then says is read again before it counts.

import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { Source } from "../../core/position.ts";
import { readFrontMatter } from "../../corpus/front-matter.ts";
import { VERDICTS, type Verdict } from "../../model/check.ts";
import { withItem, withKey } from "./update-addition.ts";
import type { Move } from "./update-plan.ts";
import { withoutItem } from "./update-removal.ts";
import { type Edit, edited } from "./update-text.ts";

/** The document's text with those moves that could be made, and the others, which only a person can make. */
export type Rewritten = { readonly text: string; readonly failed: readonly Move[] };

/** `text`: a whole document, with its byte order mark where it has one. */
export function rewriteExpectations(text: string, moves: readonly Move[]): Rewritten {
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  const source = new Source("", text.slice(mark));
  const { lines } = readFrontMatter(source, []);
  const [start, end] = lines < 2 ? [0, 0] : [source.offsetOfLine(2), source.offsetOfLine(lines)];
  let yaml = source.text.slice(start, end);
  const failed: Move[] = [];
  for (const move of moves) {
    const next = moved(yaml, move);
    if (next === undefined) failed.push(move);
    yaml = next ?? yaml;
  }
  return { text: text.slice(0, mark) + source.text.slice(0, start) + yaml + source.text.slice(end), failed };
}

/** The front matter after one move; undefined where it can't be made without touching anything else. */
function moved(before: string, { check: { id }, host, from, to }: Move): string | undefined {
  let after = before;
  const comments: string[] = [];
  for (;;) {
    const pair = listOf(checkOf(after, id), from);
    const removal = pair && withoutItem(after, pair, host);
    if (removal === undefined) break;
    after = edited(after, removal);
    if (removal.comment !== "") comments.push(removal.comment);
  }
  const addition = additionOf(after, checkOf(after, id), to, { host, comments });
  if (addition === undefined) return undefined;
  if (addition !== "there") after = edited(after, addition);
  const data = meant(before, id, { host, from, to });
  return data !== undefined && isDeepStrictEqual(dataOf(after), data) ? after : undefined;
}

type CheckMap = YAMLMap<Node, Node | null>;

/** The map of one check; undefined where it, or the map of all checks, is not written out in its place. */
function checkOf(yaml: string, id: string): CheckMap | undefined {
  const checks = valueAt(parse(yaml).contents, "checks");
  const check = valueAt(checks, id);
  return isMap<Node, Node | null>(check) ? check : undefined;
}

function valueAt(map: unknown, key: string): unknown {
  return isMap<Node, Node | null>(map) ? pairOf(map, key)?.value : undefined;
}

function pairOf(map: CheckMap, key: string): Pair<Node, Node | null> | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key);
}

function listOf(check: CheckMap | undefined, verdict: Verdict): Pair<Node, YAMLSeq<Node>> | undefined {
  const pair = check && pairOf(check, verdict);
  return isSeq<Node>(pair?.value) ? (pair as Pair<Node, YAMLSeq<Node>>) : undefined;
}

type Item = { readonly host: string; readonly comments: readonly string[] };

function additionOf(
  yaml: string,
  check: CheckMap | undefined,
  to: Verdict,
  { host, comments: [comment = "", ...more] }: Item,
): Edit | "there" | undefined {
  if (check === undefined || more.length > 0) return undefined;
  const list = listOf(check, to)?.value;
  if (list?.items.some((item) => isScalar(item) && item.value === host)) return comment === "" ? "there" : undefined;
  if (list) return withItem(yaml, list, host, comment);
  if (comment !== "" || pairOf(check, to) !== undefined) return undefined;
  return withKey(yaml, check, to, host, ["asks", ...before(to)]);
}

/** The verdicts that authors write before this one. */
function before(verdict: Verdict): readonly Verdict[] {
  return VERDICTS.slice(0, VERDICTS.indexOf(verdict));
}

/** As the corpus reads front matter. */
function parse(yaml: string) {
  return parseDocument(yaml, { prettyErrors: false, uniqueKeys: true });
}

function dataOf(yaml: string): unknown {
  const doc = parse(yaml);
  return doc.errors.length > 0 ? undefined : doc.toJS();
}

type Lists = { readonly checks: Record<string, Record<string, unknown>> };

/** What the front matter must say after the move. */
function meant(yaml: string, id: string, { host, from, to }: Omit<Move, "check">): unknown {
  // A copy without shared parts: what an alias repeats elsewhere must stay as it is.
  const data = JSON.parse(JSON.stringify(dataOf(yaml) ?? {})) as Partial<Lists>;
  const lists = data.checks?.[id];
  if (lists === undefined) return undefined;
  const [old, next] = [from, to].map((verdict) => (lists[verdict] as readonly string[] | undefined) ?? []);
  lists[from] = old?.filter((name) => name !== host);
  if (!next?.includes(host)) lists[to] = [...(next ?? []), host];
  return data;
}
