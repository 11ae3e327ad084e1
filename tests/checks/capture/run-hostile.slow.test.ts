// The capture script runs the check on this machine: what it keeps of it, in which shells, and what it leaves alone.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostOf } from "../../../src/checks/capture/host.ts";
import { programsOf } from "../../../src/checks/capture/programs.ts";
import { type Capture, parseCapture } from "../../../src/checks/capture/text.ts";
import { describeUnless } from "../../summary/summary.ts";
import { type NOTHING, scriptFor, told } from "./captured.ts";

const SHELLS = [["sh"], ["dash"], ["bash"], ["bash", "--posix"], ["busybox", "sh"], ["mksh"]] as const;
const isHere = (name: string) => spawnSync(name, ["-c", "exit 7"]).error === undefined;
const PRESENT = SHELLS.filter(([name]) => isHere(name));
const NO_BASH = isHere("bash") ? undefined : "bash is not installed";
const NO_SHELLCHECK = spawnSync("shellcheck", ["--version"]).error && "ShellCheck is not installed";

/** What the check runs; `calc` has to be fed. */
const PROGRAMS = {
  answer: 'echo "out $*"; echo err >&2; exit 3',
  calc: "tr a-z A-Z",
  deaf: "exit 0",
  loud: "exec yes",
  tick: 'echo . >>"$COUNT"; cat "$COUNT"',
};

let root: string;
const at = (path: string) => join(root, path);
const shown = (text: string) => text.replaceAll(root, "ROOT");

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "faultbook-run-"));
  for (const folder of ["bin", "files", "tmp"]) mkdirSync(at(folder));
  for (const [name, text] of Object.entries(PROGRAMS)) {
    writeFileSync(at(`bin/${name}`), `#!/bin/sh\n${text}\n`);
    chmodSync(at(`bin/${name}`), 0o755);
  }
  for (const name of ["a", "b c", "ä'$"]) writeFileSync(at(`files/${name}`), `${name}\n`);
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

/** The capture script of a snippet, in which ROOT stands for a folder of this test. */
function scriptOf(snippet: string, uses: Partial<typeof NOTHING> = {}): string {
  const [text, none] = [snippet.replaceAll("ROOT", root), new Set<string>()];
  return scriptFor({ programs: programsOf(text, { recorded: none, fed: none, tools: none }), ...uses }, text);
}

const env = () => ({ PATH: `${at("bin")}:${process.env.PATH}`, TMPDIR: at("tmp"), COUNT: at("count") });

function ranBy(snippet: string, shell?: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { stdout, stderr } = told(scriptOf(snippet), shell, { ...env(), ...more });
  expect(readdirSync(at("tmp"))).toEqual([]);
  return { stdout, stderr, capture: parseCapture(stdout) };
}

const text = (bytes: Uint8Array | "large" | undefined) => (bytes === undefined ? "" : Buffer.from(bytes).toString());
const outOf = ({ ran }: Capture) => text(ran?.stdout);

const EVERYTHING = `cd ROOT/files
for f in *; do x=$(head -n 1 "$f"); done
echo "$x $(echo feed | calc)"; calc </dev/null
y=$(answer "a b" "" "$x" 2>&1); echo "$? $y"
command -v nothing || timeout 5 lacking -x
[ -d ROOT/files ] && ls ROOT/files >/dev/null
while read -r line; do deaf; echo "$line"; done < "ROOT/files/b c"
PATH=ROOT/bin:$PATH; answer elsewhere 2>/dev/null
exit 1`;

