// The whole way by listing, for every check of the content: its capture script runs on a host in the sandbox, where no
// folder can be made, and what it prints becomes a host again, on which the check says the same. By running, see
// run.slow.test.ts.

import { expect, test } from "vitest";
import { folderFiles } from "../../../src/checks/capture/folder.ts";
import { hostOf as hostFrom } from "../../../src/checks/capture/host.ts";
import { captureScript } from "../../../src/checks/capture/script.ts";
import { parseCapture } from "../../../src/checks/capture/text.ts";
import { type Uses, usesOf } from "../../../src/checks/capture/uses.ts";
import { judge } from "../../../src/checks/rules/verdict.ts";
import { hostsOf as hostsOfCheck } from "../../../src/checks/runs/trials.ts";
import { runCheck } from "../../../src/checks/runs/try.ts";
import type { Check } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";
import { readEverything } from "../../../src/site/content.ts";
import { loadSite } from "../../corpus/tiny-site.ts";
import { checkOf, hostOf, hostsOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

const corpus = await readEverything(".");
const CASES = corpus.checks.map((check) => [check.id, check] as const);

const SCRIPT = "/srv/x.capture.sh";

/** The host that a capture of `host` becomes, read back from its folder. */
async function captured(check: Check, uses: Uses, host: Host): Promise<Host> {
  const script = captureScript(check, uses, "https://kb.example/");
  // A file of the host: as a check, the script would be too long.
  const files = new Map(host.files).set(SCRIPT, Buffer.from(script));
  const { exitCode, stdout, stderr, refused } = await run(`sh ${SCRIPT}`, { ...host, files });
  const told = "capture: The check was not run, because this machine has no mkfifo\n";
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: told });
  expect(refused.map(({ asked }) => asked).filter((asked) => asked !== `sh ${SCRIPT}`)).toEqual([]);
  const made = folderFiles(hostFrom(parseCapture(stdout), { name: "again" }));
  const site = await loadSite(
    Object.fromEntries([...made].map(([path, text]) => [`content/hosts/again/${path}`, text])),
  );
  expect(site.problems).toEqual([]);
  const again = site.hosts.get("again");
  if (again === undefined) throw new TypeError("the host was not read");
  return again;
}

async function answersOf(check: Check, hosts: readonly Host[]) {
  const runs = await Promise.all(hosts.map((host) => run(check.snippet, host)));
  return runs.map((ran) => ({
    verdict: judge(ran, check.exits),
    stdout: ran.stdout,
    stderr: ran.stderr,
    read: ran.read,
  }));
}

/** Of both hosts, what the second one has. */
function sameFiles(host: Host, again: Host): void {
  for (const [path, bytes] of again.files) {
    if (!path.endsWith("/"))
      expect([path, Buffer.from(host.files.get(path) ?? [])]).toEqual([path, Buffer.from(bytes)]);
  }
}

describeRuns("a captured machine", () => {
  test.each(CASES)("gets the same answers: %s, on every host", async (_, check) => {
    const outcomes = await runCheck(check, corpus.hosts, run);
    // A capture script runs timeout itself, so no machine is made of a host that answers for it.
    const answersForTimeout = ({ transcripts }: Host) => transcripts.some(({ argv: [name] }) => name === "timeout");
    const hosts = hostsOfCheck(check, corpus.hosts).flatMap(({ host }) => (answersForTimeout(host) ? [] : [host]));
    const uses = usesOf(check, outcomes, corpus.hosts);

    const again = await Promise.all(hosts.map((host) => captured(check, uses, host)));

    expect(await answersOf(check, again)).toEqual(await answersOf(check, hosts));
    for (const [i, host] of hosts.entries()) sameFiles(host, again[i] as Host);
  });

  test("has other disks than the recorded ones, odd bytes, and commands that fail", async () => {
    const disk = (name: string) => ({ [`/sys/block/${name}/queue/scheduler`]: `[none] bfq \t${name} ` });
    const tree = { "/proc/odd": Uint8Array.from([0xff, 0x0a, 0x5c, 0x20]), "/sys/block/readme": "", "/etc/motd": "" };
    const hosts = hostsOf(
      hostOf("healthy", { ...disk("sda"), ...tree }, { "uname -r": "6.2\n" }),
      hostOf("affected", { "/sys/block/md0/uevent": "x" }, { "uname -r": "6.1\n" }),
    );
    const snippet = `ls /sys/block; ls /etc; cksum /proc/odd; uname -r 2>&1 || echo $?
for d in /sys/block/*; do [ -d "$d" ] && cat "$d/queue/scheduler"; done 2>/dev/null
grep -qs none /sys/block/*/queue/scheduler`;
    const check = checkOf(snippet);
    const bare = hostOf("bare", { ...disk("nvme0n1"), ...disk("dm-0"), ...tree });
    const failing = [{ argv: ["uname", "-r"], stdout: "6.2 äß\n\n", stderr: "no\n", exit: 3 }];
    const machine = { ...bare, transcripts: failing };
    const again = await captured(check, usesOf(check, await runCheck(check, hosts, run), hosts), machine);

    const answers = await answersOf(check, [again, machine]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.stdout).toContain("nvme0n1 ");
    sameFiles(machine, again);
    expect(again.transcripts).toEqual(failing);
    expect(again.shaped).toBe("Of the other files in /etc, only the names were captured; here they are empty.");
  });
});
