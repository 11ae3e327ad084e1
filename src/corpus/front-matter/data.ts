// A document's front matter as data of its schema, under our own keys and words.

import { basename, dirname } from "node:path";
import type { z } from "zod";
import type { Source } from "../../core/position.ts";
import type { Problem } from "../../core/problem.ts";
import { dateOfFile } from "../../model/date.ts";
import type { Settings } from "../../model/settings.ts";
import { WITHOUT_EFFECT } from "../../model/synonyms.ts";
import { severityOf } from "../severity.ts";
import { type Strictness, validate } from "../validate.ts";
import type { Located } from "../yaml.ts";
import { isForAll, mayGuard } from "./guards.ts";
import { guardInText } from "./guards-in-text.ts";
import { inOwnWords } from "./own-words.ts";
import { readFrontMatter } from "./read.ts";
import { withLists, withoutOtherShapes } from "./shapes.ts";

type Dated = {
  readonly date?: string | undefined;
  readonly severity?: string | undefined;
  readonly draft: boolean;
};

type Found<Data> = {
  readonly data: Data;
  readonly located: Located;
  /** Whether keys of another shape were left out, which may name anything. */
  readonly isPartial: boolean;
};

export type ReadData<Data> = {
  /** Undefined if it cannot be used; the reasons are among the problems. */
  readonly found: Found<Data> | undefined;
  /** Whether the unusable part may contain a guard. */
  readonly mayGuard: boolean;
  /** Lines of the file before its text; 0 without front matter. */
  readonly lines: number;
};

/** Reads the front matter by its schema, with the words that the site's settings name. */
export function readData<S extends z.ZodType<Dated>>(
  source: Source,
  schema: S,
  { severities, statuses }: Pick<Settings, "severities" | "statuses">,
  problems: Problem[],
): ReadData<z.output<S>> {
  const { located: written, lines } = readFrontMatter(source, problems);
  if (written === undefined) return { found: undefined, mayGuard: mayGuard(source.text), lines };
  const outside = guardInText(source, lines);
  if (outside !== undefined) problems.push(outside);
  const { located: renamed, isClear } = inOwnWords(written, problems);
  const own = withoutStatusOf(statuses, renamed);
  const strictness = strictnessOf(own);
  // Most front matter is valid as it is, and need not be read again for each kind of defect.
  const plain = schema.safeParse(own.data);
  const listed = plain.success ? own : withLists(schema, own);
  const isStrict = plain.success || strictness.unknownKeys === "problem";
  const located = isStrict ? listed : withoutOtherShapes(schema, listed, problems);
  const data = plain.success ? plain.data : validate(schema, located, strictness, problems);
  if (data === undefined || !isClear || outside !== undefined) {
    return { found: undefined, mayGuard: !isClear || outside !== undefined || !isForAll(own.data), lines };
  }
  // A date in the file's name orders files in a folder; if there is no other date, it is the document's own.
  const date = data.date ?? dateOfFile(basename(source.file));
  const draft = data.draft || isInDrafts(source.file);
  const severity = severityOf(data.severity, severities);
  const found = { data: { ...data, date, draft, severity }, located, isPartial: located !== listed };
  return { found, mayGuard: false, lines };
}

/** A status word of the team's own counts as no `status`. */
function withoutStatusOf(statuses: readonly string[], located: Located): Located {
  const { status, ...others } = (located.data ?? {}) as { readonly status?: unknown };
  const isOwn = statuses.some((word) => word.trim().toLowerCase() === String(status).trim().toLowerCase());
  return isOwn ? { ...located, data: others } : located;
}

/** Whether it is in a folder of drafts, as Jekyll has one: such a file need not say that it is a draft. */
function isInDrafts(file: string): boolean {
  return dirname(file)
    .split("/")
    .some((part) => part.toLowerCase() === "_drafts");
}

function strictnessOf(located: Located): Strictness {
  const status = (located.data as { status?: unknown } | null)?.status;
  const isFinal = typeof status === "string" && status.trim().toLowerCase() === "final";
  return { unknownKeys: isFinal ? "problem" : "advice", withoutEffect: WITHOUT_EFFECT, looseTexts: true };
}
