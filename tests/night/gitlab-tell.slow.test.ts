// The report of the pipeline for GitLab: to one issue, through GitLab's API. The job runs as it is shipped, with a
// stand-in for curl.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scriptOf } from "./gitlab-pipeline.ts";
import { night } from "./night.ts";

describe("faultbook-tell", () => {
  const CURL = `for arg; do
  case "$arg" in
    @*) echo "header: $(cat "\${arg#@}")" >> "$CALLS" ;;
    *) echo "$arg" >> "$CALLS" ;;
  esac
done
case "$*" in *state=opened*) printf '%s' "$FOUND" ;; esac`;

  async function tell(report: string, found: string, token = "glpat-secret") {
    const at = await night();
    await at.program("curl", CURL);
    await at.write("night/report.md", report);
    const project = { CI_API_V4_URL: "https://gitlab.example/api/v4", CI_PROJECT_ID: "5" };
    const ran = await at.run(scriptOf("faultbook-tell"), { ...project, FAULTBOOK_PUSH_TOKEN: token, FOUND: found });
    const calls = (await at.calls()).filter((line) => !/^--(fail|silent|show-error|header|output)$/.test(line));
    return { ...ran, calls, body: await readFile(join(at.work, "night/told.md"), "utf8").catch(() => undefined) };
  }

  test("calls nobody when there is nothing to tell", async () => {
    expect(await tell("", "[]")).toMatchObject({ code: 0, stdout: "Nothing to tell\n", calls: [] });
  });

  test("adds a note to the open issue", async () => {
    const { code, calls } = await tell("- moved\n", '[{"iid":12,"id":999}]');

    expect(code).toBe(0);
    expect(calls).toEqual([
      "header: PRIVATE-TOKEN: glpat-secret",
      "https://gitlab.example/api/v4/projects/5/issues?labels=faultbook-nightly&state=opened&per_page=1",
      "/dev/null",
      "header: PRIVATE-TOKEN: glpat-secret",
      "--data-urlencode",
      "body@night/told.md",
      "https://gitlab.example/api/v4/projects/5/issues/12/notes",
    ]);
  });

  test("opens an issue where there is none", async () => {
    const { code, calls } = await tell("- moved\n", "[]");

    expect(code).toBe(0);
    expect(calls.slice(4)).toEqual([
      "--data-urlencode",
      "title=Faultbook: what the nightly found upstream",
      "--data-urlencode",
      "labels=faultbook-nightly",
      "--data-urlencode",
      "description@night/told.md",
      "https://gitlab.example/api/v4/projects/5/issues",
    ]);
  });

  test("upstream's words neither act nor call anybody", async () => {
    const { body } = await tell("/close\n- @root and a@b.org, https://h/@me\n$(touch pwned)\n", "[]");

    expect(body?.replaceAll("\u200b", "<ZWSP>")).toBe(
      "\\/close\n- @<ZWSP>root and a@b.org, https://h/@me\n$(touch pwned)\n",
    );
  });

  test("fails where GitLab's answer cannot be understood, instead of opening a second issue", async () => {
    const { code, calls } = await tell("- moved\n", "<html>");

    expect(code).not.toBe(0);
    expect(calls).toHaveLength(2);
  });

  test("names the missing token", async () => {
    const { code, stderr } = await tell("- moved\n", "[]", "");

    expect(code).not.toBe(0);
    expect(stderr).toContain("FAULTBOOK_PUSH_TOKEN: Set it to a project access token with the scope api");
  });
});
