// What a command answers is evidence only if the check looks at it. A failure without a word, a success without a word, and
// a success with other words than any host has recorded are no proof that all is well, unless a recorded machine is well
// with just that.

import type { Check, Outcome } from "../../../model/check.ts";
import type { Host, Transcript } from "../../../model/host.ts";
import { quote } from "../../snippet/quote.ts";
import { literal, nodesOf, syntaxOf } from "../../snippet/syntax.ts";
import { commandOf } from "../refusals.ts";
import { type Answer, answering } from "./commands.ts";
import { answerText, withoutFigures } from "./figures.ts";
import { type Change, guard, NOT_OK, type RunVerdict } from "./files.ts";
import type { Trial } from "./of.ts";

/** The answer of one machine to a command line, in a run of the check that says what it should. */
type Heard = { readonly outcome: Outcome; readonly host: Host; readonly transcript: Transcript };

const FAILURE: Answer = { stdout: "", exit: 1 };
const NOTHING: Answer = { stdout: "", exit: 0 };
/** No figure, and no word that a check knows. */
const OTHER_WORDS: Answer = { stdout: "something-else\n", exit: 0 };

/** The host with another answer to one command line, once for each that is no proof. */
export function withOtherAnswers(
  check: Check,
  { verdict }: Outcome,
  host: Host,
  line: string,
  trial: Trial,
): readonly Change[] {
  const own = host.transcripts.filter((transcript) => lineOf(transcript) === line);
  const [first] = own;
  if (first === undefined) return [];
  const known = answersLike(first, check, trial);
  const isWell = (fits: (transcript: Transcript) => boolean) =>
    known.some(({ outcome, transcript }) => outcome.verdict === "ok" && fits(transcript));
  const base = { host, line, argv: first.argv };
  const changes: Change[] = [];
  if (!isWell(({ exit, stdout }) => exit !== 0 && stdout === "")) changes.push(failing(base));
  const isCode = (verdictOn: VerdictOn) => isToldByCode(known, verdictOn);
  if (!isWell(({ exit, stdout }) => exit === 0 && stdout === "")) changes.push(silent(base, isCode));
  const said = known.filter(({ outcome }) => outcome.verdict === "ok").map(({ transcript }) => transcript.stdout);
  if (said.length > 0 && said.every(isOneWord)) changes.push(saying(base, said, isCode));
  const text = verdict === "affected" ? answerText(host, line, said) : undefined;
  return text === undefined ? changes : [...changes, ...withoutFigures(text)];
}

type VerdictOn = (host: Host) => Promise<RunVerdict>;
type Base = { readonly host: Host; readonly line: string; readonly argv: readonly string[] };

function lineOf({ argv }: Transcript): string {
  return argv.join(" ");
}

/** Several words are a sentence or a row of a table, and several lines a list: in these, something else may stand. */
function isOneWord(stdout: string): boolean {
  return /^\s*\S+\s*$/.test(stdout);
}

/**
 * The answers to a question on all machines. Two were asked the same where they differ only in arguments that do not
 * stand in the snippet: those hold what the machine itself has said.
 */
function answersLike({ argv }: Transcript, { snippet }: Check, { outcomes, hosts }: Trial): readonly Heard[] {
  const written = new Set(nodesOf(syntaxOf(snippet)).map(literal));
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

/** Whether an affected machine were well by its exit code alone: then what is said does not matter, as of `-checkend`. */
async function isToldByCode(known: readonly Heard[], verdictOn: VerdictOn): Promise<boolean> {
  const affected = known.find(({ outcome, transcript }) => outcome.verdict === "affected" && transcript.exit !== 0);
  if (affected === undefined) return false;
  const { host, transcript } = affected;
  return (await verdictOn(answering(host, lineOf(transcript), { ...transcript, exit: 0 }))).verdict === "ok";
}

/** One line of it fails and prints nothing. */
export function failing({ host, line, argv }: Base): Change {
  return {
    ...NOT_OK,
    key: `failing ${line}`,
    without: `when ${line} fails and prints nothing`,
    remedy: () =>
      `Nothing is no proof that all is well.\nSay 2 when it fails:\n${guard(`value=$(${argv.map(quoted).join(" ")})`, `${commandOf(line)} fails`)}`,
    host: answering(host, line, FAILURE),
  };
}

function silent({ host, line }: Base, isCode: (verdictOn: VerdictOn) => Promise<boolean>): Change {
  return {
    ...NOT_OK,
    key: `silent ${line}`,
    without: `when ${line} succeeds and prints nothing`,
    remedy: () =>
      `Nothing is no proof that all is well.\nSay 2 when it prints nothing:\n${guard('[ -n "$value" ]', `${commandOf(line)} says nothing`)}\nOr list a host under ok that has recorded just that`,
    host: answering(host, line, NOTHING),
    isEvidence: async (verdictOn) => !(await isCode(verdictOn)),
  };
}

function saying(
  { host, line }: Base,
  said: readonly string[],
  isCode: (verdictOn: VerdictOn) => Promise<boolean>,
): Change {
  return {
    ...NOT_OK,
    key: `other ${line}`,
    without: `when ${line} answers "${OTHER_WORDS.stdout.trim()}"`,
    remedy: () =>
      `What a check does not know is no proof that all is well.\nSay 2 when the answer has another form:\n${formOf(said)}`,
    host: answering(host, line, OTHER_WORDS),
    isEvidence: async (verdictOn) => !(await isCode(verdictOn)),
  };
}

/** A line that holds an answer against what was recorded: figures by their form, words by themselves. */
function formOf(said: readonly string[]): string {
  const words = [...new Set(said.map((text) => text.trim()))];
  const [, form] = FORMS.find(([pattern]) => words.every((word) => pattern.test(word))) ?? [];
  if (form !== undefined) return guard(`[[ $value =~ ${form} ]]`, "unexpected answer: $value");
  return `  case $value in ${words.map(quoted).join("|")}) ;; *) echo "unexpected answer: $value"; exit 2 ;; esac`;
}

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^\d+$/, "^[0-9]+$"],
  [/^\d+(\.\d+)?%?$/, "^[0-9]+(\\.[0-9]+)?%?$"],
  [/^v?\d+(\.\d+)+\S*$/, "^v?[0-9]+\\.[0-9]"],
];

/** A word that can be copied into a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quote(word);
}
