// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Snippets that would like to read this machine, or what other runs are asked and answered.

import { expect, test } from "vitest";
import { sandboxBy } from "../../../../src/checks/sandbox/sandbox.ts";
import { hostOf } from "../../samples.ts";
import { CANARIES, HOST, hostile, inEach, inOneBatch, noticed } from "./machine.ts";

// Whatever looked for it in a process of ours would find it here.
process.env.FAULTBOOK_TEST_TOKEN = "secret-in-the-environment";

const ABSENT = [
  ...["/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.ssh/id_rsa", "/root/.bashrc", process.cwd()],
  ...["/proc/self/environ", "/proc/1/environ", "/proc/self/mem", "/proc/version", "/proc/self/mountinfo", "/sys/class"],
  ...["/var/log", "/home", "/dev/zero", "/dev/urandom", "/dev/mem", "/dev/sda", "/dev/shm", "/dev/tty", ...CANARIES],
];
const PROCFS = "/run/faultbook/proc";
const EACH = ["environ", "cmdline", "maps", "status", "mountinfo", "cgroup"]
  .map((name) => `${PROCFS}/self/${name}`)
  .join(" ");
const WAYS = [
  "/..",
  "/proc/../../..",
  "/dev/fd/../../..",
  `${PROCFS}/1/root`,
  `${PROCFS}/self/root`,
  `${PROCFS}/self/cwd`,
];

inEach((launcher) => {
  const { runs, sound } = inOneBatch(launcher, [
    ...ABSENT.map(
      (path) => `{ [ -e ${path} ] && echo there; cat ${path}; ls ${path}; cat < ${path}; } 2>/dev/null; exit 5`,
    ),
    `${WAYS.map((way) => `cat ${way}/etc/passwd ${way}${CANARIES[0]}`).join("; ")}; exit 5`,
    "set; export -p; echo ~ $UID",
    `ls -d ${PROCFS}/[0-9]* | wc -l; cat ${PROCFS}/1/* ${PROCFS}/1/fd/*; ls ${PROCFS}/sys ${PROCFS}/1`,
    `cat ${EACH} | tr '\\0' '\\n'; exit 5`,
    "echo /run/faultbook/* /run/faultbook/r*/*; cat /run/faultbook/{run,host}/* 2>/dev/null; exit 5",
    "ls /dev/fd/ | grep -vx 6.; exit 5",
  ]);
  const [ways, set, others, own, files, open] = [0, 1, 2, 3, 4, 5].map(
    (i) => () => runs[ABSENT.length + i]?.stdout ?? "",
  );

  test("nothing of this machine is there", () => {
    const found = ABSENT.filter((_, i) => runs[i]?.stdout !== "" || runs[i]?.exitCode !== 5);
    expect([found, ways?.()]).toEqual([[], ""]);
  });

  test("the environment holds no token, and no path of this machine", () => {
    const told = `${set?.()}${own?.()}`;
    expect(told).toContain("HOME=/root");
    expect(told.match(/secret|FAULTBOOK_|NODE|VITEST|npm_|faultbook-sandbox|node_modules/)).toBeNull();
    expect(told).not.toContain(process.cwd());
  });

  test("its procfs tells of no process but its own", () => {
    expect(others?.()).toMatch(launcher.isolates ? /^[1-3]\n$/ : /^0\n$/);
  });

  test("the sandbox's own folder holds this run's script and answers alone", () => {
    const told = files?.() ?? "";
    expect(told).toContain("/run/faultbook/run/script");
    expect(told).toContain("6.2.16-10-pve");
    expect(told).not.toContain("FAULTBOOK_TEST_TOKEN");
    expect(told).not.toContain("mountinfo");
  });

  test("the descriptors are those of its streams, its trace and its notes", () => {
    if (launcher.isolates) expect(open?.()).toBe("0\n1\n2\n250\n251\n3\n");
  });

  test("nobody else notices", () => noticed(sound, launcher));

  test("two hosts of a batch do not see each other's answers", async () => {
    const { run } = sandboxBy({ launcher });
    const other = hostOf("other", {}, { "uname -r": "secret-of-another-host" });
    const [seen] = await Promise.all([
      run("grep -r secret /run/faultbook/run /run/faultbook/h*; exit 5", HOST),
      run("uname -r", other),
    ]);

    expect(seen).toMatchObject({ exitCode: 5 });
    expect(seen.stdout.replaceAll("grep -r secret", "")).not.toContain("secret");
  });
});

hostile([
  ["cat /run/faultbook/host/functions.bash; exit 0", "recording: /run/faultbook/host/functions.bash"],
  ["[ -e /run/faultbook ] && exit 0", "recording: /run/faultbook"],
  ["cd /run/faultbook; ls; exit 0", "recording: /run/faultbook"],
  ["cat /run/fault*/run/scr*; exit 0", "recording: /run/faultbook/run/script"],
]);
