// Colours of a stack of scopes in two themes at once. Follows vscode-textmate's own way of adding up styles along the
// stack (AttributedScopeStack.mergeAttributes), so that the result is what each theme alone would give.

import { createHash } from "node:crypto";
import type { Theme } from "@shikijs/vscode-textmate";

/** vscode-textmate's FontStyle, which is a const enum and so cannot be imported. */
const FontStyle = { NotSet: -1, Italic: 1, Bold: 2, Underline: 4 } as const;

export type TokenStyle = { readonly name: string; readonly css: string };

type Style = { readonly color: number; readonly font: number };

/** Keeps the style of each stack of scopes that it has seen. */
export class ThemeColors {
  readonly #themes: readonly [Theme, Theme];
  readonly #styles = new Map<string, TokenStyle | undefined>();
  readonly #resolved = new Map<string, readonly [Style, Style]>();

  constructor(themes: readonly [Theme, Theme]) {
    this.#themes = themes;
  }

  /** The style of a token, or undefined where both themes give it their default. */
  styleOf(scopes: readonly string[]): TokenStyle | undefined {
    const key = scopes.join(" ");
    if (!this.#styles.has(key)) this.#styles.set(key, this.#tokenStyle(scopes));
    return this.#styles.get(key);
  }

  #tokenStyle(scopes: readonly string[]): TokenStyle | undefined {
    const [light, dark] = this.#resolve(scopes);
    const defaults = this.#themes.map((theme) => theme.getDefaults().foregroundId);
    if (light.color === defaults[0] && dark.color === defaults[1] && light.font <= 0 && dark.font <= 0)
      return undefined;
    const [lightColor, darkColor] = [this.#color(0, light), this.#color(1, dark)];
    const css = `color:light-dark(${lightColor},${darkColor})${fontCss(light.font)}`;
    // Named after its content, so that the class does not depend on the order of documents.
    return { name: `s${createHash("sha256").update(css).digest("hex").slice(0, 4)}`, css };
  }

  #color(theme: 0 | 1, style: Style): string {
    return this.#themes[theme].getColorMap()[style.color] ?? "inherit";
  }

  #resolve(scopes: readonly string[]): readonly [Style, Style] {
    const key = scopes.join(" ");
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    const [light, dark] = this.#themes;
    const below = scopes.length > 1 ? this.#resolve(scopes.slice(0, -1)) : undefined;
    const both = [merge(light, below?.[0], scopes), merge(dark, below?.[1], scopes)] as const;
    this.#resolved.set(key, both);
    return both;
  }
}

/** The part of vscode-textmate's ScopeStack that `match` reads; the class itself is not exported. */
type ScopeStack = NonNullable<Parameters<Theme["match"]>[0]>;

function stackOf(scopes: readonly string[]): ScopeStack {
  const stack = scopes.reduce<unknown>((parent, scopeName) => ({ parent, scopeName }), null);
  return stack as ScopeStack;
}

function merge(theme: Theme, below: Style | undefined, scopes: readonly string[]): Style {
  const defaults = theme.getDefaults();
  const base = below ?? { color: defaults.foregroundId, font: defaults.fontStyle };
  const matched = theme.match(stackOf(scopes));
  if (matched === null) return base;
  return {
    color: matched.foregroundId === 0 ? base.color : matched.foregroundId,
    font: matched.fontStyle === FontStyle.NotSet ? base.font : matched.fontStyle,
  };
}

function fontCss(font: number): string {
  const italic = (font & FontStyle.Italic) !== 0 && font > 0 ? ";font-style:italic" : "";
  const bold = (font & FontStyle.Bold) !== 0 && font > 0 ? ";font-weight:600" : "";
  const underline = (font & FontStyle.Underline) !== 0 && font > 0 ? ";text-decoration:underline" : "";
  return italic + bold + underline;
}
