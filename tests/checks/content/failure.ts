// A test that fails at a place of the content, so that Vitest's reporters point there and not into the test's code.

import { join } from "node:path";
import type { Place } from "../../../src/core/position.ts";

type Sides = { readonly expected: string; readonly actual: string };

/** Vitest prints a difference of the sides of an AssertionError, and nothing else of its properties. */
class Failure extends Error {
  override readonly name = "AssertionError";
  readonly showDiff = true;
  readonly expected: string | undefined;
  readonly actual: string | undefined;

  constructor(message: string, { file, line, column }: Place, sides: Partial<Sides> = {}) {
    super(message);
    this.expected = sides.expected;
    this.actual = sides.actual;
    this.stack = `${this.name}\n    at content (${file}:${line}:${column})`;
  }
}

/** Throws an error whose only frame is the place below `root`. */
export async function failAt(root: string, place: Place, message: string, sides?: Sides): Promise<never> {
  const file = join(root, place.file);
  // Vitest names the place of an error only where it has loaded the file itself.
  await import(/* @vite-ignore */ `${file}?raw`);
  throw new Failure(message, { ...place, file }, sides);
}
