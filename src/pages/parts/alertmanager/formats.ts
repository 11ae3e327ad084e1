// How a notification looks in a chat, in a plain text and in a mail's HTML. Text of documents is escaped here, and text
// that comes with an alert by the template, each as the format demands.

import { goString } from "./go-template.ts";

export type Format = {
  readonly name: "slack" | "text" | "html";
  /** An action that prints a text of this site. */
  readonly text: (words: string) => string;
  /** An action that prints what an expression of Go gives, on one line. */
  readonly value: (expression: string) => string;
  /** A line with a space above it. */
  readonly lead: (actions: string) => string;
  readonly line: (actions: string, indent?: number) => string;
  /** A link with its words, and words behind it; the address is an action, too. */
  readonly link: (words: string, address: string, behind?: string) => string;
  /** An address that comes with an alert. */
  readonly address: (expression: string) => string;
  readonly begin: string;
  readonly end: string;
};

/** Whatever ends a line, controls a terminal or turns the direction of a text. */
const ONE_LINE = `reReplaceAll ${goString("[\\s\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+")} " "`;
const NEW_LINE = `{{- "\\n" }}`;

const text: Format = {
  name: "text",
  text: (words) => `{{- ${goString(words)} }}`,
  value: (expression) => `{{- ${expression} | ${ONE_LINE} }}`,
  lead: (actions) => `${NEW_LINE}${actions}${NEW_LINE}\n`,
  line: (actions, indent = 0) => `${indent > 0 ? `{{- ${goString(" ".repeat(indent))} }}` : ""}${actions}${NEW_LINE}\n`,
  link: (words, address, behind = "") => `${words}${behind}${NEW_LINE}${address}`,
  address: (expression) => text.value(expression),
  begin: "",
  end: "",
};

/** https://api.slack.com/reference/surfaces/formatting#escaping */
const slack: Format = {
  ...text,
  name: "slack",
  text: (words) => text.text(words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")),
  value: (expression) =>
    text.value(`${expression} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;"`),
  address: (expression) => slack.value(expression),
  link: (words, address, behind = "") => `{{- "*<" }}${address}{{- "|" }}${words}{{- ">*" }}${behind}`,
};

/** Alertmanager executes it by html/template, which escapes each action for its place. */
const html: Format = {
  ...text,
  name: "html",
  lead: (actions) => `<p style="margin:1.5em 0 .25em">${actions}</p>\n`,
  line: (actions, indent = 0) =>
    `<p style="margin:.25em 0 .25em ${indent / 2 + 1}em;text-indent:-1em;white-space:pre-wrap">${actions}</p>\n`,
  link: (words, address, behind = "") =>
    `<a href="${address}" style="font-size:1.125em;font-weight:bold">${words}</a>${behind}`,
  address: (expression) => `<a href="{{- ${expression} }}">{{- ${expression} }}</a>`,
  begin: `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{{- template "faultbook.email.subject" . }}</title>
</head>
<body style="margin:1em auto;max-width:40em;padding:0 1em;font:1em/1.5 sans-serif;overflow-wrap:anywhere">
`,
  end: "</body>\n</html>\n",
};

export const FORMATS = { text, slack, html } as const;
