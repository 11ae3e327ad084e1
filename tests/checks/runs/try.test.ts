import { expect, test } from "vitest";
import { trialsOf } from "../../../src/checks/runs/trials.ts";
import { runCheck, tryChecks } from "../../../src/checks/runs/try.ts";
import type { RunOn } from "../../../src/checks/sandbox/sandbox.ts";
import { AFFECTED, checkOf, GCM, HEALTHY, HOSTS, hostOf, hostsOf, RUN, told } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

const SOUND = `list=$(cat ${GCM} 2>/dev/null)
case " $list" in
  *" avx "*) echo "avx is there"; exit 0 ;;
  *generic*) echo "avx is gone"; exit 1 ;;
  *) echo "cannot read ${GCM}"; exit 2 ;;
esac`;

test("tryChecks() refuses what does not give the same twice, whatever it has asked", async () => {
  let count = 0;
  const run: RunOn = async () => ({ ...RUN, exitCode: 2, stdout: `${count++}\n` });

  const [tried] = await tryChecks([checkOf(SOUND, { ok: [], affected: [] })], HOSTS, run);

  expect(tried?.problems.map(({ what }) => what)).toContain(
    'check "zfs-avx" gives different results on a second run on "empty"',
  );
});

describeRuns("tryChecks()", () => {
  test.concurrent("has nothing to say of a sound check", async ({ expect }) => {
    const { outcomes, problems, trials } = await triedHere(checkOf(SOUND));

    expect(outcomes.map(({ host, expected, verdict }) => [host, expected, verdict])).toEqual([
      ["healthy", "ok", "ok"],
      ["affected", "affected", "affected"],
      ["empty", "unknown", "unknown"],
    ]);
    expect(outcomes[0]).toMatchObject({ check: "zfs-avx", run: { stdout: "avx is there\n", read: [GCM] } });
    expect(told(problems)).toBe("");
    // Without the file, and with nothing in it.
    expect([...trials]).toEqual([
      ["healthy", 2],
      ["affected", 2],
    ]);
  });

  test.concurrent("refuses the check that started it all, since it can't fail", async ({ expect }) => {
    const misspelt = "cat /sys/module/icp/parameters/icp_gcm_imp | grep avx";

    const { problems } = await triedHere(checkOf(misspelt));

    expect(told(problems)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every test host (healthy, affected, empty): it can't fail
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It looks for /sys/module/icp/parameters/icp_gcm_imp, which no test host has
        Did you mean "/sys/module/icp/parameters/icp_gcm_impl"?
        Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches"
    `);
  });

  test.concurrent("refuses it spelt rightly too, since it knows the answer without its file", async ({ expect }) => {
    const { problems } = await triedHere(checkOf(`cat ${GCM} | grep -q avx`));

    expect(told(problems)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 1 and printed nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        It printed on stderr: "cat: /sys/module/icp/parameters/icp_gcm_impl: No such file or directory"
        Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches"
    `);
  });
});

/** Answers at once, and says nothing. */
const SLEEPY: RunOn = () => Promise.resolve({ ...RUN, exitCode: 0, refused: [{ cause: "time", asked: "" }] });

test("tryChecks() gives a result for each check, in their order", async () => {
  const checks = ["z", "y"].map((id) => checkOf(SOUND, { id }));

  const tried = await tryChecks(checks, hostsOf(HEALTHY, AFFECTED), SLEEPY);

  expect(tried.map(({ check, outcomes }) => [check.id, ...outcomes.map(({ verdict }) => verdict)])).toEqual([
    ["z", "unknown", "unknown", "unknown"],
    ["y", "unknown", "unknown", "unknown"],
  ]);
});

test("runCheck() orders outcomes by ok, affected, unknown, and the empty host last", async () => {
  const hosts = hostsOf(...["a", "b", "c", "d"].map((name) => hostOf(name)));

  const outcomes = await runCheck(checkOf(":", { ok: ["b", "a"], affected: ["d"], unknown: ["c"] }), hosts, SLEEPY);

  expect(outcomes.map(({ host }) => host)).toEqual(["b", "a", "d", "c", "empty"]);
});

test("runCheck() passes over hosts that do not exist, and trialsOf() names the empty one once", async () => {
  const check = checkOf(SOUND, { ok: ["helthy"], unknown: ["empty"] });

  expect((await runCheck(check, HOSTS, SLEEPY)).map(({ host }) => host)).toEqual(["affected", "empty"]);
  expect(trialsOf(check)).toEqual([
    ["helthy", "ok"],
    ["affected", "affected"],
    ["empty", "unknown"],
  ]);
});
