import { describe, expect, it } from "vitest";
import { changelog } from "../../../src/trackers/adapters/changelog.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";

const PVE = "https://git.proxmox.com/?p=pve-kernel.git;a=blob_plain;f=debian/changelog;hb=refs/heads/bookworm-6.2";
const UBUNTU = "https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_5.15.0-88.98/changelog";
const OSXSAVE = "#:~:text=cherry-pick%20fix%20for%20setting%20X86_FEATURE_OSXSAVE";
const LP = "#:~:text=LP%3A%20%232034745";

const look = (name: string, words: string, url = UBUNTU) =>
  lookWith(`${url}#:~:text=${encodeURIComponent(words)}`, fixture(`changelog/${name}`));

describe("parse()", () => {
  it("finds the version that first carries the fix, since it was signed off, in its own zone", async () => {
    const item = await lookWith(PVE + OSXSAVE, fixture("changelog/pve-kernel.txt"));

    expect(item).toEqual({
      state: "released",
      remoteStatus: "named in proxmox-kernel-6.2 6.2.16-14",
      title: "cherry-pick fix for setting X86_FEATURE_OSXSAVE feature improving",
      version: "proxmox-kernel-6.2 6.2.16-14",
      since: "2023-09-19T10:17:16+02:00",
    });
  });

  it("finds a bug by its number", async () => {
    const item = await lookWith(UBUNTU + LP, fixture("changelog/ubuntu.txt"));

    expect(item).toMatchObject({
      state: "released",
      version: "linux 5.15.0-88.98",
      title: "[regression] Unable to initialize SGX enclaves with XFRM other than 3",
      since: "2023-10-02T16:30:05+02:00",
    });
  });

  it("reads words that no entry has as open", async () => {
    const item = await look("ubuntu.txt", "LP: #203474");

    expect(item).toEqual({
      ...{ state: "open", remoteStatus: "not named yet", words: "not named there", title: "LP: #203474" },
      // An answer that was cut between two entries would read the same.
      isAbsence: true,
    });
  });

  it("reads an entry that is being written as fixed, not as released", async () => {
    const item = await look("unreleased.txt", "#1000003");

    expect(item).toEqual({
      state: "fixed",
      remoteStatus: "named in linux 6.6.1-1 (unreleased)",
      title: "Set X86_FEATURE_OSXSAVE after enabling OSXSAVE (Closes: #1000003)",
    });
  });

  it("tells the version that carried an entry which was never uploaded by itself", async () => {
    const item = await look("unreleased.txt", "#1000002");

    expect(item).toMatchObject({
      state: "released",
      remoteStatus: "named in linux 6.5.8-1 (unreleased), released in linux 6.5.10-1",
      version: "linux 6.5.10-1",
      since: "2023-11-05T09:00:00+01:00",
    });
  });

  it("reads a change that was taken back as closed, with both versions", async () => {
    const signed = " -- D <d@example.org>  Tue, 19 Sep 2023 10:17:16 +0200\n\n";
    const text = `a (2) b; c\n\n  * Revert "a fix"\n\n${signed}a (1) b; c\n\n  * a fix\n\n${signed}`;

    const item = await lookWith(`${PVE}#:~:text=a%20fix`, text);

    expect(item).toEqual({
      state: "closed",
      remoteStatus: "named in a 1, taken back in a 2",
      title: "a fix",
      since: "2023-09-19T10:17:16+02:00",
    });
  });

  it("leaves HTML in a change as the text that it is", async () => {
    const item = await look("ubuntu.txt", "alert(1)");

    expect(item.title).toBe("<script>alert(1)</script> in a change is text (LP: #1)");
  });

  it("refuses a page that is no changelog", async () => {
    await expect(look("wall.html", "LP: #2034745")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not a changelog): GET https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_5.15.0-88.98/changelog]`,
    );
  });

  it.each([
    ["Ubuntu's archive", UBUNTU],
    ["Debian's archive", "https://metadata.ftp-master.debian.org/changelogs//main/l/linux/linux_6.1.52-1_changelog"],
  ])("refuses the changelog of another package from %s", async (_, url) => {
    const other = fixture("changelog/ubuntu.txt").replaceAll(/^linux \(/gm, "linux-aws (");

    expect(await look("ubuntu.txt", "LP: #2034745", url)).toMatchObject({ state: "released" });
    await expect(lookWith(`${url}${LP}`, other)).rejects.toMatchObject({
      kind: "malformed",
      message: `Malformed answer (about linux-aws instead of linux): GET ${url}`,
    });
  });

  it("knows the package of an archive whose folder begins with lib, or whose name has signs in it", async () => {
    const at = (folder: string) => `https://changelogs.ubuntu.com/changelogs/pool/main/${folder}/x_1/changelog${LP}`;
    const named = (name: string) => fixture("changelog/ubuntu.txt").replaceAll(/^linux \(/gm, `${name} (`);

    for (const [folder, name] of [
      ["libz/libzstd", "libzstd"],
      ["g/g++-13", "g++-13"],
      ["g/g%2B%2B-13", "g++-13"],
    ] as const) {
      expect(await lookWith(at(folder), named(name))).toMatchObject({ state: "released" });
      await expect(lookWith(at(folder), named("linux"))).rejects.toMatchObject({ kind: "malformed" });
    }
  });

  it.each([
    "https://salsa.debian.org/kernel-team/linux-stable/-/raw/master/debian/changelog",
    "https://salsa.debian.org/changelogs/main/-/raw/l/linux-stable/changelog",
    "https://git.proxmox.com/?p=changelogs/pool/main/l/linux-stable.git;a=blob;f=debian/changelog",
  ])("takes the repository at %s for what it is, which may have another name than its package", async (url) => {
    expect(await look("ubuntu.txt", "LP: #2034745", url)).toMatchObject({ version: "linux 5.15.0-88.98" });
  });

  it("tells a missing changelog as not-found", async () => {
    const missing = notFound(fixture("changelog/missing.txt"));

    await expect(lookWith(UBUNTU + LP, missing)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("match()", () => {
  const canonical = `${PVE}#:~:text=cherry%2Dpick%20fix%20for%20setting%20X86_FEATURE_OSXSAVE`;

  it.each([
    PVE + OSXSAVE,
    `https://git.proxmox.com/?f=debian/changelog&p=pve-kernel.git&hb=refs%2Fheads%2Fbookworm-6.2&a=blob${OSXSAVE}`,
    `${PVE}#l51:~:text=6.2.16%2D14-,cherry-pick%20fix%20%20for%20setting%20X86_FEATURE_OSXSAVE,-feature`,
  ])("gives one address for %s", (url) => {
    expect(matchUrl(url, {})).toMatchObject({
      url: canonical,
      label: "pve-kernel changelog (“cherry-pick fix for setting…”)",
      tracker: { name: "changelog" },
    });
  });

  it.each([
    [
      "https://metadata.ftp-master.debian.org/changelogs//main/l/linux/linux_6.1.52-1_changelog#:~:text=%231000001",
      "https://metadata.ftp-master.debian.org/changelogs//main/l/linux/linux_6.1.52-1_changelog#:~:text=%231000001",
    ],
    [
      "https://salsa.debian.org/kernel-team/linux/-/blob/master/debian/changelog?ref_type=heads#:~:text=%231000001",
      "https://salsa.debian.org/kernel-team/linux/-/raw/master/debian/changelog?ref_type=heads#:~:text=%231000001",
    ],
  ])("knows the changelog at %s", (from, url) => {
    expect(matchUrl(from, {})).toMatchObject({ url, label: "linux changelog (“#1000001”)" });
  });

  it.each([
    PVE,
    UBUNTU,
    `${UBUNTU}#l51`,
    `${UBUNTU}#:~:text=from,to`,
    `${UBUNTU}.txt${LP}`,
    `${PVE.replace("blob_plain", "history")}${OSXSAVE}`,
    `${PVE.replace("p=pve-kernel.git;", "")}${OSXSAVE}`,
    `${PVE.replace("debian/changelog", "debian/rules")}${OSXSAVE}`,
    `https://git.proxmox.com/${LP}`,
    `https://example.org/changelog${LP}`,
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });

  it("leaves commits to the tracker of gitweb, and issues to that of GitLab", () => {
    const commit = `https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed${LP}`;

    expect(matchUrl(commit, {})?.tracker.name).toBe("gitweb");
    expect(matchUrl(`https://salsa.debian.org/kernel-team/linux/-/issues/1${LP}`, {})?.tracker.name).not.toBe(
      "changelog",
    );
  });
});

describe("locate()", () => {
  const requestFor = (url: string) => {
    const matched = matchUrl(url, {});
    return matched && changelog.locate(matched.key, matched.instance)[0];
  };

  it("asks for the text, and allows for a long one", () => {
    expect(requestFor(PVE.replace("blob_plain", "blob") + OSXSAVE)).toEqual({
      method: "GET",
      url: PVE,
      headers: { accept: "text/plain" },
      maxBytes: 16 * 1024 * 1024,
    });
  });

  it.each([
    `https://changelogs.ubuntu.com///evil.example/changelog${LP}`,
    `https://changelogs.ubuntu.com/%2e%2e//evil.example/changelog${LP}`,
    `https://changelogs.ubuntu.com/@evil.example/changelog${LP}`,
    `https://git.proxmox.com/?p=//evil.example/x;a=blob;f=changelog;hb=%23;url=https://evil.example${LP}`,
  ])("asks nobody but the instance for %s", (url) => {
    const { origin, pathname } = new URL(url);
    const asked = new URL(requestFor(url)?.url ?? "");

    expect(asked.origin).toBe(origin);
    expect(asked.pathname).toBe(pathname);
  });
});
