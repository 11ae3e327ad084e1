// The whole way, for every check of the content: its capture script runs on a host in the sandbox, with a real shell,
// and what it prints becomes a host again, on which the check says the same.

import { describe, expect, test } from "vitest";
import { folderFiles } from "../../../src/checks/capture/folder.ts";
import { hostOf as hostFrom } from "../../../src/checks/capture/host.ts";
import { captureScript } from "../../../src/checks/capture/script.ts";
import { parseCapture } from "../../../src/checks/capture/text.ts";
import { type Uses, usesOf } from "../../../src/checks/capture/uses.ts";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { runChecks, trialsOf } from "../../../src/checks/run.ts";
import { runInSandbox, sandboxMissing } from "../../../src/checks/sandbox/sandbox.ts";
import { judge } from "../../../src/checks/verdict.ts";
import { loadCorpus } from "../../../src/corpus/corpus.ts";
import type { Check } from "../../../src/model/check.ts";
import { EMPTY_HOST, type Host } from "../../../src/model/host.ts";
import { shortFormsFor } from "../../../src/trackers/short-forms.ts";
import { loadSite } from "../../corpus/tiny-site.ts";
import { checkOf, hostOf, hostsOf } from "../samples.ts";

const corpus = await loadCorpus(".", { drafts: true, audience: "restricted", shortForms: shortFormsFor });
const { outcomes } = await runChecks(corpus.checks, corpus.hosts, simulated);
/** Of each check and answer, so many hosts; an empty machine is one of them. */
const HOSTS = 2;
const CASES = corpus.checks.flatMap((check) =>
  [...Map.groupBy(trialsOf(check), ([, verdict]) => verdict).values()]
    .flatMap((trials) => [...trials.slice(0, HOSTS - 1), ...trials.slice(-1)])
    .map(([name]) => [`${check.id} on ${name}`, check, name] as const),
);

/** The host that a capture of `host` becomes, read back from its folder. */
async function captured(check: Check, uses: Uses, host: Host): Promise<Host> {
  const script = captureScript(check, uses, "https://kb.example/");
  const options = { shell: "sh", extraTools: ["od", "timeout"], timeoutMs: 60_000 } as const;
  const { exitCode, stdout, stderr } = await runInSandbox(script, host, options);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const files = folderFiles(hostFrom(parseCapture(stdout), { name: "again" }));
  const site = await loadSite(
    Object.fromEntries([...files].map(([path, text]) => [`content/hosts/again/${path}`, text])),
  );
  expect(site.problems).toEqual([]);
  const again = site.hosts.get("again");
  if (again === undefined) throw new TypeError("the host was not read");
  return again;
}

async function answerOf(check: Check, host: Host) {
  const run = await simulated.run(check.snippet, host);
  return { verdict: judge(run, check.exits), stdout: run.stdout, stderr: run.stderr, read: run.read };
}

/** Of both hosts, what the second one has. */
function sameFiles(host: Host, again: Host): void {
  for (const [path, bytes] of again.files) {
    if (!path.endsWith("/"))
      expect([path, Buffer.from(host.files.get(path) ?? [])]).toEqual([path, Buffer.from(bytes)]);
  }
}

const missing = sandboxMissing();

describe.skipIf(missing !== undefined)(`a captured machine ${missing ?? ""}`, () => {
  test.each(CASES)(
    "gets the same answer: %s",
    async (_, check, name) => {
      const host = corpus.hosts.get(name) ?? EMPTY_HOST;
      const again = await captured(check, usesOf(check, outcomes, corpus.hosts), host);

      expect(await answerOf(check, again)).toEqual(await answerOf(check, host));
      sameFiles(host, again);
    },
    120_000,
  );

  test("has other disks than the recorded ones, odd bytes, and commands that fail", async () => {
    const disk = (name: string) => ({ [`/sys/block/${name}/queue/scheduler`]: `[none] bfq \t${name} ` });
    const tree = { "/proc/odd": Uint8Array.from([0xff, 0x0a, 0x5c, 0x20]), "/sys/block/readme": "", "/etc/motd": "" };
    const hosts = hostsOf(
      hostOf("healthy", { ...disk("sda"), ...tree }, { "uname -r": "6.2\n" }),
      hostOf("affected", { "/sys/block/md0/uevent": "x" }, { "uname -r": "6.1\n" }),
    );
    const snippet = `ls /sys/block; ls /etc; wc -c /proc/odd; uname -r 2>&1 || echo $?
for d in /sys/block/*; do [ -d "$d" ] && cat "$d/queue/scheduler"; done 2>/dev/null
grep -qs none /sys/block/*/queue/scheduler`;
    const check = checkOf(snippet);
    const bare = hostOf("bare", { ...disk("nvme0n1"), ...disk("dm-0"), ...tree });
    const failing = [{ argv: ["uname", "-r"], stdout: "6.2 äß\n\n", stderr: "no\n", exit: 3 }];
    const machine = { ...bare, transcripts: failing };
    const trials = await runChecks([check], hosts, simulated);
    const again = await captured(check, usesOf(check, trials.outcomes, hosts), machine);

    expect(await answerOf(check, again)).toEqual(await answerOf(check, machine));
    expect((await answerOf(check, again)).stdout).toContain("nvme0n1 ");
    sameFiles(machine, again);
    expect(again.transcripts).toEqual(failing);
    expect(again.shaped).toBe("Only the names of the other files in /etc were captured; here they are empty.");
  }, 120_000);
});
