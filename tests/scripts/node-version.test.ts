import { spawnSync } from "node:child_process";
import { execPath } from "node:process";
import { expect, test } from "vitest";

function require(version: string) {
  const program = `Object.defineProperty(process, "versions", { value: { node: "${version}" } });
    require("./scripts/node-version.cjs"); console.log("goes on");`;
  return spawnSync(execPath, ["-e", program], { encoding: "utf8" });
}

test.each(["16.20.0", "20.20.2", "22.17.9"])("Node %s is refused with a message that helps", (version) => {
  const { status, stdout, stderr } = require(version);

  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.replace(version, "VERSION")).toMatchInlineSnapshot(`
    "Faultbook needs Node 22.18 or newer; this is VERSION.
    On Linux (x64, arm64) npm ci brings Node 24, and the npm scripts use it: run npm ci, then npm start.
    Elsewhere install it from https://nodejs.org/
    "
  `);
});

test.each(["22.18.0", "24.0.0", "26.10.0"])("Node %s is taken", (version) => {
  expect(require(version).stdout).toBe("goes on\n");
});
