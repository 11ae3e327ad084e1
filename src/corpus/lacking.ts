// What a document that can be read still lacks: what `status: final` asks for, sections, a severity of the site's scale.

import { type Problem, problem } from "../core/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { AnyDocument } from "./documents.ts";
import { sectionProblems } from "./runbook-sections.ts";
import { severityProblem } from "./severity.ts";

/** `final`: keys that `status: final` asks for. */
export function lacking(document: AnyDocument, final: readonly string[], settings: ForLacking): Problem[] {
  const { severity, status } = document.data;
  const isFinal = status === "final";
  return [
    ...(isFinal ? missingForFinal(document, final) : []),
    ...(severity === undefined
      ? []
      : severityProblem(severity, settings.severities, document.placeOf("severity"), isFinal)),
    ...(document.kind === "runbook" ? sectionProblems(document, settings.runbooks) : []),
  ];
}

export type ForLacking = Pick<Settings, "severities" | "runbooks">;

function missingForFinal(document: AnyDocument, keys: readonly string[]): Problem[] {
  const data = document.data as Readonly<Record<string, unknown>>;
  const missing = keys.filter((key) => data[key] === undefined || (Array.isArray(data[key]) && data[key].length === 0));
  if (missing.length === 0) return [];
  const what = `status "final" without ${missing.join(", ")}`;
  return [problem(document.placeOf("status"), what, "Add what is missing, or say status: review until it is known")];
}
