// The nightly job: look up what is due, build the site, report what is new. News from upstream is the difference between
// two records. Each trouble is reported once; the lookups' file remembers which. What could not be reported waits for the
// next night.

import { join } from "node:path";
import { type BuildOptions, type BuildResult, buildSite } from "../site/build.ts";
import { corpusOf, readSiteContent } from "../site/content.ts";
import { LOOKS_FILE } from "../site/files.ts";
import type { Lock } from "../site/lock.ts";
import { checkOutput } from "../site/making/publish.ts";
import { keptEntries } from "../site/rendering/entries.ts";
import { type Looks, writeLooks } from "../trackers/record/looks.ts";
import { newsOf } from "./news.ts";
import { keepLooked, type LookedSite, type LookOptions, lookAtSite } from "./refresh.ts";
import { nightReport } from "./report.ts";
import { reviewTroubles, settledReviews } from "./reviews.ts";
import { tellOnce } from "./trouble.ts";
import { buildTroubles, isBuildKey, isLookKey, lookTroubles } from "./troubles.ts";
import { addUntold, clearUntold, readUntold } from "./untold.ts";

export type NightlyOptions = {
  readonly look: LookOptions;
  readonly build: BuildOptions;
  readonly lock: Lock;
};

export type Night = {
  /** Markdown; "" when there is nothing to report. */
  readonly report: string;
  readonly looked: LookedSite;
  /** An error: the build failed, which must not swallow the news of the night. */
  readonly built: BuildResult | Error;
  /** Whether all lookups at a tracker have failed for seven days. */
  readonly isBlind: boolean;
  /** To be called when the report has been handed over: only then it counts as reported. */
  readonly wasTold: () => Promise<void>;
};

/** One night for one site. */
export async function nightly({ look, build, lock }: NightlyOptions): Promise<Night> {
  const { root } = build;
  await checkOutput(build.output);
  const looked = await lookAtSite(await readSiteContent(root, { entries: keptEntries(root), ...build }), look);
  const { at } = looked;
  const today = at.slice(0, 10);
  const shown = corpusOf(looked.content, build);
  const { troubles, isBlind } = lookTroubles(looked);
  const early = tellOnce(troubles, looked.looks.told, at, (key) => isLookKey(key, looked.looks.byUrl));
  lock.check();
  // Before the record is written: a job that is killed in between reports twice rather than never.
  await addUntold(root, nightReport(newsOf(looked, shown), early.fresh));
  const kept: Looks = { ...looked.looks, told: early.told };
  await keepLooked(root, { ...looked, looks: kept });

  const built = await buildSite({ ...build, content: looked.content, keepGoing: true }).catch(asError);
  const isSettled = settledReviews(looked.content, today);
  const found = [...buildTroubles(built), ...reviewTroubles(built, today)];
  const late = tellOnce(found, kept.told, at, (key) => isBuildKey(key, built) || isSettled(key));
  lock.check();
  await addUntold(root, nightReport({ moved: [], turned: [], readdressed: [] }, late.fresh));
  await writeLooks(join(root, LOOKS_FILE), { ...kept, told: late.told });
  return { report: await readUntold(root), looked, built, isBlind, wasTold: () => clearUntold(root) };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
