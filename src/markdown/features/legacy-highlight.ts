// {% highlight "bash" %} … {% endhighlight %}, as blog posts of Eleventy and Jekyll have it, is read as a fence.
// No other template language is read: {{ … }} in a snippet stays as it is.

import type { MarkdownIt } from "markdown-it";
import type { MarkdownFeature } from "../feature.ts";

/** {% highlight "bash" %}, {% highlight bash linenos %} */
const OPEN = /^\{%-?\s*highlight\s+["']?([\w+#-]+)["']?[^%]*%\}\s*$/;
const CLOSE = /^\{%-?\s*endhighlight\s*-?%\}\s*$/;

type BlockRule = Parameters<MarkdownIt["block"]["ruler"]["before"]>[2];

export const legacyHighlight: MarkdownFeature = {
  name: "legacy-highlight",
  install(md) {
    md.block.ruler.before("fence", "legacy_highlight", rule, { alt: ["paragraph", "blockquote", "list"] });
  },
};

const rule: BlockRule = (state, startLine, endLine, silent) => {
  const line = (n: number) => state.src.slice((state.bMarks[n] ?? 0) + (state.tShift[n] ?? 0), state.eMarks[n] ?? 0);
  // Called for each line of a document.
  if (!state.src.startsWith("{%", (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0))) return false;
  const language = OPEN.exec(line(startLine))?.[1];
  if (language === undefined) return false;
  let close = startLine + 1;
  while (close < endLine && !CLOSE.test(line(close))) close++;
  if (close >= endLine) return false;
  if (silent) return true;
  const token = state.push("fence", "code", 0);
  token.info = language;
  // In a list, the block's own indentation does not belong to the code.
  token.content = state.getLines(startLine + 1, close, state.sCount[startLine] ?? 0, true);
  token.map = [startLine, close + 1];
  state.line = close + 1;
  return true;
};
