// All checks of a runbook as one script, /runbooks/<name>/triage.sh: a table for whoever was woken up, JSON for a
// program, metrics for node_exporter. Its own shell code is triage.bash.

import { readFileSync } from "node:fs";
import type { Check, Run, Verdict } from "../../model/check.ts";
import { asFunction } from "../snippet/as-function.ts";
import { quote } from "../snippet/quote.ts";
import { NOT_ROOT } from "./answer.ts";
import { HOST_AND_TIME } from "./pasted.ts";
import { deeds, scriptHead } from "./script-head.ts";
import { fullUrl, nextStep, oneLine, verdictArms } from "./wording.ts";

/** The runbook that a script is for. */
type Triaged = { readonly name: string; readonly title: string; readonly url: string };

const SHARED = readFileSync(new URL("triage.bash", import.meta.url), "utf8");

/** The text of triage.sh. `runs` are those of these checks on all hosts: the script names what they read and ran. */
export function triage(runbook: Triaged, checks: readonly Check[], siteUrl: string, runs: readonly Run[]): string {
  const from = `From ${fullUrl(siteUrl, runbook.url)}`;
  const head = scriptHead("triage.sh", [
    [`All checks of the runbook: ${runbook.title}`, from],
    checks.map(({ id, asks }) => `${id}: ${asks}`),
    EXIT_CODES,
    [...deeds(runs), ...rootNote(checks), HANGS, "timeout 60 bash triage.sh"],
  ]);
  const answers = checks.map((check, i) => answer(check, `faultbook_snippet_${i + 1}`, siteUrl));
  return `${head}
${SHARED}
${HOST_AND_TIME}
faultbook_runbook=${quote(runbook.name)}
faultbook_width=${Math.max(...checks.map(({ id }) => id.length))}
${LITERAL}
faultbook_title=${quote(oneLine(runbook.title))}

${LITERAL}
faultbook_usage() {
  printf '%s\\n' ${usage(runbook, from).map(quote).join(" \\\n    ")}
}

${checks.map((check, i) => `faultbook_snippet_${i + 1}() {\n${asFunction(check.snippet)}\n}\n`).join("\n")}
${LITERAL}
faultbook_checks() {
${answers.join("\n")}
}

faultbook_main "$@"
`;
}

const HANGS = "It waits for a check that hangs, until Ctrl-C. To stop after a minute:";

/** Which checks only root can run. */
function rootNote(checks: readonly Check[]): readonly string[] {
  const ids = checks.filter(({ needs }) => needs === "root").map(({ id }) => id);
  if (ids.length === 0) return [];
  return [`Run it as root: other users cannot read what ${ids.join(", ")} ${ids.length === 1 ? "reads" : "read"}.`];
}

/** Titles and questions may hold backticks and dollar signs, which ShellCheck takes for a mistake in single quotes. */
const LITERAL = "# These texts are not meant to be expanded.\n# shellcheck disable=SC2016";

const EXIT_CODES = [
  "Exit code 0: all checks say OK",
  "Exit code 1: at least one says AFFECTED",
  "Exit code 2: none says AFFECTED, and at least one CANNOT TELL",
  "Exit code 64: wrong arguments",
];

function usage({ name, title }: Triaged, from: string): readonly string[] {
  return [
    "Usage: bash triage.sh [--json | --textfile | --help]",
    "",
    `All checks of the runbook: ${oneLine(title)}`,
    from,
    "",
    "Without an option it prints a table: AFFECTED first, with what to do next. On other hosts:",
    `            for h in HOST1 HOST2; do ssh root@$h bash -s <triage.sh; echo; done`,
    "--json      one JSON document",
    "--textfile  metrics for the textfile collector of node_exporter:",
    `            bash triage.sh --textfile | sponge /var/lib/prometheus/node-exporter/${name.replaceAll("/", "-")}.prom`,
    "",
    ...EXIT_CODES,
  ];
}

/** The lines that run one check, in a shell of its own that reads nothing and shows no errors. */
function answer(check: Check, snippet: string, siteUrl: string): string {
  const asked = [quote(check.id), quote(oneLine(check.asks)), snippet];
  if (check.needs === "root") asked.push(quote(NOT_ROOT));
  const tell = (verdict: Verdict) =>
    [
      "faultbook_tell",
      verdict,
      quote(oneLine(check.means[verdict] ?? "")),
      quote(nextStep(check, verdict, siteUrl) ?? ""),
    ].join(" ");
  const arms = verdictArms(check.exits).map(([codes, verdict]) => `    ${codes}) ${tell(verdict)} ;;`);
  return `  faultbook_ask ${asked.join(" ")}
  case $faultbook_code in
${arms.join("\n")}
  esac`;
}
