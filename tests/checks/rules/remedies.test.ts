import { describe, expect, test } from "vitest";
import { simulated, simulatedWithin } from "../../../src/checks/engines/simulated.ts";
import { refusalRemedy } from "../../../src/checks/rules/remedies.ts";
import { judge, unanswered } from "../../../src/checks/verdict.ts";
import { checkOf, GCM, hostOf } from "../samples.ts";

const HOST = hostOf(
  "made",
  { [GCM]: "avx " },
  { "zpool status": "tank\n", "zpool list -H": "tank\n", "uname -r": "6\n" },
);

/** Why the run is no answer, and what to do about it. */
async function told(snippet: string, engine = simulated): Promise<string> {
  const run = await engine.run(snippet, HOST);
  const outcome = { check: "zfs-avx", host: "made", expected: "ok", verdict: judge(run), run } as const;
  return `${unanswered(run)} → ${refusalRemedy(checkOf(snippet), outcome, HOST)}`;
}

/** One of each class; the snippets stand before what is said of them. */
const SNIPPETS = [
  // No snippet.
  ...["# nothing", "true; }; exit 0; {", `echo ${"x".repeat(20_000)}`],
  // Commands.
  ...["zpool status -x", "gerp x", "unmae -r", "dmesg", "which zpool", "sudo uname -r", "bash -c 'uname -r'"],
  // Writing.
  ...["echo x > /tmp/x", "rm -f /tmp/x", "uname -r | tee /tmp/x", `sed -i s/a/b/ ${GCM}`],
  // No end.
  ...["while :; do :; done", "f() { f; }; f", "sleep 60", `tail -f ${GCM}`, "seq 1 99999"],
  "for i in {1..3000}; do echo 0123456789012345678901234567890123456789; done",
  // What no recording has.
  ...["echo $RANDOM", "(( SECONDS > 1 ))", "echo $HOSTNAME", "echo $OSTYPE", "echo $$", "eval 'uname -r'"],
  ...["exec uname -r", "/bin/uname -r", `[ -x ${GCM} ]`, `[[ -w ${GCM} ]]`, `[ -O ${GCM} ]`, "echo > /dev/tcp/a/80"],
  ...["ulimit -n", "hash zpool", "trap 'exit 0' EXIT", "curl -s https://example.org"],
  // What the simulated shell gets wrong.
  ...["echo $((1 << 40))", "load=4.21; [[ $load -gt 4 ]]"],
  ...["for ((i = 0; i < $(nproc); i++)); do :; done", "echo {1..20000}", `ls -l ${GCM}`, `grep '\\<avx\\>' ${GCM}`],
  ...[`grep -Z avx ${GCM}`, `find /sys -mtime 1`],
];

