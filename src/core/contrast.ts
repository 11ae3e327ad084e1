// How well a colour can be read on another one: https://www.w3.org/TR/WCAG22/#contrast-minimum

/** What text of any size needs. */
export const LEAST_CONTRAST = 4.5;

/** "#0b57a0" or "#fff": a colour without transparency. */
export const COLOR = /^#(?:[\da-f]{3}|[\da-f]{6})$/i;

/** Between 1 and 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The nearest shade of a colour, towards black or white, that can be read on all of the grounds; undefined if none can. */
export function readableShade(color: string, grounds: readonly string[]): string | undefined {
  const steps = Array.from({ length: 101 }, (_, i) => i / 100);
  for (const share of steps) {
    for (const end of [0, 255]) {
      const shade = hex(channels(color).map((value) => Math.round(value + (end - value) * share)));
      if (grounds.every((ground) => contrast(shade, ground) >= LEAST_CONTRAST)) return shade;
    }
  }
  return undefined;
}

/** Red, green and blue, from 0 to 255. */
function channels(color: string): number[] {
  const digits = color.slice(1);
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16));
}

function hex(values: readonly number[]): string {
  return `#${values.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
