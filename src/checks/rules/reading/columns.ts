// Columns of df: without -P, a long device name has a line of its own, and its numbers are in the next one.
// POSIX: "The format of the default output from df is unspecified"; busybox breaks it behind 20 letters (coreutils/df.c).

import { isAwk } from "./awk.ts";
import type { Seen } from "./reading.ts";
import { type Command, type Reading, shown, variablesIn } from "./text.ts";

/** `df /var | awk 'NR == 2 { print $5 }'`, `df -h | while read -r device size …` */
export function brokenLines(reading: Reading): readonly Seen[] {
  const readers = reading.commands.filter(takesColumns);
  return reading.commands
    .filter((command) => command.name === "df" && !command.args.some(({ text }) => KEEPS_LINES.test(text)))
    .filter((df) => readers.some((reader) => reading.feeding(reader).includes(df) || isInLoop(reader, df, reading)))
    .map((df) => seenIn(df));
}

/** -P in any group of letters; names of columns are GNU's own, which breaks no line. */
const KEEPS_LINES = /^(-[a-zA-Z]*P[a-zA-Z]*|--portability|--output(=.*)?)$/;

function takesColumns(command: Command): boolean {
  const { name, args } = command;
  if (isAwk(command)) return args.some(({ text }) => /\$([1-9]|NF|\()/.test(text));
  return name === "cut" || (name === "read" && args.filter(({ text }) => !text.startsWith("-")).length > 1);
}

/** `df | while read -r a b`, `while read -r a b; do …; done < <(df)`: the loop has df as input, and its read reads that. */
function isInLoop(reader: Command, df: Command, { nodes, commandsIn, valuesOf }: Reading): boolean {
  if (reader.name !== "read") return false;
  return nodes.some((node) => {
    if (node.type === "Pipeline") {
      const stages = node.commands as readonly unknown[];
      const at = stages.findIndex((stage) => commandsIn(stage).includes(reader));
      return at > 0 && stages.slice(0, at).some((stage) => commandsIn(stage).includes(df));
    }
    if (node.type !== "While" || !commandsIn(node.condition).includes(reader)) return false;
    const targets = node.redirections as readonly unknown[];
    return [...targets, ...variablesIn(targets).flatMap(valuesOf)].some((part) => commandsIn(part).includes(df));
  });
}

function seenIn({ args, line }: Command): Seen {
  const words = args.map(({ text }) => text);
  return {
    what: `reads columns of df without -P: ${shown(["df", ...words].join(" "))}`,
    remedy: [
      "Without -P, df may put a long device name on its own line, as busybox does, which shifts the columns.",
      `Add -P, which prints one line for each file system: ${["df -P", ...words].join(" ")}`,
    ].join("\n"),
    line,
  };
}
