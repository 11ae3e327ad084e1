// Snippets that would like to run something that they may not: the network's tools, other interpreters, shells within
// the shell, and whatever turns one command into another.

import { expect, test } from "vitest";
import { judge } from "../../../src/checks/verdict.ts";
import { hostOf } from "../samples.ts";
import { BUBBLEWRAP, HOST, inEach, namedIn, QUICK, QUICK_TRACED, SIMULATED, TRACED, tryIn } from "./machine.ts";

const ANSWERED = [
  // The network.
  ["exec 3<> /dev/tcp/127.0.0.1/22; cat <&3", "the network"],
  ["echo x > /dev/udp/127.0.0.1/53", "the network"],
  ["{ echo x > /dev/udp/127.0.0.1/53; } 2>/dev/null", "the network"],
  ["read -r x < /dev/tcp/example.org/80", "the network"],
  ["curl http://127.0.0.1/ 2>/dev/null", "curl http://127.0.0.1/"],
  ["wget -q http://127.0.0.1/", "wget"],
  ["nc -z 127.0.0.1 22", "nc -z"],
  ["ssh localhost", "ssh localhost"],
  [`awk 'BEGIN { s = "/inet/tcp/0/127.0.0.1/22"; s |& getline x }'`, "awk"],
  // Other interpreters, among them those that the simulated shell could have.
  ["python3 -c 'print(1)'; python -c 1; perl -e 1; ruby -e 1; lua -e 1", "perl -e 1"],
  ["node -e 'process.exit(0)'; js -e 1; js-exec -c 'process.exit(0)'; bun x", "js-exec -c process.exit(0)"],
  ["sqlite3 x .shell; jq -n input; yq x; xan x; tar x; gzip x; base64 x", "base64 x"],
  ["process.exit 0; require child_process; constructor; __proto__ x; toString", "require child_process"],
  // Shells in the shell.
  ["bash -c 'exit 0'", "bash -c exit 0"],
  ["sh -c 'zpool list' 2>/dev/null", "sh -c zpool list"],
  ["bash --norc -i <<< 'zpool list'", "bash --norc -i"],
  ["export BASH_ENV=/etc/x.conf ENV=/etc/x.conf; bash -c true", "bash -c true"],
  ["echo a | xargs sh -c 'zpool list' 2>/dev/null", "sh -c zpool list"],
  ["find /etc -name x.conf -exec sh -c 'zpool list' {} ';' 2>/dev/null", "sh -c zpool list"],
  ["exec bash -c 'exit 0'", "exec bash"],
  ["exec zpool list", "exec zpool"],
  [`eval "$(printf '\\x7a\\x70\\x6f\\x6f\\x6c list')"`, "eval"],
  ["source /etc/x.conf", "source /etc/x.conf"],
  [". /dev/stdin <<< 'exit 0'", ". /dev/stdin"],
  [`awk 'BEGIN { system("zpool list") }' 2>/dev/null`, "awk BEGIN"],
  [`awk 'BEGIN { "date" | getline d }' 2>/dev/null`, "awk BEGIN"],
  // Commands under other names, or under none that could be read.
  ["$'\\x7a\\x70\\x6f\\x6f\\x6c' list", "zpool list"],
  ['"$(printf zpool)" list 2>/dev/null', "zpool list"],
  ["z=zpool; $z list 2>/dev/null", "zpool list"],
  ["e=eval; $e 'zpool list'", "zpool list"],
  ["command zpool list; builtin zpool list", "zpool list"],
  ["/usr/sbin/zpool list; ./zpool; ../bin/zpool", "/usr/sbin/zpool"],
  ["nohup cat; setsid cat; timeout 1 cat; env zpool list; nice cat; sudo cat; chroot / cat", "env zpool list"],
  ["find /etc -name x.conf -exec zpool list ';'", "zpool"],
  ["echo list | xargs zpool", "zpool"],
  // What shadows and replaces.
  ["command_not_found_handle() { :; }; zpool list", "zpool list"],
  ["unset -f command_not_found_handle faultbook_refuse; zpool list 2>/dev/null", "zpool list"],
  ["faultbook_refuse() { :; }; zpool list", "zpool list"],
  ["hash -p /run/faultbook/tools/cat zpool; zpool /etc/x.conf", "hash -p"],
  ["enable -f /lib/x.so x; enable -n echo", "enable -f"],
  ["alias zpool=true; shopt -s expand_aliases; zpool list", "zpool list"],
  // The shell's own process, and its limits.
  ["kill -9 -1", "kill -9"],
  ["kill -9 $$", "kill -9"],
  ["kill -9 $PPID", "$PPID"],
  ["for i in 1 2 3 4 5; do kill -9 $i; done", "kill -9"],
  ["ulimit -u unlimited; ulimit -v unlimited", "ulimit -u"],
  ["umask 0; suspend; logout; times; fc -l; history", "suspend"],
] as const;

