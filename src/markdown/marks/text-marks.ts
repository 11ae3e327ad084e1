// Marks within a line that other Markdown dialects render and we show as text: formulas, emoji names, highlighting and
// the like; and Markdown that does not mean what its author meant. Contract and masks are those of dialect-marks.ts.

import type { Mark } from "./dialect-marks.ts";

const NO_FORMULAS = "Write it in words or `code`: formulas are not rendered";
const BAD_EMPHASIS =
  "Put a space outside the marks, or move punctuation and spaces out of them: Markdown sees no emphasis here";
const NO_ADDRESS = "Define the address below: [label]: https://…, or write [text](https://…)";

/** \alpha, x^2, a_1, x_{max}; not my_name, a_name */
const TEX = /\\[A-Za-z]{2,}|[\w)}\]]\s?\^|(?<![A-Za-z\d_])[A-Za-z]_(?:[\d{]|[A-Za-z](?!\w))|[)}]_/;

export const TEXT_MARKS: readonly Mark[] = [
  {
    name: "formula",
    sample: "$$ E = mc^2 $$",
    hint: "$$",
    pattern: /\$\$(?!\$)[^$]{1,2000}\$\$/g,
    holds: /[\\^_=\uE15C]/,
    remedy: NO_FORMULAS,
  },
  {
    // $HOME, ${A_B}, $5 and $6, $FOO_A:$FOO_B are none.
    name: "formula",
    sample: "$a_1 * b_2$",
    hint: "$",
    pattern: /(?<![\w$])\$(?![\s{]|[A-Z_]{2})[^$\n]{1,200}(?<!\s)\$(?![\w$({])/g,
    holds: TEX,
    remedy: NO_FORMULAS,
  },
  {
    name: "formula",
    sample: "\\( x^2 \\)",
    hint: "\\(",
    pattern: /\uE128[^\uE128\uE129]{1,300}\uE129/g,
    holds: TEX,
    remedy: NO_FORMULAS,
  },
  {
    name: "formula",
    sample: "\\[ \\frac{a}{b} \\]",
    hint: "\\[",
    pattern: /\uE15B[^\uE15B\uE15D]{1,1000}\uE15D/g,
    holds: TEX,
    remedy: NO_FORMULAS,
  },
  {
    name: "formula",
    sample: "\\begin{align} x &= 2 \\end{align}",
    hint: "\\begin{",
    pattern: /\\begin\{[a-z]{1,20}\*?\}/g,
    remedy: NO_FORMULAS,
  },
  {
    name: "merge conflict mark",
    sample: "<<<<<<< HEAD",
    hint: "<<<<<<<",
    pattern: /^<{7} [^\n]{1,100}/gm,
    remedy: "Keep one of the two versions, and remove the marks",
  },
  {
    name: "editor's mark",
    sample: "{++added++}",
    hint: "{",
    pattern: /\{(?:\+\+[^{}]{1,300}\+\+|--[^{}]{1,300}--|==[^{}]{1,300}==|>>[^{}]{1,300}<<)\}/g,
    remedy: "Accept or reject the change, or show it with <ins> and <del>",
  },
  {
    // a == b and ==1.2, ==1.3 are none.
    name: "highlighted text",
    sample: "==Do not reboot==",
    hint: "==",
    pattern: /(?<![\w=!<>])==(?![\s=])[^=\n]{1,200}(?<!\s)==(?![\w=])/g,
    remedy: "Write **strong** instead",
  },
  {
    name: "keyboard shortcut",
    sample: "++ctrl+c++",
    hint: "++",
    pattern: /(?<![\w+])\+\+[a-z"][\w+"-]{0,40}\+\+(?![\w+])/g,
    remedy: "Write <kbd>Ctrl</kbd>",
  },
  {
    name: "subscript",
    sample: "H~2~O",
    hint: "~",
    pattern: /(?<=[A-Za-z)])~[A-Za-z\d+-]{1,10}~(?![~a-z])/g,
    remedy: "Write <sub>2</sub>",
  },
  {
    name: "superscript",
    sample: "x^2^",
    hint: "^",
    pattern: /(?<=[\w)])\^[A-Za-z\d+-]{1,10}\^(?![\w^])/g,
    remedy: "Write <sup>2</sup>",
  },
  {
    // ~/a and ~/b, or ~10 minutes to ~20, are none.
    name: "strikethrough with single tildes",
    sample: "~not any more~",
    hint: "~",
    pattern: /(?<![\w~/])~(?![\s~/])[^~\n]{1,100}(?<!\s)~(?![\w~/])/g,
    remedy: "Write two tildes: ~~text~~",
  },
  {
    // 10:30:00, std::x and host:port: are none.
    name: "emoji name",
    sample: ":warning:",
    hint: ":",
    pattern: /(?<![^\s(\uE000]):(?:[a-z][a-z\d_+-]{1,60}|\+1|-1):(?![\w:/=@`\uFFFC])/g,
    remedy: "Write the character itself, such as ⚠",
  },
  {
    name: "abbreviation",
    sample: "*[HTML]: Hypertext Markup Language",
    hint: "*[",
    pattern: /^\*\[[^[\]\n]{1,80}\]:[^\n]{0,100}/gm,
    where: "paragraph",
    remedy: "Write it out at its first use",
  },
  {
    name: "definition list",
    sample: "ARC\n: The cache of ZFS",
    hint: "\n:",
    pattern: /(?<=^[^.,;:!?\n]{1,80}\n):[ \t]{1,9}(?=\S)[^\n]{1,40}/g,
    where: "paragraph",
    remedy: "Write a list: - **Term**: what it means",
  },
  {
    // **/*.md and **kwargs are none: a blank within, or a slash beside the marks.
    name: "emphasis",
    sample: "**注意（重要）。**后面",
    hint: "**",
    pattern:
      /(?<![*/\\\w])\*\*(?![\s*/])[^*\n]{1,200}(?<![\s*/])\*\*(?![*/])|(?<=[^\x00-\x7F])\*\*(?![\s*/])[^*\n]{1,200}(?<![\s*/])\*\*(?![*/])/g,
    remedy: BAD_EMPHASIS,
  },
  {
    name: "emphasis",
    sample: "**Note: **restart",
    hint: "**",
    pattern: /(?<![*/\\\w])\*\*(?![\s*/])[^*\n]{1,200}[:.!?] \*\*(?![*/])/g,
    remedy: BAD_EMPHASIS,
  },
  {
    name: "emphasis",
    sample: "~~已删除。~~后面",
    hint: "~~",
    pattern: /(?<!~)~~(?![\s~/])[^~\n]{1,200}(?<!\s)~~(?!~)/g,
    remedy: BAD_EMPHASIS,
  },
  {
    // [a-z][0-9], [TODO][urgent] and [warn][core] are none.
    name: "link without an address",
    sample: "[the runbook][missing]",
    hint: "][",
    pattern:
      /(?<![\w\])}([])\[(?![^[\]\n]{0,20}(?:\w-\w\]|\\)|[A-Z]{1,20}\]|(?:debug|error|fatal|info|trace|warn|warning)\])[A-Za-z][^[\]\n]{2,200}\]\[(?:\d{1,3}|[A-Za-z][^[\]\n\\]{1,80})?\](?![\w+*?{[(])/g,
    remedy: NO_ADDRESS,
  },
  {
    name: "image size",
    sample: "![the plan](plan.png =600x)",
    hint: "](",
    pattern: /!(?:\[\]|\[[^[\]\n]{1,200}\])\([^()\n"<> ]{1,200} {1,9}=\d{0,5}x\d{0,5}\)/g,
    remedy: "Remove it: ![what it shows](file.png)",
  },
  {
    name: "link with a space in its address",
    sample: "[the plan](the plan.md)",
    hint: "](",
    pattern: /(?:!\[\]|!?\[[^[\]\n]{1,200}\])\((?=[^()\n"<>]{1,200} )[^()\n"<>]{1,200}\)/g,
    holds: /\.(?:gif|html?|jpe?g|mdx?|pdf|png|svg|txt)[)# ]|\]\((?:\.{0,2}\/|#|\uE000\uE002)/,
    remedy: "Write %20 for the space, or put < and > around the address",
  },
  {
    // A class such as [^abc] of a regular expression is none: it does not follow a word.
    name: "footnote mark without a note",
    sample: "The pool was full.[^1]",
    hint: "[^",
    pattern: /(?<=[\w.,;!?)"'’”])\[\^(?:\d{1,3}|[A-Za-z][\w-]{2,40})\](?![+*?{:\w])/g,
    remedy: "Write the note below: [^1]: its text",
  },
  {
    // A blank line also ends it, as it ends the paragraph.
    name: "comment without an end",
    sample: "Restart the pool. <!-- not yet",
    hint: "<!--",
    pattern: /<!--[^\n]{0,100}/g,
    remedy: "Write --> after it in the same paragraph, or begin it on its own line: readers see it",
  },
  {
    // A code span that never ends; a blank line or a second mark of another length ends none.
    name: "backtick without a partner",
    sample: "Run `zpool status.",
    hint: "`",
    pattern: /`{1,20}[^`\n]{0,40}/g,
    remedy:
      "Close the code with as many backticks as opened it, in the same paragraph; for the character itself write \\`, and \\| for a bar in code in a table",
  },
];
