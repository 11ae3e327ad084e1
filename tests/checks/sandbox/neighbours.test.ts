// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// What one run of a batch may have of the others: nothing.

import { expect, test } from "vitest";
import { hostOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

const HOST = hostOf("one", { "/etc/app.conf": "mode=on\n", "/usr/bin/zpool": "#!/bin/sh\n" });
const HONEST = "grep -q nothere /etc/app.conf; echo honest; exit 1";

describeRuns("runs of one batch", () => {
  test.each([
    ["printf '0 yes\\n0 yes\\n0 yes\\n' > /dev/stdin; echo forged; exit 0", ""],
    ["read -r x; wc -l; timeout 1 cat; while read -r l; do echo $l; done; exit 0", "0\n"],
  ])("%s has nothing to read and nothing to write there", async (snippet, stdout) => {
    const [mine, ...others] = await Promise.all([
      run(snippet, HOST),
      run(HONEST, HOST),
      run("echo third; exit 1", HOST),
    ]);

    expect(mine?.stdout.replace("forged\n", "")).toBe(stdout);
    expect(others).toMatchObject([
      { exitCode: 1, stdout: "honest\n", refused: [] },
      { exitCode: 1, stdout: "third\n", refused: [] },
    ]);
  });

  test("has no rights but over its own files", async () => {
    // Process 1 of the sandbox may be looked into by whoever has its rights.
    const { stdout } = await run(
      "ls /run/faultbook/proc/1/root/ 2>/dev/null | wc -l; grep CapEff /run/faultbook/proc/self/status",
      HOST,
    );

    expect(stdout).toBe("0\nCapEff:\t0000000000000000\n");
  });

  test("a program of the host without a transcript has no answer, though its file is there", async () => {
    const { stdout, refused } = await run("zpool list 2>/dev/null | grep -q DEGRADED && exit 1; echo healthy", HOST);

    expect(stdout).toBe("healthy\n");
    expect(refused).toMatchObject([{ cause: "command", asked: "zpool list" }]);
  });

  test("no way to ask leads to the clock, to chance or to this machine", async () => {
    const ways = [
      ...[
        "n=EPOCHSECONDS; echo ${!n}",
        "declare -n r=RANDOM; echo $r",
        "x=SECONDS; echo $((x))",
        "[[ RANDOM -gt 0 ]] && echo 1",
      ],
      ...["n=HOSTNAME; echo ${!n}", "n=BASHPID; echo ${!n}"],
    ];
    const told = await Promise.all(ways.map((way) => run(way, HOST)));

    expect(told.map(({ stdout }) => stdout.trim()).filter((text) => text !== "" && text !== "0")).toEqual([]);
  });

  test("a date that has a second one, or the sandbox's own clock, is no fixed date", async () => {
    const ways = [
      "date -d @1 +%F -d now",
      "PATH=/run/faultbook/own; unset -f date; date +%F",
      "find / -path '*/own/date' -exec env {} +%F ';'",
    ];
    const [fixed, ...told] = await Promise.all(
      ["date -u -d '2023-09-06 10:00' '+%F %T'", ...ways].map((way) => run(way, HOST)),
    );

    expect(fixed).toMatchObject({ stdout: "2023-09-06 10:00:00\n", refused: [] });
    expect(told.filter(({ refused }) => refused.length === 0)).toEqual([]);
  });

  test("a pattern of case may hold the sign of an assignment", async () => {
    const { stdout, refused } = await run(
      "case $(cat /etc/app.conf) in mode=off) echo off ;; (mode=on|x=*) echo on ;; esac",
      HOST,
    );

    expect({ stdout, refused }).toEqual({ stdout: "on\n", refused: [] });
  });

  test("what the sandbox has for its own sake is not the host's", async () => {
    const told = await Promise.all(
      ["[ -e /usr/bin/grep ] && echo there", "[ -d /lib64 ]"].map((way) => run(way, hostOf("bare"))),
    );

    expect(told.map(({ refused }) => refused.map(({ asked }) => asked))).toEqual([["/usr/bin/grep"], ["/lib64"]]);
  });
});
