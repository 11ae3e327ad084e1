// The systemd units: what systemd itself says of them, what they start, and what they may touch.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const FOLDER = "docs/nightly/systemd";
const service = await readFile(`${FOLDER}/faultbook-nightly.service`, "utf8");
const timer = await readFile(`${FOLDER}/faultbook-nightly.timer`, "utf8");

/** The values that a key is set to, in their order. */
function valuesOf(unit: string, key: string): readonly string[] {
  return unit.split("\n").flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
}

describe("the units", () => {
  test.each([
    ["service", service],
    ["timer", timer],
  ])("%s consists of sections, settings and comments", (_name, unit) => {
    const odd = unit.split("\n").filter((line) => !/^(#.*|;.*|\[[A-Z]\w+\]|[A-Z]\w+=.*|)$/.test(line));

    expect(odd).toEqual([]);
  });

  test("systemd has nothing against them", async ({ skip }) => {
    if (!existsSync("/usr/bin/systemd-analyze"))
      skip("systemd-analyze is not installed: what systemd itself says of the units is not asked");
    const folder = await mkdtemp(join(tmpdir(), "faultbook-units-"));
    // What a bare machine lacks: the program, the user, the mail.
    const bare = service.replace("ExecStart=/usr/bin/npm", "ExecStart=/bin/true").replaceAll("=faultbook\n", "=root\n");
    await mkdir(folder, { recursive: true });
    const files = ["faultbook-nightly.service", "faultbook-nightly.timer"].map((name) => join(folder, name));
    await writeFile(files[0] ?? "", bare);
    await writeFile(files[1] ?? "", timer);

    const said = execFileSync("sh", ["-c", 'systemd-analyze verify "$@" 2>&1', "sh", ...files], { encoding: "utf8" });

    expect(said).toBe("");
  });

  test("start the nightly once a night, late rather than never, and not to the second", () => {
    expect(valuesOf(timer, "OnCalendar")).toEqual(["*-*-* 02:23:00"]);
    expect(valuesOf(timer, "Persistent")).toEqual(["true"]);
    expect(valuesOf(timer, "RandomizedDelaySec")).toEqual(["30min"]);
    expect(valuesOf(timer, "WantedBy")).toEqual(["timers.target"]);
    expect(valuesOf(service, "ExecStart")).toEqual([
      "/usr/bin/npm run --silent nightly -- --report /var/lib/faultbook/report.md",
    ]);
  });

  test("mail after every night, failed or not, and before the next what was left over", () => {
    const script = "/bin/sh /srv/faultbook/docs/nightly/systemd/mail-report.sh";

    expect(existsSync(`${FOLDER}/mail-report.sh`)).toBe(true);
    expect(valuesOf(service, "ExecStopPost")).toEqual([script]);
    expect(valuesOf(service, "ExecStartPre")).toEqual([`-${script}`]);
    expect(valuesOf(service, "ExecStartPost")).toEqual([]);
    expect(valuesOf(service, "StateDirectory")).toEqual(["faultbook"]);
  });

  test("count a blind tracker as a success, and nothing else", () => {
    expect(valuesOf(service, "SuccessExitStatus")).toEqual(["3"]);
  });

  test("may write to the site's folder and their own, and nowhere else", () => {
    expect(valuesOf(service, "ProtectSystem")).toEqual(["strict"]);
    expect(valuesOf(service, "ReadWritePaths")).toEqual(["/srv/faultbook"]);
    expect(valuesOf(service, "User")).toEqual(["faultbook"]);
    for (const key of ["ProtectHome", "PrivateTmp", "NoNewPrivileges"]) expect(valuesOf(service, key)).toEqual(["yes"]);
  });

  test("leave Node its compiler", () => {
    expect(valuesOf(service, "MemoryDenyWriteExecute")).toEqual([]);
  });
});
