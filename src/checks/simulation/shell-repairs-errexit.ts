// What `set -e` means, where just-bash takes it otherwise: it forgets that nothing ends the shell behind `!`, before
// `&&` and `||`, in `until`, and in a command substitution; and that a function which ends in `a && b` does. As a
// condition of `if` all of them are right.

import { type CommandNode, type PipelineNode, parse, type StatementNode } from "just-bash";
import { literal, nodesOf, type SyntaxNode } from "../syntax.ts";

/** Repairs a script that sets errexit. */
export function repairErrexit(script: unknown): void {
  const nodes = nodesOf(script);
  if (!nodes.some(setsErrexit)) return;
  const functions = new Set(nodes.filter(({ type }) => type === "FunctionDef").map(({ name }) => name));
  for (const node of nodes) {
    if (node.type === "CommandSubstitution") becomesCondition(statementsOf(node.body), "exit");
    if (node.type === "Subshell") keepEnd(node.body, "exit");
    if (node.type === "FunctionDef" && node.name !== "check") keepEnd((node.body as SyntaxNode).body, "return");
    if (isStatement(node)) becomesIf(node, functions);
    if (node.type === "Until")
      Object.assign(node, { type: "While", condition: [negated(node.condition as StatementNode[])] });
  }
}

/** `set -e`, `set -euo pipefail`, `set -o errexit`, `shopt -so errexit` */
export function setsErrexit({ type, name, args }: SyntaxNode): boolean {
  if (type !== "SimpleCommand" || !["set", "shopt"].includes(literal(name) ?? "")) return false;
  const words = Array.isArray(args) ? args.map((arg) => literal(arg) ?? "") : [];
  return words.includes("errexit") || (literal(name) === "set" && words.some((word) => /^-\w*e/.test(word)));
}

function isStatement(node: SyntaxNode): node is SyntaxNode & StatementNode {
  return node.type === "Statement";
}

function statementsOf(body: unknown): StatementNode[] {
  return (body as { statements: StatementNode[] }).statements;
}

/** `$(a; b)` → `$(if a; b; then true; else exit $?; fi)`. What is one command needs none of it. */
function becomesCondition(list: StatementNode[], leave: string): void {
  const [only] = list;
  const [command, ...more] = only?.pipelines.flatMap(({ commands }) => commands) ?? [];
  if (list.length === 1 && more.length === 0 && command?.type === "SimpleCommand") return;
  list.splice(0, list.length, ifStatement([...list], "true", `${leave} $?`));
}

/** `(a && b)`, `f() { a && b; }`: their code is that of a command, which ends the shell. */
function keepEnd(list: unknown, leave: string): void {
  if (Array.isArray(list) && endsInList(list)) list.push(statementOf(leave));
}

/** Whether the last thing that runs is a list of && or ||. */
function endsInList(list: unknown): boolean {
  const last = Array.isArray(list) ? (list.at(-1) as StatementNode | undefined) : undefined;
  if (last !== undefined && last.operators.length > 0) return true;
  const [command] = last?.pipelines.at(-1)?.commands ?? [];
  if (command?.type === "If") return [...command.clauses.map(({ body }) => body), command.elseBody].some(endsInList);
  if (command?.type === "Case") return command.items.some(({ body }) => endsInList(body));
  return command !== undefined && "body" in command && endsInList(command.body);
}

/** `f || b` → `if f; then true; else b; fi`, and `! f` likewise. */
function becomesIf(statement: StatementNode, functions: ReadonlySet<unknown>): void {
  const { pipelines, operators } = statement;
  for (const pipeline of pipelines) if (pipeline.negated && isOfMany(pipeline, functions)) denied(pipeline);
  if (!pipelines.slice(0, -1).some((pipeline) => isOfMany(pipeline, functions))) return;
  const [first, ...rest] = pipelines;
  if (first === undefined) return;
  const folded = rest.reduce((left, right, i) => {
    const [then, otherwise] = operators[i] === "&&" ? [right, KEEP_CODE] : ["true", right];
    return onePipeline(ifStatement([asStatement(left)], then, otherwise));
  }, first);
  Object.assign(statement, { pipelines: [folded], operators: [] });
}

const PLAIN: ReadonlySet<string> = new Set(["SimpleCommand", "ArithmeticCommand", "ConditionalCommand"]);

/** Commands within which one may fail and the next may run. */
function isOfMany({ commands }: PipelineNode, functions: ReadonlySet<unknown>): boolean {
  return commands.some((command) => {
    if (!PLAIN.has(command.type)) return true;
    const substitutes = nodesOf(command).some(({ type }) => type === "CommandSubstitution");
    return substitutes || (command.type === "SimpleCommand" && functions.has(literal(command.name)));
  });
}

/** `! a` */
function denied(pipeline: PipelineNode): void {
  const inner = { ...pipeline, negated: false };
  Object.assign(pipeline, onePipeline(negated([asStatement(inner)])));
}

function negated(condition: StatementNode[]): StatementNode {
  return ifStatement(condition, "! true", "true");
}

/** The code before it, without an end of the shell. */
const KEEP_CODE = "(exit $?) && true";

type Branch = string | PipelineNode;

function ifStatement(condition: StatementNode[], then: Branch, otherwise: Branch): StatementNode {
  const branch = (body: Branch) => [typeof body === "string" ? statementOf(body) : asStatement(body)];
  const clauses = [{ condition, body: branch(then) }];
  const command: CommandNode = { type: "If", clauses, elseBody: branch(otherwise), redirections: [] };
  return asStatement({ type: "Pipeline", commands: [command], negated: false });
}

function onePipeline({ pipelines: [pipeline] }: StatementNode): PipelineNode {
  if (pipeline === undefined) throw new RangeError("A statement has a pipeline");
  return pipeline;
}

function asStatement(pipeline: PipelineNode): StatementNode {
  return { type: "Statement", pipelines: [pipeline], operators: [], background: false };
}

function statementOf(text: string): StatementNode {
  const [statement] = parse(text).statements;
  if (statement === undefined) throw new RangeError(`${text} is no statement`);
  return statement;
}
