// The record takes "same words, another state" for a change of our tables, and keeps silent. Upstream's words must
// therefore name all of upstream's reasons: of the answers of one item, two with the same words have the same state.

import { expect, it } from "vitest";
import type { Instance } from "../../../src/model/settings.ts";
import type { Item } from "../../../src/trackers/tracker.ts";
import { fixture } from "../samples.ts";
import { lookTaught } from "./taught.ts";

type Case = {
  readonly url: string;
  readonly words?: Instance["words"];
  readonly bodies: readonly string[];
};

const fixtures = (folder: string, ending: string, names: string) =>
  names.split(" ").map((name) => fixture(`${folder}/${name}.${ending}`));

const jiraIssues = () => {
  const names = "open in-progress no-category closed fixed fixed-without-version answered released wont-fix duplicate";
  return fixtures("jira", "json", names).flatMap((body) => {
    const { fields, ...issue } = JSON.parse(body);
    const versions = [[], [{ name: "1", released: false }], [{ name: "1", released: true }]];
    const statuses = ["Some", "Code Complete", "Shipped", "Parked"];
    return versions.flatMap((fixVersions) =>
      statuses.map((name) =>
        JSON.stringify({ ...issue, fields: { ...fields, fixVersions, status: { ...fields.status, name } } }),
      ),
    );
  });
};

const changelogs = () => {
  const entry = (version: string, distribution: string, change: string) =>
    `linux (${version}) ${distribution}; urgency=medium\n\n  * ${change}\n\n -- A <a@b.c>  Thu, 09 Nov 2023 09:00:00 +0100\n\n`;
  const distributions = ["UNRELEASED", "unstable"];
  const oldest = ["Fix.", "Another."].flatMap((change) => distributions.map((one) => entry("1-1", one, change)));
  const newer = [
    "",
    ...distributions.flatMap((one) => ["More.", 'Revert "Fix."'].map((text) => entry("1-2", one, text))),
  ];
  return oldest.flatMap((old) => newer.map((one) => one + old));
};

const bugs = () => {
  const names =
    "open open-fixed-upstream wontfix pending-fixed fixed released released-binary experimental experimental-first closed";
  const read = fixtures("debbugs", "xml", names);
  const declined = read.map((body) => body.replace(/(<tags[^>]*>)[^<]*</, "$1wontfix<"));
  const undone = read.map((body) => body.replace(/(<pending [^>]*>)done</, "$1pending<"));
  return [...read, ...declined, ...undone];
};

const advisories = () => {
  const events = ["introduced", "fixed", "last_affected", "limit"].map((kind) => ({ [kind]: "1" }));
  const ranges = [[], ...events.flatMap((first) => [[first], ...events.map((second) => [first, second])])];
  const of = (affected: object, more = {}) => JSON.stringify({ id: "CVE-2023-1", summary: "A", ...affected, ...more });
  const named = ranges.flatMap((own) => ["GIT", "ECOSYSTEM"].map((type) => ({ type, events: own })));
  const packages = named.map((range) => ({ package: { name: "a", ecosystem: "npm" }, ranges: [range] }));
  const pairs = packages.map((one) => of({ affected: [one, { ...one, package: { name: "b", ecosystem: "npm" } }] }));
  const withdrawn = packages.map((one) => of({ affected: [one] }, { withdrawn: "2023-01-05T10:00:00Z" }));
  return [of({}), ...packages.map((one) => of({ affected: [one] })), ...pairs, ...withdrawn];
};

const cases: Readonly<Record<string, Case>> = {
  jira: {
    url: "https://ixsystems.atlassian.net/browse/NAS-124109",
    words: { "Code Complete": "merged", Shipped: "released", Parked: "wont-fix" },
    bodies: jiraIssues(),
  },
  changelog: {
    url: "https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_1/changelog#:~:text=Fix.",
    bodies: changelogs(),
  },
  debbugs: { url: "https://bugs.debian.org/929557", bodies: bugs() },
  osv: { url: "https://osv.dev/vulnerability/CVE-2023-1", bodies: advisories() },
};

/** What the record compares: upstream's words of the item, and of each target. */
function wordsOf({ remoteStatus, targets = [] }: Item): string {
  return JSON.stringify([remoteStatus, ...targets.map((target) => [target.name, target.remoteStatus])]);
}

it.each(Object.entries(cases))("%s has no two states for the same words", async (_, { url, words = {}, bodies }) => {
  const items = await Promise.all(bodies.map((body) => lookTaught(url, words, body)));

  const states = Map.groupBy(items, wordsOf);
  const several = [...states].map(([said, own]) => [said, [...new Set(own.map(({ state }) => state))]] as const);
  expect(several.filter(([, own]) => own.length > 1)).toEqual([]);
  // Nothing is proved where all of them say the same.
  expect(new Set(items.map(({ state }) => state)).size).toBeGreaterThan(2);
  expect(states.size).toBeLessThan(items.length);
});
