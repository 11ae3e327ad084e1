import { describe, expect, test } from "vitest";
import { bubblewrap, bubblewrapWithin } from "../../../src/checks/engines/bubblewrap.ts";
import { TIMEOUT_MS } from "../../../src/checks/limits.ts";
import { pathOf } from "../../../src/checks/path-of.ts";
import { EMPTY_HOST } from "../../../src/model/host.ts";
import { GCM, HEALTHY, hostOf } from "../samples.ts";

const HOST = hostOf(
  "made",
  {
    "/proc/cpuinfo": "flags\t: aes avx\n",
    "/proc/swaps": new Uint8Array([0x2f, 0xff, 0x00, 0x0a]),
    [GCM]: "a [b] ",
    "/sys/empty/": "",
    "/usr/share/x": "in a folder that the sandbox shares\n",
    "/lib/modules/x": "in another\n",
    "/run/systemd/x": "and another\n",
    "/dev/zvol/x": "and one in /dev\n",
  },
  { "uname -r": "6.2.16-10-pve\n", "zpool status -x": "all pools are healthy\n", "ls -l /dev/zvol": "total 0\n" },
);

const missing = bubblewrap.missing?.();
const withoutStrace = pathOf("strace") === undefined ? "strace is not installed" : missing;

test("bubblewrap says which bash it runs, and whether it traces", () => {
  expect(bubblewrap).toMatchObject({ name: "bubblewrap", version: expect.stringMatching(/^bash \d|^bash of/) });
  expect(bubblewrap.traces).toBe(pathOf("strace") !== undefined);
});

const engine = bubblewrapWithin(TIMEOUT_MS, false);

