// Which documents an output shows. It is decided here, once, so that no feed, index or list can leak what a page hides.

import { UsageError } from "../core/usage-error.ts";
import type { AnyDocument } from "./documents.ts";

export const AUDIENCES = ["public", "internal", "restricted"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The audience of this name. Throws a UsageError for a name that is none. */
export function audienceOf(name: string): Audience {
  const found = AUDIENCES.find((audience) => audience === name);
  if (found === undefined) throw new UsageError(`No audience is called "${name}": ${AUDIENCES.join(", ")}`);
  return found;
}

export type Publication = {
  /** Whether drafts and reviews are shown: on the author's own machine only. */
  readonly drafts: boolean;
  /** The audience that the output is for; it sees what is meant for it and for wider ones. */
  readonly audience: Audience;
};

export function isPublished(document: AnyDocument, { drafts, audience }: Publication): boolean {
  const { status } = document.data;
  const finished = status === undefined || status === "final";
  return (finished || drafts) && AUDIENCES.indexOf(document.data.audience) <= AUDIENCES.indexOf(audience);
}
