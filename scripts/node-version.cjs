// Loaded before everything else (node -r). A Node that cannot run TypeScript hands over to the one that npm ci installed:
// npm 11 puts it on the PATH of the scripts by itself, older ones do not. If there is none, a message says what to do.
"use strict";

const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const WANTED = [22, 18];
const [major, minor] = process.versions.node.split(".").map(Number);
const isOld = major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1]);

if (isOld) {
  const brought = join(__dirname, `../node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(brought)) {
    const { status, error } = spawnSync(brought, process.argv.slice(1), { stdio: "inherit" });
    if (error) throw error;
    process.exit(status === null ? 1 : status);
  }
  process.stderr.write(
    `Faultbook needs Node ${WANTED.join(".")} or newer; this is ${process.versions.node}.\n` +
      "On Linux (x64, arm64), npm ci installs Node 24 for the npm scripts: run npm ci, then npm start.\n" +
      "On other systems, install Node from https://nodejs.org/\n",
  );
  process.exit(1);
}

// Half of a command's start is the compilation of what it loads, and the removal of its types: Node keeps both, where the
// folder may be written. NODE_COMPILE_CACHE chooses another one, NODE_DISABLE_COMPILE_CACHE=1 none.
const { enableCompileCache } = require("node:module");
if (process.env.NODE_COMPILE_CACHE === undefined)
  enableCompileCache?.(join(__dirname, "../node_modules/.cache/node-compile"));
