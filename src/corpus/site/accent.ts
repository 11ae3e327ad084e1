// Whether the site's own accent can be read on the colours that the style sheet puts behind it.

import { contrast, LEAST_CONTRAST, readableShade } from "../../core/contrast.ts";
import type { Place } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { Settings } from "../../model/settings.ts";

/** The colours behind text in light and in dark, that of the page first. */
export type Grounds = { readonly light: readonly string[]; readonly dark: readonly string[] };

/** A Problem for each colour that is too close to what is behind it. It holds no page back: a link is also underlined. */
export function accentProblems(
  accent: Settings["accent"],
  grounds: Grounds,
  placeOf: (name: "light" | "dark") => Place,
): Problem[] {
  if (accent === undefined) return [];
  return (["light", "dark"] as const).flatMap((name): Problem[] => {
    const color = accent[name];
    const [ratio = LEAST_CONTRAST, ground] = grounds[name]
      .map((one) => [contrast(color, one), one] as const)
      .sort(([a], [b]) => a - b)[0] ?? [LEAST_CONTRAST, ""];
    if (ratio >= LEAST_CONTRAST) return [];
    // Cut and not rounded: 4.49 is too little.
    const shown = Math.floor(ratio * 100) / 100;
    const what = `accent "${color}" is hard to read: its contrast with ${ground} is ${shown}, less than ${LEAST_CONTRAST}`;
    const shade = readableShade(color, grounds[name]);
    return [
      {
        ...problem(placeOf(name), what, `Write "${shade}", which is the nearest readable shade`),
        withholds: "nothing",
      },
    ];
  });
}
