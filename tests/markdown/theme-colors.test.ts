import { Theme } from "@shikijs/vscode-textmate";
import { normalizeTheme } from "shiki";
import darkTheme from "shiki/themes/github-dark-default.mjs";
import lightTheme from "shiki/themes/github-light-default.mjs";
import { describe, expect, test } from "vitest";
import { ThemeColors } from "../../src/markdown/theme-colors.ts";

type Setting = { scope?: string | string[]; settings: { foreground?: string; fontStyle?: string } };

function theme(foreground: string, ...settings: Setting[]): Theme {
  return Theme.createFromRawTheme({ settings: [{ settings: { foreground } }, ...settings] });
}

const light = theme(
  "#000000",
  { scope: "comment", settings: { foreground: "#111111" } },
  { scope: "string", settings: { foreground: "#222222", fontStyle: "italic" } },
  { scope: "string plain", settings: { fontStyle: "" } },
  { scope: "heading", settings: { fontStyle: "bold underline" } },
  { scope: ["source comment", "deep"], settings: { foreground: "#333333" } },
);
const dark = theme("#ffffff", { scope: "comment", settings: { foreground: "#eeeeee" } });

const cssOf = (...scopes: string[]) => new ThemeColors([light, dark]).styleOf(scopes)?.css;

describe("ThemeColors.styleOf()", () => {
  test("is nothing where both themes give their default", () => {
    expect(cssOf("source")).toBeUndefined();
    expect(cssOf("source", "unheard-of")).toBeUndefined();
  });

  test("has the colours of both themes, also where one gives its default", () => {
    expect(cssOf("comment")).toBe("color:light-dark(#111111,#EEEEEE)");
    expect(cssOf("string")).toBe("color:light-dark(#222222,#FFFFFF);font-style:italic");
  });

  test("inherits from the scopes below what a scope does not say", () => {
    expect(cssOf("string", "quote")).toBe(cssOf("string"));
    expect(cssOf("string", "heading")).toBe(
      "color:light-dark(#222222,#FFFFFF);font-weight:600;text-decoration:underline",
    );
  });

  test("lets a scope take a font away", () => {
    expect(cssOf("string", "plain")).toBe("color:light-dark(#222222,#FFFFFF)");
  });

  test("prefers the more special selector", () => {
    expect(cssOf("source", "comment")).toBe("color:light-dark(#333333,#EEEEEE)");
  });

  test("does not depend on what was asked before", () => {
    const colors = new ThemeColors([light, dark]);
    colors.styleOf(["comment"]);
    colors.styleOf(["string", "comment"]);

    expect(colors.styleOf(["source", "comment"])).toEqual(
      new ThemeColors([light, dark]).styleOf(["source", "comment"]),
    );
  });

  test("gives a name that a class may have, the same for the same style", () => {
    const colors = new ThemeColors([light, dark]);
    const names = [["comment"], ["comment", "x"], ["string"]].map((scopes) => colors.styleOf(scopes)?.name ?? "");

    expect(names.every((name) => /^[a-z][a-z0-9]+$/.test(name))).toBe(true);
    expect(new Set(names).size).toBe(2);
  });
});

test("no two styles of our themes share a name", () => {
  const themes = [lightTheme, darkTheme].map((raw) => normalizeTheme(raw).settings);
  const scopes = [
    ...new Set(
      themes
        .flat()
        .flatMap(({ scope }) => [scope ?? []].flat())
        .flatMap((s) => s.split(/[\s,]+/)),
    ),
  ];
  const [first, second] = themes.map((settings) => Theme.createFromRawTheme({ settings: [...settings] }));
  if (first === undefined || second === undefined) throw new TypeError("Both themes are needed");
  const colors = new ThemeColors([first, second]);

  const styles = scopes.flatMap((outer) => scopes.map((inner) => colors.styleOf([outer, inner])));

  const names = new Map(styles.filter((style) => style !== undefined).map(({ css, name }) => [css, name]));
  expect(names.size).toBeGreaterThan(20);
  expect(new Set(names.values()).size).toBe(names.size);
});
