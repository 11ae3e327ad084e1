// While a site is served, checks whose current runs are not recorded run in the background, for the page only: an author
// sees what a check says as soon as it is saved. Nothing is recorded.

import type { Check, Outcome } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { findLauncher } from "../sandbox/probe.ts";
import { sandboxBy } from "../sandbox/sandbox.ts";
import { toolsUsed } from "../sandbox/tools.ts";
import { checkHash } from "./key.ts";
import { lackingHere } from "./lacking-here.ts";
import { runCheck } from "./try.ts";

/** By checkHash: the outcomes of a check, and with what they were made. */
export type LiveOutcomes = ReadonlyMap<string, Live>;
type Live = { readonly outcomes: readonly Outcome[]; readonly by: readonly string[] };

/** The runs of one server. */
export class LiveTrials {
  readonly outcomes: LiveOutcomes;
  readonly #known = new Map<string, Live>();
  readonly #begun = new Set<string>();
  readonly #onNews: () => void;

  readonly #find: typeof findLauncher;

  /** `onNews` is called when pages have something new to show. */
  constructor(onNews: () => void, find = findLauncher) {
    this.#find = find;
    this.outcomes = this.#known;
    this.#onNews = onNews;
  }

  /** Runs those checks that were not run in their current form. Without a sandbox, pages keep saying so. */
  async follow(checks: readonly Check[], hosts: ReadonlyMap<string, Host>, tools: readonly string[]): Promise<void> {
    const isDue = (check: Check) => !this.#begun.has(checkHash(check, hosts)) && lackingHere(check, hosts).length === 0;
    const due = checks.filter(isDue);
    if (due.length === 0) return;
    for (const check of due) this.#begun.add(checkHash(check, hosts));
    const { launcher } = await this.#find();
    if (!launcher?.isolates) return;
    const { run } = sandboxBy({ launcher, tools });
    await Promise.all(
      due.map(async (check) => {
        const outcomes = await runCheck(check, hosts, run).catch((error: unknown) => {
          // Once more when the site is read the next time.
          this.#begun.delete(checkHash(check, hosts));
          throw error;
        });
        const by = [...new Set(outcomes.flatMap((outcome) => toolsUsed(outcome.run, tools)))].sort();
        this.#known.set(checkHash(check, hosts), { outcomes, by });
      }),
    );
    this.#onNews();
  }
}