describeUnless(NO_BASH, "captureScript() with bash", () => {
  test("keeps what the check was told, and says on stderr what it has run", () => {
    const { stdout, stderr } = ranBy(EVERYTHING);

    expect(shown(`${stderr}${stdout}`)).toMatchInlineSnapshot(`
      "capture: The check ran once, and exited with 1
      capture: It ran: answer a b  ??'$ 
      capture: It ran: answer elsewhere 
      capture: It ran: calc 
      capture: It ran: deaf 
      capture: It ran: lacking -x 
      === faultbook capture 2 zfs-avx ===
      check
      exit 1
      stdout
      |\\303\\244'$ FEED$
      |3 out a b  \\303\\244'$$
      |err$
      |b c$
      |out elsewhere$
      bytes 48
      stderr
      |bash: lacking: command not found$
      bytes 33
      command calc
      stdin
      |feed$
      bytes 5
      exit 0
      stdout
      |FEED$
      bytes 5
      stderr
      bytes 0
      command calc
      exit 0
      stdout
      bytes 0
      stderr
      bytes 0
      command answer a\\040b \\e \\303\\244'$
      exit 3
      stdout
      |out a b  \\303\\244'$$
      bytes 14
      stderr
      |err$
      bytes 4
      command lacking -x
      exit 127
      stdout
      bytes 0
      stderr
      |bash: lacking: command not found$
      bytes 33
      command deaf
      exit 0
      stdout
      bytes 0
      stderr
      bytes 0
      command answer elsewhere
      exit 3
      stdout
      |out elsewhere$
      bytes 14
      stderr
      |err$
      bytes 4
      absent lacking
      absent nothing
      listed ROOT/files
      name a
      name b\\040c
      name \\303\\244'$
      names 3
      file ROOT/files/a
      |a$
      bytes 2
      file ROOT/files/b\\040c
      |b c$
      bytes 4
      file ROOT/files/\\303\\244'$
      |\\303\\244'$$
      bytes 5
      === end of capture, 73 lines ===
      "
    `);
  });

  test("keeps the same in every shell", () => {
    const kept = ranBy(EVERYTHING);

    for (const shell of PRESENT) expect([shell, ranBy(EVERYTHING, shell)]).toEqual([shell, kept]);
  });

  test("says in its header what it runs", () => {
    const [, inventory = ""] = scriptOf("calc <<< x", { commands: [["uname", "-r"]] }).split(
      /new -- host NAME < capture.txt\n/,
    );

    expect(inventory.slice(0, inventory.indexOf("\n(\n")).replace(/line \d+/, "line NUMBER")).toMatchInlineSnapshot(`
      "#
      # Runs the check once in bash, for at most a minute, then captures the files that the check named.
      # The check begins in line NUMBER.
      # Captures the check's calls of these programs, and their answers:
      #   calc
      # Runs these commands, which have transcripts on test hosts:
      #   uname -r
      #
      # shellcheck disable=SC2317 # Not every check needs every function."
    `);
  });

  test("says in its header from which line on the check stands", () => {
    const script = scriptOf("calc <<< x\nanswer");
    const line = Number(/^# The check begins in line (\d+)\.$/m.exec(script)?.[1]);

    expect(script.split("\n").slice(line - 1, line + 1)).toEqual(["calc <<< x", "answer"]);
  });

  test("prints what survives a mail, and is refused where half of it is missing", () => {
    const { stdout, capture } = ranBy("calc <<< x; answer; exit 1");
    const half = stdout.slice(0, stdout.length / 2);

    expect(parseCapture(`> ${stdout.trimEnd().replaceAll("\n", " \r\n> ")}`)).toEqual(capture);
    expect(() => parseCapture(half)).toThrow('The text has no line "=== end of capture …": it is cut off.');
    expect(() => parseCapture(`${half}\n${stdout.split("\n").at(-2)}\n`)).toThrow(
      /^Line \d+ ends a capture of \d+ lines, but the text lacks/,
    );
  });

  test("runs the check as its own script does, whatever the caller has set", () => {
    writeFileSync(at("evil"), "echo evil");
    const snippet = `answer; echo "$LC_ALL $TZ $PWD $- $1"; shopt -o posix; cat; calc <<< x; echo "\${BASH_ENV-}"`;
    const evil = { "BASH_FUNC_calc%%": "() { echo evil; }", "BASH_FUNC_head%%": "() { echo evil; }" };
    const caller = {
      ...evil,
      BASH_ENV: at("evil"),
      ENV: at("evil"),
      POSIXLY_CORRECT: "1",
      LC_ALL: "C.UTF-8",
      TZ: "Asia/Tokyo",
      PS4: "$(evil)",
    };

    for (const shell of PRESENT) {
      expect(outOf(ranBy(snippet, shell, caller).capture)).toBe("out \nC UTC0 / hpxB \nposix          \toff\nX\n\n");
    }
  });

  test("tells a call that was made again once, and that another one had another answer", () => {
    const { capture } = ranBy("for i in 1 2 3; do tick; answer same; done; tick again");
    const { shaped, transcripts } = hostOf(capture, { name: "again" });

    expect(capture.commands.map(({ argv }) => argv.join(" "))).toEqual(["tick", "answer same", "tick again"]);
    expect(transcripts[0]?.stdout).toBe(".\n");
    expect(shaped).toBe('These commands gave another answer when they ran again; the first answer is kept: "tick".');
  });

  test("keeps of a check with a long trace how it ended, and what it named before", () => {
    const { stderr, capture } = ranBy(
      "cat ROOT/files/a; x=$(head -c 2000000 /dev/zero | tr '\\0' x); [ -n \"$x\" ] || exit 2; i=0; while [ $i -lt 60000 ]; do i=$((i + 1)); done; exit 1",
    );

    expect(stderr).toBe("capture: The check ran once, and exited with 1\n");
    expect(capture.paths.map(({ path }) => shown(path))).toContain("ROOT/files/a");
  });

  test("reads what a redirection may open, and only asks after what other variables hold", () => {
    for (const name of ["key", "figure", "listed", "other"]) writeFileSync(at(`files/${name}`), `text of ${name}\n`);
    const snippet = `key=ROOT/files/key figure=ROOT/files/figure; k=ROOT/files/key
[ -e "$key" ] || exit 2
answer <<< "$key"; env k=ROOT/files/key cat /dev/null; read -r x < "$(dirname "$key")/other"
local other=ROOT/files/other
for f in ROOT/files/listed; do read -r n < "\${f%x}"; done
read -r n < "$figure"; read -r n < "\${missing:-$other}"`;
    const { paths } = ranBy(snippet).capture;

    const kept = paths.map(({ kind, path }) => `${kind} ${shown(path)}`);
    expect(kept.filter((line) => line.includes(" ROOT/files/")).sort()).toEqual([
      "file ROOT/files/figure",
      "file ROOT/files/listed",
      "file ROOT/files/other",
      "present ROOT/files/key",
    ]);
    for (const name of ["key", "figure", "listed", "other"]) rmSync(at(`files/${name}`));
  });

  test.each([
    ["does not end", "while sleep 0.1; do :; done"],
    ["does not end, and will not be ended", "trap '' TERM HUP INT; while sleep 0.1; do :; done"],
    ["waits for a command that does not end", "answer; sleep 1000"],
    ["leaves something behind", "sleep 1000 & sleep 1000"],
  ])("gives a check up that %s", (_, snippet) => {
    const script = scriptOf(snippet).replace("timeout -s KILL 60", "timeout -s KILL 1");
    const { stdout, stderr } = told(script, ["sh"], env());

    expect(stderr).toContain("capture: The check ran once, and exited with no code, because it took too long\n");
    expect(parseCapture(stdout).ran?.exit).toBe("timeout");
    expect(readdirSync(at("tmp"))).toEqual([]);
  });

  test("holds what prints or is fed without end to a measure", () => {
    const { capture } = ranBy(
      "loud | head -n 1; head -c 10000000 /dev/zero | tr '\\0' x | calc | wc -c; yes | deaf; echo end",
    );
    const byName = Object.groupBy(capture.commands, ({ argv: [name = ""] }) => name);

    expect(outOf(capture)).toBe("y\n10000000\nend\n");
    expect(byName.loud?.[0]?.ended).toMatchObject({ exit: "unknown", stdout: undefined });
    expect(byName.calc?.[0]).toMatchObject({ stdin: "large", ended: { exit: "unknown", stdout: undefined } });
    expect(byName.deaf?.[0]).toMatchObject({ stdin: "large", ended: { exit: 0 } });
    expect(() => hostOf(capture, { name: "again" })).toThrow(
      '"calc" had more than 1 MiB as stdin, but a test host holds text of at most 65536 characters. Let the check pass less to it',
    );
  });

  test.each(["SIGHUP", "SIGINT", "SIGTERM"] as const)("leaves nothing behind after %s", async (signal) => {
    writeFileSync(at("x.sh"), scriptOf("while sleep 0.1; do :; done"));
    const child = spawn("sh", [at("x.sh")], { detached: true, env: env(), stdio: ["ignore", "pipe", "pipe"] });
    const [ended, printed] = [once(child, "close"), child.stdout.toArray()];
    child.stderr.resume();
    while (readdirSync(at("tmp")).length === 0) await sleep(20);
    const [folder = ""] = readdirSync(at("tmp"));
    expect((statSync(at(`tmp/${folder}`)).mode & 0o777).toString(8)).toBe("700");
    await sleep(200);
    process.kill(-(child.pid ?? 0), signal);

    await ended;
    expect(Buffer.concat(await printed).toString()).toBe("");
    expect(readdirSync(at("tmp"))).toEqual([]);
  });

  test("lists instead where it has no bash, and says so", () => {
    mkdirSync(at("few"));
    for (const name of ["awk", "cat", "od", "tr", "head"]) {
      const { stdout } = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
      symlinkSync(stdout.trim(), at(`few/${name}`));
    }
    const uses = { reads: [at("files/a")], commands: [["answer", "x"]] };
    const script = scriptOf("answer y", uses).replace(/^PATH=.*$/m, `PATH=${at("few")}:${at("bin")}`);
    const { stdout, stderr } = told(script, ["/bin/sh"], env());

    expect(stderr).toBe("capture: The check was not run, because this machine has no bash\n");
    const { ran, commands, paths } = parseCapture(stdout);
    expect(ran).toBeUndefined();
    expect(commands.map(({ argv }) => argv.join(" "))).toEqual(["answer x"]);
    expect(paths).toHaveLength(1);
  });

  test.each(["rm -f ROOT/files/a", "echo x > ROOT/files/a", "find ROOT/files -exec rm {} +"])(
    "does not run a check that changes something: %s",
    (snippet) => {
      const { stderr, capture } = ranBy(snippet);

      expect(stderr).toContain("capture: The check was not run, because it would change something: ");
      expect(capture.ran).toBeUndefined();
      expect(statSync(at("files/a")).size).toBe(2);
    },
  );

  describeUnless(NO_SHELLCHECK, "held against ShellCheck", () => {
    test("leaves it nothing to say", () => {
      expect(spawnSync("shellcheck", ["-s", "sh", "-"], { input: scriptOf(EVERYTHING), encoding: "utf8" }).stdout).toBe(
        "",
      );
    });
  });
});
