// Marks that other site generators and wikis understand and we do not, one entry per kind: what it looks like, how it
// is found, and what to write instead. Tests use each sample, so that a pattern cannot stop matching what it is for.
//
// Patterns are searched in flat text (flat-text.ts): \uE000 is where emphasis or a link begins or ends, \uE001 a raw
// tag, \uFFFC a code span. They have no groups, and every repeat in them has a limit, so that hostile text ends soon.

export type Mark = {
  /** Marks of one name are one kind: they are reported together, once per file. */
  readonly name: string;
  readonly sample: string;
  /** Part of every such mark, as its author wrote it; a text without it is not searched. */
  readonly hint: string | RegExp;
  readonly pattern: RegExp;
  /** What the found text must also contain. */
  readonly holds?: RegExp;
  readonly where?: "anywhere" | "heading" | "paragraph" | "page" | "item" | "quotation";
  readonly shown?: string;
  readonly remedy: string;
};

const NO_TEMPLATES = "Write Markdown instead, or put it into `code` to show it: no template language runs here";
const NO_ATTRIBUTES = "Remove it: classes and attributes cannot be given in Markdown";
const NO_CONTAINERS = "Write a callout: a line > [!NOTE], and the text below it with > before each line";
const NO_CONTENTS = "Remove it: a page lists its headings by itself";
export const NO_INCLUDES = "Write the text here, or link to the file";
export const NO_DIAGRAMS = "Put a picture of it into content/media/ and write ![what it shows](/media/file.svg)";
const NO_ROLES = "Write a link: [text](/path/), or keep only the code";

