// What to write instead of a construct that no engine answers: the table of what authors reach for.

type Rewrite = readonly [pattern: RegExp, remedy: string];

/** What else to write; $1 is the first group of the pattern. */
const REWRITES: readonly Rewrite[] = [
  [/^code outside of the check$/, "See that each brace and quote is closed by its own: bash -n shows where"],
  [/^a check without a command$/, "Write at least one command"],
  [/^snippet: size limit exceeded \((\d+ characters)\)$/, "Make it shorter: it may have $1"],
  [/^snippet: limit of what can be written exceeded$/, "Leave out what is no character, such as NUL"],
  [/^\$[({].* in arithmetic$/, "Put it into a variable first, then calculate with that"],
  [/^\$(S?RANDOM)$/, "Leave out $$$1: an answer must follow from what was read"],
  [/^\$(SECONDS|EPOCHSECONDS|EPOCHREALTIME)$/, "Ask date +%s instead of $$$1: a command can have a transcript"],
  [/^\$HOSTNAME$/, "Ask hostname instead of $$HOSTNAME: a command can have a transcript"],
  [/^\$(HOSTTYPE|MACHTYPE|OSTYPE)$/, "Ask uname instead of $$$1: a command can have a transcript"],
  [/^(\$.*)$/, "Leave out $1: it tells of the shell, not of the host"],
  [/^hash( |$)/, "Ask command -v instead of hash"],
  [/^which (\S+)/, "Ask command -v $1: every shell knows it, and it needs no transcript"],
  [/^(eval|exec|source|\.) /, "Write the commands themselves: nobody can see beforehand what $1 runs"],
  [/^((?:ba|da|k|z)?sh)( |$)/, "Write the commands themselves: nobody can see beforehand what $1 runs"],
  [/^(sudo|doas) /, "Leave out $1: whoever runs the check decides as whom"],
  [/^(sleep|watch)( |$)|^tail .*-\w*[fF]/, "A check looks once: leave out what waits"],
  [
    /^(curl|dig|ftp|host|nc|ncat|nslookup|ping|rsync|scp|ssh|telnet|wget)( .*|$)/,
    "A check asks the host alone: leave out $1",
  ],
  [/, the network$/, "A check asks the host alone: leave out the network"],
  [/^\[\[? -x /, "Ask for a command with command -v, for a file with -e: a recording keeps no mode"],
  [/^\[\[? -w /, "A check only reads, so it need not ask -w; a recording keeps no mode"],
  [/^\[\[? -s /, 'Read it instead of asking -s, as in [ -n "$$(cat …)" ]: files of /proc and /sys have no true size'],
  [/^\[\[? (-\w) /, "Ask with -e, -f, -d or -r instead of $1: a recording keeps no mode and no owner"],
  [/^[^ ]*\/([^ /]+)$/, "Write $1 without its path: transcripts go by name"],
  [
    /^(disown|fg|bg|jobs|kill|trap|ulimit|umask|times|history)( |$)/,
    "Leave out $1: it tells of the shell, or changes it",
  ],
  [/ as an integer$/, "bash compares whole numbers only. Cut the fraction off: $${x%.*}"],
  [/^(<<|>>)=? in arithmetic$/, "Multiply or divide instead of shifting"],
  [/^a number put together/, "Cut leading zeros off before you calculate: $${x#0}"],
  [/^\{.*\.\..*\}$/, "Use a shorter range: 10,000 steps are the most"],
  [/^e?grep .*\\[<>]/, "Use -w of grep instead of \\< and \\>"],
  [/^(ls|find) /, "Ask for names alone: owner, mode, size and times are in no recording. Or add a transcript"],
];

/** What else to write for something that was refused; undefined where nothing is known of it. */
export function rewriteOf(asked: string): string | undefined {
  const found = REWRITES.find(([pattern]) => pattern.test(asked));
  if (found === undefined) return undefined;
  const [pattern, remedy] = found;
  return pattern.exec(asked)?.[0].replace(pattern, remedy);
}
