import { describe, expect, it } from "vitest";
import { trackers } from "../../src/trackers/index.ts";
import { instancesOf } from "../../src/trackers/match.ts";
import { shortFormsFor } from "../../src/trackers/short-forms.ts";
import type { Tracker } from "../../src/trackers/tracker.ts";
import { matchUrl } from "./samples.ts";

/** A tracker with short forms, and one without. */
const FORGE: Tracker = {
  name: "forge",
  title: "Forge",
  instances: [{ web: "https://forge.example/" }, { web: "https://second.example/" }],
  statuses: { open: "open" },
  examples: [],
  shortForms: [
    { pattern: /\bBUG #(\d+)\b/g, url: ([, number], { web }) => `${web}bugs/${number}`, example: "BUG #7" },
    { pattern: /\bPR #(\d+)\b/g, url: ([, number], { web }) => `${web}pulls/${number}`, example: "PR #7" },
  ],
  match: () => undefined,
  locate: () => [],
  parse: () => ({ state: "open", remoteStatus: "open", title: "" }),
};
const { shortForms: _, ...PLAIN } = { ...FORGE, name: "plain" };

/** The addresses that a text's forms stand for. */
function addressesIn(text: string, settings: Parameters<typeof shortFormsFor>[0], known = [PLAIN, FORGE]) {
  return shortFormsFor(settings, known).flatMap(({ pattern, url }) => [...text.matchAll(pattern)].map(url));
}

describe("shortFormsFor()", () => {
  it("leads to the first well-known instance", () => {
    expect(addressesIn("BUG #7 and PR #8", {})).toEqual([
      "https://forge.example/bugs/7",
      "https://forge.example/pulls/8",
    ]);
  });

  it("leads to the first instance of the site, where it names some", () => {
    const settings = { forge: [{ web: "https://own.example/" }, { web: "https://forge.example/" }] };

    expect(addressesIn("BUG #7", settings)).toEqual(["https://own.example/bugs/7"]);
  });

  it("leaves the tracker's own patterns alone, which others search with", () => {
    const [form] = shortFormsFor({}, [FORGE]);

    form?.pattern.exec("BUG #7");

    expect(form?.pattern.lastIndex).toBe(6);
    expect(FORGE.shortForms?.[0]?.pattern.lastIndex).toBe(0);
  });

  it("has none of a tracker that the site has switched off", () => {
    expect(shortFormsFor({ forge: [] }, [FORGE])).toEqual([]);
  });
});

/** Every short form of the trackers that there are, with the name of its tracker. */
const KNOWN = trackers.flatMap((tracker) => (tracker.shortForms ?? []).map((form) => ({ tracker, form })));

it.each(KNOWN)(
  "the short form $form.example of $tracker.name is found and leads to an item of it",
  ({ tracker, form }) => {
    const [instance] = instancesOf(tracker, {});

    const [found, ...more] = [...`See ${form.example}, or not.`.matchAll(form.pattern)];

    expect(more).toEqual([]);
    expect(found?.[0]).toBe(form.example);
    const url = found && instance && form.url(found, instance);
    expect(matchUrl(url ?? "", {})?.tracker.name).toBe(tracker.name);
  },
);
