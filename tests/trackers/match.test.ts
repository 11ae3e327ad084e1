import { describe, expect, it } from "vitest";
import { matchUrl } from "./samples.ts";

describe("matchUrl()", () => {
  it("knows no item behind text that is no URL", () => {
    expect(matchUrl("not a url", {})).toBeUndefined();
  });

  it("takes http for https", () => {
    expect(matchUrl("http://github.com/openzfs/zfs/issues/1", {})?.url).toBe("https://github.com/openzfs/zfs/issues/1");
  });

  it("knows the site's instances beside the well-known ones", () => {
    const settings = { github: [{ web: "https://ghe.example.org/" }] };

    expect(matchUrl("https://ghe.example.org/team/app/pull/7", settings)?.label).toBe("team/app#7");
    expect(matchUrl("https://github.com/openzfs/zfs/issues/1", settings)?.label).toBe("openzfs/zfs#1");
  });

  it("knows none of a tracker whose list is empty", () => {
    expect(matchUrl("https://github.com/openzfs/zfs/issues/1", { github: [] })).toBeUndefined();
  });

  it("keeps the well-known API of an instance that the site lists without one", () => {
    const settings = { github: [{ web: "https://github.com/" }] };

    expect(matchUrl("https://github.com/openzfs/zfs/issues/1", settings)?.instance.api).toBe("https://api.github.com/");
  });

  it("keeps the other trackers when the site names instances of one", () => {
    const settings = { github: [{ web: "https://ghe.example.org/" }] };

    expect(matchUrl("https://bugs.launchpad.net/bugs/1", settings)?.label).toBe("LP #1");
  });
});
