// The whole way by running: on a machine with bash, the capture script runs the check; what it prints becomes a host, on
// which the check says what it has said there.

import { describe, expect, test } from "vitest";
import { hostOf as hostFrom } from "../../../src/checks/capture/host.ts";
import { captureScript } from "../../../src/checks/capture/script.ts";
import { type Capture, parseCapture } from "../../../src/checks/capture/text.ts";
import { usesOf } from "../../../src/checks/capture/uses.ts";
import { judge } from "../../../src/checks/rules/verdict.ts";
import { readRecords } from "../../../src/checks/runs/record.ts";
import { recordedOf } from "../../../src/checks/runs/recorded.ts";
import { runCheck } from "../../../src/checks/runs/try.ts";
import type { Check } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";
import { readEverything } from "../../../src/site/content.ts";
import { checkOf, hostOf, hostsOf, RUN } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";
import { type Machine, noMachine, runOn } from "./machine.ts";

const corpus = await readEverything(".");
const { records } = await readRecords(".");
/** Of the hosts that a check names for each verdict. */
const EACH = 2;
const CASES = corpus.checks.map((check) => [check.id, check] as const);

/** What the script prints there, once it is known that it went well and left nothing behind. */
function captured(script: string, machine: Machine): Capture {
  const { status, stdout, stderr, left } = runOn(machine, script);
  expect({ status, left, stderr }).toMatchObject({ status: 0, left: "" });
  expect(stderr).toMatch(/^capture: The check ran once, and exited with \d+\n(capture: It ran: .*\n)*$/);
  return parseCapture(stdout);
}

/** What the check said on each machine, and what it says on the host that was made of it. */
async function answers(check: Check, captures: readonly Capture[]) {
  const hosts = captures.map((capture, i) => hostFrom(capture, { name: `again-${i}` }));
  const runs = await Promise.all(hosts.map((host) => run(check.snippet, host)));
  return {
    hosts,
    here: runs.map((again) => [judge(again, check.exits), again.stdout]),
    there: captures.map(({ ran }) => [
      judge({ ...RUN, exitCode: Number(ran?.exit) }, check.exits),
      Buffer.from(ran?.stdout ?? []).toString(),
    ]),
  };
}

