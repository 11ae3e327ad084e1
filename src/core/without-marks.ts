// A line of Markdown as the words that a reader sees, for places that show only text: titles, descriptions.

/** [words](address), ![words](address) */
const LINK = /!?\[([^[\]\n]*)\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"\n]*")?\)/g;
/** `words` */
const CODE = /(?<!`)`([^`\n]+)`(?!`)/g;
/** *words*, **words**, _words_, __words__: not 2 * 3 * 4, and no name such as a_b_c or __init__.py */
const EMPHASIS = /(?<![\w*\\])(\*\*?|__?)(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*]|\.\w)/g;

export function withoutMarks(text: string): string {
  return text.replace(LINK, "$1").replace(CODE, "$1").replace(EMPHASIS, "$2");
}