describe.skipIf(missing !== undefined)(`bubblewrap.run() ${missing ?? ""}`, () => {
  test.each([
    ["exit 0", 0],
    ["exit 1", 1],
    ["exit 2", 2],
    ["exit 77", 77],
    ["return 1", 1],
    ["grep -q avx /proc/cpuinfo", 0],
    ["grep -q sse /proc/cpuinfo", 1],
    ["grep -q sse /proc/nothing", 2],
    ["false # as the last line", 1],
    ["echo a \\", 0],
    ["trap 'exit 5' EXIT; exit 1", 5],
    ["( exit 9 )", 9],
  ])("ends %j with %d", async (snippet, exitCode) => {
    expect(await engine.run(snippet, HOST)).toMatchObject({ exitCode, timedOut: false, refused: [] });
  });

  test.each([
    ["a file as it is, without a line break at its end", `cat ${GCM}; echo "|"; wc -c < /proc/swaps`, "a [b] |\n4\n"],
    [
      "the names in a folder",
      "echo /proc/*; ls /sys; ls /sys/empty | wc -l",
      "/proc/cpuinfo /proc/swaps\nempty\nmodule\n0\n",
    ],
    [
      "files in folders that it shares with the host",
      "cat /usr/share/x /lib/modules/x /run/systemd/x /dev/zvol/x",
      "in a folder that the sandbox shares\nin another\nand another\nand one in /dev\n",
    ],
    ["one environment everywhere", "export -p; echo ~ $UID $PWD", expect.stringContaining('HOME="/root"')],
    ["whoever runs it as root", "echo $UID $EUID", "0 0\n"],
    ["descriptors and substituted files", "cat <(echo a) /dev/fd/3 3<<< b; cat < <(echo c)", "a\nb\nc\n"],
    ["the streams by their names", "echo a > /dev/stdout; echo b > /dev/fd/1; echo c > /dev/null", "a\nb\n"],
    ["nothing on stdin", "cat; read -r x || echo end", "end\n"],
    [
      "recorded answers",
      "uname -r; zpool status -x; ls -l /dev/zvol",
      "6.2.16-10-pve\nall pools are healthy\ntotal 0\n",
    ],
    ["a tool's own answer where none was recorded", "ls /proc", "cpuinfo\nswaps\n"],
    [
      "recorded commands, and no others, as being there",
      "command -v uname zfs; type zfs 2>/dev/null",
      "/usr/bin/uname\n",
    ],
  ])("gives %s", async (_, snippet, stdout) => {
    expect(await engine.run(snippet, HOST)).toMatchObject({ stdout, refused: [] });
  });

  test.each([
    ["nproc", "nproc"],
    ["uname -a 2>/dev/null || exit 0", "uname -a"],
    ["uname; exit 0", "uname"],
    ["zpool status -x tank", "zpool status -x tank"],
    ["ls -l /dev/zvol extra", ""],
    ["z=zfs; $z list | cat", "zfs list"],
  ])("refuses what was not recorded: %j", async (snippet, refused) => {
    const run = await engine.run(snippet, HOST);

    expect(run.refused).toEqual(refused === "" ? [] : [refused]);
  });

  test("tells stderr apart, and lines as the author counts them", async () => {
    const run = await engine.run(
      'echo out\necho err >&2; echo more >/dev/stderr\ncd /nowhere\n"$nothing"\nexit 3',
      HOST,
    );

    expect(run).toMatchObject({ exitCode: 3, stdout: "out\n" });
    expect(run.stderr).toMatchInlineSnapshot(`
      "err
      more
      bash: line 3: cd: /nowhere: No such file or directory
      : the host has no transcript of it
      "
    `);
  });

  test("says what a shell says that is ended by a signal", async () => {
    expect(await engine.run("kill -TERM $$", HOST)).toMatchObject({ exitCode: 143, refused: ["kill -TERM", "$$"] });
  });

  test("sees nothing on a machine without files", async () => {
    const run = await engine.run("ls /proc /sys /etc; uname -r; exit 4", EMPTY_HOST);

    expect(run).toMatchObject({ exitCode: 4, stdout: "", refused: ["uname -r"] });
  });

  test("keeps runs that are made at once apart", async () => {
    const snippets = Array.from({ length: 6 }, (_, i) => `x=${i}; cat ${GCM} > /dev/null; zfs $x; echo $x; exit $x`);

    const runs = await Promise.all(snippets.map((snippet) => engine.run(snippet, HEALTHY)));

    expect(runs.map(({ exitCode, stdout, refused }) => [exitCode, stdout, ...refused])).toEqual(
      snippets.map((_, i) => [i, `${i}\n`, `zfs ${i}`]),
    );
  });

  test("ends what takes too long, even before it has begun", async () => {
    const runs = await Promise.all(
      [1, 5, 20, 300].map((ms) => bubblewrapWithin(ms, false).run("while :; do :; done", HOST)),
    );

    expect(runs.map(({ timedOut, exitCode }) => [timedOut, exitCode])).toEqual(runs.map(() => [true, 137]));
  });
});

describe.skipIf(withoutStrace !== undefined)(`bubblewrap.run() with strace ${withoutStrace ?? ""}`, () => {
  const traced = bubblewrapWithin(TIMEOUT_MS, true);

  test.each([
    ["grep -q avx /proc/cpuinfo && echo yes; uname -r; exit 3"],
    ["cat <(echo a) <<< b; echo c >&2; cd /proc; cat cpuinfo; nproc; (exit 2) | cat; exit $?"],
    ["x=$(cat /proc/cpuinfo) && echo $x; ls /sys | sort | head -n 1; kill -9 $$"],
  ])("says the same as without: %s", async (snippet) => {
    const [plain, withTrace] = [await engine.run(snippet, HOST), await traced.run(snippet, HOST)];

    expect({ ...withTrace, read: [], listed: [] }).toEqual(plain);
  });

  test("tells what was read and listed, wherever it was asked from", async () => {
    const run = await traced.run(
      "grep -q avx /proc/cpuinfo; cd /proc && read -r x < swaps; ls /sys; echo /sys/m*/x; cat /nope; uname -r; [ -e /dev/zvol/x ]",
      HOST,
    );

    expect(run).toMatchObject({ read: ["/proc/cpuinfo", "/proc/swaps"], listed: ["/sys"], refused: [] });
  });
});
