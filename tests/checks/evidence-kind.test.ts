import { expect, test } from "vitest";
import { evidenceKind } from "../../src/checks/evidence-kind.ts";
import { hostOf, RUN } from "./samples.ts";

const FILES = { "/proc/cpuinfo": "flags", "/sys/gcm": "cycle [fastest] " };
const SHAPED = hostOf("made", FILES, { "uname -r": "6.2\n" });
const RECORDED = { ...SHAPED, kind: "recorded" } as const;
const PARTS = { ...RECORDED, recorded: ["/sys/gcm", "uname -r"] };

test.each([
  ["a shaped host", SHAPED, { read: ["/sys/gcm"] }, "shaped"],
  ["a host that is recorded as a whole", RECORDED, { read: ["/proc/cpuinfo"] }, "recorded"],
  ["recorded files alone", PARTS, { read: ["/sys/gcm"] }, "recorded"],
  ["a recorded file and a recorded answer", PARTS, { read: ["/sys/gcm"], ran: ["uname -r"] }, "recorded"],
  ["text tools besides", PARTS, { read: ["/sys/gcm"], ran: ["grep avx /sys/gcm"] }, "recorded"],
  ["a recorded file beside a shaped one", PARTS, { read: ["/sys/gcm", "/proc/cpuinfo"] }, "partly recorded"],
  ["shaped files alone", PARTS, { read: ["/proc/cpuinfo"] }, "shaped"],
  ["nothing", PARTS, { missing: ["/sys/none"] }, "partly recorded"],
] as const)("evidenceKind() of %s", (_, host, run, kind) => {
  expect(evidenceKind({ ...RUN, ...run }, host)).toBe(kind);
});
