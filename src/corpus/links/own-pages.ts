// Pages and files that the site itself makes, beside those of documents: links may lead to them, and nothing else can
// have their addresses.

import {
  captureUrl,
  checkUrl,
  FIXED_PAGES,
  formerScriptUrl,
  hostUrl,
  isListPage,
  isReserved,
  ONLY_WITH_URL,
  scriptUrl,
  tagUrl,
  triageUrl,
} from "../../model/urls.ts";
import type { Published } from "../publication.ts";
import { OutputFiles } from "./output-files.ts";

export type OwnPages = {
  /** Address → what is there, in words; without what is in the site's own folders. */
  readonly all: ReadonlyMap<string, string>;
  /** Those that the site only has once its settings state a url: their addresses are kept free for them. */
  readonly lacking: ReadonlySet<string>;
  /** Says in words what of the site itself is at an address, or would be mixed with a file there. */
  readonly at: (url: string) => string | undefined;
};

export function ownPages(
  { content: { settings }, documents, hosts }: Published,
  alertPages: ReadonlyMap<string, string>,
): OwnPages {
  const scripts = documents.flatMap(({ kind, name, rendered: { checks } }) => [
    ...checks.flatMap(({ id }) => [scriptUrl(id), formerScriptUrl(id), captureUrl(id)]),
    ...(kind === "runbook" && checks.length > 0 ? [triageUrl(name)] : []),
  ]);
  const checks = documents.flatMap(({ rendered }) => rendered.checks.map(({ id }) => id));
  const all = new Map([
    ...documents.flatMap(({ data }) => data.tags.map((tag) => [tagUrl(tag), `tag "${tag}"`] as const)),
    ...[...hosts.keys()].map((name) => [hostUrl(name), `host "${name}"`] as const),
    ...alertPages,
    ...checks.map((id) => [checkUrl(id), `check "${id}"`] as const),
    ...scripts.map((url) => [url, "the script of a check"] as const),
    ...[...FIXED_PAGES, ...ONLY_WITH_URL].map((url) => [url, "a page of the site"] as const),
  ]);
  const files = new OutputFiles(all);
  const lacking = new Set<string>(settings.url === undefined ? ONLY_WITH_URL : []);
  // The site's own files would be mixed with a page that has the name of their folder.
  const at = (url: string) =>
    files.at(url) ??
    files.fileAbove(url) ??
    (isReserved(url) ? "files of the site" : isListPage(url) ? "a further page of a list" : undefined);
  return { all, lacking, at };
}
