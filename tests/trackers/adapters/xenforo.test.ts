import { describe, expect, it } from "vitest";
import { fixture, lookWith, matchUrl, notFound, URLS } from "../samples.ts";
import { lookTaught } from "./taught.ts";

const look = (name: string) => lookWith(URLS.xenforo, fixture(`xenforo/${name}.html`));

describe("parse()", () => {
  it("reads a thread without a prefix as open", async () => {
    const item = await look("discussion");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "no prefix",
      title: "Slow ZFS encryption - will we get a fix for AVX/AVX2 not being selected?",
    });
  });

  it.each(["solved", "solved-plain"])(
    "reads %s as closed, not as fixed, with the prefix taken off the title",
    async (name) => {
      const item = await look(name);

      expect(item).toMatchObject({
        state: "closed",
        remoteStatus: "SOLVED",
        title: "Slow ZFS encryption - will we get a fix for AVX/AVX2 not being selected?",
      });
    },
  );

  it("refuses a prefix that it does not know", async () => {
    await expect(look("unknown-prefix")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown upstream status "PARKED": GET https://forum.proxmox.com/threads/slow-zfs-encryption-will-we-get-a-fix-for-avx-avx2-not-being-selected.133681/]`,
    );
  });

  it("takes a prefix of the forum's own for what the settings say", async () => {
    const tutorial = fixture("xenforo/unknown-prefix.html").replace("[Parked]", "[TUTORIAL]");

    await expect(lookWith(URLS.xenforo, tutorial)).rejects.toMatchObject({ kind: "unknown-status", word: "TUTORIAL" });
    const item = await lookTaught(URLS.xenforo, { Tutorial: "closed" }, tutorial);

    expect(item).toMatchObject({ state: "closed", remoteStatus: "TUTORIAL" });
  });

  it("refuses the page of another thread", async () => {
    await expect(look("other-thread")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://forum.proxmox.com/threads/1/ instead of https://forum.proxmox.com/threads/133681/): GET https://forum.proxmox.com/threads/slow-zfs-encryption-will-we-get-a-fix-for-avx-avx2-not-being-selected.133681/]`,
    );
  });

  it("follows a thread that was merged into another one, and tells its address", async () => {
    const sentOn = new Response(null, { status: 301, headers: { location: "/threads/another-title.1/" } });

    const item = await lookWith(URLS.xenforo, sentOn, fixture("xenforo/other-thread.html"));

    expect(item).toMatchObject({ state: "open", movedTo: "https://forum.proxmox.com/threads/1/" });
  });

  it("refuses a page that is no thread, though its status is 200", async () => {
    await expect(look("missing")).rejects.toMatchObject({ kind: "malformed" });
  });

  it("tells a missing thread as not-found", async () => {
    await expect(lookWith(URLS.xenforo, notFound(fixture("xenforo/missing.html")))).rejects.toMatchObject({
      kind: "not-found",
    });
  });
});

describe("match()", () => {
  it.each([
    "https://forum.proxmox.com/threads/133681/",
    "https://forum.proxmox.com/threads/another-title.133681",
    "https://forum.proxmox.com/threads/another-title.133681/page-2#post-589110",
  ])("knows the thread at %s", (url) => {
    expect(matchUrl(url, {})?.url).toBe("https://forum.proxmox.com/threads/133681/");
  });

  it.each(["https://forum.proxmox.com/", "https://forum.proxmox.com/forums/installation.16/"])(
    "knows no item at %s",
    (url) => {
      expect(matchUrl(url, {})).toBeUndefined();
    },
  );
});

it.each([
  ["as deep as a parser can bear", 11_000, "nested without end"],
  ["with more tags than any real page", 60_000, "60004 tags"],
])("takes a page that is nested %s for malformed", async (_, depth, words) => {
  const page = `<html data-content-key="thread-133681"><h1 class="p-title-value">${"<b>".repeat(depth)}x</h1></html>`;

  const error = await lookWith(URLS.xenforo, page).catch((reason: unknown) => reason);

  expect(error).toMatchObject({ kind: "malformed", message: expect.stringContaining(words) });
});
