// An SVG badge for each reference, for other sites' pages: /badges/<anchor>.svg. Eleventy does not make them: it would
// spend more time on each than drawing takes.

import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { required } from "../core/lazily.ts";
import { plainText } from "../core/plain-text.ts";
import { xmlText } from "../core/xml.ts";
import type { Reference } from "../model/reference.ts";
import type { State } from "../model/state.ts";
import { BADGES, badgeUrl } from "../model/urls.ts";
import type { PageData } from "../pages/page-data.ts";
import { anchorOf } from "../pages/parts/references/badge.ts";
import { BADGES_FILE } from "./files.ts";

const badgeMaker = required<typeof import("badge-maker")>("badge-maker");

/** Raise it with every change to how a badge looks. */
const DRAWN_BY = "badge-maker 6.0.0, flat-square, 1";

/** Backgrounds of white text, each with a contrast of 4.5 or more (WCAG 2.2, 1.4.3), in the hues of the pages' badges. */
export const BADGE_COLORS: Readonly<Record<State, string>> = {
  unknown: "#7a4f00",
  gone: "#a3231b",
  open: "#a3231b",
  "in-progress": "#6b3fa0",
  "wont-fix": "#7a4f00",
  closed: "#7a4f00",
  merged: "#55606a",
  fixed: "#6b3fa0",
  released: "#1a6b35",
  duplicate: "#55606a",
};
export const LABEL_COLOR = "#3d464d";

/** The state of a change that is the cause is neither good nor bad. */
function colorOf({ state, role }: Pick<Reference, "state" | "role">): string {
  return BADGE_COLORS[role === undefined ? state : "duplicate"];
}

/** The badge as an SVG document; its text is that of the badge on pages, and its title. */
export function badgeSvg({ label, words, state, role }: Reference): string {
  const svg = badgeMaker().makeBadge({
    label: plainText(label),
    message: plainText(words),
    labelColor: LABEL_COLOR,
    color: colorOf({ state, role }),
    // Two rectangles and two texts: no gradient, which would change the contrast, and half the time and bytes.
    style: "flat-square",
  });
  return `${xmlText(svg)}\n`;
}

/** Badges drawn before, by what they show: drawing a thousand again takes longer than writing all their pages. */
const Drawn = z.record(z.string(), z.string());

/**
 * Writes the badges of all references shown to badges/ of the site that is being written. Those that are in
 * `published` already, byte by byte, stay there and are returned by their path: a disk takes long to make a thousand
 * files.
 */
export async function writeBadges(
  data: PageData,
  output: string,
  published?: string,
): Promise<ReadonlyMap<string, string>> {
  const folder = join(output, BADGES);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const cache = join(data.corpus.root, BADGES_FILE);
  const before = await readDrawn(cache);
  const drawn: Record<string, string> = {};
  const kept = new Map<string, string>();
  for (const [i, reference] of data.references.list.entries()) {
    // Lets other work of the process have a turn.
    if (i % 50 === 0) await setImmediate();
    const key = keyOf(reference);
    const svg = (Object.hasOwn(before, key) ? before[key] : undefined) ?? badgeSvg(reference);
    drawn[key] = svg;
    const file = badgeUrl(anchorOf(data, reference)).slice(1);
    if (published !== undefined && isText(join(published, file), svg)) kept.set(file, svg);
    // One after the other takes a third of the time of a thousand promises.
    else writeFileSync(join(output, file), svg);
  }
  if (!isDeepStrictEqual(drawn, before)) await keepDrawn(cache, drawn);
  return kept;
}

function isText(file: string, text: string): boolean {
  try {
    return readFileSync(file, "utf8") === text;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

/** Changes with whatever changes the drawing: its words, its colours, and the version of who draws. */
function keyOf({ label, words, state, role }: Reference): string {
  return JSON.stringify([DRAWN_BY, label, words, colorOf({ state, role })]);
}

/** A cache that cannot be read counts as empty. */
async function readDrawn(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    return Drawn.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return {};
  }
}

/** Where nothing can be kept, such as in a read-only folder, badges are drawn again each time. */
async function keepDrawn(file: string, drawn: Readonly<Record<string, string>>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, JSON.stringify(drawn));
  } catch (error) {
    const isRefused = error instanceof Error && "code" in error && REFUSED.has(String(error.code));
    if (!isRefused) throw error;
  }
}

const REFUSED = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOENT", "ENOTDIR", "EEXIST"]);
