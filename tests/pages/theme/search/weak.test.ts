// What of a pasted line leads to no page.

import { expect, test } from "vitest";
import { isFunctionWord, withoutSchemes, withoutTimes } from "../../../../src/pages/theme/search/weak.js";

test.each([
  ["Nov 30 03:12:44 pve1 kernel: INFO", "pve1 kernel: INFO"],
  ["Nov  3 03:12:44.123456 pve1 sshd[1234]: Accepted", "pve1 sshd : Accepted"],
  ["Thu Nov 30 03:12:44 2023 pve1", "pve1"],
  ["2023-11-30T03:12:44.123+01:00 pve1 systemd[1]: Started", "pve1 systemd : Started"],
  ["2023-11-30 03:12:44,123 UTC [42] ERROR", "[42] ERROR"],
  ["pve1 #1 SMP (2023-08-18T11:42Z) x86_64", "pve1 #1 SMP ( ) x86_64"],
  ["time=2023-11-30T03:12:44Z level=error", "time= level=error"],
  ["[12345.678901] INFO: task", "INFO: task"],
  // Which day or hour something was is a question of its own; a port, a version and an address are no times.
  ["outage of 2023-11-30", "outage of 2023-11-30"],
  ["Nov 30 03:12:44", "Nov 30 03:12:44"],
  ["localhost:9100 6.2.16-12 fe80::1", "localhost:9100 6.2.16-12 fe80::1"],
  ["may 5 disks fail", "may 5 disks fail"],
])("%s without times", (line, rest) => {
  expect(withoutTimes(line).replace(/\s+/g, " ").trim()).toBe(rest);
});

test("function words of both languages, and commands, which are none", () => {
  expect(["the", "es", "ist", "which"].filter(isFunctionWord)).toEqual(["the", "es", "ist", "which"]);
  expect(["who", "last", "at", "top", "langsam"].filter(isFunctionWord)).toEqual(["at"]);
});

test("an address is its path; its host leads nowhere beside that", () => {
  expect(withoutSchemes("see https://github.com/example/worker/issues/4711 and HTTP://10.0.0.5:9100/metrics")).toEqual({
    rest: "see github.com/example/worker/issues/4711 and 10.0.0.5:9100/metrics",
    hosts: ["github.com", "10.0.0.5"],
  });
  expect(withoutSchemes("https in std::http").hosts).toEqual([]);
});
