// What a site shows of its team: logo, picture for link previews, links of header and footer.

import { readFile } from "node:fs/promises";
import { didYouMean } from "../../core/nearest-name.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { Attachment, Attachments } from "../attachments.ts";
import { attachmentsFor } from "../belonging.ts";
import type { AnyDocument } from "../documents.ts";
import type { FindTarget } from "../links/targets.ts";
import type { ContentFiles } from "../read.ts";
import { type ReadSettings, SETTINGS_FILE } from "../settings.ts";

/** Width and height in any unit. */
export type Size = { readonly width: number; readonly height: number };

export type Picture = { readonly attachment: Attachment; readonly alt: string };

export type Brand = {
  readonly logo?: (Picture & Size) | undefined;
  readonly image?: Picture | undefined;
};

/** The pictures that the settings name; the reasons why one cannot be shown are among the problems. */
export async function readBrand(
  files: ContentFiles,
  site: ReadSettings,
  attachments: Attachments,
  problems: Problem[],
): Promise<Brand> {
  const logo = found("logo", site, attachments, problems);
  const size = logo && (await sizeOf(files.at(logo.attachment.file)));
  if (logo !== undefined && size === undefined) {
    const what = `"logo.file" is "${site.settings.logo?.file}", whose size cannot be read`;
    const remedy = 'Give the svg element a viewBox, as in viewBox="0 0 120 40", or choose another file';
    problems.push(told(problem(site.settingAt("logo", "file"), what, remedy)));
  }
  return { logo: logo && size && { ...logo, ...size }, image: found("image", site, attachments, problems) };
}

/** Without the picture, every page is as useful: nothing is held back. */
function told(one: Problem): Problem {
  return { ...one, withholds: "nothing" };
}

function found(
  key: "logo" | "image",
  { settings, settingAt }: ReadSettings,
  { byFile }: Attachments,
  problems: Problem[],
): Picture | undefined {
  const stated = settings[key];
  if (stated === undefined) return undefined;
  const attachment = byFile.get(`content/${stated.file.replace(/^(?:\.?\/)?(?:content\/)?/, "")}`);
  if (attachment?.kind === "attachment") return { attachment, alt: stated.alt };
  const known = [...byFile.values()].flatMap((one) => (one.kind === "attachment" ? [one.file.slice(8)] : []));
  const remedy = didYouMean(stated.file, known, "Write its path below content/, as in media/logo.svg");
  problems.push(
    told(problem(settingAt(key, "file"), `"${key}.file" is "${stated.file}", which does not exist`, remedy)),
  );
  return undefined;
}

/** Undefined for what is no picture of these kinds. An SVG may state its size, or only how wide it is for its height. */
async function sizeOf(path: string): Promise<Size | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  if (bytes.toString("latin1", 1, 4) === "PNG" && bytes.length > 24)
    return sized([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]);
  const [tag = ""] = /<svg\b[^>]*>/.exec(bytes.toString("utf8")) ?? [];
  const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? "";
  const stated = [attribute("width"), attribute("height")].map((text) => Number(text.replace(/px$/, "") || Number.NaN));
  const box = attribute("viewBox")
    .trim()
    .split(/[\s,]+/)
    .slice(2)
    .map(Number);
  return sized(stated) ?? sized(box);
}

function sized([width = Number.NaN, height = Number.NaN]: readonly number[]): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** By file: what is published because these documents link it, or because it is one of the pictures. */
export function shownAttachments(
  documents: readonly AnyDocument[],
  { logo, image }: Brand,
  attachments: Attachments,
): Map<string, Attachment> {
  const shown = attachmentsFor(documents, attachments);
  for (const picture of [logo, image]) {
    const attachment = attachments.byFile.get(picture?.attachment.file ?? "");
    if (attachment?.kind === "attachment") shown.set(attachment.file, attachment);
  }
  return shown;
}

/** Without the pictures that an output does not have. */
export function publishedBrand({ logo, image }: Brand, attachments: ReadonlyMap<string, Attachment>): Brand {
  const isThere = (picture: Picture | undefined) => picture !== undefined && attachments.has(picture.attachment.file);
  return { logo: isThere(logo) ? logo : undefined, image: isThere(image) ? image : undefined };
}

/** Links of the settings are links of this file. */
export const SETTINGS_HOME = { file: SETTINGS_FILE, url: "/" } as const;

/** Links of the settings that lead nowhere. One to a document for other readers is just left out for these. */
export function settingsLinkProblems(
  { settings: { navigation = [], footer }, settingAt }: ReadSettings,
  find: FindTarget,
  hidden: readonly AnyDocument[],
): Problem[] {
  const all = [
    ...navigation.map(({ url }, i) => ({ url, path: ["navigation", i, "url"] })),
    ...footer.links.map(({ url }, i) => ({ url, path: ["footer", "links", i, "url"] })),
  ];
  const isHidden = (url: string) => hidden.some((document) => document.url === url.replace(/[?#].*$/, ""));
  return all
    .filter(({ url }) => url.startsWith("/") && !isHidden(url))
    .flatMap(({ url, path }) => {
      const target = find(url, SETTINGS_HOME);
      return target.kind === "broken" ? [told(problem(settingAt(...path), target.what, target.remedy()))] : [];
    });
}
