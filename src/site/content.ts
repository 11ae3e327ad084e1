// The content of a site as every command reads it: with the short forms of the trackers that it follows.

import { type ShownAlerts, shownAlerts } from "../alerts/shown.ts";
import { type Content, type ContentOptions, readContent } from "../corpus/content.ts";
import { type Corpus, link } from "../corpus/link.ts";
import { EVERYTHING, type Publication, published } from "../corpus/publication.ts";
import { shortFormsFor } from "../trackers/short-forms.ts";

export type ReadOptions = Omit<ContentOptions, "shortForms">;

/** Reads the content below `root`. */
export function readSiteContent(root: string, options: ReadOptions = {}): Promise<Content> {
  return readContent(root, { ...options, shortForms: shortFormsFor });
}

/** What an output shows of the content. */
export function corpusOf(content: Content, publication: Publication): Corpus {
  return joined(content, publication).corpus;
}

/** The same with the alerts that it shows. */
export function joined(content: Content, publication: Publication): { corpus: Corpus; alerts: ShownAlerts } {
  const shown = published(content, publication);
  const alerts = shownAlerts(shown);
  return { corpus: link(shown, alerts.pages), alerts };
}

/** All of the content below `root`, for every audience, drafts too. */
export async function readEverything(root: string, options: ReadOptions = {}): Promise<Corpus> {
  return corpusOf(await readSiteContent(root, options), EVERYTHING);
}
