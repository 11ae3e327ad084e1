// The answer of a command is evidence only if the check looks at it. A failure without output, a success without output,
// and a success with words that no test host has must not mean OK, unless a test host that is ok gives just that.

import type { Check, Outcome } from "../../../model/check.ts";
import type { Host, Transcript } from "../../../model/host.ts";
import { nodesOf, staticText, syntaxOf } from "../../snippet/syntax.ts";
import { type Answer, answering } from "./commands.ts";
import { answerText, withoutFigures, withoutLines } from "./figures.ts";
import { type Change, guard, NOT_OK, type RunVerdict } from "./files.ts";
import { hasForm, heldAgainst, keptIn } from "./forms.ts";
import type { Trial } from "./of.ts";

/** The answer of one host to a command line, in a run of the check with the expected verdict. */
type Heard = { readonly outcome: Outcome; readonly host: Host; readonly transcript: Transcript };

const FAILURE: Answer = { stdout: "", exit: 1 };
const NOTHING: Answer = { stdout: "", exit: 0 };
/** No number, and no word that a check knows. */
const OTHER_WORDS: Answer = { stdout: "something-else\n", exit: 0 };

/** The host with another answer to one command line, once for each answer that must not mean OK. */
export function withOtherAnswers(
  check: Check,
  { verdict }: Outcome,
  host: Host,
  line: string,
  trial: Trial,
): readonly Change[] {
  const [first] = host.transcripts.filter((transcript) => lineOf(transcript) === line);
  if (first === undefined) return [];
  const words = new Set(
    nodesOf(syntaxOf(check.snippet)).map((node) => (Array.isArray(node.parts) ? staticText(node) : "")),
  );
  const heard = answersLike(first, words, trial);
  const well = heard.filter(({ outcome }) => outcome.verdict === "ok").map(({ transcript }) => transcript);
  const isWell = (fits: (transcript: Transcript) => boolean) => well.some(fits);
  const asked = asWritten(first, words);
  const base: Base = { host, line, asked, remedy: (isOther) => remedyFor(asked, heard, isOther) };
  const isAnswer: IsAnswer = (verdictOn) => isDecidedByCode(heard, verdictOn);
  const isText: IsAnswer = async (verdictOn) => !(await isAnswer(verdictOn)) && (await hasMeaning(heard, verdictOn));
  const said = well.map(({ stdout }) => stdout);
  const changes = [
    ...(isWell(({ exit, stdout }) => exit !== 0 && stdout === "") ? [] : [failing(base)]),
    otherCode(base, heard, isAnswer),
    ...(isWell(({ exit, stdout }) => exit === 0 && stdout === "") ? [] : [silent(base, isText)]),
    ...(isLooked(check.snippet, heard) ? [saying(base, isText)] : []),
  ];
  const text = verdict === "affected" ? answerText(host, line, said, keptIn(asked)) : undefined;
  return text === undefined ? changes : [...changes, ...withoutFigures(text), ...withoutLines(text, check.snippet)];
}

type VerdictOn = (host: Host) => Promise<RunVerdict>;
type IsAnswer = (verdictOn: VerdictOn) => Promise<boolean>;
type Base = {
  readonly host: Host;
  readonly line: string;
  readonly asked: Asked;
  readonly remedy: (isOther?: boolean) => string;
};

function lineOf({ argv }: Transcript): string {
  return argv.join(" ");
}

/**
 * Whether the check looks for words in it: numbers have a form, and some word of other answers is in the snippet. A list
 * of several lines may hold anything. A name, as `hostname` prints it, need not be known to the check.
 */
function isLooked(snippet: string, heard: readonly Heard[]): boolean {
  const said = heard.filter(({ outcome }) => outcome.verdict !== "unknown").map(({ transcript }) => transcript.stdout);
  const well = heard.filter(({ outcome }) => outcome.verdict === "ok").map(({ transcript }) => transcript.stdout);
  if (well.length === 0 || !well.every(isOneLine)) return false;
  if (well.every(isOneWord) && hasForm(well)) return true;
  const written = new Set(snippet.match(WORDS));
  return said.some((text) =>
    text
      .slice(0, MOST_READ)
      .match(WORDS)
      ?.some((word) => written.has(word)),
  );
}

const WORDS = /[A-Za-z]{2}[\w-]*/g;
const MOST_READ = 4096;

function isOneLine(stdout: string): boolean {
  return /^[^\n]*\S[^\n]*\n?$/.test(stdout);
}

function isOneWord(stdout: string): boolean {
  return /^\s*\S+\s*$/.test(stdout);
}

type Words = ReadonlySet<string | undefined>;
type Asked = Pick<Transcript, "argv" | "stdin">;

/** The question as the snippet has it: what the machine itself has printed is in a variable there. */
function asWritten({ argv, ...rest }: Transcript, words: Words): Asked {
  return { ...rest, argv: argv.map((word, i) => (i === 0 || words.has(word) ? word : "…")) };
}

/**
 * The answers to a question on all hosts. Two were asked the same if they differ only in arguments that are not in the
 * snippet: those hold what the machine itself has printed.
 */
function answersLike({ argv }: Transcript, written: Words, { outcomes, hosts }: Trial): readonly Heard[] {
  const isSame = (other: readonly string[]) =>
    other.length === argv.length &&
    other.every((word, i) => word === argv[i] || (i > 0 && !written.has(word) && !written.has(argv[i])));
  return outcomes.flatMap((outcome) => {
    const host = hosts.get(outcome.host);
    if (host === undefined || outcome.verdict !== outcome.expected) return [];
    const answers = host.transcripts.filter((one) => isSame(one.argv) && outcome.run.ran.includes(lineOf(one)));
    return answers.map((transcript) => ({ outcome, host, transcript }));
  });
}

