// npm run references: lists the upstream items that the content links to; with --census, link hosts that no tracker knows.

import { parseArgs } from "node:util";
import type { Place } from "../src/core/position.ts";
import { printable } from "../src/core/problem.ts";
import type { Reference } from "../src/model/reference.ts";
import { STATES } from "../src/model/state.ts";
import { type Census, census } from "../src/site/census.ts";
import { trackers } from "../src/trackers/index.ts";
import type { UnknownHost } from "../src/trackers/unknown-hosts.ts";
import { count, readOptions, run, showHelp, siteRoot } from "./command-line.ts";
import { typedEnvironment } from "./typed-path.ts";

const USAGE = `Usage: npm run references -- [options]
  --census     list instead the link hosts that no tracker knows, those with the most links first
  --root DIR   folder with content/ and _data/ (default: this one)
  --help       show this text
Each line shows a reference: its state, what its badge says, and where it is used. Open ones come first. States come from
the record; nothing is looked up.
Exit codes: 0 list printed; 1 the record is broken; 2 wrong usage
`;

/** The most places that a line shows. */
const MOST_PLACES = 3;

function options() {
  const { values } = parseArgs({
    options: {
      census: { type: "boolean", default: false },
      root: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) showHelp(USAGE);
  return { isCensus: values.census, root: siteRoot(typedEnvironment(values.root).root) };
}

await run(async () => {
  const { isCensus, root } = readOptions(options, USAGE);
  const found = await census(root);
  const defects = found.corpus.problems.filter(({ kind }) => kind === "problem").length;
  if (defects > 0)
    process.stderr.write(`${count(defects, "problem")} in the content may hide references; the build lists them\n`);
  process.stdout.write(`${(isCensus ? hostLines(found.unknown) : referenceLines(found)).map(printable).join("\n")}\n`);
  return 0;
});

function referenceLines({ references }: Census): string[] {
  const width = Math.max(...references.map(({ state }) => state.length));
  const lines = references.map(
    ({ state, label, words, uses }) => `${state.padEnd(width)}  ${label}: ${words}  ${placesOf(uses)}`,
  );
  const states = STATES.map((state) => [references.filter((one) => one.state === state).length, state] as const);
  const parts = states.filter(([number]) => number > 0).map(([number, state]) => `${number} ${state}`);
  return references.length === 0
    ? ["No references"]
    : [...lines, `${count(references.length, "reference")}: ${parts.join(", ")}`];
}

function placesOf(uses: Reference["uses"]): string {
  const more = uses.length > MOST_PLACES ? ` and ${uses.length - MOST_PLACES} more` : "";
  return `${uses
    .slice(0, MOST_PLACES)
    .map(({ place }) => placeText(place))
    .join(", ")}${more}`;
}

function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function hostLines(hosts: readonly UnknownHost[]): string[] {
  if (hosts.length === 0) return ["A tracker knows the host of every link"];
  const width = Math.max(...hosts.map(({ host }) => host.length));
  const digits = String(hosts[0]?.links).length;
  const lines = hosts.map(({ host, links, place, perhaps }) => {
    const guess = perhaps.length === 0 ? "" : `  perhaps ${perhaps.join(" or ")}`;
    return `${String(links).padStart(digits)}  ${host.padEnd(width)}  ${placeText(place)}${guess}`;
  });
  return [...lines, ...remedy(hosts)];
}

function remedy(hosts: readonly UnknownHost[]): string[] {
  const likely = hosts.find(({ perhaps }) => perhaps.length > 0);
  return [
    `${count(hosts.length, "link host")} without a tracker. To add an instance of a known system, write in content/site.yaml:`,
    "  trackers:",
    `    ${likely?.perhaps[0] ?? "gitlab"}:`,
    `      - { web: https://${likely?.host ?? "gitlab.example.org"}/ }`,
    `Known systems: ${trackers.map(({ name }) => name).join(", ")}. /trackers/ on the built site shows their links`,
  ];
}
