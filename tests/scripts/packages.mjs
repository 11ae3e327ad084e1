// Loaded before a command (node --import): writes the names of the packages that it loads to the file PACKAGES_TO.

import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

const IN_PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const found = new Set();
registerHooks({
  load(url, context, next) {
    const name = IN_PACKAGE.exec(url)?.[1];
    if (name !== undefined) found.add(name);
    return next(url, context);
  },
});
process.on("exit", () => writeFileSync(process.env.PACKAGES_TO, [...found].sort().join("\n")));