inEach([SIMULATED, BUBBLEWRAP, TRACED], (engine) => {
  test.concurrent.each(ANSWERED)("%s", async (snippet, named) => {
    expect(namedIn(await tryIn(engine, `${snippet}\nexit 0`))).toContain(named);
  });

  test.each([
    [
      "grep() { return 0; }; uname() { echo forged; }; grep x /nope; uname -r; command uname -r",
      "forged\n6.2.16-10-pve\n",
    ],
    ["export LD_PRELOAD=/etc/x.conf LD_LIBRARY_PATH=/etc BASH_ENV=/etc/x.conf; cat /etc/x.conf 2>/dev/null", "hello\n"],
    ["PROMPT_COMMAND='echo x'; PS1='$(echo y)'; echo z", "z\n"],
    ["exec < /etc/x.conf; cat; read -r x || echo end", "hello\nend\n"],
    ["set -o noclobber -o noexec 2>/dev/null; echo not run", ""],
  ])("%s is an ordinary thing to do", async (snippet, stdout) => {
    expect(await tryIn(engine, snippet)).toMatchObject({ stdout });
  });
});

// Whatever computes what it runs and hides that it failed leaves no trace but that of strace.
inEach([SIMULATED, TRACED], (engine) => {
  test.each([
    ["sed 'e zpool list' /etc/x.conf", /^sed|sh -c zpool list/],
    ["sed 's/.*/zpool list/e' /etc/x.conf", /^sed|sh -c zpool list/],
    [`awk 'BEGIN { print "x" | "sort" }'`, /^awk|sh -c sort/],
    ["a=/dev/udp/127.0.0.1/53; echo x > $a", /the network|> \/dev\/udp/],
    ["x=xargs; echo list | $x zpool", /^zpool list$/m],
    ["s=sh; $s -c 'zpool list'", /^sh -c zpool list$/m],
  ])("%s, without a word", async (snippet, named) => {
    expect(namedIn(await tryIn(engine, `{ ${snippet}; } >/dev/null 2>&1\nexit 0`))).toMatch(named);
  });
});

// strace waits for all that it follows, until the time is up.
inEach([...QUICK, QUICK_TRACED], (engine) => {
  test.concurrent.each([
    ["while :; do :; done & exit 0"],
    ["(while :; do :; done) >/dev/null 2>&1 </dev/null & disown; exit 0"],
    ["trap '' TERM HUP INT; { trap '' TERM HUP; while :; do :; done; } & exit 0"],
    ["cat <(while :; do :; done) & exit 0"],
  ])("%s stays in the background, and is ended", async (snippet) => {
    expect(namedIn(await tryIn(engine, snippet))).toMatch(
      /a process that stays in the background|did not end in time|too many commands|coproc/,
    );
  });
});

inEach([BUBBLEWRAP, TRACED], (engine) => {
  test.each([
    ["bash", ["bash", "-c", "exit 0"]],
    ["cat", ["cat", "/etc/x.conf"]],
    ["sh", ["sh", "--version"]],
    ["-n", ["-n", "x"]],
    ["a name with blanks; and $(more)", ["a name with blanks; and $(more)", 'it\'s "quoted" `x` $HOME \\ \n*']],
    ["é", ["é"]],
  ])("a transcript of %s answers by its own words alone", async (_, argv) => {
    const host = { ...HOST, transcripts: [{ argv, stdout: "recorded '\"$x\\\n", stderr: "said\n", exit: 7 }] };
    const words = argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    const asked = await tryIn(engine, `${words}; exit $?`, host);
    const other = await tryIn(engine, `${words} other 2>/dev/null; exit $?`, host);

    expect(asked).toMatchObject({ exitCode: 7, stdout: "recorded '\"$x\\\n", stderr: "said\n" });
    expect(argv[0] === "cat" ? other.stdout : namedIn(other)).toContain(argv[0] === "cat" ? "hello" : argv.join(" "));
  });

  test.each([
    ["../script", "../script"],
    ["above the sandbox", "../../../../../../tmp/faultbook-escaped"],
    ["by its path", "/usr/bin/zpool"],
    ["a folder", "."],
    ["nothing", ""],
    ["longer than a name", "x".repeat(300)],
    ["half a name", "zp\0ool"],
  ])("a transcript that no shell can find is passed over: %s", async (_, name) => {
    const transcripts = [{ argv: [name], stdout: "found\n", stderr: "", exit: 0 }];
    const run = await tryIn(engine, `echo still there; uname -r`, { ...HOST, transcripts });

    expect(run).toMatchObject({ stdout: "still there\n", refused: ["uname -r"] });
  });

  test("a transcript may hold a megabyte, and bytes of all kinds", async () => {
    const host = hostOf("big", {}, { "zpool list": "x".repeat(2 ** 20), "zfs list": "a\0b\u{1f600}\r\n\x1b[31m" });

    expect(await tryIn(engine, "zpool list | tail -c 3; zfs list", host)).toMatchObject({
      stdout: "xxxa\0b\u{1f600}\r\n\x1b[31m",
      refused: [],
    });
    expect(namedIn(await tryIn(engine, "zpool list", host))).toContain("characters of output");
  });

  test("a file where the sandbox needs a folder ends the run, not as an answer", async () => {
    await expect(engine.run("exit 0", hostOf("odd", { "/usr": "a file" }))).rejects.toThrow(
      "bubblewrap could not start",
    );
  });

  test("a file that would lie outside of the sandbox is not written", async () => {
    const host = hostOf("odd", { "/../../../../tmp/faultbook-escaped": "x" });

    await expect(engine.run("exit 0", host)).rejects.toThrow("would lie outside of the sandbox");
  });
});

test("what is refused is no verdict, whatever the exit codes of a check mean", async () => {
  const run = await SIMULATED.run("zpool list; exit 0", HOST);

  expect([judge(run), judge(run, { "0": "ok", "127": "ok" })]).toEqual(["unknown", "unknown"]);
});
