// Whom to call: the owners of runbooks that a site names in content/site.yaml, and where a text names one.

import { z } from "zod";
import { hasLogin } from "./url.ts";

/** Digits with the usual signs between them. Letters are no part of a number that a telephone can dial. */
const TEL = /^(?=.*\d)\+?[\d ().\-/]+$/;

export const Owner = z
  .strictObject({
    name: z
      .string()
      .trim()
      .regex(/[\p{L}\p{N}]/u, "Write a name, as in platform on-call"),
    /** As people write it: "+44 1632 960999". */
    tel: z.string().trim().regex(TEL, "Write a telephone number, as in +44 1632 960999").optional(),
    /** The page or the mailbox that wakes somebody. */
    pager: z
      .url({
        protocol: /^(?:https?|mailto)$/,
        error: "Write an http, https or mailto URL, as in mailto:pager@example.org",
      })
      .refine((url) => !hasLogin(url), "must not hold a user or password: the pages show it")
      .optional(),
  })
  .refine(
    ({ tel, pager }) => tel !== undefined || pager !== undefined,
    "Write how to reach the owner: tel, pager or both",
  );
export type Owner = z.infer<typeof Owner>;

export const Owners = z.array(Owner).superRefine((owners, context) => {
  for (const [i, { name }] of owners.entries()) {
    const first = owners.findIndex((other) => isSameName(other.name, name));
    if (first === i) continue;
    const message = "Write each owner once: this name is in the list already";
    context.addIssue({ code: "custom", path: [i, "name"], message });
  }
});

function isSameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\s+/g, " ");
}

/** An owner's name in a text, from one offset to another. */
export type Mention = { readonly from: number; readonly to: number; readonly owner: Owner };

/** Finds the owners that a text names. */
export type OwnerFinder = (text: string) => readonly Mention[];

/**
 * Names count in any case, with any blanks between their words, and as whole words: "web" is neither in "webhook" nor in
 * "web-server". Of two names that begin together the longer one is meant.
 */
export function ownerFinder(owners: readonly Owner[]): OwnerFinder {
  if (owners.length === 0) return () => [];
  const names = owners.map(({ name }) => name).sort((a, b) => b.length - a.length);
  const anyName = names.map((name) => name.split(/\s+/).map(escaped).join("\\s+")).join("|");
  const pattern = new RegExp(`(?<!${LETTER}[-.@]?)(?:${anyName})(?![-.@]?${LETTER})`, "giu");
  return (text) =>
    [...text.matchAll(pattern)].flatMap(({ 0: name, index }) => {
      const owner = owners.find((one) => isSameName(one.name, name));
      return owner === undefined ? [] : [{ from: index, to: index + name.length, owner }];
    });
}

const LETTER = "[\\p{L}\\p{N}_]";

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** Where a link to the owner leads: the telephone, which needs no network, before the pager. */
export function addressesOf({ tel, pager }: Owner): readonly { readonly href: string; readonly text: string }[] {
  return [
    ...(tel === undefined ? [] : [{ href: telHref(tel), text: tel }]),
    ...(pager === undefined ? [] : [{ href: pager, text: pager.replace(/^(?:https?:\/\/|mailto:)/i, "") }]),
  ];
}

/** "+44 (0)1632 960999" → tel:+441632960999. The (0) is for callers within the country alone. */
function telHref(tel: string): string {
  const dialled = tel.startsWith("+") ? tel.replace(/\(0\)/, "") : tel;
  return `tel:${dialled.replace(/[^\d+]/g, "")}`;
}
