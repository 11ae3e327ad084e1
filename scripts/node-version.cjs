// Stops a Node that cannot run TypeScript with a message that helps. Loaded before everything else (node -r).
"use strict";

const WANTED = [22, 18];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  process.stderr.write(
    `Faultbook needs Node ${WANTED.join(".")} or newer; this is ${process.versions.node}.\n` +
      "On Linux (x64, arm64) npm ci brings Node 24, and the npm scripts use it: run npm ci, then npm start.\n" +
      "Elsewhere install it from https://nodejs.org/\n",
  );
  process.exit(1);
}
