// content/site.yaml: how one site differs from another.

import { z } from "zod";
import { COLOR } from "../core/contrast.ts";
import { DIALECTS } from "./alert.ts";
import { Attachments } from "./attachment.ts";
import { AUDIENCES, Language } from "./document.ts";
import { Owners } from "./owner.ts";
import { RUNBOOK_SECTIONS, type RunbookSection } from "./runbook.ts";
import { State } from "./state.ts";
import { hasLogin } from "./url.ts";

/** An address to which an item's path can be appended. */
const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !hasLogin(url), "Write it without user and password, and name an environment variable under token:")
  .refine((url) => !/[?#]/.test(url), "Write it without ? and #")
  .transform((url) => (url.endsWith("/") ? url : `${url}/`));

/** One upstream system: where people read it (`web`), and its API's address if that is another one (`api`). */
export const Instance = z.strictObject({
  web: BaseUrl,
  api: BaseUrl.optional(),
  /** Name of the environment variable that holds a token for this instance; never the token itself. */
  token: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9_]*(TOKEN|KEY)$/,
      "Write the name of an environment variable such as GITLAB_TOKEN. Revoke a token that was written here",
    )
    .optional(),
  /** An upstream status or resolution of this instance → its state here, before the general table applies. */
  words: z.record(z.string(), State.exclude(["unknown", "gone"])).optional(),
});
export type Instance = z.infer<typeof Instance>;

/** Whether the URL is an origin; what is no URL at all is told already. */
function isOrigin(url: string): boolean {
  return !URL.canParse(url) || `${new URL(url).origin}/` === new URL(url).href;
}

/** A browser would run what follows these, or show it as a page of ours. */
const SCHEME = /^(?!(?:javascript|data|vbscript|file|blob)$)[a-z][a-z0-9+.-]*$/i;
const OwnNames = z.array(z.string()).default([]);
const SectionNames = z.strictObject(
  Object.fromEntries(RUNBOOK_SECTIONS.map((name) => [name, OwnNames])) as Record<RunbookSection, typeof OwnNames>,
);

const WORDS_OF_STATUS = /^\s*(?:draft|review|final)\s*$/i;

/** YAML takes what follows a bare # for a comment. */
const Color = z
  .string('Write a colour in quotes, as in "#0b57a0"')
  .regex(COLOR, 'Write a colour as red, green and blue, as in "#0b57a0"');

/** "kb.example", "[::1]:8080" */
const HOST = /^(?:[\p{L}\p{N}.-]+|\[[\da-f:.]+\])(?::\d+)?$/iu;

const LINKABLE = /^(?:https?:\/\/[^/\s]|mailto:[^\s]|\/(?!\/))/;
const SiteLink = z.strictObject({
  label: z.string().regex(/\S/, "Write some words"),
  url: z.string().regex(LINKABLE, "Write a path of this site that begins with a slash, or a whole URL"),
});
export type SiteLink = z.infer<typeof SiteLink>;

/** A picture below content/, with what it shows in words; no words where it shows nothing that the page does not say. */
function picture(endings: readonly string[], kinds: string) {
  const file = z.string().regex(new RegExp(`[^/]\\.(?:${endings.join("|")})$`, "i"), `Write the path of ${kinds} file`);
  return z.strictObject({ file, alt: z.string() });
}

/** The place of a document's path in an address. */
export const PATH_MARK = "{path}";

