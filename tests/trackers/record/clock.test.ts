import { describe, expect, it } from "vitest";
import { instantOfRun, withoutFuture } from "../../../src/trackers/record/clock.ts";
import type { Looked } from "../../../src/trackers/record/look.ts";
import type { Item } from "../../../src/trackers/tracker.ts";
import { matchUrl, URLS } from "../samples.ts";

const NOW = "2026-11-23T02:00:00Z";
const HOSTS = [URLS.github, URLS.launchpad, URLS.xenforo];

function looked(url: string, date: string | undefined, item: Partial<Item> = {}): Looked {
  const matched = matchUrl(url, {});
  if (matched === undefined) throw new RangeError(`No tracker knows ${url}`);
  const whole: Item = { state: "closed", remoteStatus: "closed", title: "A title", ...item };
  return { matched, withToken: false, outcome: { item: whole, from: url, date } };
}

const at = (...dates: (string | undefined)[]) => atAfter("2026-11-22T02:00:00Z", NOW, ...dates);

function atAfter(last: string | undefined, now: string, ...dates: (string | undefined)[]): string {
  const found = dates.map((date, i) => looked(HOSTS[i] as string, date));
  return instantOfRun(new Date(now), found, last);
}

describe("instantOfRun()", () => {
  it("is our own clock's, while one host agrees to the day or none says anything", () => {
    expect(at()).toBe(NOW);
    expect(at(undefined)).toBe(NOW);
    expect(at("2026-11-23T04:59:00Z")).toBe(NOW);
    expect(at("2031-01-01T00:00:00Z", "2026-11-22T20:00:00Z", "2031-01-01T00:00:00Z")).toBe(NOW);
  });

  it("is that of the hosts that agree with each other, where none agrees with our clock", () => {
    const right = ["2028-05-01T02:00:00Z", "2028-05-01T02:01:00Z"] as const;

    expect(at(...right, "2099-01-01T00:00:00Z")).toBe(right[0]);
    expect(at("1999-01-01T00:00:00Z", ...right)).toBe(right[0]);
  });

  it("goes on from the last run, where each says something else", () => {
    const [ahead, behind] = ["2031-05-01T02:00:00Z", "1970-01-01T00:00:10Z"];
    const yesterday = "2026-11-22T02:00:00Z";

    expect(atAfter(yesterday, ahead, NOW)).toBe(NOW);
    expect(atAfter(yesterday, behind, NOW)).toBe(NOW);
    // Our clock is right, and the only host that was asked is not.
    expect(at("2099-01-01T00:00:00Z")).toBe(NOW);
    expect(at("1999-01-01T00:00:00Z")).toBe(NOW);
    expect(at("1999-01-01T00:00:00Z", "2099-01-01T00:00:00Z")).toBe(NOW);
  });

  it("takes the earlier one in a first run, if there was a Faultbook then", () => {
    expect(atAfter(undefined, "2031-05-01T02:00:00Z", NOW)).toBe(NOW);
    expect(atAfter(undefined, "1970-01-01T00:00:10Z", NOW)).toBe(NOW);
    expect(atAfter(undefined, NOW, "2099-01-01T00:00:00Z")).toBe(NOW);
  });
});

describe("withoutFuture()", () => {
  const told = (item: Partial<Item>) => withoutFuture(looked(URLS.github, undefined, item), NOW).outcome;

  it.each([
    { since: "9999-12-31T23:59:59Z" },
    { since: "2026-11-25" },
    { targets: [{ name: "jammy", state: "released", remoteStatus: "Fix Released", since: "2027-01-01" }] },
  ] as const)("refuses %j, which is still to come", (item) => {
    expect(told(item)).toMatchObject({ kind: "malformed" });
  });

  it("says which date", () => {
    expect((told({ since: "9999-12-31T23:59:59Z" }) as Error).message).toMatchInlineSnapshot(
      `"Malformed answer (9999-12-31T23:59:59Z is in the future): GET https://api.github.com/repos/openzfs/zfs/issues/15245"`,
    );
  });

  it("takes the day of a zone that is ahead, and what has no date", () => {
    expect(told({ since: "2026-11-23T14:00:00+14:00" })).toHaveProperty("item");
    expect(told({})).toHaveProperty("item");
  });
});
