// Front matter that post-mortems, runbooks and pages share. A page has nothing else.

import { z } from "zod";
import { languageRemedy, languageTag } from "../core/language.ts";
import { withoutMarks } from "../core/without-marks.ts";
import { CheckExpectations } from "./check.ts";
import { Day, WrittenDay } from "./date.ts";
import { ROLES } from "./reference.ts";
import { State } from "./state.ts";
import { Link, Url } from "./url.ts";

/** In which package version a problem came and went, for one release. */
export const Fix = z.strictObject({
  release: z.string(),
  package: z.string(),
  /** How `uname -r` ends on that release: "pve", "generic". Only for kernels. */
  flavour: z.string().optional(),
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  /** The reference that this answers. */
  for: Url.optional(),
  /** Where the versions can be read. */
  evidence: Url,
  /** From what (a part of) the row is inferred instead of read. */
  inferred: z.string().optional(),
});
export type Fix = z.infer<typeof Fix>;

/** A state that an author read elsewhere. It holds until upstream itself moves after that date. */
export const Override = z.strictObject({
  state: State.exclude(["unknown", "gone", "duplicate"]),
  /** Only of a release: "linux 5.15.0-88.98". */
  version: z.string().optional(),
  reason: z.string(),
  on: Day,
});
export type Override = z.infer<typeof Override>;

/** One of a few words, in any case; for another word, the remedy names them with the meaning of the key. */
function oneOf<const T extends string>(words: readonly T[], meaning: string) {
  const known = z.enum(words, { error: `Write one of: ${words.join(", ")}. ${meaning}` });
  return z.preprocess((value) => (typeof value === "string" ? value.trim().toLowerCase() : value), known);
}

const ReferenceNote = z.strictObject({
  why: z.string().optional(),
  /** Names of the targets that count; all of them if none is named. */
  targets: z.array(z.string()).optional(),
  role: oneOf(
    ROLES,
    "A cause is the change that introduced the problem, not its fix; leave the key out for everything else",
  ).optional(),
  override: Override.optional(),
});

/** The tag of a known language, in its usual form. */
export const Language = z.string().transform((text, context) => {
  const tag = languageTag(text);
  if (tag !== undefined) return tag;
  context.addIssue({ code: "custom", message: languageRemedy(text), input: text });
  return z.NEVER;
});

/** Who may read something, the widest first. */
export const AUDIENCES = ["public", "internal", "restricted"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** An alert that a document names; the keys beside `name` are those of runbooks. */
export type NamedAlert = {
  readonly name: string;
  /** Of several runbooks for the alert, this one comes first. */
  readonly first?: boolean | undefined;
  /** Its rule is in a file that the site does not read. */
  readonly external?: boolean | undefined;
  /** Names that it had before. */
  readonly formerly?: readonly string[] | undefined;
};

/** Keys of every kind of document. `title` may be absent: the first heading or the file name serves. */
export const sharedKeys = {
  title: z.string().transform(withoutMarks).optional(),
  /** As text: some authors write Markdown there, but it is shown as plain text. */
  description: z.string().transform(withoutMarks).optional(),
  date: WrittenDay,
  updated: WrittenDay,
  /** The language of the text, where it is not that of the site; its script gives the direction. */
  lang: Language.optional(),
  tags: z.array(z.string()).default([]),
  /** What readers may search for and the text does not say, in any language. */
  keywords: z.array(z.string()).default([]),
  status: oneOf(
    ["draft", "review", "final"],
    'They say how far the text is; without the key it is shown. Add your own words to "statuses" in content/site.yaml',
  ).optional(),
  /** Hidden like a draft: `draft: true`, `published: false` or `publish: false`. */
  draft: z.boolean().default(false),
  /** Hidden until that day. */
  publish: WrittenDay,
  audience: oneOf(AUDIENCES, "They say who may read the document; without the key everybody may").default("public"),
  /** Its place among its neighbours, the smallest first. */
  weight: z.number().optional(),
  /** The last part of the address, instead of the file name. */
  slug: z.string().optional(),
  /** Addresses that the document had before. */
  aliases: z.array(z.string()).default([]),
  /** Addresses that another generator gave it: links lead there if nothing else is there. */
  permalinks: z.array(z.string()).default([]),
  /** A name of the site's scale; another name is shown, and reported. */
  severity: z.string().optional(),
  systems: z.array(z.string()).default([]),
  alerts: z.array(z.string().transform((name): NamedAlert => ({ name }))).default([]),
  fixes: z.array(Fix).default([]),
  /** Where a reader who is not affected should look instead. */
  elsewhere: z.array(z.strictObject({ text: z.string(), url: Link })).default([]),
  references: z.record(Url, ReferenceNote).default({}),
  checks: z.record(z.string(), CheckExpectations).default({}),
};

/** The front matter of a plain page, such as "About". */
export const Page = z.strictObject(sharedKeys);
export type Page = z.infer<typeof Page>;
