// A loop over an array of awk visits its members in no fixed order: mawk, gawk and busybox each have their own.
// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/awk.html: "in an unspecified order"

import type { Seen } from "./reading.ts";
import { type Command, type Reading, shown } from "./text.ts";

const AWKS: ReadonlySet<string> = new Set(["awk", "gawk", "mawk", "nawk", "original-awk"]);

/** True for a command that runs an awk program. */
export function isAwk({ name }: Command): boolean {
  return AWKS.has(name);
}

/** `for (k in t) { print k; exit }`, and a loop of which only the first line is used. */
export function firstOfLoop(reading: Reading): readonly Seen[] {
  return reading.commands.filter(isAwk).flatMap((command) => {
    const loop = command.args
      .map(({ text }) => loopIn(text, isCutBehind(command, reading)))
      .find((found) => found !== undefined);
    return loop === undefined ? [] : [seenIn(loop, command.line)];
  });
}

function seenIn({ head, key, array }: Loop, line: number): Seen {
  return {
    what: `uses the first result of an awk loop, which has no fixed order: ${shown(head)}`,
    remedy: [
      "Which one comes first differs between mawk, gawk and busybox. Keep the order in which they were read:",
      `  if (!(x in ${array})) order[++n] = x    where it is read, and at the end`,
      `  for (i = 1; i <= n; i++) { ${key} = order[i]; … }`,
      "Or print all of them, and choose by a rule: … | sort | head -n 1",
    ].join("\n"),
    line,
  };
}

type Loop = { readonly head: string; readonly key: string; readonly array: string; readonly body: string };

const HEAD = /\bfor\s*\(\s*(\w+)\s+in\s+(\w+)\s*\)\s*/g;

function loopIn(program: string, isCut: boolean): Loop | undefined {
  // gawk has a setting for the order.
  if (program.includes("sorted_in")) return undefined;
  for (const { 0: head, 1: key = "", 2: array = "", index } of program.matchAll(HEAD)) {
    const body = bodyAt(program, index + head.length);
    if (endsAtFirst(body, key, array) || (isCut && PRINTS.test(body))) return { head: head.trim(), key, array, body };
  }
  return undefined;
}

/** The statement that begins there: a block to its brace, or the text before the next `;`, line break or brace. */
function bodyAt(program: string, from: number): string {
  const open = program.slice(from).search(/[{;\n}]/);
  if (open === -1 || program[from + open] !== "{") return program.slice(from, open === -1 ? undefined : from + open);
  let depth = 0;
  for (let at = from + open; at < program.length; at++) {
    if (program[at] === "{") depth++;
    if (program[at] === "}" && --depth === 0) return program.slice(from, at + 1);
  }
  return program.slice(from);
}

const PRINTS = /\bprintf?\b/;
const LEAVES = /\b(exit|break|return)\b/;
const ONLY_ONCE = /!\s*\w+\+\+|\b\w+\+\+\s*==\s*0|\bNR\s*==\s*1\b/;

/** Whether something of the current member is kept or printed, and the loop ends then. A flag would be the same for any. */
function endsAtFirst(body: string, key: string, array: string): boolean {
  const member = new RegExp(`\\b${key}\\b|\\b${array}\\s*\\[`);
  const kept = [...body.matchAll(/\b(?:printf?|exit|return)\b([^;}\n]*)|\b\w+\s*=(?!=)\s*([^;}\n]*)/g)];
  const isOfMember = kept.some(([, said = "", value = ""]) => member.test(said) || member.test(value));
  return isOfMember && (LEAVES.test(body) || ONLY_ONCE.test(body));
}

/** `awk … | head -n 1`, `read -r first < <(awk …)` */
function isCutBehind(command: Command, reading: Reading): boolean {
  return reading.commands.some((other) => {
    const feeding = takesFirst(other) ? reading.feeding(other) : [];
    return feeding.includes(command) && !feeding.some(({ name }) => name === "sort");
  });
}

function takesFirst({ name, args, node }: Command): boolean {
  const options = args.map(({ text }) => text).join(" ");
  if (name === "head" || name === "tail") return /^(-1|-n ?1|--lines=1)$/.test(options);
  if (name === "sed") return /^(1q|-n 1p)$/.test(options);
  return name === "read" && node.redirections.length > 0;
}