/** Whether an affected host would be ok with the exit code of an ok one: then its output does not matter, as with `-checkend`. */
async function isDecidedByCode(heard: readonly Heard[], verdictOn: VerdictOn): Promise<boolean> {
  const well = heard.find(({ outcome }) => outcome.verdict === "ok")?.transcript.exit;
  const affected = heard.find(({ outcome, transcript }) => outcome.verdict === "affected" && transcript.exit !== well);
  if (affected === undefined || well === undefined) return false;
  const { host, transcript } = affected;
  return (await verdictOn(answering(host, lineOf(transcript), { ...transcript, exit: well }))).verdict === "ok";
}

/**
 * Whether what it prints decides anything. It does not for `zpool list >/dev/null || exit 2`: no output changes a verdict
 * there, and a failure is noticed.
 */
async function hasMeaning(heard: readonly Heard[], verdictOn: VerdictOn): Promise<boolean> {
  const each = heard.filter(({ outcome }) => outcome.verdict !== "unknown");
  const changes = each.map(async ({ outcome, host, transcript }) => {
    const under = async (answer: Answer) => (await verdictOn(answering(host, lineOf(transcript), answer))).verdict;
    const [fails, ...said] = await Promise.all([FAILURE, NOTHING, OTHER_WORDS].map(under));
    return fails === outcome.verdict || said.some((verdict) => verdict !== outcome.verdict);
  });
  return (await Promise.all(changes)).includes(true);
}

const PROVES_NOTHING = "A missing or unknown answer proves nothing.";
const DISPLAYED = "If the command is only displayed, list it under context";

/** What fixes each of these trials, without breaking the answers that are right. */
function remedyFor(asked: Asked, heard: readonly Heard[], isOther = false): string {
  const answers = heard.filter(({ outcome }) => outcome.verdict !== "unknown").map(({ transcript }) => transcript);
  const name = asked.argv[0] ?? "";
  const said = answers.filter(({ stdout }) => stdout !== "").map(({ stdout }) => stdout);
  if (said.length > 0 && said.every(isOneWord))
    return `${PROVES_NOTHING}\nExit with 2 if the answer of ${name} has another form:\n  ${keptIn(asked)}\n${heldAgainst(said)}\n${DISPLAYED}`;
  if (isOther)
    return `${PROVES_NOTHING}\nCompare with what ${name} prints on an ok host, and exit with 2 for anything else.\n${DISPLAYED}`;
  if (answers.every(({ exit }) => exit === 0))
    return `${PROVES_NOTHING}\nExit with 2 if it fails:\n${guard(keptIn(asked), `${name} fails`)}\n${DISPLAYED}`;
  // Its exit code is an answer, too: if it is 1 on an affected machine, "|| exit 2" would hide that.
  const isOnStderr = answers.every(({ stdout }) => stdout === "") && answers.some(({ stderr }) => stderr !== "");
  const text = keptIn(asked, isOnStderr ? " 2>&1" : "");
  return `${PROVES_NOTHING}\nExit with 2 if it prints nothing:\n  ${text}; code=$?\n${guard('[ -n "$value" ]', `${name} prints nothing`)}`;
}

/** One line of it fails and prints nothing. */
export function failing({ host, line, asked, remedy }: Base): Change {
  return {
    ...NOT_OK,
    key: `failing ${asked.argv.join(" ")}`,
    without: `when ${line} fails and prints nothing`,
    remedy: () => remedy(),
    host: answering(host, line, FAILURE),
  };
}

/** If the exit code is the answer, as of `dpkg --compare-versions`, a code that no host has must not mean OK. */
function otherCode({ host, line, asked }: Base, heard: readonly Heard[], isAnswer: IsAnswer): Change {
  const known = new Set(heard.map(({ transcript }) => transcript.exit));
  const exit = [2, 3, 5, 7].find((code) => !known.has(code)) ?? 99;
  const answers = heard.filter(({ outcome }) => outcome.verdict !== "unknown").map(({ transcript }) => transcript.exit);
  const codes = [...new Set(answers)].sort((a, b) => a - b).join("|");
  return {
    ...NOT_OK,
    key: `code ${asked.argv.join(" ")}`,
    without: `when ${line} exits with ${exit}, a code of no test host`,
    remedy: () =>
      `Exit with 2 for any other code:\n  ${keptIn(asked)}; code=$?\n  case $code in ${codes}) ;; *) echo "${asked.argv[0]} exits with $code"; exit 2 ;; esac`,
    host: answering(host, line, { stdout: "", exit }),
    isEvidence: isAnswer,
  };
}

function silent({ host, line, asked, remedy }: Base, isEvidence: IsAnswer): Change {
  const own = `${PROVES_NOTHING}\nExit with 2 if it prints nothing:\n  ${keptIn(asked)}\n${guard('[ -n "$value" ]', `${asked.argv[0]} prints nothing`)}\nOr list under ok a test host on which it prints nothing`;
  return {
    ...NOT_OK,
    key: `silent ${asked.argv.join(" ")}`,
    without: `when ${line} succeeds and prints nothing`,
    remedy: () => (remedy().includes("if it fails") ? own : remedy()),
    host: answering(host, line, NOTHING),
    isEvidence,
  };
}

function saying({ host, line, asked, remedy }: Base, isEvidence: IsAnswer): Change {
  return {
    ...NOT_OK,
    key: `other ${asked.argv.join(" ")}`,
    without: `when ${line} answers "${OTHER_WORDS.stdout.trim()}"`,
    remedy: () => remedy(true),
    host: answering(host, line, OTHER_WORDS),
    isEvidence,
  };
}
