// What a document that can be read still lacks: what `status: final` asks for, sections, a severity of the site's scale,
// the day of a review, an owner's name as the settings have it.

import { nearestName } from "../core/nearest-name.ts";
import { type Place, topOf } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import type { Heading } from "../markdown/document.ts";
import { type Owner, ownerFinder } from "../model/owner.ts";
import { RUNBOOK_SECTIONS, type RunbookSection } from "../model/runbook.ts";
import type { Settings } from "../model/settings.ts";
import type { AnyDocument, RunbookDocument } from "./documents.ts";
import { sectionsIn } from "./runbook-sections.ts";
import { severityProblem } from "./severity.ts";

/** `final`: keys that `status: final` asks for. */
export function lacking(document: AnyDocument, final: readonly string[], settings: ForLacking): Problem[] {
  const { severity, status } = document.data;
  const isFinal = status === "final";
  return [
    ...(isFinal ? missingForFinal(document, final) : []),
    ...(severity === undefined
      ? []
      : severityProblem(severity, settings.severities, () => document.placeOf("severity"), isFinal)),
    ...(document.kind === "runbook"
      ? [
          ...ownerAdvice(document, settings.owners),
          ...reviewAdvice(document),
          ...sectionProblems(document, settings.runbooks),
        ]
      : []),
  ];
}

export type ForLacking = Pick<Settings, "severities" | "runbooks" | "owners">;

function missingForFinal(document: AnyDocument, keys: readonly string[]): Problem[] {
  const data = document.data as Readonly<Record<string, unknown>>;
  const missing = keys.filter((key) => data[key] === undefined || (Array.isArray(data[key]) && data[key].length === 0));
  if (missing.length === 0) return [];
  const what = `status "final" without ${missing.join(", ")}`;
  return [problem(document.placeOf("status"), what, "Add what is missing, or write status: review until it is known")];
}

/** A slip in the name of an owner whom the settings know: the page would show no number. A far name is another team. */
function ownerAdvice({ data: { owner = "" }, placeOf }: RunbookDocument, owners: readonly Owner[]): Problem[] {
  if (ownerFinder(owners)(owner).length > 0) return [];
  const names = owners.map(({ name }) => name);
  const meant = nearestName(owner, names, Math.max(1, Math.floor(owner.length / 4)));
  if (meant === undefined) return [];
  const remedy = `Did you mean "${meant}"? Only a name of that list becomes a link`;
  return [advice(placeOf("owner"), `owner "${owner}" is not among the owners of content/site.yaml`, remedy)];
}

/** Nobody can tell when the next review is due. With `status: final`, the missing day is a Problem already. */
function reviewAdvice({ data: { reviewed, reviewEvery, status }, placeOf }: RunbookDocument): Problem[] {
  if (reviewEvery === undefined || reviewed !== undefined || status === "final") return [];
  const what = `reviewEvery ${JSON.stringify(reviewEvery)} without the day of the last review`;
  return [advice(placeOf("reviewEvery"), what, "Write that day, as in reviewed: 2026-11-22")];
}

/**
 * What a runbook's sections lack: one piece each for missing ones, for the order, and for those without text. Teams
 * have their own names for them, and what is missing only fails a build if the site asks for that.
 */
function sectionProblems(
  { file, data, rendered }: RunbookDocument,
  { sections, names }: Settings["runbooks"],
): Problem[] {
  const tell = data.status === "final" || sections === "required" ? problem : advice;
  const found = sectionsIn(rendered.headings, names);
  const at = (heading: Heading | undefined): Place => ({ ...topOf(file), line: heading?.line ?? 1 });
  const told: Problem[] = [];

  const missing = RUNBOOK_SECTIONS.filter((section) => !found.some((one) => one.section === section));
  // The author of a finished text sees all of them at once; as advice they are one topic, whichever a runbook lacks.
  const lacks = tell === advice ? missing.map((section) => [section]) : missing.length > 0 ? [missing] : [];
  for (const names of lacks) {
    told.push(tell(at(undefined), `runbook without the section ${quoted(names)}`, `${ORDER}. ${OWN_NAMES}`));
  }
  const late = found.find(({ section }, i) => i > 0 && indexOf(section) < indexOf(found[i - 1]?.section));
  if (late !== undefined) {
    const behind = found[found.indexOf(late) - 1]?.heading.text ?? "";
    told.push(tell(at(late.heading), `section "${late.heading.text}" comes after "${behind}"`, ORDER));
  }
  const empty = found.filter(({ heading }) => heading.isEmpty).map(({ heading }) => heading);
  if (empty.length > 0) {
    const what = `section without text: ${quoted(empty.map(({ text }) => text))}`;
    told.push({ ...tell(at(empty[0]), what, "Write what is known, or that nothing is known yet"), summary: true });
  }
  return told;
}

const ORDER = `Write the sections of a runbook in this order: ${RUNBOOK_SECTIONS.map((section) => `## ${section}`).join(", ")}`;
const OWN_NAMES = 'Other names for them go into "runbooks.names" of content/site.yaml';

function indexOf(section: RunbookSection | undefined): number {
  return section === undefined ? -1 : RUNBOOK_SECTIONS.indexOf(section);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
