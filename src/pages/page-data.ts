// What every page can see: Eleventy hands it over as global data (see _data/). Pages compute nothing that another
// page would compute again.

import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Alert } from "../model/alert.ts";
import type { Outcome } from "../model/check.ts";
import type { Reference } from "../model/reference.ts";

export type BuildInfo = {
  /** Address of the style sheet, with its content's hash in it. */
  readonly styleUrl: string;
  /** Style sheet, ready to be written. */
  readonly style: string;
  /** Documents that `--keep-going` left out, with the defects that they have. */
  readonly withheld: readonly Problem[];
};

export type PageData = {
  readonly corpus: Corpus;
  readonly references: {
    readonly list: readonly Reference[];
    /** By each URL as authors wrote it. */
    readonly byUrl: ReadonlyMap<string, Reference>;
    /** By the address of each document that uses them. */
    readonly byDocument: ReadonlyMap<string, readonly Reference[]>;
  };
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
  readonly alerts: readonly Alert[];
  readonly scripts: ReadonlyMap<string, CheckTexts>;
  readonly build: BuildInfo;
};

/** The forms of a check that leave the page: what the copy button copies, and /checks/<id>.sh. */
export type CheckTexts = { readonly paste: string; readonly script: string };
