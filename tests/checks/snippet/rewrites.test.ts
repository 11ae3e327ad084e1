import { expect, test } from "vitest";
import { rewriteOf } from "../../../src/checks/snippet/rewrites.ts";

test("rewriteOf() knows what to write instead of commands that no recording needs", () => {
  const lines = [
    "hash zpool",
    "which zpool zfs",
    "bash -c 'uname -r'",
    "sudo uname -r",
    "sleep 1",
    "ssh host",
    "ulimit -n",
  ];

  expect(lines.map((line) => `${line} → ${rewriteOf(line)}`).join("\n")).toMatchInlineSnapshot(`
    "hash zpool → Use command -v instead of hash
    which zpool zfs → Use command -v zpool zfs: every shell has it, and it needs no transcript
    bash -c 'uname -r' → Write the commands in the snippet: what it runs cannot be known in advance
    sudo uname -r → Remove sudo, and write needs: root under the check in the front matter
    sleep 1 → Remove what waits: a check reads once
    ssh host → Remove ssh: a check may only use its own machine
    ulimit -n → Remove ulimit: it describes the shell, or changes it"
  `);
});

test.each(["zpool status -x", "curling", "", "constructor x", "> /tmp/x"])(
  "rewriteOf() knows nothing of %j",
  (line) => {
    expect(rewriteOf(line)).toBeUndefined();
  },
);
