// What follows from a document's own bytes, its place and a few settings: front matter and rendered text. It costs most
// of a build's time, so it is plain data that a cache can keep; what depends on other documents is added later.

import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Source } from "../../core/position.ts";
import type { Problem } from "../../core/problem.ts";
import type { Rendered, Slot, Surroundings } from "../../markdown/document.ts";
import type { OpeningHeading } from "../../markdown/opening-heading.ts";
import type { Renderer } from "../../markdown/renderer.ts";
import { Page } from "../../model/document.ts";
import { Postmortem } from "../../model/postmortem.ts";
import { Runbook } from "../../model/runbook.ts";
import type { Settings } from "../../model/settings.ts";
import type { Address } from "../addresses.ts";
import type { Places } from "./places.ts";

/** All but the text, as structured data without functions. */
export type Facts = {
  /** Undefined if the front matter cannot be used; the reasons are among the problems. */
  readonly found: { readonly data: Data; readonly isPartial: boolean; readonly places: Places } | undefined;
  /** Whether the unusable part may contain a guard. */
  readonly mayGuard: boolean;
  readonly title: string;
  readonly heading: OpeningHeading | undefined;
  readonly rendered: Omit<Rendered, "parts" | "problems">;
  readonly problems: readonly Problem[];
};

export type Data = Postmortem | Runbook | Page;
export type Parts = Rendered["parts"];

export type Entry = {
  /** The same for the same entry: SHA-256 in hexadecimal digits. */
  readonly key: string;
  readonly facts: Facts;
  /** The places of the text that a page fills, in order. */
  readonly slots: readonly Slot[];
  /** The text; it may have to be read. */
  readonly parts: () => Parts;
};

/** A file of the content, and where it is published. */
export type Input = { readonly source: Source; readonly address: Address };

/** What entries are made with. Everything of it but the renderer is plain data, or follows from the settings. */
export type Making = {
  readonly renderer: Renderer;
  readonly surroundings: Surroundings;
  readonly settings: Settings;
};

/** Gives the entries of these files, in their order. */
export type ReadEntries = (inputs: readonly Input[]) => Promise<readonly Entry[]>;

export function slotsOf(parts: Parts): Slot[] {
  return parts.filter((part) => typeof part !== "string");
}

/** `salt` stands for everything but the file that an entry depends on. */
export function entryKey(
  { source: { file, text }, address: { home, name, folder, isSection } }: Input,
  salt: string,
): string {
  const place = JSON.stringify([salt, file, home, name, folder, isSection]);
  return createHash("sha256").update(`${place}\n${text}`).digest("hex");
}

/** The settings that an entry depends on. */
export function settingsOfEntries({ severities, statuses, trackers, links, owners }: Settings) {
  return { severities, statuses, trackers, schemes: links.schemes, owners };
}

/** The schema of the front matter of a document at this address. */
export function schemaOf({ isSection, home }: Address): z.ZodType<Data> {
  if (isSection) return Page;
  return { postmortem: Postmortem, runbook: Runbook, page: Page }[home];
}
