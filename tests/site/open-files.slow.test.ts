// A process may not have more than some hundred files open at once: however many a site has, few of them are.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { recordFile, textOfRecord } from "../../src/checks/runs/record.ts";
import { recorded } from "../checks/record-runs.ts";
import { checkOf, HEALTHY } from "../checks/samples.ts";
import { CARD, type Files, writeSite } from "../corpus/tiny-site.ts";

const run = promisify(execFile);

/** What the shell allows, which is lower than on any system. */
const LIMIT = 128;
const names = Array.from({ length: 2 * LIMIT }, (_, i) => `n${i}`);
const RUN = textOfRecord(recorded(checkOf(":"), HEALTHY));

/** As many of each kind of file as a process could not open at once. */
function filesOf(name: string): Files {
  return {
    [`content/pages/${name}.md`]: `[x](/media/${name}.txt) ![x](/media/${name}.svg)\n`,
    [`content/media/${name}.txt`]: "x",
    [`content/media/${name}.svg`]: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    // No page shows it, so nobody reads it: its defect would be told.
    [`content/media/unlinked-${name}.svg`]: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    [`content/hosts/${name}/host.yaml`]: CARD,
    [`content/hosts/${name}/commands.yaml`]: "[]\n",
    [`content/hosts/${name}/root/etc/hostname`]: name,
    [`content/alerts/${name}.yml`]: "groups: []\n",
    [recordFile("check", name)]: RUN,
  };
}

test("a site of many files of each kind is read where few may be open", async () => {
  const root = await writeSite(
    Object.assign({ "content/site.yaml": "url: https://kb.example\n" }, ...names.map(filesOf)),
  );
  const command = [process.execPath, "scripts/audit.ts", root, "--all"];

  const { stdout } = await run("bash", ["-c", `ulimit -n ${LIMIT}; exec "$@"`, "bash", ...command]).catch(
    (failed: { stdout: string }) => failed,
  );

  expect(stdout.replace(root, "DIR")).toBe(`${names.length} documents in DIR: ${names.length} would be published\n`);
});
