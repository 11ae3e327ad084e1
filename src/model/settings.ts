// content/site.yaml: what one site differs in from another.

import { z } from "zod";
import { Attachments } from "./attachment.ts";
import { Owners } from "./owner.ts";
import { RUNBOOK_SECTIONS, type RunbookSection } from "./runbook.ts";
import { State } from "./state.ts";
import { hasLogin } from "./url.ts";

/** What the path of an item can be put behind. */
const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !hasLogin(url), "must not hold a user or password: name an environment variable with token:")
  .refine((url) => !/[?#]/.test(url), "must end with its path: no ? and no #")
  .transform((url) => (url.endsWith("/") ? url : `${url}/`));

/** One upstream system: where people read it (`web`) and where its API answers (`api`, where that is another address). */
export const Instance = z.strictObject({
  web: BaseUrl,
  api: BaseUrl.optional(),
  /** Name of the environment variable that holds a token for this instance; never the token itself. */
  token: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9_]*(TOKEN|KEY)$/,
      "must be the name of an environment variable such as GITLAB_TOKEN; a token that stood here is known to others, revoke it",
    )
    .optional(),
  /** A status or resolution of this instance → the state that it stands for, before what is known everywhere. */
  words: z.record(z.string(), State.exclude(["unknown", "gone"])).optional(),
});
export type Instance = z.infer<typeof Instance>;

/** Whether the URL is an origin; what is no URL at all is told already. */
function isOrigin(url: string): boolean {
  return !URL.canParse(url) || `${new URL(url).origin}/` === new URL(url).href;
}

/** A browser would run, or show as a page of ours, what follows these. */
const SCHEME = /^(?!(?:javascript|data|vbscript|file|blob)$)[a-z][a-z0-9+.-]*$/i;
const OwnNames = z.array(z.string()).default([]);
const SectionNames = z.strictObject(
  Object.fromEntries(RUNBOOK_SECTIONS.map((name) => [name, OwnNames])) as Record<RunbookSection, typeof OwnNames>,
);

const WORDS_OF_STATUS = /^\s*(?:draft|review|final)\s*$/i;

export const Settings = z.strictObject({
  title: z.string().default("Faultbook"),
  description: z.string().default("Post-mortems and runbooks"),
  /** Where the site will be served, without a path; absent where nobody has said so yet. */
  url: z
    .url({ protocol: /^https?$/ })
    .refine(isOrigin, "must have no path: that is pathPrefix")
    .optional(),
  /** The folder that the site is served from: "/" or "/group/kb/". */
  pathPrefix: z
    .string()
    .transform((path) => `/${path.replace(/^\/+|(?<!\/)\/+$/g, "")}/`.replace("//", "/"))
    .refine((path) => /^\/((?!\.{1,2}\/)[\w.~-]+\/)*$/.test(path), "must be a path such as /group/kb/")
    .default("/"),
  author: z.strictObject({ name: z.string(), url: z.url().optional() }).optional(),
  /** Tracker name → its instances, beside the well-known public ones; an empty list switches the tracker off. */
  trackers: z.record(z.string(), z.array(Instance)).default({}),
  attachments: Attachments.prefault({}),
  links: z
    .strictObject({
      /** Schemes of addresses that may be linked beside those of the web, such as "slack". */
      schemes: z
        .array(z.string().regex(SCHEME, 'must be a scheme such as "slack", and none that runs what it holds'))
        .transform((schemes) => schemes.map((scheme) => scheme.toLowerCase()))
        .default([]),
    })
    .default({ schemes: [] }),
  checks: z
    .strictObject({
      /** Percent: at least this share of the shell snippets that a reader may paste must be checks. */
      tested: z.number().min(0).max(100).default(0),
      /** Commands of the machine that checks may call without a transcript, because their answer follows from what they are given. */
      tools: z.array(z.string().regex(/^[\w.+-]+$/, "must be the name of a command")).default([]),
    })
    .default({ tested: 0, tools: [] }),
  /** Names of the severities, worst first. */
  severities: z.array(z.string().regex(/\S/, "must not be empty")).min(1).default(["sev1", "sev2", "sev3", "sev4"]),
  /** The team's own words of `status` that show a document, such as the state of its incident. */
  statuses: z
    .array(z.string().regex(/\S/, "must not be empty"))
    .refine((words) => !words.some((word) => WORDS_OF_STATUS.test(word)), "must not hold draft, review or final")
    .default([]),
  /** Whom runbooks call: pages link each name that their text mentions. */
  owners: Owners.default([]),
  runbooks: z
    .strictObject({
      /** Whether a section that is missing, empty or out of order fails the build. */
      sections: z.enum(["advice", "required"]).default("advice"),
      /** What the team calls the sections, beside the names that are known everywhere. */
      names: SectionNames.prefault({}),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;
