// Fences that other sites replace: by a drawing of what they contain, or by a file that they name.

import { type Mark, NO_DIAGRAMS, NO_INCLUDES } from "./dialect-marks.ts";

/** Fences that other sites draw. */
const DIAGRAMS: readonly (Pick<Mark, "name" | "remedy" | "shown"> & { readonly languages: RegExp })[] = [
  {
    name: "diagram",
    languages:
      /^\{?(?:mermaid|plantuml|puml|dot|graphviz|d2|ditaa|vega|vega-lite|wavedrom|nomnoml|bpmn|erd|svgbob|pikchr|structurizr|(?:block|seq|act|nw)diag|bytefield|geojson|topojson|stl)\}?$/,
    shown: "code",
    remedy: NO_DIAGRAMS,
  },
  {
    name: "formula",
    languages: /^math$/,
    shown: "code",
    remedy: "Write it in words or `code`: formulas are not rendered",
  },
];

/** What other sites draw from a fence in this language. */
export function diagramOf(language: string): (typeof DIAGRAMS)[number] | undefined {
  return DIAGRAMS.find(({ languages }) => languages.test(language));
}

/** A line of code that other sites replace by a file: mdBook, MkDocs, VitePress. In text, it may be an example. */
export const FENCED_INCLUDE = {
  name: "include",
  shown: "code",
  line: /^(?:\{\{#(?:[a-z]{1,20}_)?include [^{}]{1,300}\}\}|;?-{1,9}8<-{1,9} .{1,300}|<<< ?[@./~].{1,300})$/,
  text: /^(?:text|markdown|md|mdx)?$/,
  remedy: NO_INCLUDES,
} as const;
