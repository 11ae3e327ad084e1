import { describe, expect, test } from "vitest";
import { simulated, simulatedWithin } from "../../../src/checks/engines/simulated.ts";
import { EMPTY_HOST } from "../../../src/model/host.ts";
import { GCM, HEALTHY, hostOf } from "../samples.ts";

const HOST = hostOf(
  "made",
  { "/proc/cpuinfo": "flags\t: aes avx\n", "/proc/swaps": new Uint8Array([0x2f, 0xff, 0x00, 0x0a]), [GCM]: "a [b] " },
  { "uname -r": "6.2.16-10-pve\n", "zpool status -x": "all pools are healthy\n", "ls -l /dev/zvol": "total 0\n" },
);

describe("simulated.run()", () => {
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
  ])("ends %j with %d", async (snippet, exitCode) => {
    expect(await simulated.run(snippet, HOST)).toMatchObject({ exitCode, timedOut: false, refused: [] });
  });

  test("gives a file as it is, without a line break at its end", async () => {
    const { stdout } = await simulated.run(`cat ${GCM}; echo "|"; wc -c < /proc/swaps`, HOST);

    expect(stdout).toBe("a [b] |\n4\n");
  });

  test("tells which files were read, which are missing, and what was run", async () => {
    const run = await simulated.run(
      '[ -e /etc/pve ] || grep -q avx /proc/cpuinfo /nope; read -r x < "$HOME/x"; uname -r; uname -r; cat /proc/../proc/swaps',
      HOST,
    );

    expect(run.read).toEqual(["/proc/cpuinfo", "/proc/swaps"]);
    expect(run.missing).toEqual(["/etc/pve", "/nope", "/root/x"]);
    expect(run.ran).toEqual(["grep -q avx /proc/cpuinfo /nope", "uname -r", "cat /proc/../proc/swaps"]);
  });

  test("leaves the shell's own plumbing out of the trace", async () => {
    const run = await simulated.run(
      "cat <(echo a) - <<END >/dev/null 2>/dev/stderr\nb\nEND\necho x >&2; nproc() { :; }; nproc; command -v zfs",
      HOST,
    );

    expect(run).toMatchObject({ read: [], missing: [], refused: [] });
  });

  test("answers a command with the transcript of the very same words", async () => {
    const run = await simulated.run("uname -r; zpool status -x; ls -l /dev/zvol", HOST);

    expect(run).toMatchObject({ stdout: "6.2.16-10-pve\nall pools are healthy\ntotal 0\n", refused: [] });
  });

  test.each([
    ["nproc", "nproc"],
    ["uname -a 2>/dev/null || exit 0", "uname -a"],
    ["zpool=zpool; $zpool list || exit 0", "zpool list"],
    ["PATH=; date +%s", "date +%s"],
    ["PATH=/opt/bin zfs version", "zfs version"],
    ["echo tank | xargs zpool status", "zpool status tank"],
    ["find /proc -name swaps -exec md5sum {} ';'", "md5sum /proc/swaps"],
    ["ls -l /proc", "ls -l /proc"],
    ["stat /proc", "stat /proc"],
    ["readlink -f /proc", "readlink -f /proc"],
    ["/sbin/zpool status -x", "/sbin/zpool"],
    ["bash -c 'exit 0'", "bash -c exit 0"],
    ["trap 'exit 0' EXIT", "trap exit 0 EXIT"],
    ["grep -Zq avx /proc/cpuinfo", "grep -Zq avx /proc/cpuinfo"],
    ["grep '\\<avx\\>' /proc/cpuinfo", "grep \\<avx\\> /proc/cpuinfo"],
    ["awk 'BEGIN { \"date\" | getline now }'", 'awk BEGIN { "date" | getline now }'],
    ["awk 'BEGIN { system(\"date\") }'", 'awk BEGIN { system("date") }'],
    ["printf '%(%s)T' -1", "printf %(%s)T -1"],
    ["[ $RANDOM -gt 5 ]", "$RANDOM"],
    ["(( SECONDS > 1 ))", "$SECONDS"],
    ["echo $HOSTNAME $$", "$HOSTNAME"],
    ["load=4.21; [[ $load -gt 4 ]]", '"4.21" as an integer'],
    ["for ((i = 0; i < $(nproc); i++)); do :; done", "$(nproc) in arithmetic"],
    ["eval 'exit 0'", "eval exit 0"],
    ["exec true", "exec true"],
    ["source /proc/cpuinfo", "source /proc/cpuinfo"],
    ["curl -s https://example.org", "curl -s https://example.org"],
    ["sleep 600 &", "sleep 600"],
    // What just-bash answers otherwise than bash, without a word; differential/known-differences.ts names all that we know of.
    ["if", "syntax that the simulated shell can't read"],
    ["x=08; (( x > 7 ))", '"08" in arithmetic'],
    ["awk 'END { print NR / x }' /proc/cpuinfo", "awk END { print NR / x } /proc/cpuinfo"],
    ["set", "set, all variables"],
    ["sed 'i\\text' /proc/cpuinfo", "sed i\\text /proc/cpuinfo"],
    ["echo $((1 << 40))", "<< in arithmetic"],
    ["echo {1..20000}", "{1..20000}"],
    ["[ -x /proc/cpuinfo ]", "[ -x /proc/cpuinfo ]"],
    ["test -w /proc/cpuinfo", "[ -w /proc/cpuinfo ]"],
    ["[[ -x /proc/cpuinfo ]]", "[[ -x /proc/cpuinfo ]]"],
  ])("refuses %j", async (snippet, refused) => {
    const run = await simulated.run(snippet, HOST);

    expect(run.refused).toContain(refused);
  });

  test.each([
    ["echo x > /tmp/x", "> /tmp/x"],
    ["echo x >> /proc/cpuinfo", "> /proc/cpuinfo"],
    ["sed -i s/avx/x/ /proc/cpuinfo", "> /proc/cpuinfo"],
    ["sort -o /x /proc/cpuinfo", "> /x"],
    ["find / -delete", "> /proc/cpuinfo"],
    ["echo x | tee /x", "tee /x"],
    ["awk 'BEGIN { print > \"/x\" }'", "> /x"],
    ["sed -n 'w /x' /proc/cpuinfo", "> /x"],
    ["rm -rf /", "rm -rf /"],
  ])("refuses to write: %j", async (snippet, refused) => {
    const run = await simulated.run(snippet, HOST);
    const after = await simulated.run("cat /proc/cpuinfo; ls /", HOST);

    expect(run.refused).toContain(refused);
    expect(after.stdout).toBe("flags\t: aes avx\nproc\nsys\n");
  });

  test("shows nothing of the machine that it runs on", async () => {
    const run = await simulated.run(
      "cat /etc/passwd /proc/version /proc/self/status; ls /; set; echo ~ $UID",
      EMPTY_HOST,
    );

    expect(run.missing).toEqual(["/etc/passwd", "/proc/version", "/proc/self/status"]);
    expect(run.stdout).toMatchInlineSnapshot(`
      "BASH=/bin/bash
      HOME=/root
      IFS=$' \\t\\n'
      LC_ALL=C
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
      PIPESTATUS=([0]="0")
      PWD=/
      /root 0
      "
    `);
  });
});

