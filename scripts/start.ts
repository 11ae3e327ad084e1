// npm start: builds and serves the site with live reload, drafts included, and prints the address.

import { isIP } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../src/core/usage-error.ts";
import { checkOverride } from "../src/corpus/settings.ts";
import { serveSite } from "../src/site/serving/serve.ts";
import { count, readOptions, run, siteRoot } from "./command-line.ts";
import { printProblems } from "./print-problems.ts";
import { typedEnvironment } from "./typed-path.ts";

const USAGE = `Usage: npm start -- [options]
  --root DIR           folder with content/ and _data/ (default: this one)
  --port NUMBER        port of the server (default: 8080, or the next free one)
  --host ADDRESS       address to listen on: 127.0.0.1 for this machine only (default), 0.0.0.0 for the whole network
  --path-prefix PATH   folder that the site is served from, such as /group/kb/
  --all                list every piece of advice instead of grouping them
  --help               show this text
`;

function options() {
  const { values } = parseArgs({
    options: {
      root: { type: "string" },
      port: { type: "string", default: "8080" },
      host: { type: "string", default: "127.0.0.1" },
      "path-prefix": { type: "string" },
      all: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new UsageError(`"${values.port}" is not a port number`);
  if (isIP(values.host) === 0)
    throw new UsageError(`"${values.host}" is not an IP address. Write an address of this machine, such as 0.0.0.0`);
  const place = typedEnvironment(values.root);
  const { pathPrefix } = checkOverride({ pathPrefix: values["path-prefix"] ?? place.pathPrefix });
  const { help, all, host } = values;
  return { help, all, root: siteRoot(place.root), port, host, pathPrefix };
}

await run(async () => {
  const given = readOptions(options, USAGE);
  if (given.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  await serveSite({
    ...given,
    output: join(given.root, ".cache/serve"),
    onLoad({ problems, corpus }) {
      const listing = given.all ? undefined : "npm start -- --all";
      printProblems(problems, corpus, { listing });
      process.stdout.write(`${count(corpus.postmortems.length + corpus.runbooks.length, "document")} read\n`);
    },
  });
  return 0;
});