describe("refusalRemedy()", () => {
  test("has a remedy for each class", async () => {
    const said = [];
    for (const snippet of SNIPPETS)
      said.push(`${snippet.slice(0, 80)}\n  ${(await told(snippet)).replace(" → ", "\n  → ")}`);

    expect(said.join("\n")).toMatchInlineSnapshot(`
      "# nothing
        it is no check that can be tried (a check without a command)
        → Write at least one command
      true; }; exit 0; {
        it is no check that can be tried (code outside of the check)
        → See that each brace and quote is closed by its own: bash -n shows where
      echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        it is no check that can be tried (snippet: size limit exceeded (16384 characters))
        → Make it shorter: it may have 16384 characters
      zpool status -x
        the host has no transcript of "zpool status -x"
        → Recorded there is "zpool status". Ask that, or add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      gerp x
        the host has no transcript of "gerp x"
        → Did you mean "grep"? Otherwise add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      unmae -r
        the host has no transcript of "unmae -r"
        → Did you mean "uname"? Otherwise add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      dmesg
        the host has no transcript of "dmesg"
        → Add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      which zpool
        the host has no transcript of "which zpool"
        → Ask command -v zpool: every shell knows it, and it needs no transcript
      sudo uname -r
        the host has no transcript of "sudo uname -r"
        → Leave out sudo: whoever runs the check decides as whom
      bash -c 'uname -r'
        the host has no transcript of "bash -c uname -r"
        → Write the commands themselves: nobody can see beforehand what bash runs
      echo x > /tmp/x
        it tries to write (> /tmp/x), and a check only reads
        → A check only reads: leave out what writes to /tmp/x
      rm -f /tmp/x
        it tries to write (rm -f /tmp/x), and a check only reads
        → A check only reads: leave out rm -f /tmp/x
      uname -r | tee /tmp/x
        it tries to write (tee /tmp/x), and a check only reads
        → A check only reads: leave out tee /tmp/x
      sed -i s/a/b/ /sys/module/icp/parameters/icp_gcm_impl
        it tries to write (> /sys/module/icp/parameters/icp_gcm_impl, sed -i s/a/b/ /sys/module/icp/parameters/icp_gcm_impl), and a check only reads
        → A check only reads: leave out what writes to /sys/module/icp/parameters/icp_gcm_impl
      while :; do :; done
        it takes more than a check may (too many commands executed (>10000))
        → A check looks once: leave out the loop \`while :\`, or give it an end
      f() { f; }; f
        it takes more than a check may (f: maximum recursion depth (50) exceeded)
        → The function f calls itself: give it an end
      sleep 60
        the host has no transcript of "sleep 60"
        → A check looks once: leave out what waits
      tail -f /sys/module/icp/parameters/icp_gcm_impl
        the simulated shell has no answer to "tail -f /sys/module/icp/parameters/icp_gcm_impl"
        → A check looks once: leave out what waits
      seq 1 99999
        it takes more than a check may (seq: iteration limit exceeded (10000)); the simulated shell has no answer to "seq 1 99999"
        → Read less: a check looks at a few files, once
      for i in {1..3000}; do echo 0123456789012345678901234567890123456789; done
        it prints more than 65536 characters
        → Print one line on every path: the reason for the answer
      echo $RANDOM
        no recording of a machine has an answer to "$RANDOM"
        → Leave out $RANDOM: an answer must follow from what was read
      (( SECONDS > 1 ))
        no recording of a machine has an answer to "$SECONDS"
        → Ask date +%s instead of $SECONDS: a command can have a transcript
      echo $HOSTNAME
        no recording of a machine has an answer to "$HOSTNAME"
        → Ask hostname instead of $HOSTNAME: a command can have a transcript
      echo $OSTYPE
        no recording of a machine has an answer to "$OSTYPE"
        → Ask uname instead of $OSTYPE: a command can have a transcript
      echo $$
        no recording of a machine has an answer to "$$"
        → Leave out $$: it tells of the shell, not of the host
      eval 'uname -r'
        no recording of a machine has an answer to "eval uname -r"
        → Write the commands themselves: nobody can see beforehand what eval runs
      exec uname -r
        no recording of a machine has an answer to "exec uname"
        → Write the commands themselves: nobody can see beforehand what exec runs
      /bin/uname -r
        no recording of a machine has an answer to "/bin/uname"
        → Write uname without its path: transcripts go by name
      [ -x /sys/module/icp/parameters/icp_gcm_impl ]
        no recording of a machine has an answer to "[ -x /sys/module/icp/parameters/icp_gcm_impl ]"
        → Ask for a command with command -v, for a file with -e: a recording keeps no mode
      [[ -w /sys/module/icp/parameters/icp_gcm_impl ]]
        no recording of a machine has an answer to "[[ -w /sys/module/icp/parameters/icp_gcm_impl ]]"
        → A check only reads, so it need not ask -w; a recording keeps no mode
      [ -O /sys/module/icp/parameters/icp_gcm_impl ]
        no recording of a machine has an answer to "[ -O /sys/module/icp/parameters/icp_gcm_impl ]"
        → Ask with -e, -f, -d or -r instead of -O: a recording keeps no mode and no owner
      echo > /dev/tcp/a/80
        no recording of a machine has an answer to "/dev/tcp/a/80, the network"
        → A check asks the host alone: leave out the network
      ulimit -n
        no recording of a machine has an answer to "ulimit -n"
        → Leave out ulimit: it tells of the shell, or changes it
      hash zpool
        no recording of a machine has an answer to "hash zpool"
        → Ask command -v instead of hash
      trap 'exit 0' EXIT
        the host has no transcript of "trap exit 0 EXIT"
        → Leave out trap: it tells of the shell, or changes it
      curl -s https://example.org
        the host has no transcript of "curl -s https://example.org"
        → A check asks the host alone: leave out curl
      echo $((1 << 40))
        the simulated shell has no answer to "<< in arithmetic"
        → Multiply or divide instead of shifting
      load=4.21; [[ $load -gt 4 ]]
        the simulated shell has no answer to ""4.21" as an integer"
        → bash compares whole numbers only. Cut the fraction off: \${x%.*}
      for ((i = 0; i < $(nproc); i++)); do :; done
        the simulated shell has no answer to "$(nproc) in arithmetic"; the host has no transcript of "nproc"
        → Put it into a variable first, then calculate with that
      echo {1..20000}
        the simulated shell has no answer to "{1..20000}"
        → Use a shorter range: 10,000 steps are the most
      ls -l /sys/module/icp/parameters/icp_gcm_impl
        the simulated shell has no answer to "ls -l /sys/module/icp/parameters/icp_gcm_impl"
        → Ask for names alone: owner, mode, size and times are in no recording. Or add a transcript
      grep '\\<avx\\>' /sys/module/icp/parameters/icp_gcm_impl
        the simulated shell has no answer to "grep \\<avx\\> /sys/module/icp/parameters/icp_gcm_impl"
        → Use -w of grep instead of \\< and \\>
      grep -Z avx /sys/module/icp/parameters/icp_gcm_impl
        the simulated shell has no answer to "grep -Z avx /sys/module/icp/parameters/icp_gcm_impl"
        → Write it otherwise, or add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      find /sys -mtime 1
        the simulated shell has no answer to "find /sys -mtime 1"
        → Ask for names alone: owner, mode, size and times are in no recording. Or add a transcript"
    `);
  });

  test("names the loop that took too long", async () => {
    expect(await told("until false; do :; done", simulatedWithin(0))).toMatchInlineSnapshot(
      `"it did not end in time → A check looks once: leave out the loop \`until false\`, or give it an end"`,
    );
  });

  test("has nothing to say of an answer", async () => {
    expect(await told(`grep -q avx ${GCM}`)).toBe("undefined → undefined");
  });
});
