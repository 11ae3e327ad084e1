// A site that is being edited, in memory: what is read again after a change, and the page of each address as it is now.

import type { LiveOutcomes } from "../../checks/runs/live.ts";
import type { Problem } from "../../core/problem.ts";
import type { AnyDocument, Unreadable } from "../../corpus/documents.ts";
import { createRenderer } from "../../markdown/renderer.ts";
import { outputOf } from "../../model/urls.ts";
import { readSiteContent } from "../content.ts";
import { type AnyPage, itemPages, otherPages, pageTypes } from "../making/pages.ts";
import { assembleSound, readSources, type Site, type Sources } from "../site.ts";
import { withholds } from "../withhold.ts";
import { LiveEntries } from "./live-entries.ts";

export type LiveOptions = {
  readonly root: string;
  readonly url: string;
  readonly pathPrefix: string | undefined;
  /** Outcomes of checks that ran while the site is served. */
  readonly live: LiveOutcomes;
};

/** What is wrong with a document that is held back, and its page before that; undefined if it never had one. */
export type Broken = {
  readonly document: AnyDocument | Unreadable;
  readonly problems: readonly Problem[];
  readonly last: LastPage | undefined;
};

/** A page of an earlier site, with the addresses of its style sheet and script, which are gone with that site. */
export type LastPage = { readonly html: string } & Pick<Site["build"], "styleUrl" | "scriptUrl">;

type Now = {
  readonly sources: Sources;
  readonly site: Site;
  /** By their path below the output. */
  readonly pages: ReadonlyMap<string, AnyPage>;
  readonly broken: ReadonlyMap<string, Broken>;
};

export class LiveSite {
  readonly #options: LiveOptions;
  readonly #entries: LiveEntries;
  #now: Now | undefined;

  private constructor(options: LiveOptions, entries: LiveEntries) {
    this.#options = options;
    this.#entries = entries;
  }

  static async open(options: LiveOptions): Promise<LiveSite> {
    const site = new LiveSite(options, new LiveEntries(options.root, await createRenderer()));
    await site.read([]);
    return site;
  }

  get site(): Site {
    return this.#known.site;
  }

  /** The page of a file below the output; undefined where there is none. */
  page(file: string): AnyPage | undefined {
    return this.#known.pages.get(file);
  }

  broken(file: string): Broken | undefined {
    return this.#known.broken.get(file);
  }

  /** Reads the site again after a change of these files, which are below its root; of everything, if the theme changed. */
  async read(changed: readonly string[], isNewTheme = false): Promise<void> {
    for (const file of changed) this.#entries.sources.delete(file);
    const { root, live, url, pathPrefix } = this.#options;
    const content = await readSiteContent(root, {
      ...{ url, pathPrefix },
      entries: this.#entries.entries,
      sources: this.#entries.sources,
    });
    const before = this.#now?.sources;
    const isChanged = new Set(changed);
    const days = before && new Map([...before.changed].filter(([file]) => !isChanged.has(file)));
    const sources = await readSources(content, live, { theme: isNewTheme ? undefined : before?.theme, changed: days });
    await this.#show(sources);
  }

  /** Shows new outcomes of checks. */
  async refresh(): Promise<void> {
    await this.#show(this.#known.sources);
  }

  get #known(): Now {
    if (this.#now === undefined) throw new TypeError("Cannot serve pages: the site has not been read");
    return this.#now;
  }

  async #show(sources: Sources): Promise<void> {
    const site = assembleSound(sources, { drafts: true });
    const types = await pageTypes();
    const pages = new Map([...itemPages(site, types), ...otherPages(site, types)].map((page) => [page.file, page]));
    this.#now = { sources, site, pages, broken: await this.#brokenIn(sources, site, pages) };
  }

  /** Documents without a page, because of their problems. Their last page is made now, while what it shows is known. */
  async #brokenIn({ content }: Sources, { problems }: Site, pages: Now["pages"]): Promise<Now["broken"]> {
    const byFile = Map.groupBy(problems.filter(withholds), ({ place }) => place.file);
    const broken = new Map<string, Broken>();
    for (const document of [...content.documents, ...content.unreadable]) {
      const file = outputOf(document.url).slice(1);
      const found = byFile.get(document.file);
      if (found === undefined || pages.has(file)) continue;
      broken.set(file, { document, problems: found, last: await this.#lastOf(file) });
    }
    return broken;
  }

  async #lastOf(file: string): Promise<LastPage | undefined> {
    const html = await this.#now?.pages.get(file)?.html();
    if (this.#now === undefined || html === undefined) return this.#now?.broken.get(file)?.last;
    const { styleUrl, scriptUrl } = this.#now.site.build;
    return { html, styleUrl, scriptUrl };
  }
}
