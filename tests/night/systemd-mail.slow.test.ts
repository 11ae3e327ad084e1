// The mail of the systemd service: the script runs as it is shipped, with a stand-in for curl that may fail.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { night, syntaxErrors } from "./night.ts";

const script = await readFile("docs/nightly/systemd/mail-report.sh", "utf8");

const SUCCESS = { SERVICE_RESULT: "success", EXIT_CODE: "exited", EXIT_STATUS: "0" };
const FAILURE = { SERVICE_RESULT: "exit-code", EXIT_CODE: "exited", EXIT_STATUS: "1" };

/** A machine whose mail server takes mail unless it is down. What was taken lies in mails/, in its order. */
async function machine() {
  const at = await night();
  await at.program(
    "curl",
    `echo "$@" >> "$CALLS"
mail=$(cat; echo .)
[ "$SERVER" = up ] || exit 7
mkdir -p "$MAILS"
printf '%s' "\${mail%.}" > "$MAILS/$(ls "$MAILS" | wc -l)"`,
  );
  const mails = join(at.work, "../mails");
  const base = { STATE_DIRECTORY: at.work, MAIL_FROM: "f@x", MAIL_TO: "t@x", MAILS: mails };
  const list = async (folder: string) => (await readdir(folder).catch(() => [])).toSorted();
  return {
    ...at,
    /** As systemd runs it after a night with such an end, or, without one, before the night. */
    mail: (end: Readonly<Record<string, string>>, server: "up" | "down") =>
      at.run(`sh -c "$SCRIPT"`, { ...base, ...end, SCRIPT: script, SERVER: server }),
    taken: async () => Promise.all((await list(mails)).map((name) => readFile(join(mails, name), "utf8"))),
    waiting: () => list(join(at.work, "outbox")),
  };
}

/** Subject and text of a mail. */
function gist(mail: string): string {
  const [head = "", ...text] = mail.split("\n\n");
  return `${/^Subject: (.*)$/m.exec(head)?.[1]} | ${text.join("\n\n")}`;
}

const FOUND = "Faultbook: what the nightly found upstream";
const FAILED = "Faultbook: the nightly failed; what it found upstream all the same";

describe("mail-report.sh", () => {
  test("has its syntax right", async () => {
    expect(await syntaxErrors(script)).toBe("");
  });

  test.each([
    ["an empty report", ""],
    ["no report", undefined],
  ])("sends nothing for %s", async (_name, report) => {
    const at = await machine();
    if (report !== undefined) await at.write("report.md", report);

    expect((await at.mail(SUCCESS, "up")).code).toBe(0);
    expect((await at.mail(FAILURE, "up")).code).toBe(0);
    expect(await at.calls()).toEqual([]);
  });

  test("sends the report with a head, and runs nothing that stands in it", async () => {
    const at = await machine();
    await at.write("report.md", "- moved: $(touch pwned) %s\n");

    expect((await at.mail(SUCCESS, "up")).code).toBe(0);
    expect((await at.calls())[0]).toContain(
      "--crlf --url smtp://localhost --mail-from f@x --mail-rcpt t@x --upload-file -",
    );
    expect(
      (await at.taken())[0]?.replace(/^Date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}$/m, "Date: <then>"),
    ).toMatchInlineSnapshot(`
      "From: f@x
      To: t@x
      Date: <then>
      Subject: Faultbook: what the nightly found upstream
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      - moved: $(touch pwned) %s
      "
    `);
    expect(await readdir(at.work)).toEqual(["outbox"]);
  });

  test("sends it also when the night failed, and says so in the subject", async () => {
    const at = await machine();
    await at.write("report.md", "- moved\n");

    expect((await at.mail(FAILURE, "up")).code).toBe(0);
    expect((await at.taken()).map(gist)).toEqual([`${FAILED} | - moved\n`]);
  });

  test("keeps what the mail server does not take, fails, and sends it with the next night's", async () => {
    const at = await machine();
    await at.write("report.md", "- first\n");
    expect((await at.mail(FAILURE, "down")).code).toBe(1);
    expect(await at.waiting()).toHaveLength(1);

    await at.write("report.md", "- second\n");
    expect((await at.mail(SUCCESS, "up")).code).toBe(0);

    expect((await at.taken()).map(gist).toSorted()).toEqual([`${FAILED} | - first\n`, `${FOUND} | - second\n`]);
    expect(await at.waiting()).toEqual([]);
  });

  test("sends what waits also after a night without news, and once only", async () => {
    const at = await machine();
    await at.write("report.md", "- first\n");
    await at.mail(SUCCESS, "down");

    await at.write("report.md", "");
    await at.mail(SUCCESS, "up");
    await at.mail(SUCCESS, "up");

    expect((await at.taken()).map(gist)).toEqual([`${FOUND} | - first\n`]);
  });

  test("takes the report of a night that was cut short out of the way before the next one writes its own", async () => {
    const at = await machine();
    await at.write("report.md", "- cut short\n");
    expect((await at.mail({}, "down")).code).toBe(1);

    await at.write("report.md", "");
    await at.mail(SUCCESS, "up");

    expect((await at.taken()).map(gist)).toEqual([`${FOUND} | - cut short\n`]);
  });
});
