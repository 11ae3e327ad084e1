// What every page can see: Eleventy hands it over as global data (see _data/). Pages compute nothing that another
// page would compute again.

import type { Alerts } from "../alerts/alerts.ts";
import type { CheckTexts } from "../checks/downloads/texts.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import type { Corpus } from "../corpus/link.ts";
import type { Alert } from "../model/alert.ts";
import type { Outcome } from "../model/check.ts";
import type { Day } from "../model/date.ts";
import type { Reference } from "../model/reference.ts";
import type { JudgedWait } from "../model/wait.ts";

export type BuildInfo = {
  /** The style sheet and the script of every page, and that of the search page; addresses carry a hash of the content. */
  readonly style: string;
  readonly styleUrl: string;
  readonly script: string;
  readonly scriptUrl: string;
  readonly searchScript: string;
  readonly searchScriptUrl: string;
  /** What is not published because of problems: titles of documents that would be shown, how many other files and rules. */
  readonly withheld: { readonly titles: readonly string[]; readonly others: number; readonly rules: number };
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
  /** Every workaround that waits for upstream. */
  readonly waits: readonly JudgedWait[];
  /** Instant of the last refresh that read something, or had nothing to look up; undefined where it is not known. */
  readonly lastSuccess: string | undefined;
  /** By the id of a check, which may have no outcomes: see `state`. */
  readonly tried: ReadonlyMap<string, TriedCheck>;
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
  /** In the order of their rule files. */
  readonly alerts: readonly Alert[];
  /** Other addresses of their pages. */
  readonly redirects: Alerts["redirects"];
  readonly scripts: ReadonlyMap<string, CheckTexts>;
  /** The triage.sh of each runbook that has checks, by the runbook's name. */
  readonly triage: ReadonlyMap<string, string>;
  /** The day of the last change of each document, by its file; only where the settings want it and git knows. */
  readonly changed: ReadonlyMap<string, Day>;
  readonly build: BuildInfo;
  /** Of this document, a key stands for the text: the page is made to see whether it has changed. */
  readonly keyed?: AnyDocument;
};

/** Whether a check was tested as it is now. */
export type TriedCheck = {
  /** tried: its runs are recorded; changed, never: they are not; "just now": the server ran it to show its author. */
  readonly state: "tried" | "changed" | "never" | "just now";
  /** The shell and the tools that ran, with their versions. */
  readonly by: readonly string[];
  /** SHA-256 of the check with its hosts. */
  readonly hash: string;
};
