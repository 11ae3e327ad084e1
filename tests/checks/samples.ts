// Tiny hosts and checks for the tests of this folder.

import { Source } from "../../src/core/position.ts";
import { formatProblem, type Problem } from "../../src/core/problem.ts";
import type { Check, Run } from "../../src/model/check.ts";
import { EMPTY_HOST, type Host, Transcript } from "../../src/model/host.ts";

type Content = string | Uint8Array;
type Tree = Readonly<Record<string, Content>>;

/** A host with these files; a command line such as "uname -r" answers with the text behind it. */
export function hostOf(name: string, files: Tree = {}, commands: Readonly<Record<string, string>> = {}): Host {
  const bytes = (content: Content) => (typeof content === "string" ? new TextEncoder().encode(content) : content);
  return {
    ...{ name, summary: name, kind: "shaped", source: "Made up for a test" },
    files: new Map(Object.entries(files).map(([path, content]) => [path, bytes(content)])),
    transcripts: Object.entries(commands).map(([line, stdout]) => Transcript.parse({ argv: line.split(" "), stdout })),
  };
}

export function hostsOf(...hosts: readonly Host[]): ReadonlyMap<string, Host> {
  return new Map([...hosts, EMPTY_HOST].map((host) => [host.name, host]));
}

export const GCM = "/sys/module/icp/parameters/icp_gcm_impl";
/** As ZFS prints it: a blank at the end, and no line break. */
export const HEALTHY = hostOf("healthy", { [GCM]: "cycle [fastest] avx generic pclmulqdq " });
export const AFFECTED = hostOf("affected", { [GCM]: "cycle [fastest] generic pclmulqdq " });
export const HOSTS = hostsOf(HEALTHY, AFFECTED);

const FENCE = "```bash check=zfs-avx";
const PAGE = new Source("content/runbooks/slow.md", `# Slow\n\n${FENCE}\n`);

/** A check on the hosts above, with the given snippet. */
export function checkOf(snippet: string, given: Partial<Check> = {}): Check {
  return {
    ...{ id: "zfs-avx", snippet, asks: "Has ZFS lost AVX?" },
    ...{
      ok: ["healthy"],
      affected: ["affected"],
      unknown: [],
      then: {},
      means: {},
      context: [],
      untried: [],
      exits: {},
    },
    document: { url: "/runbooks/slow/", title: "Slow", isFinal: false },
    place: PAGE.at(PAGE.text.indexOf(FENCE), FENCE.length),
    ...given,
  };
}

/** A run that found nothing. */
export const RUN: Run = {
  ...{ exitCode: 0, stdout: "", stderr: "" },
  ...{ read: [], missing: [], looked: [], listed: [], ran: [], steps: [], refused: [] },
};

/** Snippets and hosts of tests are kept short: what they leave out are never-ran.test.ts and silent.test.ts about, and no other. */
export function butSilence(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ what }) => !/ prints no reason for | never ran on any test host/.test(what));
}

/** The problems as an author reads them, but for that the check prints nothing, or has branches that no host reaches. */
export function told(problems: readonly Problem[]): string {
  return toldAll(butSilence(problems));
}

/** All problems as an author reads them. */
export function toldAll(problems: readonly Problem[]): string {
  return problems.map((problem) => formatProblem(problem, (_, line) => PAGE.line(line))).join("\n");
}