/** A check that was tried on the first hosts is captured on another machine. */
async function elsewhere(snippet: string, tried: readonly Host[], machine: Machine) {
  const [check, hosts] = [checkOf(snippet), hostsOf(...tried)];
  const uses = usesOf(check, await runCheck(check, hosts, run), hosts);
  const capture = captured(captureScript(check, uses, "https://kb.example/"), machine);
  const { hosts: made, here, there } = await answers(check, [capture]);
  expect(here).toEqual(there);
  return { capture, host: made[0] as Host, said: there[0] };
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: a format of dpkg-query
const FORMAT = "${Version}";

describe.skipIf(noMachine !== undefined)("a machine that ran the check", () => {
  describeRuns("and the host that was made of it", () => {
    test.each(CASES)("give the same answers: %s", async (_, check) => {
      const { outcomes } = recordedOf(check, corpus.hosts, records);
      const script = captureScript(check, usesOf(check, outcomes, corpus.hosts), "https://kb.example/");
      const [ok, affected, unknown] = [check.ok, check.affected, check.unknown].map((list) => list.slice(0, EACH));
      const names = [...(ok ?? []), ...(affected ?? []), ...(unknown ?? [])];
      const captures = names.map((name) => captured(script, { host: corpus.hosts.get(name) ?? hostOf(name) }));

      const { here, there } = await answers(check, captures);

      expect(here).toEqual(there);
      expect(new Set(there.map(([verdict]) => verdict))).toEqual(new Set(["ok", "affected", "unknown"]));
    });

    test("give the same answers where arguments and stdin come from the machine", async () => {
      const snippet = `v=$(dpkg-query -W -f '${FORMAT}' openssl 2>/dev/null) || { echo "no openssl"; exit 2; }
if dpkg --compare-versions "$v" lt 3.0.13; then echo "old: $v"; exit 1; fi
[ "$(echo "\${v%%-*} > 3" | calc)" = 1 ] || exit 2
echo "new: $v"`;
      const query = `dpkg-query -W -f ${FORMAT} openssl`;
      const tried = [
        hostOf("healthy", {}, { [query]: "3.0.13", "dpkg --compare-versions 3.0.13 lt 3.0.13": "" }),
        hostOf("affected", {}, { [query]: "3.0.11", "dpkg --compare-versions 3.0.11 lt 3.0.13": "" }),
      ];
      const { capture, host, said } = await elsewhere(snippet, tried, {
        host: hostOf("stranger", {}, { [query]: "3.1.4-2" }),
        programs: { dpkg: 'sleep 0.1; [ "$2" = 3.0.11 ]', calc: 'read -r l; [ "$l" = "3.1.4 > 3" ] && echo 1' },
      });

      expect(said).toEqual(["ok", "new: 3.1.4-2\n"]);
      expect(host.transcripts.slice(0, 3)).toEqual([
        { argv: ["dpkg-query", "-W", "-f", FORMAT, "openssl"], stdout: "3.1.4-2", stderr: "", exit: 0 },
        { argv: ["dpkg", "--compare-versions", "3.1.4-2", "lt", "3.0.13"], stdout: "", stderr: "", exit: 1 },
        { argv: ["calc"], stdin: "3.1.4 > 3\n", stdout: "1\n", stderr: "", exit: 0 },
      ]);
      expect(capture.ran?.exit).toBe(0);
    });

    test("give the same answers where it has other disks, another load and another language", async () => {
      const snippet = `set -o pipefail; [ -d /sys/block ] || exit 2; bad=
for q in /sys/block/*/queue; do
  read -r now < "$q/scheduler" || exit 2
  [[ $now == *"[none]"* ]] || bad+=" \${q%/queue}"
done
cd /proc || exit 2
load=$(cut -d " " -f 2 loadavg) || exit 2
temp=$(sensor --read "\${bad:-none}" 2>&1) || { echo "sensor: $temp"; exit 2; }
[ "\${load%.*}" -lt 4 ] || { echo "load $load,$bad, $temp"; exit 1; }
echo "fine: $load, $temp"`;
      const tree = (load: string, ...disks: readonly string[]) => ({
        "/proc/loadavg": `0.1 ${load} 0.3 1/2 3\n`,
        ...Object.fromEntries(disks.map((disk) => [`/sys/block/${disk}/queue/scheduler`, "[none] bfq\n"])),
      });
      const answer = { "sensor --read none": "cold\n" };
      const tried = [hostOf("healthy", tree("0.20", "sda"), answer), hostOf("affected", tree("9.10", "sda"), answer)];
      const machine: Machine = {
        host: hostOf("stranger", {
          ...tree("12.30", "nvme0n1", "dm 0"),
          "/sys/block/md\u00e4/queue/scheduler": "none [bfq]\n",
        }),
        programs: { sensor: '[ "$LC_ALL" = C ] && echo "warm: $2" || echo "warm, auf Deutsch: $2"' },
        env: {
          ...{
            LC_ALL: "C.UTF-8",
            LANG: "de_DE.UTF-8",
            LANGUAGE: "de",
            BASH_ENV: "/etc/evil",
            ENV: "/etc/evil",
            PS4: "$(evil)",
          },
          ...{
            "BASH_FUNC_cut%%": "() { echo evil; }",
            SHELLOPTS: "noglob:noexec",
            POSIXLY_CORRECT: "1",
            CDPATH: "/sys",
          },
        },
      };

      for (const shell of [["sh"], ["bash"]]) {
        const { host, said } = await elsewhere(snippet, tried, { ...machine, shell });

        expect(said).toEqual(["affected", "load 12.30, /sys/block/md\u00e4, warm:  /sys/block/md\u00e4\n"]);
        expect([...host.files.keys()].filter((path) => path.endsWith("scheduler")).sort()).toEqual([
          ...["/sys/block/dm 0/queue/scheduler", "/sys/block/md\u00e4/queue/scheduler"],
          ...["/sys/block/nvme0n1/queue/scheduler"],
        ]);
      }
    });

    test.each([
      ["asks for it", "command -v zpool >/dev/null || { echo none; exit 2; }; zpool list && exit 1", "none\n", []],
      ["calls it", "zpool list 2>&1 && exit 1", "bash: zpool: command not found\n", ["zpool list"]],
      [
        "has it called",
        "timeout 5 zpool list -H 2>&1 && exit 1",
        "bash: zpool: command not found\n",
        ["zpool list -H"],
      ],
    ])("give the same answers where a command is missing and the check %s", async (_, start, said, calls) => {
      const tried = [
        hostOf("healthy", { "/a": "" }, { "zpool list": "x\n", "zpool list -H": "x\n" }),
        hostOf("affected", {}, { "zpool list": "x\n", "zpool list -H": "x\n" }),
      ];
      const { host, ...rest } = await elsewhere(`${start}\nexit 2`, tried, { host: hostOf("stranger") });

      expect(rest.said).toEqual(["unknown", said]);
      expect(host.special).toBe("Not found on this machine: the command zpool.");
      expect(host.transcripts.map(({ argv, exit }) => `${argv.join(" ")}: ${exit}`)).toEqual(
        calls.map((call) => `${call}: 127`),
      );
    });
  });
});
