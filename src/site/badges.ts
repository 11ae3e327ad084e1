// An SVG badge for each reference, for pages elsewhere: /badges/<anchor>.svg. They are no pages of Eleventy, which would
// spend more on each than drawing it costs.

import { writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { makeBadge } from "badge-maker";
import { plainText } from "../core/plain-text.ts";
import { xmlText } from "../core/xml.ts";
import type { Reference } from "../model/reference.ts";
import type { State } from "../model/state.ts";
import { BADGES, badgeUrl } from "../model/urls.ts";
import type { PageData } from "../pages/page-data.ts";
import { anchorOf } from "../pages/parts/badge.ts";

/** Backgrounds of white text, each with a contrast of 4.5 or more (WCAG 2.2, 1.4.3), in the hues of the pages' badges. */
export const BADGE_COLORS: Readonly<Record<State, string>> = {
  unknown: "#7a4f00",
  gone: "#a3231b",
  open: "#a3231b",
  "in-progress": "#6b3fa0",
  "wont-fix": "#7a4f00",
  closed: "#7a4f00",
  fixed: "#6b3fa0",
  released: "#1a6b35",
  duplicate: "#55606a",
};
export const LABEL_COLOR = "#3d464d";

/** The badge as an SVG document; its text is that of the badge on pages, and its title. */
export function badgeSvg({ label, words, state }: Reference): string {
  const svg = makeBadge({
    label: plainText(label),
    message: plainText(words),
    labelColor: LABEL_COLOR,
    color: BADGE_COLORS[state],
    // Two rectangles and two texts: no gradient that changes the contrast, and half the time and bytes.
    style: "flat-square",
  });
  return `${xmlText(svg)}\n`;
}

/** Writes the badges of all references shown to badges/ of the written site; one of a reference that went goes, too. */
export async function writeBadges(data: PageData, output: string): Promise<void> {
  const folder = join(output, BADGES);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [i, reference] of data.references.list.entries()) {
    // Whoever is at work beside this gets a turn.
    if (i % 50 === 0) await setImmediate();
    // One after the other takes a third of the time that a thousand promises do.
    writeFileSync(join(output, badgeUrl(anchorOf(data, reference))), badgeSvg(reference));
  }
}
