// The systemd units: what systemd itself says of them, what they may touch, and the mail that they send.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { night, syntaxErrors } from "./night.ts";

const FOLDER = "docs/nightly/systemd";
const service = await readFile(`${FOLDER}/faultbook-nightly.service`, "utf8");
const timer = await readFile(`${FOLDER}/faultbook-nightly.timer`, "utf8");

/** The values that a key is set to, in their order. */
function valuesOf(unit: string, key: string): readonly string[] {
  return unit.split("\n").flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
}

/** What sh gets as the command of ExecStartPost, after systemd has undone its own escapes. */
function mailScript(): string {
  const [line = ""] = valuesOf(service, "ExecStartPost");
  const quoted = /^\/bin\/sh -c '([^']*)'$/.exec(line)?.[1] ?? "";
  return quoted
    .replaceAll("\\\\", "\\")
    .replaceAll("%%", "%")
    .replaceAll("$$", () => "$");
}

describe("the units", () => {
  test.each([
    ["service", service],
    ["timer", timer],
  ])("%s consists of sections, settings and comments", (_name, unit) => {
    const odd = unit.split("\n").filter((line) => !/^(#.*|;.*|\[[A-Z]\w+\]|[A-Z]\w+=.*|)$/.test(line));

    expect(odd).toEqual([]);
  });

  test.runIf(existsSync("/usr/bin/systemd-analyze"))("systemd has nothing against them", async () => {
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

describe("the mail", () => {
  async function mail(report: string) {
    const at = await night();
    await at.program("curl", 'echo "$@" >> "$CALLS"; cat > "$CALLS.body"');
    await at.write("report.md", report);
    const script = mailScript().replaceAll("/var/lib/faultbook/report.md", "report.md");
    const ran = await at.run(`sh -c "$SCRIPT"`, { SCRIPT: script, MAIL_FROM: "f@x", MAIL_TO: "t@x" });
    const body = await readFile(join(at.work, "..", "calls.body"), "utf8").catch(() => undefined);
    return { code: ran.code, calls: await at.calls(), body };
  }

  test("has its syntax right", async () => {
    expect(mailScript()).toContain("curl");
    expect(await syntaxErrors(mailScript())).toBe("");
  });

  test("is not sent when there is nothing to tell", async () => {
    expect(await mail("")).toEqual({ code: 0, calls: [], body: undefined });
  });

  test("is the report, with a head", async () => {
    const { code, calls, body } = await mail("- moved: $(touch pwned)\n");

    expect(code).toBe(0);
    expect(calls[0]).toContain("--crlf --url smtp://localhost --mail-from f@x --mail-rcpt t@x --upload-file -");
    expect(body).toMatchInlineSnapshot(`
      "From: f@x
      To: t@x
      Subject: Faultbook: what the nightly found upstream
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      - moved: $(touch pwned)
      "
    `);
  });
});
