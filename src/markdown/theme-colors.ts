// Colours of a stack of scopes in two themes at once. It adds up styles along the stack like vscode-textmate
// (AttributedScopeStack.mergeAttributes), so that the result is what each theme alone would give.

import { createHash } from "node:crypto";
import type { Theme } from "@shikijs/vscode-textmate";

/** vscode-textmate's FontStyle, which is a const enum and so cannot be imported. */
const FontStyle = { NotSet: -1, Italic: 1, Bold: 2, Underline: 4 } as const;

export type TokenStyle = { readonly name: string; readonly css: string };

type Style = { readonly color: number; readonly font: number };

/** A stack of scopes; its children have one scope more. */
type Stack = {
  readonly scopes: readonly string[];
  readonly resolved: readonly [Style, Style];
  readonly style: TokenStyle | undefined;
  readonly above: Map<string, Stack>;
};

/** Keeps the style of each stack of scopes that it has seen. */
export class ThemeColors {
  readonly #themes: readonly [Theme, Theme];
  readonly #empty: Stack;

  constructor(themes: readonly [Theme, Theme]) {
    this.#themes = themes;
    const [light, dark] = themes.map((theme) => theme.getDefaults()) as [Defaults, Defaults];
    const resolved = [defaultStyle(light), defaultStyle(dark)] as const;
    this.#empty = { scopes: [], resolved, style: undefined, above: new Map() };
  }

  /** The style of a token, or undefined if both themes give it their default. */
  styleOf(scopes: readonly string[]): TokenStyle | undefined {
    let stack = this.#empty;
    // Scope by scope: a joined name of the stack would have to be built for each token.
    for (const scope of scopes) stack = stack.above.get(scope) ?? this.#push(stack, scope);
    return stack.style;
  }

  #push({ scopes: below, resolved: [light, dark], above }: Stack, scope: string): Stack {
    const scopes = [...below, scope];
    const resolved = [merge(this.#themes[0], light, scopes), merge(this.#themes[1], dark, scopes)] as const;
    const stack = { scopes, resolved, style: this.#tokenStyle(resolved), above: new Map() };
    above.set(scope, stack);
    return stack;
  }

  #tokenStyle([light, dark]: readonly [Style, Style]): TokenStyle | undefined {
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
}

/** The part of vscode-textmate's ScopeStack that `match` reads; the class itself is not exported. */
type ScopeStack = NonNullable<Parameters<Theme["match"]>[0]>;

function stackOf(scopes: readonly string[]): ScopeStack {
  const stack = scopes.reduce<unknown>((parent, scopeName) => ({ parent, scopeName }), null);
  return stack as ScopeStack;
}

type Defaults = ReturnType<Theme["getDefaults"]>;

function defaultStyle({ foregroundId, fontStyle }: Defaults): Style {
  return { color: foregroundId, font: fontStyle };
}

function merge(theme: Theme, base: Style, scopes: readonly string[]): Style {
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
