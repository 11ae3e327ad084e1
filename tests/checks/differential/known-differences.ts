// Where the simulated shell and the real one are known not to agree; the snippets that show it stand under these names
// in tests/fixtures/checks/differential/refused.sh. Only two kinds are allowed: the simulated shell refuses what the
// real one answers, and what is the sandbox's own. It never answers otherwise without a word.
//
// Not in the corpus, because awks differ among themselves: text such as "0x10" as a number, which mawk knows; the order
// of `for (key in array)`; and find's order, which is that of the disk.

/** What the simulated shell refuses: name → why. */
export const REFUSED: Readonly<Record<string, string>> = {
  octal: "08 is no octal number, so that bash ends there; just-bash takes it for 8",
  shifts: "just-bash shifts by 32 bits, and cannot read an assignment by a shift",
  doubles: "just-bash counts in doubles, which are exact up to 2^53",
  slash: "just-bash reads `((i /= 2))` as a command with a slash in its name",
  "carriage return": "just-bash overlooks a carriage return behind a number",
  "expr patterns": "just-bash's expr finds other matches",
  "awk numbers":
    "Large numbers, halves, exponents, texts as numbers and divisions by nothing come out of just-bash's awk, or of mawk and gawk, in different forms",
  "awk texts that look like numbers": "just-bash's awk takes a constant text that looks like a number for one",
  "awk exit": "A bare exit in END keeps the code of the one before; just-bash takes it back",
  "awk records": "just-bash's awk reads lines, whatever RS says",
  "awk functions":
    "just-bash's split, substr, length and gsub differ at the edges: empty texts, starts before the first character, arrays, backslashes",
  "awk dialects": "gawk and mawk do not agree themselves: intervals, gensub",
  "awk commands and files": "just-bash's awk has no pipes, no -f, no -- and no assignments among the files",
  "awk syntax": "What just-bash's awk cannot read may be good awk",
  bytes: "NULs, carriage returns and bytes beyond ASCII: bash and its tools see bytes, just-bash characters",
  "extended patterns": "bash reads @(…) before shopt has run only in [[ ]], and just-bash cannot deny a pattern",
  longest: "POSIX takes the longest match, just-bash the first alternative",
  options: "just-bash lacks these options of the shell",
  nounset: "just-bash goes on after an unset variable in [[ ]]",
  "long streams": "just-bash finishes one command of a pipe before the next begins",
  traps: "just-bash has no traps",
  syntax: "What just-bash cannot read may be good bash",
  "grep options": "just-bash's grep does not know the option",
  "grep counts": "just-bash's grep counts, stops and separates otherwise",
  "regular expressions":
    "just-bash's engine for regular expressions has no back references, no looking around and no word borders by angles, and reads faulty ones otherwise",
  folders: "just-bash's tools report folders otherwise",
  columns: "The width of wc's columns hangs on what is counted",
  "options of tools": "just-bash does not know the option",
  "last lines": "A last line without its end stays without it only in the real tools",
  streams:
    "just-bash knows no streams beside the first three for writing, none by its name, and gives the input of a loop twice",
  "words of xargs": "just-bash's xargs keeps quotes, and runs nothing for nothing",
  "sed options": "just-bash's sed does not know the option",
  "sed commands": "just-bash's sed does the command otherwise",
  "sed expressions": "just-bash's sed reads the expression otherwise",
  dashes: "just-bash's tools take a dash for the name of a file",
  sorted: "The real comm complains of files that are not sorted",
  names: "just-bash cuts these names otherwise",
  "characters by number": "In the C locale, bash writes \\u out as it stands",
  printf:
    "just-bash's printf rounds halves upwards, and writes exponents, faulty numbers and faulty conversions otherwise",
  find: "just-bash's find goes on behind -exec whatever the command said",
  parameters: "just-bash does not take the parameter as bash 5.2 does",
  "patterns of folders": "just-bash takes files for folders in a pattern that ends in a slash",
};

/** What the sandbox has of its own: name → what. */
export const OF_THE_SANDBOX: Readonly<Record<string, string>> = {
  "folders of the sandbox": "The tools and their libraries stand in /bin, /lib, /run and /usr of the sandbox",
  "temporary files": "tac wants one for what comes out of a pipe, and nothing can be written in the sandbox",
};
