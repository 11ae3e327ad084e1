// The size of a picture, read from its file, so that a page keeps the room for it before it is loaded.

import { readFile } from "node:fs/promises";
import { SaxesParser } from "saxes";

/** Width and height in any unit. */
export type Size = { readonly width: number; readonly height: number };

/**
 * The size of a PNG or an SVG, told apart by the ending, as browsers are told; undefined if the file states none. An SVG
 * may state its size, or only how wide it is for its height.
 */
export async function pictureSize(path: string): Promise<Size | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  return /\.png$/i.test(path) ? pngSize(bytes) : svgSize(bytes.toString("utf8"));
}

/** https://www.w3.org/TR/png-3/#11IHDR */
function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.toString("latin1", 1, 4) !== "PNG" || bytes.length <= 24) return undefined;
  return sized([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]);
}

function svgSize(text: string): Size | undefined {
  const { width = "", height = "", viewBox = "" } = rootAttributes(text);
  const stated = [width, height].map((length) => Number(length.replace(/px$/, "") || Number.NaN));
  const box = viewBox
    .trim()
    .split(/[\s,]+/)
    .slice(2)
    .map(Number);
  return sized(stated) ?? sized(box);
}

/** The attributes of the first element; none if that is no `svg`. What follows it is not read. */
function rootAttributes(text: string): Readonly<Record<string, string>> {
  let found: Readonly<Record<string, string>> | undefined;
  const parser = new SaxesParser();
  // core/svg/svg.ts tells what is wrong with a drawing.
  parser.on("error", () => undefined);
  parser.on("opentag", ({ name, attributes }) => {
    found ??= /^(?:\w+:)?svg$/.test(name) ? attributes : {};
  });
  for (let at = 0; at < text.length && found === undefined; at += PIECE) parser.write(text.slice(at, at + PIECE));
  return found ?? {};
}

/** Characters: most first tags are within the first piece. */
const PIECE = 4096;

function sized([width = Number.NaN, height = Number.NaN]: readonly number[]): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}