describe("simulated.run() ends, and leaves nothing behind after", () => {
  test.each([
    ["an endless loop", "while :; do :; done", 126],
    ["endless output", "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done", 126],
    ["a string that doubles", "x=aa; while :; do x=$x$x; done", 126],
    ["a fork bomb", ":(){ :|:& };:", 126],
    ["a recursion", "f() { f; }; f", 126],
    ["an endless awk", "awk 'BEGIN { while (1) i++ }'", 126],
    ["a huge sequence", "seq 1 100000000 | wc -l", 126],
    ["a costly expression", "echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | grep -E '^(a+)+$'", 1],
    [
      "a changed shell",
      "cd /proc; set -f; IFS=x; PATH=; LC_ALL=de; grep() { echo mine; }; shopt -s nocasematch; exit 3",
      3,
    ],
  ])("%s", async (_, snippet, exitCode) => {
    const run = await simulated.run(snippet, HEALTHY);
    const after = await simulated.run(`grep -c avx ${GCM}; pwd; echo "$x$IFS" | wc -c; echo /sy*`, HEALTHY);

    // On a busy machine the time is up before the output is full; both are bounds.
    expect([exitCode, exitCode === 126 ? 124 : exitCode]).toContain(run.exitCode);
    expect(run.stdout.length).toBeLessThanOrEqual(65_536);
    expect(after).toMatchObject({ exitCode: 0, stdout: "1\n/\n4\n/sys\n", refused: [] });
  });

  test("a run that takes too long", async () => {
    const run = await simulatedWithin(20).run("while :; do echo x; done", HEALTHY);

    expect(run).toMatchObject({ exitCode: 124, timedOut: true });
  });

  test("many runs at once", async () => {
    const snippets = Array.from({ length: 40 }, (_, i) => `x=${i}; cat ${GCM} > /dev/null; echo $x; exit $x`);

    const runs = await Promise.all(snippets.map((snippet) => simulated.run(snippet, HEALTHY)));

    expect(runs.map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual(snippets.map((_, i) => [i, `${i}\n`]));
  });
});