/** Where a document is edited: an address with the mark in its path or behind it, but not in the name of its host. */
const EditUrl = z
  .string()
  .refine((url) => url.split(PATH_MARK).length === 2, `Write ${PATH_MARK} once, where the path of the file belongs`)
  .refine(
    (url) => /^https?:\/\/[^/?#{}\s]+\/\S*$/i.test(url) && URL.canParse(url),
    `Write an http or https address, as in https://github.com/owner/name/edit/main/${PATH_MARK}`,
  )
  .refine((url) => !hasLogin(url), "Write it without user and password: every page shows it");

/** How the site's alerting rules are read, and how many of the alerts must have a runbook. */
const Alerts = z.strictObject({
  /** Rule files outside of content/alerts/, or files there that are not for everybody, or not in PromQL. */
  files: z
    .array(
      z.strictObject({
        path: z.string().regex(/^(?![\\/]|[a-z]:)./i, "Write a path from the folder that holds content/"),
        audience: z.enum(AUDIENCES).optional(),
        dialect: z.enum(DIALECTS).optional(),
      }),
    )
    .default([]),
  /** Other servers of this site, and its former ones: what a runbook_url of theirs leads to is looked up here. */
  hosts: z.array(z.string().regex(HOST, "Write the name of a host, as in kb.example or kb.example:8443")).default([]),
  /** Annotations that hold the address of a runbook, beside runbook_url. */
  keys: z.array(z.string()).default([]),
  /** Percent: at least this share of the alerts that are not exempt must have a runbook. */
  covered: z.number().min(0).max(100).default(0),
  exempt: z
    .strictObject({ severity: z.array(z.string()).default([]), names: z.array(z.string()).default([]) })
    .prefault({}),
});

export const Settings = z.strictObject({
  title: z.string().default("Faultbook"),
  description: z.string().default("Post-mortems and runbooks"),
  /** The language of documents that state none. */
  lang: Language.default("en"),
  /** Where the site will be served, without a path; absent until it is known. */
  url: z
    .url({ protocol: /^https?$/ })
    .refine(isOrigin, "Write it without a path, and the path as pathPrefix")
    .optional(),
  /** The folder that the site is served from: "/" or "/group/kb/". */
  pathPrefix: z
    .string()
    .transform((path) => `/${path.replace(/^\/+|(?<!\/)\/+$/g, "")}/`.replace("//", "/"))
    .refine((path) => /^\/((?!\.{1,2}\/)[\w.~-]+\/)*$/.test(path), "Write a path such as /group/kb/")
    .default("/"),
  /** Where the content's sources are. */
  repository: z
    .strictObject({
      /** The address at which a document is edited; {path} stands for "content/runbooks/a.md". */
      edit: EditUrl.optional(),
      /** Whether pages say on which day git last recorded a change of theirs. */
      lastChanged: z.boolean().default(false),
    })
    .prefault({}),
  author: z.strictObject({ name: z.string(), url: z.url().optional() }).optional(),
  /** Shown in the header before the title. Its size is read from the file, so that the page never shifts. */
  logo: picture(["svg", "png"], "an SVG or PNG").optional(),
  /** Shown with links to this site elsewhere, where nothing shows an SVG. */
  image: picture(["png", "jpe?g", "webp", "gif"], "a PNG, JPEG, WebP or GIF").optional(),
  /** The colour of links and of what to do. One that can be read in light cannot be read in dark. */
  accent: z
    .strictObject({ light: Color, dark: Color }, 'Write two colours, as in { light: "#0b57a0", dark: "#86baf2" }')
    .optional(),
  /** The entries of the header, in place of the usual ones. */
  navigation: z.array(SiteLink).min(1).optional(),
  /** What the footer says beside its usual links. */
  footer: z.strictObject({ text: z.string().optional(), links: z.array(SiteLink).default([]) }).default({ links: [] }),
  /** Tracker name → its instances, beside the well-known public ones; an empty list switches the tracker off. */
  trackers: z.record(z.string(), z.array(Instance)).default({}),
  attachments: Attachments.prefault({}),
  links: z
    .strictObject({
      /** Schemes of addresses that may be linked beside those of the web, such as "slack". */
      schemes: z
        .array(z.string().regex(SCHEME, 'Write a scheme such as "slack", but none that runs code'))
        .transform((schemes) => schemes.map((scheme) => scheme.toLowerCase()))
        .default([]),
    })
    .default({ schemes: [] }),
  checks: z
    .strictObject({
      /** Percent: at least this share of the shell snippets that a reader may paste must be checks. */
      tested: z.number().min(0).max(100).default(0),
      /** Commands that checks may call without a transcript, because their answer follows from their input. */
      tools: z.array(z.string().regex(/^[\w.+-]+$/, "Write the name of a command")).default([]),
    })
    .default({ tested: 0, tools: [] }),
  /** Names of the severities, worst first. */
  severities: z.array(z.string().regex(/\S/, "Write a name")).min(1).default(["sev1", "sev2", "sev3", "sev4"]),
  /** The team's own words of `status` that show a document, such as the state of its incident. */
  statuses: z
    .array(z.string().regex(/\S/, "Write a word"))
    .refine(
      (words) => !words.some((word) => WORDS_OF_STATUS.test(word)),
      "Write other words than draft, review or final",
    )
    .default([]),
  /** Whom runbooks call: their pages link each name that the text mentions. */
  owners: Owners.default([]),
  alerts: Alerts.prefault({}),
  runbooks: z
    .strictObject({
      /** Whether a missing, empty or misplaced section fails the build. */
      sections: z.enum(["advice", "required"]).default("advice"),
      /** The team's own names of the sections, beside those that are known everywhere. */
      names: SectionNames.prefault({}),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;
