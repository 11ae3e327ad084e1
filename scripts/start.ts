// npm start: builds and serves the site with live reload, drafts included, and prints the address.

import { parseArgs } from "node:util";
import { readEnvironment } from "../src/site/environment.ts";
import { serveSite } from "../src/site/serve.ts";
import { count, printProblems, wrongUsage } from "./print.ts";

const USAGE = `Usage: npm start -- [options]
  --root DIR           folder with content/ and _data/ (default: this one)
  --port NUMBER        default: 8080
  --path-prefix PATH   serve from a folder, such as /group/kb/
`;

function options() {
  const { values } = parseArgs({
    options: {
      root: { type: "string" },
      port: { type: "string", default: "8080" },
      "path-prefix": { type: "string" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new RangeError(`No port is called "${values.port}"`);
  const place = readEnvironment();
  return { root: values.root ?? place.root, port, pathPrefix: values["path-prefix"] ?? place.pathPrefix };
}

function parse() {
  try {
    return options();
  } catch (error) {
    return wrongUsage(error, USAGE);
  }
}

const given = parse();
await serveSite({
  ...given,
  output: ".cache/serve",
  onLoad(site) {
    printProblems(site.problems, site.corpus.readLine);
    process.stdout.write(`${count(site.corpus.postmortems.length + site.corpus.runbooks.length, "document")} read\n`);
  },
});
