// What a site shows of its team: logo, picture for link previews, links of header and footer.

import { didYouMean } from "../../core/nearest-name.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { Attachment, Attachments } from "../attachments.ts";
import { attachmentsFor } from "../belonging.ts";
import type { AnyDocument } from "../documents.ts";
import type { FindTarget } from "../links/targets.ts";
import type { ContentFiles } from "../read.ts";
import { type ReadSettings, SETTINGS_FILE } from "../settings.ts";
import { pictureSize, type Size } from "./picture-size.ts";

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
  const size = logo && (await pictureSize(files.at(logo.attachment.file)));
  if (logo !== undefined && size === undefined) {
    const what = `"logo.file" is "${site.settings.logo?.file}", whose size cannot be read`;
    const remedy = /\.png$/i.test(logo.attachment.file) ? PNG_REMEDY : SVG_REMEDY;
    problems.push(told(problem(site.settingAt("logo", "file"), what, remedy)));
  }
  return { logo: logo && size && { ...logo, ...size }, image: found("image", site, attachments, problems) };
}

const PNG_REMEDY = "The file is no whole PNG: save the picture as PNG again";
const SVG_REMEDY = 'Give the svg element a viewBox, as in viewBox="0 0 120 40", or choose another file';

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
  const path = `content/${stated.file.replace(/^(?:\.?\/)?(?:content\/)?/, "")}`;
  const attachment = byFile.get(path);
  if (attachment?.kind === "attachment") return { attachment, alt: stated.alt };
  const known = [...byFile.values()].flatMap((one) => (one.kind === "attachment" ? [one.file.slice(8)] : []));
  const remedy = didYouMean(stated.file, known, `Put the file at ${path}, or write the path of another one`);
  problems.push(
    told(problem(settingAt(key, "file"), `"${key}.file" is "${stated.file}", which does not exist`, remedy)),
  );
  return undefined;
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
