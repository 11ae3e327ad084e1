// Pieces of a text, by the offsets that the YAML parser gives.

import type { Node } from "yaml";

/** What stands in the text from `at` to `end` is to become `text`. */
export type Edit = { readonly at: number; readonly end: number; readonly text: string };

export function edited(source: string, { at, end, text }: Edit): string {
  return source.slice(0, at) + text + source.slice(end);
}

/** Where a node begins and ends; what stands behind it on its line is not part of it. */
export function rangeOf(node: Node | null | undefined): readonly [number, number] {
  const [from, to] = node?.range ?? [0, 0];
  return [from, to];
}

export function lineStart(source: string, at: number): number {
  return source.lastIndexOf("\n", at - 1) + 1;
}

export function nextLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end + 1;
}

/** What stands between a place and the end of its line, or `limit` where that comes first. */
export function restOfLine(source: string, at: number, limit: number): string {
  return source.slice(at, Math.min(nextLine(source, at), Math.max(at, limit)));
}

/** Whether a text may hold a comment: one is told by the blank before it, and a quoted name may hold the same. */
export function isCommented(text: string): boolean {
  return /(?:^|[\s,])#/.test(text);
}
