// The rules of ARCHITECTURE.md that a machine can keep: direction of imports, who may know what, sizes, no `any`.

import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { glob } from "tinyglobby";
import { describe, expect, test } from "vitest";

/** From the bottom to the top; a folder imports its own and lower ones. Those on one line never import one another. */
const LAYERS = [
  ["core"],
  ["model"],
  ["markdown"],
  ["corpus"],
  ["trackers", "checks", "alerts"],
  ["pages"],
  ["site"],
  ["night"],
] as const;

const CAPS = { fileMedian: 100, fileP90: 180, file: 250, functionMedian: 12, functionP90: 40, function: 60 } as const;
const MOST_IMPORTS = 15;
const MOST_FILES = 25;

/** What was above a limit before the limit was there. The lists may only shrink: whoever mends one takes it out. */
const WITH_MORE_IMPORTS = [...["src/corpus/link.ts", "src/night/refresh.ts", "src/site/badges.ts", "src/site/site.ts"]];
const WITH_MORE_FILES = ["src/pages"];

type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly string[];
  readonly functions: readonly { readonly line: number; readonly lines: number }[];
  readonly anys: readonly number[];
  /** Lines with list.push(...others). */
  readonly spreads: readonly number[];
  readonly hasDefaultExport: boolean;
};

const files = await Promise.all((await glob(["src/**/*.ts", "scripts/*.ts", "_data/*.ts"])).sort().map(parse));
const sources = files.filter(({ path }) => path.startsWith("src/"));

