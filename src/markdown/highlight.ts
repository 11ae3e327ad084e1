// Highlights code once for both themes: the grammar runs without a theme, then each distinct stack of scopes is looked
// up in both themes. The output has classes, because our content security policy allows no style attribute. Only this
// file knows Shiki.

import { Theme } from "@shikijs/vscode-textmate";
import { htmlEscape } from "escape-goat";
import {
  bundledLanguages,
  bundledLanguagesAlias,
  createHighlighterCore,
  createJavaScriptRegexEngine,
  normalizeTheme,
} from "shiki";
import darkTheme from "shiki/themes/github-dark-default.mjs";
import lightTheme from "shiki/themes/github-light-default.mjs";
import { LineCache } from "./line-cache.ts";
import { ThemeColors, type TokenStyle } from "./theme-colors.ts";

/** Languages that are shown without colours: no grammar is known for them, or there is nothing to colour. */
export const PLAIN_LANGUAGES = ["text", "txt", "plain", "promql", "logql"] as const;

/** Offered first as "did you mean": the usual languages of runbooks. */
const COMMON_LANGUAGES = ["bash", "console", "yaml", "json", "ini", "diff", "c", "sql", "toml", "python"] as const;

export type Highlighted = {
  readonly html: string;
  /** Class → declarations, for the style sheet. */
  readonly styles: ReadonlyMap<string, string>;
  /** Why the code has no colours although there is a grammar for it. */
  readonly uncoloured?: string;
};

export type Highlighter = {
  /** Whether a fence may name this language. */
  readonly knows: (language: string) => boolean;
  /** Every name that a fence may use, for "did you mean". */
  readonly names: readonly string[];
  /** Loads grammars; call it before `highlight`, which is synchronous because markdown-it is. */
  readonly load: (languages: Iterable<string>) => Promise<void>;
  readonly highlight: (code: string, language: string) => Highlighted;
};

/** Makes a highlighter; grammars are loaded when first needed. */
export async function createHighlighter(): Promise<Highlighter> {
  // The JavaScript engine needs no WebAssembly and gives the same colours as Oniguruma for what we publish (tested).
  const shiki = await createHighlighterCore({ engine: createJavaScriptRegexEngine(), themes: [], langs: [] });
  const colors = new ThemeColors([themeOf(lightTheme), themeOf(darkTheme)]);
  // A grammar changes when a language embedded in it is loaded.
  const caches = new WeakMap<Grammar, Cache>();
  const names = [
    ...COMMON_LANGUAGES,
    ...PLAIN_LANGUAGES,
    ...Object.keys(bundledLanguages),
    ...Object.keys(bundledLanguagesAlias),
  ];
  const known = new Set<string>(names);
  const plain = new Set<string>(PLAIN_LANGUAGES);
  const loaded = new Set<string>(PLAIN_LANGUAGES);

  return {
    names,
    knows: (language) => known.has(language),
    async load(languages) {
      const wanted = [...new Set(languages)].filter((name) => known.has(name) && !loaded.has(name));
      if (wanted.length === 0) return;
      await shiki.loadLanguage(...wanted.map((name) => bundled(name)));
      for (const name of wanted) loaded.add(name);
    },
    highlight(code, language) {
      if (plain.has(language)) return { html: htmlEscape(code), styles: new Map() };
      const grammar = shiki.getLanguage(language);
      const cache: Cache = caches.get(grammar) ?? new LineCache();
      caches.set(grammar, cache);
      return tokenize(code, grammar, colors, cache);
    },
  };
}

function themeOf(raw: Parameters<typeof normalizeTheme>[0]): Theme {
  return Theme.createFromRawTheme({ settings: [...normalizeTheme(raw).settings] });
}

function bundled(name: string) {
  const all = { ...bundledLanguages, ...bundledLanguagesAlias } as Record<string, (typeof bundledLanguages)["bash"]>;
  const language = all[name];
  if (language === undefined) throw new RangeError(`No grammar is called ${JSON.stringify(name)}`);
  return language;
}

/** Grammars are slow with long lines. The longest line in 10,000 fences of other sites has 652 characters. */
const LONGEST_LINE = 2000;

/** Scopes of a token. Each costs time and memory for every token within; ordinary code has up to 21. */
const DEEPEST = 100;

/** Many of them in one word take the bash grammar minutes. */
const HERE_STRING = "<<<";
const MOST_HERE_STRINGS = 20;

/** Why a line is not given to a grammar. It must be the same on every machine, so no clock decides. */
function tooMuch(line: string): string | undefined {
  if (line.length > LONGEST_LINE) return `a line has ${line.length} characters`;
  const count = line.includes(HERE_STRING) ? line.split(HERE_STRING).length - 1 : 0;
  return count > MOST_HERE_STRINGS ? `a line has ${count} occurrences of ${HERE_STRING}` : undefined;
}

type Grammar = ReturnType<Awaited<ReturnType<typeof createHighlighterCore>>["getLanguage"]>;

type State = Parameters<Grammar["tokenizeLine"]>[1];
type Cache = LineCache<NonNullable<State>>;

function tokenize(code: string, grammar: Grammar, colors: ThemeColors, cache: Cache): Highlighted {
  const styles = new Map<string, string>();
  const shown: string[] = [];
  let state: State = null;
  for (const text of code.split("\n")) {
    let line = cache.get(state, text);
    if (line === undefined) {
      const reason = tooMuch(text);
      if (reason !== undefined) return uncoloured(code, reason);
      const { ruleStack, tokens } = grammar.tokenizeLine(text, state);
      if (tokens.some(({ scopes }) => scopes.length > DEEPEST)) {
        return uncoloured(code, `its blocks nest more than ${DEEPEST} deep`);
      }
      line = {
        ...serialize(text, tokens, colors),
        state: ruleStack.depth === 1 ? cache.outermost(ruleStack) : ruleStack,
      };
      cache.set(state, text, line);
    }
    state = line.state;
    shown.push(line.html);
    for (const { name, css } of line.styles) styles.set(name, css);
  }
  return { html: shown.join("\n"), styles };
}

function uncoloured(code: string, reason: string): Highlighted {
  return { html: htmlEscape(code), styles: new Map(), uncoloured: reason };
}

type Token = ReturnType<Grammar["tokenizeLine"]>["tokens"][number];

/** Neighbours of the same style share one element; white space takes the style before it; the default has no element. */
function serialize(line: string, tokens: readonly Token[], colors: ThemeColors) {
  const runs: { style: TokenStyle | undefined; text: string }[] = [];
  let last: (typeof runs)[number] | undefined;
  for (const token of tokens) {
    const text = line.slice(token.startIndex, token.endIndex);
    const style = colors.styleOf(token.scopes);
    if (last !== undefined && (last.style?.name === style?.name || text.trim() === "")) last.text += text;
    else {
      last = { style, text };
      runs.push(last);
    }
  }
  const styles = runs.flatMap(({ style }) => style ?? []);
  return { html: runs.map(({ style, text }) => element(style, text)).join(""), styles };
}

function element(style: TokenStyle | undefined, text: string): string {
  const escaped = NEEDS_ESCAPE.test(text) ? htmlEscape(text) : text;
  return style === undefined ? escaped : `<i class="${style.name}">${escaped}</i>`;
}

/** Most tokens need none. */
const NEEDS_ESCAPE = /[&<>"']/;
