// Code: highlighted by class; a fence with `check=` becomes the slot of its panel; an unknown language or label is a
// defect of the content.

import { didYouMean, nearestName } from "../../core/nearest-name.ts";
import type { Place } from "../../core/position.ts";
import { advice, type Problem, problem } from "../../core/problem.ts";
import { type Draft, draftOf, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { FENCE_LABELS, type FenceInfo, parseFenceInfo, SHELL_LANGUAGE } from "../fence-info.ts";
import { isScript } from "../find-placeholders.ts";
import type { Highlighter } from "../highlight.ts";
import { highlightAround, namesToFill, placeholderElement } from "../placeholders.ts";

export const fences: MarkdownFeature = {
  name: "fences",
  install(md, { highlighter }) {
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

type Given = { readonly draft: Draft; readonly line: number; readonly highlighter: Highlighter };

function fence(info: FenceInfo, content: string, given: Given): string {
  const { draft, line, highlighter } = given;
  const language = knownLanguage(info, given);
  reportLabels(info, given);
  // A trailing line break would make an empty last token line.
  const code = content.replace(/\n$/, "");
  const names = namesToFill(code, info, draft, line);
  const { html, styles } = highlightAround(
    code,
    names,
    (text) => highlighter.highlight(text, language),
    (name) => placeholderElement(name, info.never),
  );
  for (const [name, css] of styles) draft.tokenStyles.set(name, css);
  const pre = `<pre class="code" data-language="${language}" tabindex="0"><code>${html}</code></pre>`;
  const place = draft.source.find(info.check === undefined ? "```" : `check=${info.check}`, line, line);
  if (info.check !== undefined && info.never) draft.problems.push(neverTried(info.check, place));
  // Of a language that does not exist, that alone was told.
  const isBash = TRIED.test(language) || language !== info.language;
  if (info.check !== undefined && !isBash) draft.problems.push(noBash(info.check, language, place));
  if (info.check === undefined || info.never || !isBash) {
    draft.untested.push({ place, language, never: info.never });
    return frame(pre, info, { language, named: names.length > 0 });
  }
  draft.checks.push({ id: info.check, snippet: content, html: pre, place });
  return slotMark(draft, { kind: "check", id: info.check });
}

function neverTried(id: string, place: Place): Problem {
  const remedy = "A check only reads and is tried at each build: take run=never out, or check=";
  return problem(place, `check "${id}" says run=never`, remedy);
}

/** What bash reads as its author meant it. */
const TRIED = /^(?:bash|sh|shell)$/;

function noBash(id: string, language: string, place: Place): Problem {
  const remedy = `Checks are run as bash: write \`\`\`bash check=${id}, or take check= out`;
  return problem(place, `check "${id}" stands in a fence of the language "${language}"`, remedy);
}

/** `shell` asks for a copy button. A command that changes something is never copied unread, nor filled in. */
function frame(pre: string, { never }: FenceInfo, { language, named }: { language: string; named: boolean }): string {
  if (!never) {
    const untried = SHELL_LANGUAGE.test(language) ? '<figcaption class="untried">Not tried by us</figcaption>' : "";
    return `<figure class="snippet${isScript(language) ? " shell" : ""}">${untried}${pre}</figure>\n`;
  }
  const byHand = named ? ". Names in &lt;…&gt; are typed by hand" : "";
  const note = `<figcaption class="never">Changes the system; never executed by us${byHand}</figcaption>`;
  return `<figure class="snippet">${note}${pre}</figure>\n`;
}

function knownLanguage(info: FenceInfo, { draft, line, highlighter }: Given): string {
  if (highlighter.knows(info.language)) return info.language;
  const remedy = didYouMean(info.language, highlighter.names, 'Languages are those of Shiki; "text" colours nothing');
  // As the author wrote it: the info string's language is in small letters here.
  const at = Math.max(0, draft.source.line(line).toLowerCase().indexOf(info.language));
  const place = draft.source.at(draft.source.offsetOfLine(line) + at, info.language.length);
  draft.problems.push(problem(place, `fence in an unknown language "${info.language}"`, remedy));
  return "text";
}

function reportLabels(info: FenceInfo, { draft, line }: Given): void {
  for (const label of info.unknown) {
    const [key = label] = label.split("=");
    const place = draft.source.find(label, line, line);
    const known = FENCE_LABELS.some((name) => name === key);
    const remedy = known ? LABELS : didYouMean(key, FENCE_LABELS, LABELS);
    const serious = known || nearestName(key, FENCE_LABELS) !== undefined;
    draft.problems.push((serious ? problem : advice)(place, `fence with an unknown label "${label}"`, remedy));
  }
}

const LABELS = "A fence takes one check=<id>, or run=never";
