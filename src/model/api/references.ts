// /api/references.json: the states of a site's references for other programs. Its JSON Schema is made of this, so that
// the two cannot disagree. Every key is always there; null means not known. /api/looks.json has the times of the lookups: a
// night without news leaves this file as it is.

import { z } from "zod";
import { ROLES } from "../reference.ts";
import { STATES } from "../state.ts";

const WebAddress = z.string().regex(/^https?:\/\/\S+$/);
const OwnAddress = z.string().regex(/^(https?:\/)?\/\S*$/);
const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/)
  .describe("A day, or an instant with its zone");
const State = z
  .enum(STATES)
  .describe("closed does not mean fixed; merged does not mean that it was a fix; fixed does not mean released");
const RemoteStatus = z.string().nullable().describe("Upstream status: upstream's own words");
const Version = z.string().nullable().describe("The release that carries the fix");

const Source = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("fetched"),
      date: Instant.describe("When this state was first read"),
      from: z.string().describe("The address that was looked up"),
    }),
    z.strictObject({
      kind: z.literal("by-hand"),
      date: Instant.describe("The day on which an author read it"),
      evidence: z.string().describe("Where it was read: an address or words"),
      note: z.string().nullable(),
    }),
  ])
  .describe("Where the state comes from");

const Target = z
  .strictObject({
    name: z.string(),
    state: State,
    words: z.string(),
    remoteStatus: RemoteStatus,
    version: Version,
  })
  .describe("A package, series or project for which the item has its own upstream status");

const Transition = z.strictObject({
  at: Instant.describe("Since when the new state holds, as upstream says; otherwise when it was seen"),
  seen: Instant.nullable().describe("The time of the lookup that saw it"),
  from: State,
  to: State,
  remoteStatus: z.string(),
  target: z.string().nullable().describe("The target whose state changed; null for the item as a whole"),
});

const ReferenceItem = z.strictObject({
  url: WebAddress.describe(
    "The canonical address of the item, or of the one target that is linked: the key of this list",
  ),
  item: WebAddress.describe("The item's canonical address at upstream"),
  label: z.string().describe("Short form for readers, such as openzfs/zfs#15276"),
  tracker: z.string().describe("Kind of upstream system, such as github"),
  state: State,
  effective: State.describe("For a duplicate the state of its original, if known; otherwise the same as state"),
  role: z.enum(ROLES).nullable().describe("What authors call it: the cause, which is never a fix"),
  words: z.string().describe("What the badge says, such as: fixed in 2 of 4 series"),
  title: z.string().nullable(),
  remoteStatus: RemoteStatus,
  version: Version,
  targets: z.array(Target),
  since: Instant.nullable().describe("Since when the state holds"),
  source: Source.nullable(),
  history: z.array(Transition),
  isFlapping: z.boolean().describe("Its state goes back and forth: it may change again, and the history is shortened"),
  movedTo: WebAddress.nullable().describe("The item's new address, if upstream has moved it"),
  usedIn: z.array(OwnAddress).describe("Pages of this site that refer to it; paths if the site states no url"),
  anchor: z.string().describe("Its place on /references/, and its key in /api/looks.json"),
  page: OwnAddress.describe("Its place on /references/"),
  badge: OwnAddress.describe("An SVG image of its state"),
});
export type ReferenceItem = Readonly<z.infer<typeof ReferenceItem>>;

const ReferencesFile = z
  .strictObject({ version: z.literal(1), references: z.array(ReferenceItem).describe("By address") })
  .meta({ title: "References", description: "The upstream items that a site refers to, and their states" });
export type ReferencesFile = Readonly<z.infer<typeof ReferencesFile>>;

/** The JSON Schema of the file (draft 2020-12, https://json-schema.org/draft/2020-12); `id` is its address. */
export function referencesSchema(id: string): object {
  const { $schema, ...schema } = z.toJSONSchema(ReferencesFile, { target: "draft-2020-12" });
  return { $schema, $id: id, ...schema };
}
