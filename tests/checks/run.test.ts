import { describe, expect, test } from "vitest";
import { runChecks } from "../../src/checks/run.ts";
import { AFFECTED, checkOf, GCM, HEALTHY, HOSTS, hostOf, hostsOf, RUN, told } from "./samples.ts";

const SOUND = `list=$(cat ${GCM} 2>/dev/null)
case " $list" in
  *" avx "*) echo "avx is there"; exit 0 ;;
  *generic*) echo "avx is gone"; exit 1 ;;
  *) echo "cannot read ${GCM}"; exit 2 ;;
esac`;

describe("runChecks()", () => {
  test("has nothing to say of a sound check", async () => {
    const { outcomes, problems } = await runChecks([checkOf(SOUND)], HOSTS);

    expect(outcomes.map(({ host, expected, verdict }) => [host, expected, verdict])).toEqual([
      ["healthy", "ok", "ok"],
      ["affected", "affected", "affected"],
      ["empty", "unknown", "unknown"],
    ]);
    expect(outcomes[0]).toMatchObject({ check: "zfs-avx", run: { stdout: "avx is there\n", read: [GCM] } });
    expect(told(problems)).toBe("");
  });

  test("refuses the check that started it all, since it can't fail", async () => {
    const misspelt = "cat /sys/module/icp/parameters/icp_gcm_imp | grep avx";

    const { problems } = await runChecks([checkOf(misspelt)], HOSTS);

    expect(told(problems)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every host (healthy, affected, empty): it can't fail
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It reads /sys/module/icp/parameters/icp_gcm_imp, which no recorded host has
        Did you mean "/sys/module/icp/parameters/icp_gcm_impl"?
        Files of hosts stand in content/hosts/<name>/root/
        Drop the cat: grep says 2 when the file is missing, and 1 when nothing matches"
    `);
  });

  test("refuses it spelt rightly too, since it knows the answer without its file", async () => {
    const { problems } = await runChecks([checkOf(`cat ${GCM} | grep -q avx`)], HOSTS);

    expect(told(problems)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 1 and said nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        It said on stderr: "cat: /sys/module/icp/parameters/icp_gcm_impl: No such file or directory"
        Drop the cat: grep says 2 when the file is missing, and 1 when nothing matches"
    `);
  });

  test("orders outcomes by check, then by ok, affected, unknown, and the empty host last", async () => {
    const given = { ok: ["b", "a"], affected: ["d"], unknown: ["c"] };
    const checks = [checkOf("exit 2", { ...given, id: "z" }), checkOf("exit 2", { ...given, id: "y" })];
    const hosts = hostsOf(...["a", "b", "c", "d"].map((name) => hostOf(name)));

    const { outcomes } = await runChecks(checks, hosts);

    expect(outcomes.map(({ check, host }) => check + host)).toEqual(
      ["z", "y"].flatMap((id) => ["b", "a", "d", "c", "empty"].map((name) => id + name)),
    );
  });

  test("passes over hosts that do not exist, and names the empty one once", async () => {
    const { outcomes } = await runChecks([checkOf(SOUND, { ok: ["helthy"], unknown: ["empty"] })], HOSTS);

    expect(outcomes.map(({ host }) => host)).toEqual(["affected", "empty"]);
  });

  test("asks the engine that it is given", async () => {
    const run = { ...RUN, exitCode: 2, timedOut: true };

    const { outcomes } = await runChecks([checkOf(SOUND)], hostsOf(HEALTHY, AFFECTED), {
      name: "sleepy",
      version: "1",
      traces: false,
      run: () => Promise.resolve(run),
    });

    expect(outcomes.map(({ verdict }) => verdict)).toEqual(["unknown", "unknown", "unknown"]);
  });
});
