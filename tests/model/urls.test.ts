import { describe, expect, test } from "vitest";
import {
  badgeUrl,
  checkAnchor,
  checkUrl,
  documentUrl,
  formerScriptUrl,
  hostUrl,
  scriptUrl,
  slugOfName,
  slugOfText,
  tagUrl,
  triageUrl,
} from "../../src/model/urls.ts";

describe("slugOfName()", () => {
  test.each([
    ["disk-latency", "disk-latency"],
    ["2023-09-21-kernel-update", "kernel-update"],
    ["2023-09-21_kernel_update", "kernel_update"],
    ["2023-09-21 kernel update", "kernel-update"],
    ["2023-09-21", "2023-09-21"],
    ["2023-09-21-", "2023-09-21-"],
    ["2023-09-kernel", "2023-09-kernel"],
    ["High Load", "high-load"],
    ["größe", "größe"],
    ["v1.1.3", "v1-1-3"],
    ["!!!", ""],
  ])("makes %s the slug %j", (file, slug) => {
    expect(slugOfName(file)).toBe(slug);
  });
});

test("documentUrl() puts each kind below its folder, and pages below the root", () => {
  const urls = (["postmortem", "runbook", "page"] as const).map((kind) => documentUrl(kind, "a"));

  expect(urls).toEqual(["/postmortems/a/", "/runbooks/a/", "/a/"]);
});

test("addresses of tags, hosts and checks", () => {
  expect([tagUrl("Proxmox VE"), hostUrl("pve-6.2.16-10"), checkUrl("a"), checkAnchor("a")]).toEqual([
    "/tags/proxmox-ve/",
    "/hosts/pve-6.2.16-10/",
    "/checks/a/",
    "check-a",
  ]);
});

test("the script of a check has an address to type, and the one that it had", () => {
  expect([scriptUrl("a"), formerScriptUrl("a")]).toEqual(["/c/a", "/checks/a.sh"]);
});

test("triageUrl() stands beside the runbook", () => {
  expect(triageUrl("disk-full")).toBe("/runbooks/disk-full/triage.sh");
});

test("badgeUrl() is named after the anchor", () => {
  expect(badgeUrl("github-a-b-1")).toBe("/badges/github-a-b-1.svg");
});

describe("slugOfText()", () => {
  test.each([
    ["Kernel Update", "kernel-update"],
    ["../../etc/passwd", "etcpasswd"],
    ["?!", ""],
    ["", ""],
  ])("makes %j the step %j", (text, slug) => {
    expect(slugOfText(text)).toBe(slug);
  });

  test.each(["a", "ß", "界", "𝒳"])(
    "ends a long text of %j where a file's name would be too long, between letters",
    (sign) => {
      const slug = slugOfText(sign.repeat(300));

      expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(200);
      expect(Buffer.byteLength(slug)).toBeGreaterThan(190);
      expect(slug.isWellFormed()).toBe(true);
    },
  );
});
