// Code: highlighted by class; a fence with `check=` becomes the slot of its panel; a label that is nearly one of ours
// is a defect of the content.

import { htmlEscape } from "escape-goat";
import type { Token } from "markdown-it";
import { didYouMean, nearestName } from "../../core/nearest-name.ts";
import type { Place } from "../../core/position.ts";
import { advice, type Problem, problem } from "../../core/problem.ts";
import { type Draft, draftOf, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { FENCE_LABELS, type FenceInfo, isForeignLabel, parseFenceInfo, SHELL_LANGUAGE } from "../fence-info.ts";
import { isScript } from "../find-placeholders.ts";
import type { Highlighter } from "../highlight.ts";
import { diagramOf } from "../marks/fence-marks.ts";
import { highlightAround, namesToFill, placeholderElement } from "../placeholders.ts";
import { looksLikeSession, markSession, sessionLines } from "../sessions.ts";
import { isTold, tellOnce } from "../tell-once.ts";

export const fences: MarkdownFeature = {
  name: "fences",
  install(md, { highlighter }) {
    md.core.ruler.after("block", "sessions", ({ tokens }) => tokens.forEach(nameSession));
    // Indented code is a fence without an info string.
    md.renderer.rules.fence = md.renderer.rules.code_block = (tokens, i, _options, env) => {
      const token = tokens[i];
      if (token === undefined) return "";
      const draft = draftOf(env);
      const line = draft.linesBefore + (token.map?.[0] ?? 0) + 1;
      return fence(parseFenceInfo(token.info), token.content, { draft, line, highlighter });
    };
  },
};

/** No command of a script begins with "$ ": such a fence is a session, whatever its author has called it. */
function nameSession(token: Token): void {
  if (token.type !== "fence" || !looksLikeSession(token.content)) return;
  const { language, check, never, title, unknown } = parseFenceInfo(token.info);
  if (!isScript(language) || check !== undefined) return;
  const quote = title?.includes('"') ? "'" : '"';
  const labels = [...(never ? ["run=never"] : []), ...(title ? [`title=${quote}${title}${quote}`] : []), ...unknown];
  token.info = ["console", ...labels].join(" ");
}

type Given = { readonly draft: Draft; readonly line: number; readonly highlighter: Highlighter };

function fence(info: FenceInfo, content: string, given: Given): string {
  const { draft, line, highlighter } = given;
  const language = knownLanguage(info, given);
  reportLabels(info, given);
  // A trailing line break would make an empty last token line.
  const code = content.replace(/\n$/, "");
  const names = namesToFill(code, info, draft, line);
  const highlighted = highlightAround(
    code,
    names,
    (text) => highlighter.highlight(text, language),
    (name) => placeholderElement(name, info.never),
  );
  const session = sessionLines(code, info);
  const html = session === undefined ? highlighted.html : markSession(highlighted.html, session);
  for (const [name, css] of highlighted.styles) draft.tokenStyles.set(name, css);
  const pre = `<pre data-language="${language}"><code>${html}</code></pre>`;
  const place = draft.source.find(info.check === undefined ? "```" : `check=${info.check}`, line, line);
  if (highlighted.uncoloured !== undefined) tellUncoloured(highlighted.uncoloured, place, draft);
  if (info.check !== undefined && info.never) draft.problems.push(neverTried(info.check, place));
  // For an unknown language, only that was reported.
  const isBash = TRIED.test(language) || language !== info.language;
  if (info.check !== undefined && !isBash) draft.problems.push(noBash(info.check, language, place));
  if (info.check === undefined || info.never || !isBash) {
    draft.untested.push({ place, language, never: info.never });
    const copied = isScript(language) || session !== undefined;
    return frame(pre, info, { language, copied, named: names.length > 0 });
  }
  draft.checks.push({ id: info.check, snippet: content, html: pre, place });
  return slotMark(draft, { kind: "check", id: info.check });
}

const UNCOLOURED = "code is not coloured: ";

/** Once per file: the next one has another number, but the same remedy. */
function tellUncoloured(reason: string, place: Place, { problems }: Draft): void {
  if (problems.some(({ what }) => what.startsWith(UNCOLOURED))) return;
  const remedy = 'Break it into shorter lines, or call the fence "text"';
  problems.push(advice(place, UNCOLOURED + reason, remedy));
}

function neverTried(id: string, place: Place): Problem {
  const remedy = "Remove run=never or check=: a check is run, and only reads";
  return problem(place, `check "${id}" has run=never`, remedy);
}

/** Languages that bash reads as the author means them. */
const TRIED = /^(?:bash|sh|shell)$/;

function noBash(id: string, language: string, place: Place): Problem {
  const remedy = `Write \`\`\`bash check=${id}, or remove check=: checks run in bash`;
  return problem(place, `check "${id}" is in a fence of the language "${language}"`, remedy);
}

type Framed = { readonly language: string; readonly copied: boolean; readonly named: boolean };

/** `shell` asks for a copy button. A command that changes something is never copied unread, nor filled in. */
function frame(pre: string, { never, title }: FenceInfo, { language, copied, named }: Framed): string {
  const classes = copied && !never ? "snippet shell" : "snippet";
  const byHand = named ? ". Type the names in &lt;…&gt; by hand" : "";
  const note = never ? `Changes the system · not tested${byHand}` : "Not tested";
  const isNoted = never || SHELL_LANGUAGE.test(language);
  return `<figure class="${classes}">${caption(title, isNoted ? note : "", never)}${pre}</figure>\n`;
}

/** A figure has one caption: a title and a note share it. */
function caption(title: string | undefined, note: string, never: boolean): string {
  if (note === "") return title === undefined ? "" : `<figcaption class="title">${htmlEscape(title)}</figcaption>`;
  const above = title === undefined ? "" : `<span class="title">${htmlEscape(title)}</span> `;
  return `<figcaption class="${never ? "never" : "untried"}">${above}${note}</figcaption>`;
}

/** A check must be in bash; anywhere else, an unknown language only costs the reader its colours. */
function knownLanguage(info: FenceInfo, { draft, line, highlighter }: Given): string {
  if (highlighter.knows(info.language)) return info.language;
  // As a diagram, it is reported by dialects.ts.
  if (info.check === undefined && diagramOf(info.language) !== undefined) return "text";
  const what = `fence in an unknown language "${info.language}"`;
  if (info.check === undefined && isTold(draft, what)) return "text";
  const remedy = didYouMean(info.language, highlighter.names, 'Name a language of Shiki, or "text" for no colours');
  // As the author wrote it: here the info string's language is in small letters.
  const at = Math.max(0, draft.source.line(line).toLowerCase().indexOf(info.language));
  const place = draft.source.at(draft.source.offsetOfLine(line) + at, info.language.length);
  if (info.check === undefined) tellOnce(draft, { ...advice(place, what, remedy), unfinished: true });
  else draft.problems.push(problem(place, what, remedy));
  return "text";
}

/** Unknown labels without a similar known one are reported with the first of the file. */
function reportLabels(info: FenceInfo, { draft, line }: Given): void {
  const foreign: string[] = [];
  for (const label of info.unknown) {
    const [key = label] = label.split("=");
    const known = FENCE_LABELS.some((name) => name === key);
    if (!known && isForeignLabel(label)) continue;
    // With three letters, two edits make another word: num= is not a misspelt run=.
    if (known || nearestName(key, FENCE_LABELS, key.length > 3 ? 2 : 1) !== undefined) {
      const remedy = known ? LABELS : didYouMean(key, FENCE_LABELS, LABELS);
      draft.problems.push(problem(draft.source.find(label, line, line), unknownLabel(label), remedy));
    } else foreign.push(label);
  }
  const [first] = foreign;
  if (first === undefined) return;
  const told = draft.problems.some(({ kind, what }) => kind === "advice" && what.startsWith(UNKNOWN_LABEL));
  if (!told) draft.problems.push(advice(draft.source.find(first, line, line), unknownLabel(first), LABELS));
}

const UNKNOWN_LABEL = "fence with an unknown label";

/** Quotes within the label would hide where it ends. */
function unknownLabel(label: string): string {
  return `${UNKNOWN_LABEL} "${label.replaceAll('"', "'")}"`;
}

const LABELS = "Write one check=<id>, or run=never";
