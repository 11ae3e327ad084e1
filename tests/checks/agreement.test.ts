// What the simulated shell says must be what bash and the tools of this machine say: exit code and output. The snippets
// show how checks are written; just-bash alone gets those wrong whose title begins with "repaired".

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { simulated } from "../../src/checks/engines/simulated.ts";
import { HAS_REAL_BASH, runReally } from "./real-bash.ts";
import { hostOf } from "./samples.ts";

const HOST = hostOf(
  "made",
  {
    "/made/impl": "cycle [fastest] avx generic pclmulqdq ",
    "/made/no-avx": "cycle [fastest] generic pclmulqdq ",
    "/made/empty": "",
    "/made/io": "some avg10=12.50 avg60=3.00 total=123\nfull avg10=1.00 avg60=0.00 total=12\n",
    "/made/load": "4.21 3.90 3.50 2/1200 4242\n",
    "/made/cpu": "processor\t: 0\nflags\t\t: fpu aes avx\n\nprocessor\t: 1\nflags\t\t: fpu aes avx\n",
    "/made/tcp": "  sl  local_address rem_address   st\n   0: 0100007F:238C 00000000:0000 0A 0\n",
  },
  { "uname -r": "6.2.16-10-pve\n", "nproc --all": "2\n" },
);

const text = await readFile("tests/fixtures/hosts/agreement.sh", "utf8");
const SNIPPETS = text.split(/^### /m).flatMap((part) => {
  const end = part.indexOf("\n");
  return end === -1 ? [] : [{ title: part.slice(0, end), snippet: part.slice(end + 1) }];
});

describe.skipIf(!HAS_REAL_BASH)("simulated.run() agrees with the real bash", () => {
  test.each(SNIPPETS)("$title", async ({ snippet }) => {
    const run = await simulated.run(snippet, HOST);

    expect(run.refused).toEqual([]);
    expect({ exitCode: run.exitCode, stdout: run.stdout }).toEqual(runReally(snippet, HOST));
  });
});
