// Snippets that would like to change something: a file of this machine, of the host, or of the engine itself.

import { expect, test } from "vitest";
import { BUBBLEWRAP, CANARIES, HOST, inEach, namedIn, SIMULATED, TRACED, tryIn } from "./machine.ts";

const [CANARY = ""] = CANARIES;

/** What is tried, and by what name it is told. */
const WRITES = [
  [`echo x > ${CANARY}`, `> ${CANARY}`],
  [`echo x > ${CANARIES[1]}`, `> ${CANARIES[1]}`],
  ["echo x >> /etc/x.conf 2>/dev/null", "> /etc/x.conf"],
  ["echo x >| /etc/x.conf", "> /etc/x.conf"],
  ["echo x &> /etc/x.conf", "> /etc/x.conf"],
  ["exec 7<> /etc/x.conf; echo x >&7", "> /etc/x.conf"],
  ["exec > /etc/y; echo x", "> /etc/y"],
  ["exec 2> /etc/x.conf; echo x", "> /etc/x.conf"],
  ["echo x > /sys/x", "> /sys/x"],
  ["echo x > /proc/x", "> /proc/x"],
  ["echo x > /tmp/x", "> /tmp/x"],
  ["echo x > /dev/shm/x", "> /dev/shm/x"],
  ["echo x > /run/x", "> /run/x"],
  ["echo x > /usr/bin/uname", "> /usr/bin/uname"],
  ["echo x > /run/faultbook/script", "> /run/faultbook/script"],
  ["echo x > /run/faultbook/transcripts/0.out", "> /run/faultbook/transcripts/0.out"],
  [`echo x | tee ${CANARY}`, `tee ${CANARY}`],
  [`rm -f ${CANARY}`, `rm -f ${CANARY}`],
  ["rm -rf / --no-preserve-root", "rm -rf /"],
  [`mv ${CANARY} /y`, `mv ${CANARY}`],
  [`cp /etc/x.conf ${CANARY}`, "cp /etc/x.conf"],
  [`dd if=/etc/x.conf of=${CANARY}`, "dd if="],
  [`truncate -s 0 ${CANARY}`, "truncate -s 0"],
  ["mkdir -p /a/b", "mkdir -p /a/b"],
  ["touch /b; chmod 777 /etc; mkfifo /p; mknod /n c 1 1; mount -t tmpfs x /", "mount -t tmpfs x /"],
  ["sed -i s/h/x/ /etc/x.conf 2>/dev/null", /> \/etc\/x\.conf|sed -i/],
  ["sed -n 'w /y' /etc/x.conf", /^(> \/y|sed)/],
  ["sort -o /etc/x.conf /etc/x.conf 2>/dev/null", /> \/etc\/x\.conf|sort -o/],
  [`awk 'BEGIN { print "x" > "/etc/x.conf" }'`, /^(> \/etc\/x\.conf|awk)/],
  ["find / -delete 2>/dev/null", /> \/etc\/x\.conf|find \/ -delete/],
  ["find /etc -name x.conf -exec rm -f {} ';'", /^rm/m],
  ["find /etc -fprint /y", /> \/y|find \/etc -fprint/],
] as const satisfies readonly (readonly [string, string | RegExp])[];

inEach([SIMULATED, BUBBLEWRAP, TRACED], (engine) => {
  test.concurrent.each(WRITES)("%s", async (snippet, named) => {
    expect(namedIn(await tryIn(engine, `${snippet}\nexit 0`))).toMatch(named);
  });
});

// Whatever computes its path and hides its failure leaves no trace but that of strace.
inEach([SIMULATED, TRACED], (engine) => {
  test.each([
    ["f=/etc/x.conf; echo x > $f", "> /etc/x.conf"],
    [`f=${CANARY}; echo x >> "$f"`, `> ${CANARY}`],
    [`awk 'BEGIN { print "x" > "/etc/x.conf" }'`, /^(> \/etc\/x\.conf|awk)/],
    ["sed 's/h/x/w /y' /etc/x.conf", /^(> \/y|sed)/],
    ["o=-o; sort $o/etc/x.conf /etc/x.conf", /^(> \/etc\/x\.conf|sort)/],
    ["f=/dev/shm/x; : > $f", "> /dev/shm/x"],
    ["f=/usr/bin/uname; : > $f", "> /usr/bin/uname"],
    ["i=-i; sed $i s/h/x/ /etc/x.conf", /^(> \/etc\/|sed)/],
    ["d=-delete; find /etc $d", /^(> .*x\.conf|find)/m],
    ["f=/run/faultbook/proc/sys/x; : > $f", "> /run/faultbook/proc/sys/x"],
  ])("%s, without a word", async (snippet, named) => {
    const run = await tryIn(engine, `{ ${snippet}; } >/dev/null 2>&1\nexit 0`);

    expect(namedIn(run)).toMatch(named);
  });
});

inEach([BUBBLEWRAP], (engine) => {
  const NOTES = "notes=/run/faultbook/refused";

  test.each([
    ["emptied", ": > $notes"],
    ["read away", "cat $notes"],
    ["replaced", "rm $notes; mv /x $notes"],
    ["filled", "for i in {1..500}; do echo forged$i; done >> $notes"],
  ])("what was refused stays refused when its record is %s", async (_, how) => {
    const run = await tryIn(engine, `${NOTES}; zpool list; { ${how}; } 2>/dev/null; exit 0`);

    expect(namedIn(run)).toContain("zpool list");
  });

  test("a forged record is bounded", async () => {
    const run = await tryIn(engine, `${NOTES}; while :; do printf 'forged%s\\0' $RANDOM; done >> $notes`);

    expect(namedIn(run)).toContain("more than 65536 characters of output");
    expect(run.refused.length).toBeLessThanOrEqual(500);
  });

  test("nothing in the sandbox can be written, its folders in memory included", async () => {
    const folders =
      "/ /dev /etc /lib /made /proc /run /run/faultbook /run/faultbook/proc /run/faultbook/proc/sys /usr/bin";
    const run = await tryIn(
      engine,
      `{ for f in ${folders} /run/faultbook/proc/*/; do echo x > $f/x && echo $f; done; } 2>/dev/null`,
    );

    expect(run.stdout).toBe("");
  });
});

test("the tree of the host is untouched in memory", () => {
  expect(new TextDecoder().decode(HOST.files.get("/etc/x.conf"))).toBe("hello\n");
});
