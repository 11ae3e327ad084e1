import { describe, expect, test } from "vitest";
import { compareKernel } from "../../src/pages/theme/affected.js";

const ROWS = [
  { release: "Proxmox VE 8", flavour: "pve", introduced: "6.2.16-9", fixed: "6.2.16-14" },
  { release: "Proxmox VE 7", flavour: "pve", introduced: "5.15.111-1", fixed: "5.15.126-1" },
  { release: "Ubuntu 22.04", flavour: "generic", introduced: "5.15.0-82", fixed: "5.15.0-88.98" },
  { release: "Ubuntu 23.04", flavour: "generic", introduced: "6.2.0-30" },
];

describe("compareKernel()", () => {
  test.each([
    ["6.2.16-8-pve", "before"],
    ["6.2.16-9-pve", "affected"],
    ["6.2.16-13-pve", "affected"],
    ["6.2.16-14-pve", "fixed"],
    ["6.2.16-20-pve", "fixed"],
    ["5.15.108-1-pve", "before"],
    ["5.15.111-1-pve", "affected"],
    ["5.15.126-1-pve", "fixed"],
    ["5.15.0-79-generic", "before"],
    ["5.15.0-82-generic", "affected"],
    ["5.15.0-87-generic", "affected"],
    ["5.15.0-88-generic", "fixed"],
    ["5.15.0-130-generic", "fixed"],
    ["6.2.0-36-generic", "affected"],
    ["6.8.0-48-generic", "other"],
    ["6.8.12-4-pve", "other"],
    ["5.19.0-50-generic", "unreadable"],
    ["6.1.0-13-amd64", "unreadable"],
    ["5.15.0-82-lowlatency", "unreadable"],
    ["Linux pve1 6.2.16-10-pve #1 SMP PREEMPT_DYNAMIC", "affected"],
    ["  5.15.0-88-generic\n", "fixed"],
    ["5.14.0-427.el9.x86_64", "unreadable"],
    ["", "unreadable"],
    ["Windows 11", "unreadable"],
    ["<b>6.2.16-9-pve</b>", "unreadable"],
  ])("%j is %s", (release, verdict) => {
    expect(compareKernel(release, ROWS).verdict).toBe(verdict);
  });

  test.each([
    ["6.2.16-14-pve", "affected"],
    ["6.2.16-20-pve", "fixed"],
    ["6.2.16-pve", "unreadable"],
    ["5.10.100-1-pve", "before"],
    ["5.10.209-1-pve", "affected"],
    ["5.10.210-pve", "fixed"],
    ["6.8.12-4-pve", "unreadable"],
  ])("%j is %s, where versions go on in letters or are missing", (release, verdict) => {
    const rows = [
      { release: "PVE 8", flavour: "pve", introduced: "6.2.16-11", fixed: "6.2.16-15~bpo12" },
      { release: "PVE 7", flavour: "pve", introduced: "5.10.200+deb11u1", fixed: "5.10.210+deb11u3" },
      { release: "Not known", flavour: "pve" },
      { release: "Not a number", flavour: "pve", fixed: "next" },
    ];

    expect(compareKernel(release, rows).verdict).toBe(verdict);
  });

  test.each([
    ["5.14.0-427.el9_4.x86_64", "unreadable"],
    ["5.14.0-427.9.1.el9_4.x86_64", "affected"],
    ["5.14.0-427.13.1.el9_4.x86_64", "fixed"],
    ["5.14.0-503.el9_4.x86_64", "fixed"],
    ["6.1.0-18-amd64", "unreadable"],
  ])("%j is %s, where a distribution counts in a way of its own", (release, verdict) => {
    const rows = [
      { release: "RHEL 9", flavour: "el9_4.x86_64", introduced: "5.14.0-362", fixed: "5.14.0-427.13.1.el9_4" },
      { release: "Debian 12", flavour: "amd64", introduced: "6.1.66-1", fixed: "6.1.76-1" },
    ];

    expect(compareKernel(release, rows).verdict).toBe(verdict);
  });

  test("names the row, the range and what to do", () => {
    const texts = [
      "6.2.16-9-pve",
      "5.15.0-88-generic",
      "5.15.0-79-generic",
      "6.2.0-36-generic",
      "6.8.0-48-generic",
      "5.4.0-1-generic",
      "4.18.0-553.el8.x86_64",
      "x",
      "6.2.16-10",
      "6.2.16-pve",
    ];

    expect(texts.map((text) => compareKernel(text, ROWS).text)).toMatchInlineSnapshot(`
      [
        "Proxmox VE 8: this kernel is in the affected range; fixed in 6.2.16-14.",
        "Ubuntu 22.04: this kernel has the fix, since 5.15.0-88.98. Look for another cause.",
        "Ubuntu 22.04: older than 5.15.0-82, the first affected version. Look for another cause.",
        "Ubuntu 23.04: this kernel is in the affected range; no fixed version is known.",
        "This kernel is newer than every series in the table, so the cause is most likely something else.",
        "The table does not cover this kernel, so its version does not show whether it is affected.",
        "The table does not cover this kernel, so its version does not show whether it is affected.",
        "This is not the output of uname -r, such as 5.15.0-88-generic.",
        "The ending is missing. Type all of it, such as 6.2.16-10-pve.",
        "Proxmox VE 8: this does not say whether it is before 6.2.16-9 or after it.",
      ]
    `);
  });
});
