// The nightly job: look at what is due, build the site, tell what is news. Upstream's news is told once, because it is
// the difference between two records; a trouble is told once, because that is remembered beside the looks.

import { codeSpan } from "../core/markdown-text.ts";
import { blindInstances } from "../trackers/blind.ts";
import { newsBetween } from "../trackers/news.ts";
import { entriesByAddress, groupLinks } from "../trackers/references.ts";
import { type BuildOptions, type BuildResult, buildSite } from "./build.ts";
import { nightReport } from "./night-report.ts";
import { instant, type RefreshedSite, type RefreshSiteOptions, refreshSite, rememberTold } from "./refresh-site.ts";
import { pictureOf } from "./states.ts";
import { blindTrouble, heldTroubles, missingTroubles, type Trouble, tellOnce, withheldTroubles } from "./trouble.ts";

export type NightlyOptions = {
  readonly refresh: RefreshSiteOptions;
  readonly build: BuildOptions;
};

export type Night = {
  /** Markdown; "" when there is nothing to tell. */
  readonly report: string;
  readonly refreshed: RefreshedSite;
  /** An error: the build broke down, which must not swallow the news of the night. */
  readonly built: BuildResult | Error;
  /** Whether a tracker has been blind for seven days. */
  readonly isBlind: boolean;
};

/** One night for one site. A build that publishes nothing is told in the report as well. */
export async function nightly({ refresh, build }: NightlyOptions): Promise<Night> {
  const refreshed = await refreshSite(build.root, refresh);
  const built = await buildSite({ ...build, keepGoing: true }).catch(asError);
  const { corpus, before, after, looks, report } = refreshed;
  const now = refresh.now();
  const items = groupLinks(corpus.links, corpus.settings.trackers).map(({ matched }) => matched);
  const entries = entriesByAddress(after, corpus.settings.trackers);
  const blind = blindInstances(items, entries, looks.byUrl, now);
  const troubles = [
    ...blind.map(blindTrouble),
    ...heldTroubles(report.lines),
    ...missingTroubles(items, entries, looks.byUrl, now),
    ...buildTroubles(built),
  ];
  const { fresh, told } = tellOnce(troubles, looks.told, instant(now));
  const news = newsBetween(pictureOf(corpus, before, looks.byUrl), pictureOf(corpus, after, looks.byUrl));
  await rememberTold(build.root, looks, told);
  return { report: nightReport(news, fresh), refreshed, built, isBlind: blind.length > 0 };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function buildTroubles(built: BuildResult | Error): Trouble[] {
  if (built instanceof Error)
    return [
      {
        key: "build",
        what: `**The build broke down**: ${codeSpan(built.message)}`,
        remedy: "The site is as it was; the log of the job tells more",
      },
    ];
  if (built.published !== undefined) return withheldTroubles(built.site.problems);
  const what = "**Nothing was published**: content/site.yaml has defects, and it concerns every page";
  return [{ key: "unpublished", what, remedy: "`npm run build` tells what to do about each" }];
}
