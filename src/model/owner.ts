// Whom to call: the owners of runbooks that a site names in content/site.yaml, and where a text names one.

import { z } from "zod";
import { hasLogin } from "./url.ts";

/**
 * One number: digits with the usual signs between them. Letters are no part of a number that a telephone can dial. A
 * slash may follow the area code, as in 0163/296 0999: elsewhere a second number comes after it.
 */
const TEL = /^(?=.*\d)(?:\+|0[1-9]\d{0,4} ?\/ ?(?=[1-9]))?(?:[\d .-]|\([\d ]+\))+$/;

/** With a host or a mailbox: "https:x" and "mailto:" lead to nobody. */
const PAGER = /^(?:https?:\/\/[^/?#]|mailto:[^?@]+@[^?@])/i;

export const Owner = z
  .strictObject({
    name: z
      .string()
      .trim()
      .max(100, "Write a name of at most 100 characters")
      .regex(/[\p{L}\p{N}]/u, "Write a name, as in platform on-call")
      .transform((name) => name.normalize("NFC").replace(/\s+/g, " ")),
    /** As people write it: "+44 1632 960999". */
    tel: z.string().trim().regex(TEL, "Write one number, as in +44 1632 960999").optional(),
    /** The page or the mailbox that wakes somebody. */
    pager: z
      .url({
        protocol: /^(?:https?|mailto)$/,
        error: "Write an http, https or mailto URL, as in mailto:pager@example.org",
        abort: true,
      })
      .regex(PAGER, "Write a whole address, as in mailto:pager@example.org or https://pager.example.org/")
      .refine((url) => !hasLogin(url), "must not hold a user or password: the pages show it")
      .optional(),
  })
  .refine(
    ({ tel, pager }) => tel !== undefined || pager !== undefined,
    "Write how to reach the owner: tel, pager or both",
  );
export type Owner = z.infer<typeof Owner>;

/** The limit bounds the search for the name that a runbook's owner almost has. */
export const Owners = z
  .array(Owner)
  .max(200, "Write at most 200 owners: those whom runbooks call")
  .superRefine((owners, context) => {
    const known = new Set<string>();
    for (const [i, { name }] of owners.entries()) {
      const key = keyOf(piecesOf(name));
      const message = "Write each owner once: this name is in the list already";
      if (known.has(key)) context.addIssue({ code: "custom", path: [i, "name"], message });
      known.add(key);
    }
  });

/** A word, blanks, or any other character. `key` is by what names are compared. */
type Piece = { readonly from: number; readonly to: number; readonly key: string };

const PIECE = /([\p{L}\p{N}\p{M}_]+)|\s+|./gsu;

/** Words count in any case, with accents composed or not; blanks count as one. */
function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(PIECE)].map(({ index, 0: piece, 1: word }) => {
    const key = word?.normalize("NFC").toLowerCase() ?? (piece.trim() === "" ? " " : piece);
    return { from: index, to: index + piece.length, key };
  });
}

function keyOf(pieces: readonly Piece[]): string {
  return pieces.map(({ key }) => key).join("");
}

/** An owner's name in a text, from one offset to another. */
export type Mention = { readonly from: number; readonly to: number; readonly owner: Owner };

/** Finds the owners that a text names. */
export type OwnerFinder = (text: string) => readonly Mention[];

const finders = new WeakMap<readonly Owner[], OwnerFinder>();

/**
 * Names count in any case, with any blanks between their words, and as whole words: "web" is neither in "webhook" nor in
 * "web-server". Of two names that begin together the longer one is meant. One list of owners has one finder.
 */
export function ownerFinder(owners: readonly Owner[]): OwnerFinder {
  const finder = finders.get(owners) ?? newFinder(owners);
  finders.set(owners, finder);
  return finder;
}

/** The beginning of some names, by which pieces they go on, and whose name it is if it is a whole one. */
type Beginning = { readonly next: Map<string, Beginning>; owner?: Owner };

function newFinder(owners: readonly Owner[]): OwnerFinder {
  const root: Beginning = { next: new Map() };
  for (const owner of owners) {
    let node = root;
    for (const { key } of piecesOf(owner.name)) {
      const next = node.next.get(key) ?? { next: new Map() };
      node.next.set(key, next);
      node = next;
    }
    node.owner = owner;
  }
  return (text) => (owners.length === 0 ? [] : mentionsIn(piecesOf(text), root));
}

function mentionsIn(pieces: readonly Piece[], root: Beginning): readonly Mention[] {
  const mentions: Mention[] = [];
  for (let start = 0; start < pieces.length; ) {
    const mention = isJoined(pieces[start - 1], pieces[start - 2]) ? undefined : longestAt(start, pieces, root);
    if (mention !== undefined) mentions.push(mention.found);
    start = mention?.end ?? start + 1;
  }
  return mentions;
}

function longestAt(start: number, pieces: readonly Piece[], root: Beginning) {
  const from = pieces[start]?.from ?? 0;
  let longest: { readonly found: Mention; readonly end: number } | undefined;
  let node: Beginning | undefined = root;
  for (let end = start; node !== undefined; end++) {
    const { owner }: Beginning = node;
    if (owner !== undefined && !isJoined(pieces[end], pieces[end + 1])) {
      longest = { found: { from, to: pieces[end - 1]?.to ?? from, owner }, end };
    }
    node = node.next.get(pieces[end]?.key ?? "");
  }
  return longest;
}

/** Whether a name is part of a longer word, by the two pieces before it or behind it, the nearer one first. */
function isJoined(near: Piece | undefined, far: Piece | undefined): boolean {
  return isWord(near) || (/^[-.@]$/.test(near?.key ?? "") && isWord(far));
}

function isWord(piece: Piece | undefined): boolean {
  return /^[\p{L}\p{N}\p{M}_]/u.test(piece?.key ?? "");
}

/** Where a link to the owner leads: the telephone, which needs no network, before the pager. */
export function addressesOf({ tel, pager }: Owner): readonly { readonly href: string; readonly text: string }[] {
  return [
    ...(tel === undefined ? [] : [{ href: telHref(tel), text: tel }]),
    ...(pager === undefined ? [] : [{ href: pager, text: shown(pager) }]),
  ];
}

/** A mailbox without what a mail to it begins with: "mailto:a@example.org?subject=Help" → a@example.org */
function shown(pager: string): string {
  return pager.replace(/^https?:\/\//i, "").replace(/^mailto:([^?]*).*/i, "$1");
}

/** "+44 (0)1632 960999" → tel:+441632960999. The (0) is for callers within the country alone. */
function telHref(tel: string): string {
  const dialled = /^(?:\+|00)/.test(tel) ? tel.replace(/\( *0 *\)/, "") : tel;
  return `tel:${dialled.replace(/[^\d+]/g, "")}`;
}
