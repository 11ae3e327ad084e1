import { describe, expect, test } from "vitest";
import { evidenceKind, hostKind, isRecorded, NOT_RECORDED } from "../../../src/checks/runs/evidence-kind.ts";
import { EMPTY_HOST, type Host } from "../../../src/model/host.ts";
import { hostOf, RUN } from "../samples.ts";

const FILES = { "/proc/cpuinfo": "flags", "/sys/icp/gcm": "cycle [fastest] " };
const SHAPED = hostOf("made", FILES, { "uname -r": "6.2\n", nproc: "4\n" });
const RECORDED = { ...SHAPED, kind: "recorded" } as const;
const PARTS: Host = { ...RECORDED, recorded: ["/sys/icp/gcm", "uname -r"] };
const NAMED_FOLDER: Host = { ...RECORDED, recorded: ["/sys/icp/", "/sys/icp/gcm"] };

describe("evidenceKind()", () => {
  test.each([
    ["a shaped host", SHAPED, { read: ["/sys/icp/gcm"] }, NOT_RECORDED],
    ["a host that is recorded as a whole", RECORDED, { read: ["/proc/cpuinfo"], missing: ["/x"] }, "recorded"],
    ["recorded files alone", PARTS, { read: ["/sys/icp/gcm"] }, "recorded"],
    ["a recorded file and a recorded answer", PARTS, { read: ["/sys/icp/gcm"], ran: ["uname -r"] }, "recorded"],
    ["a recorded file beside a shaped answer", PARTS, { read: ["/sys/icp/gcm"], ran: ["nproc"] }, "partly recorded"],
    ["a shaped answer alone", PARTS, { ran: ["nproc"] }, NOT_RECORDED],
    ["text tools besides", PARTS, { read: ["/sys/icp/gcm"], ran: ["grep avx /sys/icp/gcm"] }, "recorded"],
    ["a recorded file beside a shaped one", PARTS, { read: ["/sys/icp/gcm", "/proc/cpuinfo"] }, "partly recorded"],
    ["shaped files alone", PARTS, { read: ["/proc/cpuinfo"] }, NOT_RECORDED],
    ["a shaped file that was only looked at", PARTS, { looked: ["/proc/cpuinfo"] }, NOT_RECORDED],
    ["a folder that a recorded file lies in", PARTS, { looked: ["/sys/icp"] }, "recorded"],
    ["a folder of shaped files", PARTS, { looked: ["/proc"] }, NOT_RECORDED],
    ["names of a folder that nobody wrote down", PARTS, { listed: ["/sys/icp"] }, NOT_RECORDED],
    ["names of a folder that is said to be recorded", NAMED_FOLDER, { listed: ["/sys/icp"] }, "recorded"],
    ["what is missing, of which nothing is known", PARTS, { missing: ["/sys/none"] }, NOT_RECORDED],
    ["a recorded file and what is missing", PARTS, { read: ["/sys/icp/gcm"], missing: ["/x"] }, "partly recorded"],
    ["nothing", PARTS, {}, NOT_RECORDED],
    ["the machine without anything", EMPTY_HOST, { missing: ["/sys/none"] }, "built in"],
  ] as const)("of %s", (_, host, run, kind) => {
    expect(evidenceKind({ ...RUN, ...run }, host)).toBe(kind);
  });

  test("takes nothing for recorded that came from another host", () => {
    expect(evidenceKind({ ...RUN, read: ["/proc/cpuinfo"] }, { ...RECORDED, from: "made" })).toBe(NOT_RECORDED);
  });
});

describe("hostKind()", () => {
  const ALL: Host = { ...RECORDED, recorded: [...Object.keys(FILES), "uname -r", "nproc"] };
  const cases: readonly (readonly [string, Host, string])[] = [
    ["shaped", SHAPED, NOT_RECORDED],
    ["recorded as a whole", RECORDED, "recorded"],
    ["recorded in parts", PARTS, "partly recorded"],
    ["recorded, with a list of all that it has", ALL, "recorded"],
    ["recorded, with a folder beside of which nothing was kept", withFolder(ALL), "recorded"],
    ["recorded, with nothing listed", { ...RECORDED, recorded: [] }, NOT_RECORDED],
    ["recorded, from another one and without a list", { ...RECORDED, from: "made" }, NOT_RECORDED],
    ["built in", EMPTY_HOST, "built in"],
  ];

  test.each(cases)("of a host that is %s", (_, host, kind) => {
    expect(hostKind(host)).toBe(kind);
  });
});

function withFolder(host: Host): Host {
  return { ...host, files: new Map([...host.files, ["/sys/module/zfs/", new Uint8Array()]]) };
}

test("isRecorded() says it of each file and command line", () => {
  const all = ["/proc/cpuinfo", "/sys/icp/gcm", "uname -r", "nproc"];

  expect(all.filter((thing) => isRecorded(PARTS, thing))).toEqual(["/sys/icp/gcm", "uname -r"]);
  expect(all.filter((thing) => isRecorded(RECORDED, thing))).toEqual(all);
  expect(all.filter((thing) => isRecorded(SHAPED, thing))).toEqual([]);
});
