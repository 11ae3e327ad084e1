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
    "hash zpool → Ask command -v instead of hash
    which zpool zfs → Ask command -v zpool zfs: every shell knows it, and it needs no transcript
    bash -c 'uname -r' → Write the commands themselves: nobody can see beforehand what it runs
    sudo uname -r → Leave out sudo, and say needs: root under the check in the front matter
    sleep 1 → A check looks once: leave out what waits
    ssh host → A check asks the host alone: leave out ssh
    ulimit -n → Leave out ulimit: it tells of the shell, or changes it"
  `);
});

test.each(["zpool status -x", "curling", "", "constructor x", "> /tmp/x"])(
  "rewriteOf() knows nothing of %j",
  (line) => {
    expect(rewriteOf(line)).toBeUndefined();
  },
);
