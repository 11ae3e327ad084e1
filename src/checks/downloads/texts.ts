// The forms of a check that leave its page, for all checks of a site at once.

import type { RunbookDocument } from "../../corpus/documents.ts";
import type { Check, Outcome } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { captureScript } from "../capture/script.ts";
import { usesOf } from "../capture/uses.ts";
import { packedPaste } from "./paste.ts";
import { script } from "./script.ts";
import { triage } from "./triage.ts";

/**
 * What the copy button carries, /checks/<id>.sh and /checks/<id>.capture.sh. A check that was not tested as it is now has
 * no scripts: they name what its runs read and ran.
 */
export type CheckTexts = {
  readonly paste: string;
  readonly script?: string | undefined;
  readonly capture?: string | undefined;
};

type Outcomes = ReadonlyMap<string, readonly Outcome[]>;

/** By the id of each check. `siteUrl` is where the site is served. */
export function checkTexts(
  checks: readonly Check[],
  { outcomes, hosts, siteUrl }: { outcomes: Outcomes; hosts: ReadonlyMap<string, Host>; siteUrl: string },
): Map<string, CheckTexts> {
  return new Map(
    checks.map((check) => {
      const [paste, own] = [packedPaste(check, siteUrl), outcomes.get(check.id) ?? []];
      if (own.length === 0) return [check.id, { paste }];
      const runs = own.map(({ run }) => run);
      const capture = captureScript(check, usesOf(check, own, hosts), siteUrl);
      return [check.id, { paste, script: script(check, siteUrl, runs), capture }];
    }),
  );
}

/** The triage.sh of each runbook that has tested checks, by the runbook's name. */
export function triageTexts(
  runbooks: readonly RunbookDocument[],
  all: readonly Check[],
  { outcomes, siteUrl }: { outcomes: Outcomes; siteUrl: string },
): Map<string, string> {
  const byUrl = Map.groupBy(all, ({ document }) => document.url);
  const texts = runbooks.flatMap((runbook) => {
    const own = byUrl.get(runbook.url) ?? [];
    const checks = own.filter(({ id }) => outcomes.get(id)?.length);
    const runs = checks.flatMap(({ id }) => outcomes.get(id) ?? []).map(({ run }) => run);
    return checks.length === 0 ? [] : [[runbook.name, triage(runbook, checks, siteUrl, runs)] as const];
  });
  return new Map(texts);
}
