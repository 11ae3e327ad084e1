// /api/alerts.json: the alerts of a site with their runbooks, for a program that receives notifications and looks one
// up by its name. Its JSON Schema is made of this, so that the two cannot disagree. Every key is always there; null means
// not known.

import { z } from "zod";

const OwnAddress = z.string().regex(/^(https?:\/)?\/\S*$/);
const Duration = z.string().nullable();

const Rule = z.strictObject({
  group: z.string(),
  severity: z.string().nullable().describe("The label severity"),
  for: Duration.describe("How long it waits before it fires, such as 10m"),
  file: z.string().describe("The rule file, from the folder that holds content/"),
  line: z.int().positive(),
  leads: z
    .enum(["nothing", "page", "held-back", "dead", "elsewhere", "template", "not judged"])
    .describe("Where its runbook_url leads: a page of this site, one that is not published, another server, …"),
  runbook_url: z.string().nullable().describe("The full address if it is known; a path if the site states no url"),
});

const AlertRunbook = z.strictObject({
  name: z.string().describe("As in its address: storage/disk-full"),
  title: z.string(),
  url: OwnAddress,
  severity: z.string().nullable(),
  reviewed: z.string().nullable().describe("The day of the last review"),
  firstMinute: z.string().nullable().describe("What to do first, as plain text of several lines"),
});

const AlertItem = z.strictObject({
  name: z.string().describe("The label alertname: the key of this list"),
  otherNames: z.array(z.string()).describe("Names that it had before, and other spellings"),
  url: OwnAddress.describe("Its page; a path if the site states no url"),
  summary: z.string().nullable().describe("The annotation of its first rule that has one, with its templates"),
  severities: z.array(z.string()).describe("The labels severity of its rules"),
  rules: z.array(Rule).describe("Empty if the site does not read the rule's file"),
  runbooks: z.array(AlertRunbook).describe("In the order in which to open them; empty if there is none"),
});
export type AlertItem = Readonly<z.infer<typeof AlertItem>>;

const AlertsFile = z
  .strictObject({ version: z.literal(1), alerts: z.array(AlertItem).describe("By name") })
  .meta({ title: "Alerts", description: "The alerts that a site knows, and the runbook of each" });
export type AlertsFile = Readonly<z.infer<typeof AlertsFile>>;

/** The JSON Schema of the file (draft 2020-12, https://json-schema.org/draft/2020-12); `id` is its address. */
export function alertsSchema(id: string): object {
  const { $schema, ...schema } = z.toJSONSchema(AlertsFile, { target: "draft-2020-12" });
  return { $schema, $id: id, ...schema };
}
