// Uses of the text tools that get no answer without a transcript: the answer depends on more than the recording, or
// just-bash has another one than the real tools and does not say so. What is listed here was seen to differ; each has a
// snippet in tests/fixtures/checks/differential/.

/** What a command line is held against, as its argv joined by blanks. */
const REFUSED: Readonly<Record<string, readonly RegExp[]>> = {
  basename: [/^basename (-\S+ )*\/+( |$)/, /^basename (\S*\/)?(\S+) \2$/],
  dirname: [/^dirname (.* )?\/\//],
  expr: [/^expr (.* )?(:|match) /],
  find: [
    // They depend on the machine and the clock.
    /^find .* -(amin|anewer|atime|cmin|cnewer|ctime|group|gid|inum|links|ls|mmin|mtime|newer|perm|uid|user)/s,
    // Whatever follows -exec hangs on its code, and of -printf only names are known.
    / -(exec|execdir|ok) .* (;|\+) \S/s,
    / -printf .*%[^pf%]/s,
  ],
  grep: [
    // Without -E, a word border or a repetition; with or without, what just-bash has no engine for.
    /\\[<>]/,
    /^grep (?!.*(?<= )-\w*[EFP]).*\\[+?]/s,
    /\\[1-9]/,
    // No context, and a count that ends early.
    /(?<= )-\w*[ABC] ?0( |$)/,
    /(?<= )-(?=\w*c)\w*m|(?<= )-\w*m.* -\w*c|(?<= )-\w*c.* -\w*m/s,
  ],
  head: [/ -[cn] ?-?\d+[A-Za-z]/],
  ls: [/(?<= )-([A-Za-z]*[cgilnostu]|-(full-time|inode|size|sort|time))/],
  seq: [/^seq (.* )?-\w*f/],
  tail: [/ -c ?\+/, / -[cn] ?[-+]?\d+[A-Za-z]/],
  // Delimiters before the s, and options by their names.
  paste: [/^paste (.* )?-(d\S*s|-)/],
};

/** Every name of a tool whose first three letters say the same. */
const SAME: Readonly<Record<string, string>> = { egrep: "grep", fgrep: "grep" };

/** True where neither just-bash nor anything else but a recording knows the answer. */
export function isUnanswered(argv: readonly string[]): boolean {
  const [name = "", ...args] = argv;
  const line = argv.join(" ");
  if (args.some((arg) => STREAM.test(arg) || arg.includes("\0"))) return true;
  if (name === "printf") return isDoubtfulPrintf(args);
  return (REFUSED[SAME[name] ?? name] ?? []).some((pattern) => pattern.test(line));
}

/** Streams by their name, which just-bash takes for missing files. */
const STREAM = /^\/dev\/(stdin|fd\/\d)$/;

const CONVERSION = /%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+)?)?(\(|.|$)/g;
type Conversion = { readonly type: string; readonly width: string; readonly digits: string };

/** What just-bash's printf writes otherwise than that of bash: see the snippets named "printf". */
function isDoubtfulPrintf([first = "", ...rest]: readonly string[]): boolean {
  const [format = "", ...values] = first === "--" ? rest : first === "-v" ? rest.slice(1) : [first, ...rest];
  const conversions = [...format.replaceAll("%%", "").matchAll(CONVERSION)].map(
    ([, , width = "", digits = "6", type = ""]): Conversion => ({ type, width, digits }),
  );
  if (conversions.some(({ type }) => type === "" || !"diouxXfFbscq".includes(type))) return true;
  // A width out of an argument takes one of the values.
  const isShifted = conversions.some(({ width, digits }) => width === "*" || digits === "*");
  return values.some((value, i) =>
    (isShifted ? conversions : [conversions[i % conversions.length]]).some(
      (conversion) => conversion !== undefined && isDoubtfulValue(value, conversion),
    ),
  );
}

function isDoubtfulValue(value: string, { type, width, digits }: Conversion): boolean {
  // Bytes count, not characters.
  if (width !== "" && /[^\0-\x7f]/.test(value)) return true;
  if (type === "q") return /[\]{}()~#!^;&|<>`\\?]/.test(value);
  if (type === "c") return value === "" || /[^\0-\x7f]/.test(value);
  if ("diouxX".includes(type)) {
    return /^[-+]?0\d*[89]|\d{16}/.test(value) || ("ouxX".includes(type) && value.startsWith("-"));
  }
  if (!"fF".includes(type)) return false;
  // A half is rounded to the even digit by one, and upwards by the other.
  const isHalf = new RegExp(`^[-+]?\\d*\\.\\d{${digits === "*" ? "0," : digits}}50*$`).test(value);
  return isHalf || !/^[-+]?(\d+\.?\d*|\.\d+)$/.test(value);
}