export const DIALECT_MARKS: readonly Mark[] = [
  {
    name: "Hugo shortcode",
    sample: "{{< hint info >}}",
    hint: "{{",
    pattern: /\{\{(?:[<%][^{}]{0,300}[%>]|\uE001)\}\}/g,
    remedy: NO_TEMPLATES,
  },
  {
    name: "table-of-contents mark",
    sample: "[[_TOC_]]",
    hint: /toc/i,
    pattern: /^(?:\[TOC\]|\[\[\uE000?_?TOC_?\uE000?\]\]|\$?\{:?toc\}|\{\{ ?toc ?\}\})$/gim,
    where: "paragraph",
    remedy: NO_CONTENTS,
  },
  {
    // GitHub's ${{ … }} is meant to be read.
    name: "template expression",
    sample: "{{ site.title }}",
    hint: "{{",
    pattern: /(?<!\$)\{\{\s{0,9}[^\s{}][^{}]{0,300}\}\}/g,
    remedy: NO_TEMPLATES,
  },
  {
    name: "template comment",
    sample: "{# not yet #}",
    hint: "{#",
    pattern: /\{#[^{}#]{1,300}#\}/g,
    remedy: "Write <!-- … -->, which readers do not see",
  },
  {
    name: "Liquid or Jinja tag",
    sample: "{% include warning.html %}",
    hint: "{%",
    pattern: /\{%[-+]?\s{0,9}[\w/#][^{}%]{0,300}%\}/g,
    remedy: NO_TEMPLATES,
  },
  {
    name: "heading id",
    sample: "## Recovery { #recovery }",
    hint: /\{\s*#/,
    pattern: /\{\s{0,9}#[^{}\n]{1,100}\}\s{0,9}$/g,
    where: "heading",
    remedy: "Remove it, and link to the id made from the words. Until then this id works too",
  },
  {
    // {:ok, value} of Elixir is none.
    name: "attribute list",
    sample: "{: .warning}",
    hint: "{:",
    pattern: /\{:(?: ?[.#][\w-]| ?[\w-]{1,40}=["'\w]|:\/|:[a-z])[^{}\n]{0,200}\}/g,
    remedy: NO_ATTRIBUTES,
  },
  {
    name: "attribute list",
    sample: "[a](/b/){.button}",
    hint: "{",
    pattern: /(?<=[\uE000\uE002\uFFFC])\{ ?(?:[.#][A-Za-z]|[a-z-]{1,40}=["'\w])[^{}\n]{0,200}\}/g,
    remedy: NO_ATTRIBUTES,
  },
  {
    name: "wiki embed",
    sample: "![[diagram.png]]",
    hint: "![[",
    pattern: /!\[\[[^\s[\]][^[\]\n]{0,200}\]\]/g,
    remedy: "Write ![what it shows](/media/file.png) for an image, and a link for a page",
  },
  {
    // [[ -n "$x" ]], [[:alpha:]], [["a", "b"]] and [[1, 2]] are none.
    name: "wiki link",
    sample: "[[disk-latency|Disk latency]]",
    hint: "[[",
    pattern: /(?<![\w\])])\[\[(?![\d\s,.]{1,200}\]\])[^\s[\]:"'$-][^[\]\n]{0,200}\]\]/g,
    remedy: "Write a link to the file: [text](other.md)",
  },
  {
    name: "block id",
    sample: "The pool was full. ^37066d",
    hint: " ^",
    pattern: /(?<=\s)\^[A-Za-z\d-]{3,40}$/g,
    where: "paragraph",
    remedy: "Remove it, and link to a heading instead",
  },
  {
    name: "hidden comment",
    sample: "%%not yet%%",
    hint: "%%",
    pattern: /(?<![\w%])%%(?!%)[^%]{1,500}%%(?![\w%])/g,
    remedy: "Write <!-- … --> instead: readers see this",
  },
  {
    name: "MkDocs admonition",
    sample: '!!! note "Read this"',
    hint: /!!!|\?\?\?/,
    pattern:
      /^(?:!!!|\?\?\?\+?)[ \t]{0,9}(?:[A-Za-z][\w-]{0,40}[ \t]{0,9}(?:$|")|(?:abstract|bug|danger|example|failure|info|note|question|quote|success|tip|warning)\b)[^\n]{0,100}/gm,
    where: "paragraph",
    remedy: `${NO_CONTAINERS}. Otherwise its indented text joins the paragraph, or becomes code after a blank line`,
  },
  {
    name: "PyMdown block",
    sample: "/// note | Read this",
    hint: "///",
    pattern: /^\/{3,9}[ \t]{1,9}[a-z][\w-]{0,40}(?:[ \t]{1,9}\|[^\n]{0,100})?$/gm,
    where: "paragraph",
    remedy: NO_CONTAINERS,
  },
  {
    name: "MkDocs tab",
    sample: '=== "Linux"',
    hint: "===",
    pattern: /^===[!+]?[ \t]{1,9}["'][^\n]{1,100}/gm,
    where: "paragraph",
    remedy: "Write a heading for each tab, and remove the indentation of its text: otherwise it is code",
  },
  {
    name: "include",
    sample: '--8<-- "parts/steps.md"',
    hint: /<|\{!/,
    pattern: /^(?:(?:;?-{1,9}8<-{1,9}|<<<[ \t]{0,9}[@./~])[^\n]{1,100}|\{![^{}\n]{1,100}!\}$)/gm,
    where: "paragraph",
    remedy: NO_INCLUDES,
  },
  {
    name: "diagram",
    sample: "::: mermaid",
    hint: ":::",
    pattern: /^:{3,20}[ \t]{0,9}\{?(?:mermaid|plantuml|graphviz|d2)\b[^\n]{0,100}/gm,
    where: "paragraph",
    remedy: NO_DIAGRAMS,
  },
  {
    name: "container",
    sample: ":::note",
    hint: ":::",
    pattern: /^:{3,20}[ \t]{0,9}[A-Za-z{[][^\n]{0,100}/gm,
    where: "paragraph",
    remedy: NO_CONTAINERS,
  },
  {
    name: "directive",
    sample: "::youtube[x]",
    hint: "::",
    pattern: /^::[a-z][\w-]{0,40}[[{][^\n]{0,100}/gm,
    where: "paragraph",
    remedy: NO_TEMPLATES,
  },
  {
    name: "callout",
    sample: "> [!danger]- Data loss",
    hint: "[!",
    pattern: /^\[![^\]\n]{1,40}\][+-]?[^\n]{0,40}/g,
    where: "quotation",
    remedy:
      "Write > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] alone on its line, outside of lists, and text below it",
  },
  {
    name: "task state",
    sample: "- [/] restart the pool",
    hint: "[",
    pattern: /^\[[-/><?!*]\](?=\s)/g,
    where: "item",
    remedy: "Write [ ] for an open task, [x] for a done one",
  },
  {
    name: "MDX import or export",
    sample: 'import { Tabs } from "./tabs"',
    hint: "port ",
    pattern:
      /^(?:import\s{1,9}(?:(?:[\w$]{1,80}|\{[^{}]{0,500}\}|\*\sas\s[\w$]{1,80})\s{1,9}from\s{1,9})?["']|export\s{1,9}(?:const|default|function|let)\s)[^\n]{0,100}/g,
    where: "page",
    remedy: "Remove it: pages have no components",
  },
  {
    name: "MDX comment",
    sample: "{/* not yet */}",
    hint: "{/",
    pattern: /\{\/[*\uE000][^{}]{0,500}[*\uE000]\/\}/g,
    remedy: "Write <!-- … -->, which readers do not see",
  },
  {
    name: "reStructuredText directive",
    sample: ".. note::",
    hint: ".. ",
    pattern: /^\.\. [a-z][\w:-]{0,40}::(?=\s|$)[^\n]{0,100}/gm,
    where: "paragraph",
    remedy: NO_CONTAINERS,
  },
  {
    name: "reStructuredText role",
    sample: ":ref:`disk-latency`",
    hint: "`",
    pattern: /(?:(?<![\w:]):[a-z][\w:-]{0,40}:|\{[a-z][\w:-]{0,40}\})(?=\uFFFC)/g,
    remedy: NO_ROLES,
  },
  {
    name: "Confluence markup",
    sample: "{code:bash}",
    hint: /\{|^h[1-6]\. /m,
    pattern: /^(?:\{(?:code|noformat|panel|info|note|tip|warning)(?::[^{}\n]{1,200})?\}|h[1-6]\. (?=\S))/gm,
    where: "paragraph",
    remedy: "Write it in Markdown: ``` for code, > [!NOTE] for a panel, ## for a heading",
  },
];
