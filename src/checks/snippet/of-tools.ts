// Tools that answer from files alone only with certain arguments: jq without its clock, openssl without clock, chance and
// network, stat without what no recording keeps.

import type { Refusal } from "../../model/check.ts";

type Words = readonly (string | undefined)[];
/** What of the arguments no recording answers, and what to write instead; undefined where they are fine. */
type Rule = (args: Words) => { readonly asked: string; readonly rewrite: string } | undefined;

const TRANSCRIPT = "a command can have a transcript";

/** https://jqlang.org/manual/: `now`, and what tells of the environment or waits for more input. */
const OF_JQ = /(?<![\w$."])(now|localtime|strflocaltime|env)\b(?!")|\$ENV\b/;

/** Options of jq that are followed by a name. */
const NAMES = /^--(arg|argjson|rawfile|slurpfile)$/;

/** Commands of openssl(1) that neither ask the clock nor chance nor the network, and write nothing by themselves. */
const OF_OPENSSL: ReadonlySet<string> = new Set(["asn1parse", "crl", "dgst", "pkey", "rsa", "x509"]);

/** https://www.gnu.org/software/coreutils/manual/html_node/stat-invocation.html: name, size, kind. */
const OF_STAT = /^(--format=|--printf=|-c)?([^%]|%[nsF%])*$/;

const RULES: Readonly<Record<string, Rule>> = {
  jq: (args) => {
    const programs = args.filter((_, i) => !NAMES.test(args[i - 1] ?? ""));
    const [found] = programs.flatMap((arg) => OF_JQ.exec(arg ?? "")?.[0] ?? []);
    if (found === undefined) return undefined;
    return { asked: `jq ${found}`, rewrite: `Ask date +%s instead of ${found}, and hand it in with --argjson` };
  },
  openssl: ([name, ...args]) => {
    const option = args.find((arg) => arg === "-checkend" || arg === "-out" || arg === "-sign");
    if (option === "-checkend")
      return { asked: `openssl ${option}`, rewrite: `Read -enddate, and hold it against date +%s: ${TRANSCRIPT}` };
    if (option !== undefined) return { asked: `openssl ${option}`, rewrite: `A check only reads: leave out ${option}` };
    if (name === undefined || OF_OPENSSL.has(name)) return undefined;
    return { asked: `openssl ${name}`, rewrite: `Add a transcript: what openssl ${name} says is in no file` };
  },
  stat: (args) => {
    const at = args.findIndex((arg) => arg !== undefined && /^(-[a-zA-Z]*c|--format|--printf)(=|$)/.test(arg));
    const form = args[at]?.includes("=") ? args[at] : args[at + 1];
    const asked = `stat ${at === -1 ? (args[0] ?? "") : (form ?? "")}`.trim();
    if (form?.includes("%s") && args.some(isOfKernel))
      return { asked, rewrite: "Read the file instead: files of /proc and /sys have no true size" };
    // A form that a variable holds is seen when it runs.
    if (at !== -1 && (form === undefined || OF_STAT.test(form))) return undefined;
    return { asked, rewrite: "Ask stat -c for %n, %s or %F alone: owner, mode and times are in no recording" };
  },
};

/** Files that have no true size. */
function isOfKernel(word: string | undefined): boolean {
  return word !== undefined && /^\/(proc|sys)\//.test(word);
}

/** `jq now`, `openssl s_client`, `stat -c %Y f`: what no recording answers, though the tool is there. */
export function askedOfTool([name = "", ...args]: Words): Refusal | undefined {
  const rule = Object.hasOwn(RULES, name) ? RULES[name]?.(args) : undefined;
  return rule === undefined ? undefined : { cause: "recording", ...rule };
}
