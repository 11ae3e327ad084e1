import { describe, expect, it } from "vitest";
import { reachableStates } from "../../../src/trackers/match.ts";
import { fixture, lookWith, matchUrl, notFound, URLS } from "../samples.ts";
import { lookTaught } from "./taught.ts";

const look = (name: string, url: string = URLS.gitweb) => lookWith(url, fixture(`gitweb/${name}.html`));

describe("parse()", () => {
  it("says of a commit that it exists, and since when it was committed, not since when it was written", async () => {
    const item = await look("commit");

    expect(item).toEqual({
      state: "unknown",
      remoteStatus: "commit exists",
      words: "commit exists",
      title: "cherry-pick fix for setting X86_FEATURE_OSXSAVE feature",
      since: "2023-09-19T07:27:13Z",
    });
  });

  it("accepts the beginning of a hash", async () => {
    const item = await look("commit", URLS.gitweb.replace(/(h=9ba0dde).*/, "$1"));

    expect(item.remoteStatus).toBe("commit exists");
  });

  it("leaves out branch names from the title, and a date that it can't read", async () => {
    const item = await look("theme");

    expect(item).toMatchObject({ title: "cherry-pick fix for setting X86_FEATURE_OSXSAVE feature", since: undefined });
  });

  it("never comes to more, whatever is waited for", () => {
    const matched = matchUrl(URLS.gitweb, {});

    expect(matched && reachableStates(matched)).toEqual(["unknown"]);
    expect(matched?.isChange).toBe(true);
  });

  it("says what the settings know of a server's commits", async () => {
    const item = await lookTaught(URLS.gitweb, { "commit exists": "merged" }, fixture("gitweb/commit.html"));

    expect(item).toMatchObject({ state: "merged", remoteStatus: "commit exists" });
    expect(item).not.toHaveProperty("words");
  });

  it("tells a commit that does not exist as not-found", async () => {
    const missing = notFound(fixture("gitweb/missing.html"));

    await expect(lookWith(URLS.gitweb, missing)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("refuses a page that is not gitweb's", async () => {
    await expect(look("login")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not the commit's page): GET https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed]`,
    );
  });

  it("refuses the page of another commit", async () => {
    const other = URLS.gitweb.replace("9ba0dde", "0000000");

    await expect(look("commit", other)).rejects.toMatchObject({ kind: "malformed" });
  });
});

describe("match()", () => {
  it.each(["commit", "commitdiff", "commitdiff_plain", "patch"])("knows the commit behind a=%s", (action) => {
    expect(matchUrl(URLS.gitweb.replace("a=commit", `a=${action}`), {})?.url).toBe(URLS.gitweb);
  });

  it.each(["commit", "commitdiff", "commitdiff_plain", "patch"])("knows the commit behind /%s/", (action) => {
    const hash = "9ba0dde971e6153a12f94e9c7a7337355ab3d0ed";

    expect(matchUrl(`https://git.proxmox.com/pve-kernel.git/${action}/${hash}`, {})?.url).toBe(URLS.gitweb);
  });

  it.each([
    "https://git.proxmox.com/pve-kernel.git/commit/",
    "https://git.proxmox.com/pve-kernel.git/commit/master",
    "https://git.proxmox.com/pve-kernel.git/shortlog/9ba0dde",
    "https://git.proxmox.com/pve-kernel.git/commitdiff/9ba0dde..1523be7",
    "https://git.proxmox.com/pve%zz.git/commit/9ba0dde",
    "https://git.proxmox.com/commit/9ba0dde",
    "https://git.proxmox.com/",
    "https://git.proxmox.com/?p=pve-kernel.git;a=summary",
    "https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=refs/heads/master",
    "https://git.proxmox.com/?p=pve-kernel.git;a=blob_plain;f=debian/changelog;hb=refs/heads/bookworm-6.2",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });

  it("keeps folders in the name of a project", () => {
    const matched = matchUrl("https://git.example.org/gitweb/?p=mirror/linux.git;a=commit;h=ABCDEF1", {
      gitweb: [{ web: "https://git.example.org/gitweb/" }],
    });

    expect(matched).toMatchObject({
      url: "https://git.example.org/gitweb/?p=mirror/linux.git;a=commit;h=abcdef1",
      label: "mirror/linux@abcdef1",
    });
    expect(
      matchUrl("https://git.example.org/gitweb/mirror/linux.git/patch/abcdef1", {
        gitweb: [{ web: "https://git.example.org/gitweb/" }],
      })?.url,
    ).toBe(matched?.url);
  });
});
