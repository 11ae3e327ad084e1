// Snippets that would like to read this machine: its files, its processes, its variables, and what was left open.

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { BUBBLEWRAP, CANARIES, HOST, inEach, namedIn, SIMULATED, TRACED, tryIn } from "./machine.ts";

// Whatever looked for it in a process of ours would find it here.
process.env.FAULTBOOK_TEST_TOKEN = "secret-in-the-environment";

const ABSENT = [
  ...["/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.ssh/id_rsa", "/root/.bashrc", process.cwd()],
  ...["/proc/self/environ", "/proc/1/environ", "/proc/self/mem", "/proc/version", "/proc/self/mountinfo", "/sys/class"],
  ...["/tmp", "/var/log", "/home", "/dev/zero", "/dev/urandom", "/dev/mem", "/dev/sda", "/dev/shm", "/dev/tty"],
  ...CANARIES,
];

inEach([SIMULATED, BUBBLEWRAP], (engine) => {
  test.each(ABSENT)("%s is not there", async (path) => {
    const run = await tryIn(engine, `[ -e ${path} ] && echo there; cat ${path}; ls ${path}; cat < ${path}; exit 5`);

    expect(run).toMatchObject({ exitCode: 5, stdout: "" });
  });

  test("a way out by links and folders leads nowhere", async () => {
    const ways = ["/proc/self/root", "/proc/self/cwd", "/proc/1/root", "/..", "/proc/../../..", "/dev/fd/../../../.."];
    const run = await tryIn(engine, ways.map((way) => `cat ${way}/etc/passwd ${way}${CANARIES[0]}`).join("; "));

    expect(run.stdout).toBe("");
  });

  test("a link cannot be made", async () => {
    const run = await tryIn(engine, `ln -s ${CANARIES[0]} /link; cat /link; exit 0`);

    expect(namedIn(run)).toContain("ln -s");
    expect(run.stdout).toBe("");
  });

  test("the environment holds four variables, and no token", async () => {
    const { stdout } = await tryIn(engine, "set; export -p; declare -x; echo ~ $UID $EUID");

    expect(stdout).toContain("HOME=/root");
    expect(stdout).not.toContain("secret-in-the-environment");
    expect(stdout.match(/FAULTBOOK|NODE|VITEST|npm_|\/tmp/)).toBeNull();
    expect(stdout).not.toContain(process.cwd());
  });
});

inEach([BUBBLEWRAP], (engine) => {
  const PROCFS = "/run/faultbook/proc";

  test("its procfs tells of no process outside, and of none inside that is not the run's own", async () => {
    const { stdout } = await tryIn(engine, `echo ${PROCFS}/[0-9]*; cat ${PROCFS}/1/comm; echo $UID`);

    expect(stdout).toMatch(/^(\/run\/faultbook\/proc\/\d+ ?){1,3}\nbash\n0\n$/);
  });

  test("its procfs tells nothing of this machine's variables, arguments and descriptors", async () => {
    const each = "environ cmdline maps status limits loginuid cgroup";
    const paths = [1, "self"].flatMap((id) => each.split(" ").map((name) => `${PROCFS}/${id}/${name}`)).join(" ");
    const { stdout } = await tryIn(engine, `cat ${paths} | tr '\\0' '\\n'; echo; ls ${PROCFS}/1/fd`);

    expect(stdout).toContain("HOME=/root");
    expect(stdout).not.toContain("secret-in-the-environment");
    expect(stdout.match(/bwrap|faultbook-sandbox|NODE|VITEST|\/tmp|node_modules/)).toBeNull();
    expect(stdout).not.toContain(process.cwd());
    expect(stdout).toMatch(/\/\n\n0\n1\n2\n$/);
  });

  test("everything but processes is masked, and cannot be written", async () => {
    const read = `[ -d $f ] && echo $f/* || cat $f`;
    const loop = `for f in ${PROCFS}/[a-z]*; do [ -L $f ] || { ${read}; echo x >$f || echo x >$f/x || echo kept; }; done`;
    const { stdout } = await tryIn(engine, `{ ${loop}; } 2>/dev/null`);

    expect(stdout).toContain(`${PROCFS}/sys/*\nkept\n`);
    expect(
      stdout.split("\n").filter((line) => line !== "kept" && !/^\/run\/faultbook\/proc\/\w+\/\*$/.test(line)),
    ).toEqual([""]);
  });

  test("the root, the folder and the memory of process 1 are the sandbox's own", async () => {
    const run = await tryIn(
      engine,
      `ls ${PROCFS}/1/root/ ${PROCFS}/1/cwd/; cat ${PROCFS}/1/root/etc/passwd; tail -c 9 ${PROCFS}/1/mem; exit 5`,
    );

    expect(run.stdout.split("\n").filter((name) => /^(work|home|tmp|root|var|boot|srv)$/.test(name))).toEqual([]);
    expect(run.exitCode).toBe(5);
  });

  test("what the sandbox itself needs holds the snippet and the transcripts, nothing else", async () => {
    const run = await tryIn(engine, "cd /run/faultbook; cat script transcripts/*; cat trace refused; echo *; exit 5");

    expect(run.stdout).toContain("cat script transcripts/*");
    expect(run.stdout).toMatch(/\n6\.2\.16-10-pve\nbin proc refused script tools transcripts\n$/);
  });

  test("a descriptor that this process was given does not go in", async () => {
    const program = `
      const { bubblewrapWithin } = await import("./src/checks/engines/bubblewrap.ts");
      const host = { name: "x", summary: "", kind: "shaped", source: "", files: new Map(), transcripts: [] };
      const run = await bubblewrapWithin(5000, false).run("cat /dev/fd/251/hostname /dev/fd/252; echo /dev/fd/*", host);
      process.stdout.write(run.stdout);`;
    const { stdout } = spawnSync(
      "bash",
      ["-c", `exec 251</etc 252</etc/passwd; exec "$0" --input-type=module -e "$1"`, process.execPath, program],
      { encoding: "utf8" },
    );

    expect(stdout).toBe("/dev/fd/0 /dev/fd/1 /dev/fd/2 /dev/fd/255 /dev/fd/3\n");
  });
});

inEach([TRACED], (engine) => {
  test.each([
    ["cat /run/faultbook/proc/self/mountinfo", "/run/faultbook/proc/self/mountinfo"],
    ["p=/run/faultbook/; ls $p/proc", "/run/faultbook/proc"],
    ["cat /dev/fd/../mountinfo", "/dev/mountinfo"],
    ["cd -P /dev/fd/..; cat mountinfo", "mountinfo"],
  ])("%s is named, whatever became of it", async (snippet, named) => {
    const run = await tryIn(engine, `{ ${snippet}; } >/dev/null 2>&1; exit 0`);

    expect(namedIn(run)).toContain(named);
  });
});

test("the host of these tests is not empty", () => {
  expect(HOST.files.size).toBe(3);
});
