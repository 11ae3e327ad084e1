// Repairs of what stands in a row: the codes that assignments and breaks leave behind.

import { type CommandNode, parse, type SimpleCommandNode, type StatementNode } from "just-bash";
import { literal, nodesOf, type SyntaxNode } from "../syntax.ts";
import { operandCheck } from "./shell-repairs-arithmetic.ts";
import { setsErrexit } from "./shell-repairs-errexit.ts";

/** Repairs every list of statements below a node. */
export function repairLists(script: unknown): void {
  const nodes = nodesOf(script);
  const stopsOnError = nodes.some(setsErrexit);
  for (const node of nodes) {
    if (LOOPS.has(node.type) && Array.isArray(node.body)) insertBeforeBreaks(node.body);
    for (const list of Object.values(node))
      if (isList(list)) for (const [i] of list.entries()) repairStatement(list, i, stopsOnError);
  }
}

const LOOPS: ReadonlySet<unknown> = new Set(["For", "CStyleFor", "While", "Until"]);

function isList(value: unknown): value is StatementNode[] {
  return Array.isArray(value) && value.length > 0 && value.every((node: SyntaxNode) => node.type === "Statement");
}

function repairStatement(list: StatementNode[], i: number, stopsOnError: boolean): void {
  const statement = list[i];
  if (statement === undefined) return;
  const isSeen = i === list.length - 1 || statement.pipelines.length > 1 || readsCode(list[i + 1]);
  for (const pipeline of statement.pipelines) {
    const [command] = pipeline.commands;
    if (pipeline.commands.length !== 1 || command === undefined) continue;
    if ((isSeen || stopsOnError) && command.type === "SimpleCommand") succeed(command);
    if (command.type !== "ArithmeticCommand") continue;
    const check = operandCheck(command.expression);
    if (check !== undefined) pipeline.commands = [group([statementOf(check), asStatement(command)])];
  }
}

/** After `false; x=1`, just-bash leaves 1 in `$?`; bash leaves 0, as after `x=1$(true)`. */
function succeed({ name, assignments }: SimpleCommandNode): void {
  const last = assignments.at(-1);
  const substitutes = nodesOf(assignments).some(({ type }) => type === "CommandSubstitution");
  if (name !== null || last === undefined || substitutes) return;
  const nothing = { type: "CommandSubstitution" as const, body: parse("true"), legacy: false };
  if (last.array !== null) last.array.push({ type: "Word", parts: [nothing] });
  else last.value = { type: "Word", parts: [...(last.value?.parts ?? []), nothing] };
}

const CODE_TAKERS: ReadonlySet<string | undefined> = new Set(["return", "exit"]);

function readsCode(statement: StatementNode | undefined): boolean {
  const nodes = nodesOf(statement);
  return nodes.some(
    ({ type, parameter, name, args }) =>
      (type === "ParameterExpansion" && (parameter === "?" || parameter === "PIPESTATUS")) ||
      (type === "SimpleCommand" && CODE_TAKERS.has(literal(name)) && Array.isArray(args) && args.length === 0),
  );
}

/** A loop that is left has the code 0; just-bash gives that of the statement before. */
function insertBeforeBreaks(body: unknown[]): void {
  for (let i = body.length - 1; i >= 0; i--) {
    const breaks = nodesOf(body[i]).some(({ type, name }) => type === "SimpleCommand" && BREAKS.has(literal(name)));
    if (breaks && !readsCode(body[i] as StatementNode)) body.splice(i, 0, statementOf("true"));
  }
}

const BREAKS: ReadonlySet<string | undefined> = new Set(["break", "continue"]);

function statementOf(text: string): StatementNode {
  const [statement] = parse(text).statements;
  if (statement === undefined) throw new RangeError(`${text} is no statement`);
  return statement;
}

function asStatement(command: CommandNode): StatementNode {
  const pipelines = [{ type: "Pipeline" as const, commands: [command], negated: false }];
  return { type: "Statement", pipelines, operators: [], background: false };
}

function group(body: StatementNode[]): CommandNode {
  return { type: "Group", body, redirections: [] };
}
