import { describe, expect, it } from "vitest";
import type { Settings } from "../../src/model/settings.ts";
import { unknownHosts } from "../../src/trackers/unknown-hosts.ts";
import { linkTo } from "./samples.ts";

const hostsOf = (urls: readonly string[], settings: Settings["trackers"] = {}) =>
  unknownHosts(urls.map(linkTo), settings, "https://kb.example/").map(({ host, links, perhaps }) =>
    [links, host, ...perhaps].join(" "),
  );

describe("unknownHosts()", () => {
  it("counts every link, those with the most first, and tells where the first one stands", () => {
    const urls = [
      "https://b.example/1",
      "http://a.example/2",
      "https://c.example/",
      "https://c.example/4",
      "https://c.example/4",
    ];
    const links = urls.map((url, i) => ({ ...linkTo(url), place: { ...linkTo(url).place, line: i + 1 } }));

    const found = unknownHosts(links, {}, undefined);

    expect(found.map(({ host, links, place }) => [host, links, place.line])).toEqual([
      ["c.example", 3, 3],
      ["a.example", 1, 2],
      ["b.example", 1, 1],
    ]);
  });

  it.each([
    ["an item", "https://github.com/openzfs/zfs/issues/15245"],
    ["another page of an instance", "https://github.com/openzfs/zfs"],
    ["an item that a page of others shows", "https://nvd.nist.gov/vuln/detail/CVE-2023-4004"],
    ["a page of this site", "https://kb.example/pages/a/"],
    ["what cannot be an address", "https://"],
  ])("leaves out %s", (_what, url) => {
    expect(hostsOf([url])).toEqual([]);
  });

  it("counts what lies beside an instance, and all of a system that is switched off", () => {
    const settings = { gitlab: [{ web: "https://b.example/gitlab/" }], github: [] };

    const found = hostsOf(
      ["https://b.example/gitlab/a/b", "https://b.example/wiki", "https://github.com/a/b"],
      settings,
    );

    expect(found).toEqual(["1 b.example", "1 github.com"]);
  });

  it.each([
    ["https://git.b.example/team/app/-/issues/7", "gitlab"],
    ["https://git.b.example/team/app/issues/7", "gitea github gitlab"],
    ["https://bugs.b.example/show_bug.cgi?id=7", "bugzilla"],
    ["https://jira.b.example/browse/APP-7", "jira"],
    ["https://git.b.example/team/app/wiki", ""],
  ])("says of %s that it looks like an address of: %s", (url, names) => {
    expect(hostsOf([url])).toEqual([`1 ${new URL(url).host} ${names}`.trim()]);
  });

  it("takes a page that shows an item of another system for no system of its own", () => {
    expect(hostsOf(["https://nvd.nist.gov/vuln/detail/CVE-2023-4004"], { osv: [] })).toEqual(["1 nvd.nist.gov"]);
  });
});
