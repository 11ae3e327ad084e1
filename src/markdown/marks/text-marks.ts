// Marks within a line that other Markdown dialects set and we show: formulas, emoji names, highlighting and the like;
// and Markdown that is not what its author meant. Contract and masks are those of dialect-marks.ts.

import type { Mark } from "./dialect-marks.ts";

const NO_FORMULAS = "Formulas are not set: write it in words or `code`";
const BAD_EMPHASIS =
  "Put a blank outside of the marks, or move punctuation and blanks out of them: Markdown sees no emphasis here";
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
    name: "mark of a merge conflict",
    sample: "<<<<<<< HEAD",
    hint: "<<<<<<<",
    pattern: /^<{7} [^\n]{1,100}/gm,
    remedy: "Choose what is right of the two, and take the marks out",
  },
  {
    name: "editor's mark",
    sample: "{++added++}",
    hint: "{",
    pattern: /\{(?:\+\+[^{}]{1,300}\+\+|--[^{}]{1,300}--|==[^{}]{1,300}==|>>[^{}]{1,300}<<)\}/g,
    remedy: "Take the change over or back; <ins> and <del> show one",
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
    name: "name of keys",
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
    name: "struck text between single tildes",
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
    remedy: "Write the sign itself, such as ⚠",
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
    name: "size of an image",
    sample: "![the plan](plan.png =600x)",
    hint: "](",
    pattern: /!(?:\[\]|\[[^[\]\n]{1,200}\])\([^()\n"<> ]{1,200} {1,9}=\d{0,5}x\d{0,5}\)/g,
    remedy: "Take it out: ![what it shows](file.png)",
  },
  {
    name: "link with a blank in its address",
    sample: "[the plan](the plan.md)",
    hint: "](",
    pattern: /(?:!\[\]|!?\[[^[\]\n]{1,200}\])\((?=[^()\n"<>]{1,200} )[^()\n"<>]{1,200}\)/g,
    holds: /\.(?:gif|html?|jpe?g|mdx?|pdf|png|svg|txt)[)# ]|\]\((?:\.{0,2}\/|#|\uE000\uE002)/,
    remedy: "Write %20 for the blank, or put < and > round the address",
  },
  {
    // A class such as [^abc] of a regular expression is none: it stands behind no word.
    name: "footnote mark without its note",
    sample: "The pool was full.[^1]",
    hint: "[^",
    pattern: /(?<=[\w.,;!?)"'’”])\[\^(?:\d{1,3}|[A-Za-z][\w-]{2,40})\](?![+*?{:\w])/g,
    remedy: "Write the note below: [^1]: its text",
  },
  {
    // A blank line ends it, too, as it ends the paragraph.
    name: "comment without its end",
    sample: "Restart the pool. <!-- not yet",
    hint: "<!--",
    pattern: /<!--[^\n]{0,100}/g,
    remedy: "Readers see it: write --> behind it in the same paragraph, or begin it on a line of its own",
  },
  {
    // A code span that never ends; a blank line or a second mark of another length ends none.
    name: "backtick without its partner",
    sample: "Run `zpool status.",
    hint: "`",
    pattern: /`{1,20}[^`\n]{0,40}/g,
    remedy:
      "Close the code with as many backticks as opened it, in the same paragraph; for the sign itself write \\`, and \\| for a bar in the code of a table",
  },
];
