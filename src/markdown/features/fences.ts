// Code: highlighted by class; a fence with `check=` becomes the slot of its panel; an unknown language or label is a
// defect of the content.

import { didYouMean, nearestName } from "../../core/nearest-name.ts";
import { advice, problem } from "../../core/problem.ts";
import { type Draft, draftOf, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { FENCE_LABELS, type FenceInfo, parseFenceInfo } from "../fence-info.ts";
import type { Highlighter } from "../highlight.ts";

export const fences: MarkdownFeature = {
  name: "fences",
  install(md, { highlighter }) {
    md.renderer.rules.fence = (tokens, i, _options, env) => {
      const token = tokens[i];
      if (token === undefined) return "";
      const draft = draftOf(env);
      const info = parseFenceInfo(token.info);
      const line = draft.linesBefore + (token.map?.[0] ?? 0) + 1;
      return fence(info, token.content, { draft, line, highlighter });
    };
    md.renderer.rules.code_block = (tokens, i, _options, env) =>
      fence(parseFenceInfo(""), tokens[i]?.content ?? "", { draft: draftOf(env), line: 1, highlighter });
  },
};

type Given = { readonly draft: Draft; readonly line: number; readonly highlighter: Highlighter };

function fence(info: FenceInfo, content: string, given: Given): string {
  const { draft, line, highlighter } = given;
  const language = knownLanguage(info, given);
  reportLabels(info, given);
  // A trailing line break would make an empty last token line.
  const code = content.replace(/\n$/, "");
  const { html, styles } = highlighter.highlight(code, language);
  for (const [name, css] of styles) draft.tokenStyles.set(name, css);
  const pre = `<pre class="code" data-language="${language}" tabindex="0"><code>${html}</code></pre>`;
  const place = draft.source.find(info.check === undefined ? "```" : `check=${info.check}`, line, line);
  if (info.check === undefined) {
    draft.untested.push({ place, language, never: info.never });
    return frame(pre, info);
  }
  draft.checks.push({ id: info.check, snippet: content, html: pre, place });
  return slotMark(draft, { kind: "check", id: info.check });
}

function frame(pre: string, info: FenceInfo): string {
  const note = info.never ? '<figcaption class="never">Changes the system; never executed by us</figcaption>' : "";
  return `<figure class="snippet">${note}${pre}</figure>\n`;
}

function knownLanguage(info: FenceInfo, { draft, line, highlighter }: Given): string {
  if (highlighter.knows(info.language)) return info.language;
  const remedy = didYouMean(info.language, highlighter.names, 'Languages are those of Shiki; "text" colours nothing');
  const place = draft.source.find(info.language, line, line);
  draft.problems.push(problem(place, `fence in an unknown language "${info.language}"`, remedy));
  return "text";
}

function reportLabels(info: FenceInfo, { draft, line }: Given): void {
  for (const label of info.unknown) {
    const [key = label] = label.split("=");
    const place = draft.source.find(label, line, line);
    const near = nearestName(key, FENCE_LABELS) !== undefined || FENCE_LABELS.some((name) => name === key);
    const remedy = didYouMean(key, FENCE_LABELS, "A fence takes check=<id> and run=never");
    draft.problems.push((near ? problem : advice)(place, `fence with an unknown label "${label}"`, remedy));
  }
}
