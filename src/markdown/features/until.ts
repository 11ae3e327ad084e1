// A link whose title is an `until`: [until the fix is out](https://… "until released in linux"). Its outcome is printed
// after the link; the item, the callout or the paragraph around it says what it is about.

import type { Token } from "markdown-it";
import { nearestName } from "../../core/nearest-name.ts";
import type { Place } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { AWAITED, type Until } from "../../model/until.ts";
import { attribute, type Draft, draftOf, type FoundUntil, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { leadsOut } from "./links.ts";

export const until: MarkdownFeature = {
  name: "until",
  install(md) {
    // After the rule of addresses.ts, which stores address and place at each link.
    md.core.ruler.push("collect_untils", ({ tokens, Token: TokenClass, env }) =>
      collectUntils(tokens, TokenClass, draftOf(env)),
    );
    md.renderer.rules.until = (tokens, i, _options, env) =>
      slotMark(draftOf(env), { kind: "until", ...(tokens[i]?.meta as Linked) });
  },
};

type Linked = { readonly url: string; readonly place: Place };
type TokenClass = new (type: string, tag: string, nesting: 0) => Token;

/** The blocks that an `until` may be about; the texts are those of their paragraphs. */
type Enclosing = { readonly kind: FoundUntil["kind"]; readonly texts: string[] };

const KINDS: Readonly<Record<string, FoundUntil["kind"]>> = { alert: "callout", list_item: "step" };

function collectUntils(tokens: readonly Token[], TokenClass: TokenClass, draft: Draft): void {
  // Few documents have one, and all texts would be collected for it.
  if (!tokens.some(({ children }) => children?.some(isMeant))) return;
  const found: (Omit<FoundUntil, "text" | "kind"> & { readonly within: Enclosing })[] = [];
  const open: Enclosing[] = [];
  for (const block of tokens) {
    const kind = KINDS[block.type.replace(/_(?:open|close)$/, "")];
    if (kind !== undefined && block.nesting === 1) open.push({ kind, texts: [] });
    if (kind !== undefined && block.nesting === -1) open.pop();
    if (block.type !== "inline") continue;
    const within = open.at(-1) ?? { kind: "text", texts: [] };
    within.texts.push((block.children ?? []).map(plainText).join(""));
    for (const taken of takeUntils(block, TokenClass, draft)) found.push({ ...taken, within });
  }
  for (const {
    within: { kind, texts },
    ...rest
  } of found)
    draft.untils.push({ ...rest, kind, text: shortened(texts) });
}

/** The `until` of each link in a block. Their titles are removed: the page says the same in words, and better. */
function takeUntils(block: Token, TokenClass: TokenClass, draft: Draft): { until: Until; place: Place }[] {
  const children = block.children ?? [];
  return [...children].flatMap((token) => {
    const linked = token.meta as Linked | null;
    if (!isMeant(token) || linked === null) return [];
    const title = attribute(token, "title");
    const stated = parseUntil(title, linked.url);
    if (stated !== undefined && !leadsOut(linked.url)) {
      draft.problems.push(ownPage(linked, title));
      return [];
    }
    if (stated === undefined) {
      if (title.startsWith("until") || STATED.test(title)) draft.problems.push(unfit(linked.place, title));
      return [];
    }
    token.attrs = token.attrs?.filter(([name]) => name !== "title") ?? null;
    const start = children.indexOf(token);
    const end = children.findIndex(({ type }, i) => i > start && type === "link_close");
    const mark = new TokenClass("until", "", 0);
    mark.meta = { url: linked.url, place: linked.place };
    children.splice(end + 1, 0, mark);
    return [{ until: stated, place: linked.place }];
  });
}

function isMeant(token: Token): boolean {
  return token.type === "link_open" && MEANT.test(attribute(token, "title"));
}

const MEANT = /^until(?:[\s:=]|$)/i;
/** "Until: released": with a state after it, no sentence begins there. */
const STATED = new RegExp(`^until\\s*[:=]\\s*(?:${AWAITED.join("|")})\\b`, "i");
const TITLE = new RegExp(`^until\\s+(${AWAITED.join("|")})(?:\\s+in\\s+(\\S+))?\\s*$`, "i");

/** "until released in linux" → what to wait for at that address; undefined if the title does not fit. */
function parseUntil(title: string, ref: string): Until | undefined {
  const [, word, name] = TITLE.exec(title) ?? [];
  const state = AWAITED.find((known) => known === word?.toLowerCase());
  return state === undefined ? undefined : { ref, state, ...(name === undefined ? {} : { package: name }) };
}

const GRAMMAR = `Write "until STATE" or "until STATE in PACKAGE", where STATE is one of ${AWAITED.join(", ")}`;

function unfit(place: Place, title: string): Problem {
  const [, word = "", ...rest] = title
    .trim()
    .replace(/[\s:=]+/, " ")
    .split(/\s+/);
  const guess = nearestName(word, AWAITED);
  const meant = ["until", guess, ...(rest[0] === "in" && rest[1] !== undefined ? rest.slice(0, 2) : [])].join(" ");
  const remedy = guess === undefined ? GRAMMAR : `Did you mean "${meant}"? ${GRAMMAR}`;
  return problem(place, `link title "${title}" looks like an until but is not one`, remedy);
}

function ownPage({ url, place }: Linked, title: string): Problem {
  const remedy = "Put this title on a link to the upstream item, or give this link another title";
  return problem(
    place,
    `link to "${url}" with the title "${title}": a page of this site has no state to wait for`,
    remedy,
  );
}

function plainText({ type, content }: Token): string {
  if (type === "softbreak" || type === "hardbreak") return " ";
  return type === "text" || type === "code_inline" ? content : "";
}

const LONGEST = 140;

/** One line, cut between words. */
function shortened(texts: readonly string[]): string {
  const text = texts.join(" ").replace(/\s+/g, " ").trim();
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/\s+\S*$/, "")} …`;
}
