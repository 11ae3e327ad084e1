// What is said where a check and the machine that it was captured on do not agree.

import { expect, test } from "vitest";
import type { Capture, Ended } from "../../../src/checks/capture/text.ts";
import { saidOtherwise } from "../../../src/checks/capture/there.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const ran = (exit: Ended["exit"], stdout = "load\t9\nmore\n"): Capture => ({
  ...{ check: "zfs-avx", paths: [], commands: [] },
  ran: { exit, stdout: bytes(stdout), stderr: bytes("") },
});

test("saidOtherwise() says nothing where both agree, by the exit codes of the check, or where nothing was run", () => {
  expect(saidOtherwise(ran(1), {}, "affected")).toBeUndefined();
  expect(saidOtherwise(ran(7), {}, "unknown")).toBeUndefined();
  expect(saidOtherwise(ran(7), { 7: "ok" }, "ok")).toBeUndefined();
  expect(saidOtherwise({ check: "zfs-avx", paths: [], commands: [] }, {}, "ok")).toBeUndefined();
});

test("saidOtherwise() says what the machine said, in one line", () => {
  expect([saidOtherwise(ran(1), {}, "ok"), saidOtherwise(ran("timeout"), {}, "ok")].join("\n")).toMatchInlineSnapshot(`
    "On the machine, it said AFFECTED: load 9. Something changed during the capture, or was not captured
    On the machine, the check did not finish. Something changed during the capture, or was not captured"
  `);
});
