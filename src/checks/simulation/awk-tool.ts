// awk as just-bash has it, held to what real awks do: a program is repaired, refused, or run a second time to see
// whether its numbers can be trusted.

import type { ExecResult } from "just-bash";
import { isDoubtful, probedAwk } from "./awk-probe.ts";
import { isBeyondAwk } from "./awk-refusals.ts";
import { literalSeparator, repairedAwk } from "./awk-repairs.ts";
import { awkTokens, isName } from "./awk-tokens.ts";

/** What awk is called with: its options, its program, and the files behind. */
export type AwkCall = {
  readonly options: readonly string[];
  readonly program: string;
  readonly files: readonly string[];
};

/** undefined where an option is one that just-bash does not know. */
export function awkCall(args: readonly string[]): AwkCall | undefined {
  const options: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (!arg.startsWith("-") || arg === "-") return { options, program: arg, files: args.slice(i + 1) };
    const isApart = arg === "-F" || arg === "-v";
    if (!isApart && !/^-[Fv]./.test(arg)) return undefined;
    options.push(arg.slice(0, 2), isApart ? (args[++i] ?? "") : arg.slice(2));
  }
  return undefined;
}

/** The answer; undefined where it can't be trusted. `input` is all that awk reads. */
export async function runAwk(
  { options, program, files }: AwkCall,
  original: (args: string[]) => Promise<ExecResult>,
  input: string,
): Promise<ExecResult | undefined> {
  const tokens = awkTokens(program);
  if (isBeyondAwk(tokens) || files.some((file) => /^[A-Za-z_]\w*=/.test(file) || file === "-")) return undefined;
  const before = repairedOptions(options);
  if (before === undefined) return undefined;
  const run = (text: string) => original([...before.options, `${before.begin}${text}`, ...files]);
  const result = await run(repairedAwk(tokens));
  if (isOdd(input, program) || isOddNumber(result.stdout, input, program)) return undefined;
  const probed = probedAwk(tokens);
  const probe = probed === undefined ? undefined : await run(repairedAwk(awkTokens(probed)));
  const usesFormats = tokens.some((token) => isName(token, "printf", "sprintf"));
  return probe !== undefined && (isDoubtful(probe.stdout) || (usesFormats && probe.stderr !== result.stderr))
    ? undefined
    : result;
}

/** Separators given by -v are no variables to just-bash, and one given by -F is a regular expression. */
function repairedOptions(options: readonly string[]): { options: readonly string[]; begin: string } | undefined {
  const kept: string[] = [];
  let begin = "";
  for (let i = 0; i < options.length; i += 2) {
    const [option = "", value = ""] = options.slice(i, i + 2);
    const [, name = "", text = ""] = /^(\w+)=([\s\S]*)$/.exec(value) ?? [];
    if (option === "-F") kept.push(option, literalSeparator(value));
    else if (name === "RS" || name === "OFMT" || name === "CONVFMT") return undefined;
    else if (["FS", "OFS", "ORS", "SUBSEP"].includes(name))
      begin += `${name} = "${escaped(name === "FS" ? literalSeparator(text) : text)}"; `;
    else kept.push(option, value);
  }
  return { options: kept, begin: begin === "" ? "" : `BEGIN { ${begin}} ` };
}

function escaped(text: string): string {
  return text.replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/** Blanks that just-bash separates fields at; characters of several bytes, where they are counted; awk's own hexadecimal. */
function isOdd(text: string, program: string): boolean {
  const counts = /\b(length|substr|index|match|s?printf|toupper|tolower)\b/.test(program);
  return /[\r\f\v\0]/.test(text) || (counts && /[^\0-\x7f]/.test(text + program));
}

/** Numbers as awk writes them: what is above 2^31, fractions and exponents are not written the same everywhere. */
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\b(?:Infinity|NaN)\b/g;

function isOddNumber(stdout: string, text: string, program: string): boolean {
  return [...stdout.matchAll(NUMBER)].some(([number]) => {
    if (!isOddlyWritten(number, program) || text.includes(number)) return false;
    return !program.includes(number);
  });
}

const LARGEST = 2 ** 31 - 1;

function isOddlyWritten(number: string, program: string): boolean {
  if (/[a-zA-Z]/.test(number)) return true;
  if (Math.abs(Number(number)) > LARGEST && !number.includes(".") && !/%[-0-9]*\.0f/.test(program)) return true;
  return number.includes(".") && !/%[-0-9]*\.\d*f/.test(program) && number.replace(/^-?0*\.?0*|\./g, "").length > 6;
}
