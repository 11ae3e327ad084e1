// Tools that answer from files alone only with certain arguments: jq without its clock, openssl without clock, chance and
// network, stat without owners, modes and times.

import type { Refusal } from "../../model/check.ts";
import { beyondInputOf } from "./jq-code.ts";

type Words = readonly (string | undefined)[];
/** Which of the arguments no test host can answer, and what to write instead; undefined if they are fine. */
type Rule = (args: Words) => { readonly asked: string; readonly rewrite: string } | undefined;

const TRANSCRIPT = "a command can have a transcript";

/** Options of jq → how many words after them are theirs. */
const VALUES_OF_JQ: Readonly<Record<string, number>> = {
  ...{ "--arg": 2, "--argjson": 2, "--argfile": 2, "--rawfile": 2, "--slurpfile": 2 },
  ...{ "--indent": 1, "-L": 1, "--library-path": 1 },
};
const PROGRAM_IN_FILE = /^(-(?!L)[a-zA-Z]*f[a-zA-Z]*|--from-file(=.*)?)$/;

/** Commands of openssl(1) that neither ask the clock nor chance nor the network, and write nothing by themselves. */
const OF_OPENSSL: ReadonlySet<string> = new Set([
  ...["asn1parse", "crl", "crl2pkcs7", "dgst", "ec", "pkcs7", "pkey", "rsa", "storeutl", "x509"],
]);
/** Their options that write a file, sign or encrypt: for a signature and a cipher there is chance. */
const MAKES =
  /^(out|keyout|sign|signkey|key|CA|CAkey|CAserial|CAcreateserial|gendelta|rand|writerand|(aes|aria|camellia|des|idea|seed|sm4)[\w-]*)$/;

/** https://www.gnu.org/software/coreutils/manual/html_node/stat-invocation.html: name, size, kind. */
const OF_STAT = /^([^%]|%[nsF%])*$/;

const RULES: Readonly<Record<string, Rule>> = {
  jq: ofJq,
  openssl: ofOpenssl,
  stat: ofStat,
};

function ofJq(args: Words): ReturnType<Rule> {
  const file = args.find((arg) => PROGRAM_IN_FILE.test(arg ?? ""));
  if (file !== undefined)
    return {
      asked: `jq ${file}`,
      rewrite: `Write the program in the snippet: what jq ${file} runs cannot be known in advance`,
    };
  const program = programOf(args) ?? "";
  const found = beyondInputOf(program);
  if (found === undefined) return undefined;
  const asked = `jq ${program}`;
  if (found === "env" || found === "$ENV")
    return { asked, rewrite: `Remove ${found}: it describes the shell, not the machine` };
  if (found === "import" || found === "include")
    return { asked, rewrite: `Write the program in the snippet: what ${found} runs cannot be known in advance` };
  return { asked, rewrite: `Use date +%s instead of ${found}, and pass it with --argjson` };
}

/** The first word that is no option and no value of one. */
function programOf(args: Words): string | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === "--") return args[at + 1];
    if (arg === undefined || !arg.startsWith("-")) return arg;
    at += Object.hasOwn(VALUES_OF_JQ, arg) ? (VALUES_OF_JQ[arg] ?? 0) : 0;
  }
  return undefined;
}

function ofOpenssl([name, ...args]: Words): ReturnType<Rule> {
  for (const arg of args) {
    // It takes `--out=file` as well.
    const [, option = ""] = /^--?([^=]+)/.exec(arg ?? "") ?? [];
    if (option === "checkend")
      return { asked: `openssl ${arg}`, rewrite: `Read -enddate, and compare it with date +%s: ${TRANSCRIPT}` };
    if (MAKES.test(option)) return { asked: `openssl ${arg}`, rewrite: `Remove ${arg}: a check may only read` };
    if (name === "storeutl" && /^(?!file:)[a-z][\w+.-]*:/i.test(arg ?? ""))
      return { asked: `openssl ${arg}`, rewrite: `Name a file instead: the contents of ${arg} are in no file` };
  }
  if (name === undefined || OF_OPENSSL.has(name)) return undefined;
  return { asked: `openssl ${name}`, rewrite: `Add a transcript: the answer of openssl ${name} is in no file` };
}

function ofStat(args: Words): ReturnType<Rule> {
  const rewrite = "Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times";
  const forms = formsOf(args);
  if (forms.length === 0) return { asked: `stat ${args[0] ?? ""}`.trim(), rewrite };
  // A form that a variable holds is seen when it runs.
  const refused = forms.find(({ form }) => form === undefined || !OF_STAT.test(form.text ?? ""));
  if (refused !== undefined) return { asked: `stat ${refused.word}`, rewrite };
  const size = args.some(isOfKernel) ? forms.find(({ form }) => form?.text?.includes("%s")) : undefined;
  if (size === undefined) return undefined;
  return {
    asked: `stat ${size.word}`,
    rewrite: "Read the file instead: files of /proc and /sys have no true size",
  };
}

/** The word that holds it, and the form; an option that asks for the file system has no form. */
type Form = { readonly word: string; readonly form: { readonly text: string | undefined } | undefined };

/** `-c %s`, `-c%s`, `-Lc %s`, `--format=%s`, `--printf %s`, `-f`: a long name may be cut short. */
function formsOf(args: Words): readonly Form[] {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? undefined : end).flatMap((arg = "", i): readonly Form[] => {
    const [found, short, long, joined] =
      /^(?:-([a-zA-Z]*?)(?=[cf])|--(fo\w*|p\w*|fi[\w-]*)(?:=([\s\S]*))?$)/.exec(arg) ?? [];
    if (found === undefined) return [];
    const isFileSystem = long?.startsWith("fi") ?? arg[1 + (short ?? "").length] === "f";
    if (isFileSystem) return [{ word: arg, form: undefined }];
    const own = long === undefined ? arg.slice(2 + (short ?? "").length) || undefined : joined;
    const text = own ?? args[i + 1];
    return [{ word: own === undefined ? (text ?? arg) : arg, form: { text } }];
  });
}

/** Files that have no true size. */
function isOfKernel(word: string | undefined): boolean {
  return word !== undefined && /^\/(proc|sys)\//.test(word);
}

/** `jq now`, `openssl s_client`, `stat -c %Y f`: what no test host can answer, though the tool is there. */
export function askedOfTool([name = "", ...args]: Words): Refusal | undefined {
  const rule = Object.hasOwn(RULES, name) ? RULES[name]?.(args) : undefined;
  return rule === undefined ? undefined : { cause: "recording", ...rule };
}
