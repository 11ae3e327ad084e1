import { describe, expect, it } from "vitest";
import { osv } from "../../../src/trackers/adapters/osv.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";

const page = (id: string) => `https://osv.dev/vulnerability/${id}`;
const look = (id: string, name: string) => lookWith(page(id), fixture(`osv/${name}.json`));

type Events = readonly Readonly<Record<string, string>>[];

/** What a look finds of an advisory about these packages. */
const lookAtPackages = (...packages: readonly (readonly [name: string, ecosystem: string, events: Events])[]) => {
  const affected = packages.map(([name, ecosystem, events]) => ({
    package: { name, ecosystem },
    ranges: [{ type: "ECOSYSTEM", events }],
  }));
  return lookWith(page("CVE-2023-1"), JSON.stringify({ id: "CVE-2023-1", summary: "Kernel", affected }));
};
const SINCE_EVER = { introduced: "0" };

describe("parse()", () => {
  it("reads a package with a fixed version as released in it, without a date", async () => {
    expect(await look("DSA-3029-1", "dsa")).toEqual({
      ...{ state: "released", remoteStatus: "fixed in 1.2.1-2.2+wheezy3", title: "nginx - security update" },
      version: "nginx 1.2.1-2.2+wheezy3",
      targets: [
        {
          ...{ name: "nginx (Debian:7)", state: "released", remoteStatus: "fixed in 1.2.1-2.2+wheezy3" },
          version: "nginx 1.2.1-2.2+wheezy3",
        },
      ],
    });
  });

  it("counts the worst of several packages, and takes a title from the first line of the text", async () => {
    const item = await look("DEBIAN-CVE-2014-3616", "debian-cve");

    expect(item).toMatchObject({
      ...{ state: "open", remoteStatus: "fixed version named for 2 of 3" },
      title: "nginx may reuse a cached SSL session.",
    });
    expect(item.version).toBeUndefined();
    expect(item.targets?.map(({ name, state, version }) => [name, state, version])).toEqual([
      ["nginx (Debian:11)", "released", "nginx 1.6.2-1"],
      ["nginx (Debian:12)", "released", "nginx 1.6.2-1"],
      ["nginx-extra (Debian:12)", "open", undefined],
    ]);
  });

  it("tells Ubuntu Pro apart from what everybody gets", async () => {
    const { targets } = await look("UBUNTU-CVE-2025-29769", "open");

    expect(targets?.map(({ name, remoteStatus }) => `${name}: ${remoteStatus}`)).toEqual([
      "vips (Ubuntu:22.04:LTS): no fixed version named",
      "vips (Ubuntu:Pro:22.04:LTS): fixed in 8.12.1-1ubuntu0.1~esm1",
      "vips (Ubuntu:25.10): no fixed version named",
    ]);
  });

  it("leaves an epoch of 0 out of a version", async () => {
    const { targets } = await look("RHSA-2025:9978", "red-hat");

    expect(targets?.map(({ version }) => version)).toEqual(["sudo 1.9.5p2-10.el9_6.1", "sudo 1.9.5p2-10.el9_6.1"]);
  });

  it("makes a target of each branch that was fixed apart, because no version is good for all of them", async () => {
    const { state, version, targets } = await look("GHSA-2gwj-7jmv-h26r", "branches");

    expect([state, version]).toEqual(["released", undefined]);
    expect(targets?.map((target) => [target.name, target.version])).toEqual([
      ["Django (PyPI, from 2.2)", "Django 2.2.28"],
      ["Django (PyPI, from 3.2)", "Django 3.2.13"],
      ["Django (PyPI, from 4.0)", "Django 4.0.4"],
    ]);
  });

  it.each<[what: string, events: Events, targets: readonly string[]]>([
    [
      "in one range",
      [SINCE_EVER, { fixed: "1.2" }, { introduced: "3.0" }, { fixed: "3.2" }],
      ["a (npm) a 1.2", "a (npm, from 3.0) a 3.2"],
    ],
    [
      "of which one has no fix",
      [SINCE_EVER, { fixed: "1.2" }, { introduced: "3.0" }],
      ["a (npm) a 1.2", "a (npm, from 3.0) no fixed version named"],
    ],
    // The schema only recommends an order: nobody here can tell which fix is whose.
    [
      "in no order",
      [{ introduced: "1.0" }, { introduced: "3.0" }, { fixed: "1.2" }, { fixed: "3.2" }],
      ["a (npm) fixed in 1.2, 3.2"],
    ],
    ["with the fix first", [{ fixed: "1.2" }, SINCE_EVER], ["a (npm) a 1.2"]],
    ["with one fix too few", [SINCE_EVER, { introduced: "3.0" }, { fixed: "3.2" }], ["a (npm) no fixed version named"]],
    ["up to a limit", [SINCE_EVER, { limit: "2.0" }], ["a (npm) no fixed version named"]],
  ])("reads branches %s", async (_what, events, expected) => {
    const { targets = [] } = await lookAtPackages(["a", "npm", events]);

    expect(targets.map(({ name, version, remoteStatus }) => `${name} ${version ?? remoteStatus}`)).toEqual(expected);
  });

  it("names no version where two ranges of the same versions have two fixes", async () => {
    const { state, targets } = await lookAtPackages(
      ["a", "npm", [SINCE_EVER, { fixed: "1.2" }]],
      ["a", "npm", [SINCE_EVER, { fixed: "1.3" }]],
    );

    expect(state).toBe("released");
    expect(targets).toEqual([{ name: "a (npm)", state: "released", remoteStatus: "fixed in 1.2, 1.3" }]);
  });

  it("reads a last affected version as open: nobody has named a fixed one", async () => {
    expect(await look("GHSA-h376-j262-vhq6", "last-affected")).toMatchObject({
      state: "open",
      remoteStatus: "last known affected: 2.0.204; no fixed version named",
      version: undefined,
    });
  });

  it("reads a package without any range as open", async () => {
    const affected = [{ package: { name: "evil", ecosystem: "npm" }, versions: ["1.0.0"] }];

    const item = await lookWith(page("MAL-2022-1"), JSON.stringify({ id: "MAL-2022-1", affected }));

    expect(item).toMatchObject({ state: "open", title: "MAL-2022-1", targets: [{ name: "evil (npm)" }] });
  });

  it("reads a withdrawn advisory as declined since then, whatever it said", async () => {
    expect(await look("GHSA-h376-j262-vhq6", "withdrawn")).toEqual({
      ...{ state: "wont-fix", remoteStatus: "withdrawn", words: "advisory withdrawn" },
      ...{ title: "Withdrawn: RCE in H2 Console", since: "2023-01-05T10:00:00Z" },
    });
  });

  it("does not take commits for versions of a package", async () => {
    expect(await look("CVE-2021-38555", "commits")).toEqual({
      state: "unknown",
      remoteStatus: "fixed in commits; no version named",
      words: "fixed in commits; no version named",
      title:
        "An XML external entity (XXE) injection vulnerability was discovered in the Any23 StreamUtils.java file and is known to…",
    });
  });

  it("says so where no commit fixes it either, and where nothing is affected by name", async () => {
    const commits = JSON.parse(fixture("osv/commits.json").replace('"fixed"', '"limit"'));

    expect(await lookWith(page("CVE-2021-38555"), JSON.stringify(commits))).toMatchObject({
      ...{ state: "unknown", words: "no version named" },
    });
    expect(await look("USN-7234-1", "no-package")).toEqual({
      ...{ state: "unknown", remoteStatus: "no package named", words: "no package named", title: "USN-7234-1" },
    });
  });

  it("leaves commits out beside a version", async () => {
    const { affected, ...advisory } = JSON.parse(fixture("osv/commits.json"));
    const [more] = JSON.parse(fixture("osv/ghsa.json")).affected;

    const item = await lookWith(page("CVE-2021-38555"), JSON.stringify({ ...advisory, affected: [...affected, more] }));

    expect(item).toMatchObject({ state: "released", version: "org.apache.any23:apache-any23 2.5" });
  });

  it("leaves HTML in a summary as the text that it is", async () => {
    expect((await look("GHSA-838r-hvwh-24h8", "html-title")).title).toBe("<script>alert(1)</script> in XML");
  });

  it("refuses what is no advisory", async () => {
    await expect(look("GHSA-838r-hvwh-24h8", "malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (affected: Invalid input: expected array, received string): GET https://api.osv.dev/v1/vulns/GHSA-838r-hvwh-24h8]`,
    );
  });

  it("refuses an advisory that was not asked for, and be it an alias", async () => {
    await expect(look("CVE-2021-38555", "ghsa")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://osv.dev/vulnerability/GHSA-838r-hvwh-24h8 instead of https://osv.dev/vulnerability/CVE-2021-38555): GET https://api.osv.dev/v1/vulns/CVE-2021-38555]`,
    );
  });

  it("tells one that OSV does not have as not-found, although it knows an alias", async () => {
    await expect(lookWith(page("CVE-2021-38555"), notFound(fixture("osv/missing.json")))).rejects.toMatchObject({
      kind: "not-found",
      message: "HTTP 404: GET https://api.osv.dev/v1/vulns/CVE-2021-38555",
    });
  });
});

describe("parse() of an advisory with hundreds of packages", () => {
  const FIX = [SINCE_EVER, { fixed: "1" }] as const;
  const releases = ["Ubuntu:22.04:LTS", "Ubuntu:24.04:LTS"];
  const named = (names: readonly string[], open = "") =>
    releases.flatMap((release) => names.map((name) => [name, release, name === open ? [SINCE_EVER] : FIX] as const));

  it("takes variants of a package together, and leaves the sum as it is", async () => {
    const variants = Array.from({ length: 150 }, (_, i) => `linux-cloud-${i}`);

    const { state, remoteStatus, targets } = await lookAtPackages(...named(["linux", ...variants], "linux-cloud-7"));

    expect({ state, remoteStatus }).toEqual({ state: "open", remoteStatus: "fixed version named for 300 of 302" });
    expect(targets?.map((target) => `${target.name}: ${target.state}, ${target.remoteStatus}`)).toEqual([
      "linux (Ubuntu:22.04:LTS): released, fixed in 1",
      "linux (Ubuntu:24.04:LTS): released, fixed in 1",
      "linux-* (Ubuntu:22.04:LTS): open, fixed version named for 149 of 150",
      "linux-* (Ubuntu:24.04:LTS): open, fixed version named for 149 of 150",
    ]);
  });

  it("keeps a variant by its name where it is the only one", async () => {
    const kernels = ["kernel", ...Array.from({ length: 6 }, (_, i) => `kernel-${i}`)];
    const others = Array.from({ length: 22 }, (_, i) => `package${i}`);

    const { targets } = await lookAtPackages(...named(["linux", "linux-aws", ...kernels, ...others]));

    expect(targets?.map(({ name }) => name).filter((name) => /^(linux|kernel).*22/.test(name))).toEqual([
      "linux (Ubuntu:22.04:LTS)",
      "kernel (Ubuntu:22.04:LTS)",
      "linux-aws (Ubuntu:22.04:LTS)",
      "kernel-* (Ubuntu:22.04:LTS)",
    ]);
  });

  it("tells the sum alone where even these are too many", async () => {
    const names = Array.from({ length: 100 }, (_, i) => `package${i}`);

    expect(await lookAtPackages(...named(names, "package7"))).toEqual({
      state: "open",
      remoteStatus: "fixed version named for 198 of 200",
      words: "fixed version named for 198 of 200 packages",
      title: "Kernel",
    });
    expect(await lookAtPackages(...named(names))).toMatchObject({ state: "released" });
  });
});

describe("match()", () => {
  it.each([
    ["https://osv.dev/vulnerability/cve-2023-4004", "CVE-2023-4004"],
    ["https://osv.dev/CVE-2023-4004", "CVE-2023-4004"],
    ["https://osv.dev/ghsa-838R-hvwh-24h8/", "GHSA-838r-hvwh-24h8"],
    ["https://osv.dev/vulnerability/openSUSE-SU-2023:0001-1", "openSUSE-SU-2023:0001-1"],
    ["https://osv.dev/vulnerability/BIT-prestashop-2023-39526", "BIT-prestashop-2023-39526"],
    ["https://osv.dev/vulnerability/RHSA-2025%3A9978", "RHSA-2025:9978"],
    ["http://nvd.nist.gov/vuln/detail/cve-2023-4004", "CVE-2023-4004"],
    ["https://nvd.nist.gov/vuln/detail/CVE-2023-4004#range-1", "CVE-2023-4004"],
    ["https://cve.org/CVERecord?id=CVE-2023-4004", "CVE-2023-4004"],
    ["https://www.cve.org/cverecord?x=1&id=CVE-2023-4004&y=2", "CVE-2023-4004"],
    ["https://cve.mitre.org/cgi-bin/cvename.cgi?name=CVE-2023-4004", "CVE-2023-4004"],
    ["https://access.redhat.com/security/cve/cve-2023-4004", "CVE-2023-4004"],
    ["https://access.redhat.com/errata/RHBA-2019:1992", "RHBA-2019:1992"],
    ["https://github.com/apache/any23/security/advisories/GHSA-838r-hvwh-24h8", "GHSA-838r-hvwh-24h8"],
    ["https://security-tracker.debian.org/tracker/CVE-2023-4004", "DEBIAN-CVE-2023-4004"],
    ["https://security-tracker.debian.org/tracker/DLA-3623-1", "DLA-3623-1"],
    ["https://security-tracker.debian.org/tracker/DSA-4918", "DSA-4918-1"],
    ["https://www.debian.org/security/2014/dsa-3029", "DSA-3029-1"],
    ["https://www.debian.org/security/2014/dsa-3029.en.html", "DSA-3029-1"],
    ["https://www.debian.org/lts/security/2023/dla-3623-2", "DLA-3623-2"],
    ["https://ubuntu.com/security/cve-2023-4004", "UBUNTU-CVE-2023-4004"],
    ["https://www.ubuntu.com/security/notices/usn-7234-1", "USN-7234-1"],
    ["https://usn.ubuntu.com/4390-1/", "USN-4390-1"],
  ])("knows %s as %s", (url, id) => {
    expect(matchUrl(url, {})).toMatchObject({ url: page(id), label: id, key: id, tracker: { name: "osv" } });
  });

  it.each([
    "https://osv.dev/",
    "https://osv.dev/list",
    "https://osv.dev/blog-posts",
    "https://osv.dev/vulnerability/",
    "https://osv.dev/vulnerability/list",
    "https://osv.dev/vulnerability/CVE-2023-4004/more",
    "https://osv.dev/vulnerability/..%2F..%2Fv1-1",
    `https://osv.dev/vulnerability/A-${"1".repeat(100)}`,
    "https://nvd.nist.gov/vuln/search",
    "https://nvd.nist.gov.example/vuln/detail/CVE-2023-4004",
    "https://example.org/nvd.nist.gov/vuln/detail/CVE-2023-4004",
    "https://www.cve.org/CVERecord?grid=CVE-2023-4004",
    "https://github.com/advisories?query=GHSA-838r-hvwh-24h8",
    "https://security-tracker.debian.org/tracker/source-package/linux",
    "https://ubuntu.com/security/notices",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });

  it("takes what stands on pages of others for the site's own instance, and osv.dev for itself", () => {
    const settings = { osv: [{ web: "https://osv.example.org/", api: "https://osv.example.org/api/" }] };

    const foreign = matchUrl("https://nvd.nist.gov/vuln/detail/CVE-2023-4004", settings);

    expect(foreign?.url).toBe("https://osv.example.org/vulnerability/CVE-2023-4004");
    expect(matchUrl(foreign?.url ?? "", settings)?.url).toBe(foreign?.url);
    expect(foreign && osv.locate(foreign.key, foreign.instance)[0]?.url).toBe(
      "https://osv.example.org/api/v1/vulns/CVE-2023-4004",
    );
    expect(matchUrl(page("CVE-2023-4004"), settings)?.url).toBe(page("CVE-2023-4004"));
  });
});

describe("locate()", () => {
  it("asks for an id with a colon, and allows for a long answer", () => {
    const matched = matchUrl(page("RHSA-2025:9978"), {});

    expect(matched && osv.locate(matched.key, matched.instance)).toEqual([
      {
        ...{ method: "GET", url: "https://api.osv.dev/v1/vulns/RHSA-2025%3A9978" },
        ...{ headers: { accept: "application/json" }, maxBytes: 4 * 1024 * 1024 },
      },
    ]);
  });
});