async function parse(path: string): Promise<SourceFile> {
  const text = await readFile(path, "utf8");
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`);
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const functions: { line: number; lines: number }[] = [];
  const anys: number[] = [];
  const spreads: number[] = [];
  const imports: string[] = [];
  let hasDefaultExport = false;
  const measure = ({ start, end }: { start: number; end: number }) =>
    functions.push({ line: lineAt(start), lines: lineAt(end) - lineAt(start) + 1 });
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: ({ body, ...node }) => body.type === "BlockStatement" && measure(node),
    TSAnyKeyword: ({ start }) => anys.push(lineAt(start)),
    CallExpression: ({ callee, arguments: given, start }) => {
      const name = callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name;
      if (name === "push" && given.some(({ type }) => type === "SpreadElement")) spreads.push(lineAt(start));
    },
    ImportDeclaration: ({ source }) => imports.push(source.value),
    ImportExpression: ({ source }) => source.type === "Literal" && imports.push(String(source.value)),
    ExportNamedDeclaration: ({ source }) => source && imports.push(source.value),
    ExportAllDeclaration: ({ source }) => imports.push(source.value),
    ExportDefaultDeclaration: () => {
      hasDefaultExport = true;
    },
  }).visit(program);
  return { path, text, lines: text.split("\n").length - 1, imports, functions, anys, spreads, hasDefaultExport };
}

describe("imports", () => {
  test("go downwards only", () => {
    const rank = new Map(LAYERS.flatMap((layer, i) => layer.map((folder) => [folder as string, i] as const)));
    const folderOf = (path: string) => path.split("/")[1] ?? "";

    const upwards = sources.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => normalize(join(dirname(path), specifier)))
        .filter((target) => folderOf(target) !== folderOf(path))
        .filter((target) => (rank.get(folderOf(target)) ?? 99) >= (rank.get(folderOf(path)) ?? -1))
        .map((target) => `${path} imports ${target}`),
    );

    expect(upwards).toEqual([]);
  });

  test("every folder of src has a layer", () => {
    const folders = [...new Set(sources.map(({ path }) => path.split("/")[1]))].sort();

    expect(folders).toEqual(LAYERS.flat().toSorted());
  });

  test.each([
    ["@11ty/eleventy", /^src\/site\//],
    ["shiki", /^src\/markdown\/highlight\.ts$/],
    ["pagefind", /^src\/site\/search\/pagefind\.ts$/],
    ["esbuild", /^src\/site\/assets\.ts$/],
    ["just-bash", /^src\/checks\/snippet\//],
    ["ky", /^src\/trackers\/fetch/],
    ["undici", /^src\/trackers\/fetch/],
  ])("only some files know %s", (library, allowed) => {
    const knowing = sources.filter(({ imports }) => imports.some((i) => i === library || i.startsWith(`${library}/`)));

    expect(knowing.length).toBeGreaterThan(0);
    expect(knowing.map(({ path }) => path).filter((path) => !allowed.test(path))).toEqual([]);
  });

  test("adapters touch no network, clock or file system", () => {
    const adapters = sources.filter(({ path }) => path.startsWith("src/trackers/adapters/"));
    const impure = adapters.filter(
      ({ imports, text }) =>
        imports.some((i) => i.startsWith("node:")) || /\bfetch\(|new Date\(\)|Date\.now/.test(text),
    );

    expect(adapters.length).toBeGreaterThan(3);
    expect(impure.map(({ path }) => path)).toEqual([]);
  });
});

describe("sizes", () => {
  test("files stay within their budget", () => {
    const lines = sources.map((file) => file.lines);

    expect(files.filter((file) => file.lines > CAPS.file).map(({ path, lines: n }) => `${path}: ${n}`)).toEqual([]);
    expect(quantile(lines, 0.5)).toBeLessThanOrEqual(CAPS.fileMedian);
    expect(quantile(lines, 0.9)).toBeLessThanOrEqual(CAPS.fileP90);
  });

  test("so do the parts of the theme", async () => {
    const parts = await glob(["src/pages/theme/**/*.{css,js}"]);
    const long = await Promise.all(
      parts.map(async (path) => `${path}: ${(await readFile(path, "utf8")).trimEnd().split("\n").length}`),
    );

    expect(parts.length).toBeGreaterThan(30);
    expect(long.filter((line) => Number(line.split(": ")[1]) > CAPS.file)).toEqual([]);
  });

  test("functions stay within their budget", () => {
    const all = files.flatMap(({ path, functions }) => functions.map((f) => ({ at: `${path}:${f.line}`, ...f })));
    const lines = all.map((f) => f.lines);

    expect(all.filter((f) => f.lines > CAPS.function).map((f) => `${f.at}: ${f.lines}`)).toEqual([]);
    expect(quantile(lines, 0.5)).toBeLessThanOrEqual(CAPS.functionMedian);
    expect(quantile(lines, 0.9)).toBeLessThanOrEqual(CAPS.functionP90);
  });
});

describe("what grows by one more at a time", () => {
  test("a file needs few others", () => {
    // A list beside its contract grows by one line with each entry.
    const others = sources.filter(({ path }) => !path.endsWith("/index.ts"));
    const over = others.filter(({ imports }) => new Set(imports).size > MOST_IMPORTS).map(({ path }) => path);

    expect(over).toEqual(WITH_MORE_IMPORTS);
  });

  test("a folder can be overlooked", async () => {
    const all = await glob(["src/**", "tests/**"], { dot: true });
    const folders = Map.groupBy(all, (file) => dirname(file));
    const over = [...folders].filter(([, own]) => own.length > MOST_FILES).map(([folder]) => folder);

    expect(over.sort()).toEqual(WITH_MORE_FILES);
  });
});

describe("habits", () => {
  test("there is no any", () => {
    expect(files.flatMap(({ path, anys }) => anys.map((line) => `${path}:${line}`))).toEqual([]);
  });

  /** Arguments lie on the stack, which has no room for some 120,000 of them; a page may have as many defects. */
  test("no list is spread into push()", () => {
    expect(files.flatMap(({ path, spreads }) => spreads.map((line) => `${path}:${line}`))).toEqual([]);
  });

  test("src prints nothing", () => {
    expect(sources.filter(({ text }) => /\bconsole\./.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test("default exports are only where a tool asks", () => {
    const asked = /^_data\/|\/worker\.ts$|\.11ty\.ts$|^src\/site\/eleventy\.d\.ts$/;

    expect(files.filter((file) => file.hasDefaultExport && !asked.test(file.path)).map(({ path }) => path)).toEqual([]);
  });

  test("every file says what it is for", () => {
    const silent = files.filter(({ text }) => !/^(\/\/|\/\*)/.test(text));

    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
}
