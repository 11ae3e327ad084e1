// Before which programs a capture script puts a recorder, and which checks it does not run.

import { expect, test } from "vitest";
import { changeIn, programsOf } from "../../../src/checks/capture/programs.ts";

const NONE: ReadonlySet<string> = new Set();

function told(snippet: string, given: Partial<Parameters<typeof programsOf>[1]> = {}): string {
  const programs = programsOf(snippet, { recorded: NONE, fed: NONE, tools: NONE, ...given });
  return programs
    .map(({ name, isFed, isAskedFor }) => name + (isFed ? " fed" : "") + (isAskedFor ? " asked" : ""))
    .join(", ");
}

test.each([
  ["by its name", "x=$(uname -r) || LC_ALL=C df -h /", "df, uname"],
  ["no text tool, builtin or shell", "grep x /y | sort; cd /; [ -e /z ] && test 1; read x; bash -c y; sh z", ""],
  [
    "by timeout, env and xargs",
    "timeout -s KILL 5 env A=b zpool list; xargs -n1 smartctl; xargs -I {} lsblk {}",
    "lsblk, smartctl, zpool",
  ],
  ["by find", "find /x -name y -exec readlink {} +", "readlink"],
  ["by command, and not by a function", "zpool() { command zpool -H; }; answer() { echo; }; answer; zpool", "zpool"],
  [
    "what is fed",
    "echo 1 | dc; timeout 5 calc <<< x; while read d; do smartctl $d; done < /y",
    "calc fed, dc fed, smartctl",
  ],
  [
    "what is asked for",
    "command -v zpool && type -p nvme; which lsblk; zpool list; nvme list; lsblk; df",
    "df, lsblk, nvme asked, which, zpool asked",
  ],
  ["what may be asked for", 'for c in zpool df; do command -v "$c"; done; zpool; df', "df asked, zpool asked"],
])("programsOf() has what is called %s", (_, snippet, programs) => {
  expect(told(snippet)).toBe(programs);
});

test("programsOf() has what answered on recorded hosts, text tools too, and not the tools of a site", () => {
  const given = { recorded: new Set(["ls", "zfs"]), fed: new Set(["zfs"]), tools: new Set(["jq"]) };

  expect(told('c=zfs; "$c" list; ls -l /; cat /y | jq .', given)).toBe("ls, zfs fed");
});

test.each([
  ["openssl s_client -connect localhost:443 </dev/null", "openssl fed"],
  ["timeout 5 openssl 'x509' -checkend 0 -in /x", "openssl"],
  ['m=$(stat -c %Y "/x"); ls -ld /y; find /z -mmin -5', "find, ls, stat"],
  ["find /x -name y -exec stat -c %a {} +", "stat"],
  ['stat -c %s /x; ls /y; find /z -name a; openssl x509 -in /x; openssl "$c"', ""],
  ["awk 'BEGIN { system(\"x\") }'; printf '%(%s)T'; xargs sh -c x; find / -exec sh -c x +", ""],
])("programsOf() has the tools that only a transcript answers for: %s", (snippet, programs) => {
  const tools = new Set(["openssl", "stat", "ls", "find", "awk", "xargs"]);

  expect(told(snippet, { tools })).toBe(programs);
  expect(told(snippet)).toBe(programs);
});

test.each([
  ["rm -f /x", "rm -f /x"],
  ["timeout 5 systemctl restart app", "timeout 5 systemctl restart app"],
  ["if true; then echo x > /etc/y; fi", "> /etc/y"],
  ["find /x -exec rm {} +", "rm {} +"],
  ["find /x -delete", "find /x -delete"],
  ["exec 3<> /dev/tcp/kb.example/80", "/dev/tcp/kb.example/80"],
  ["find /x -exec stat {} +; systemctl is-active app; echo x >&2; cat /y 2>/dev/null", undefined],
])("changeIn() knows what a snippet would change: %s", (snippet, change) => {
  expect(changeIn(snippet)).toBe(change);
});
