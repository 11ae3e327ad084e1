// An idiom as a check on its hosts, tried as an author's own would be.

import { idiomExpectations, idiomHosts, idiomNamed } from "../../../src/checks/idioms/idioms.ts";
import type { Tried } from "../../../src/checks/runs/try.ts";
import { checkOf, hostsOf, toldAll } from "../samples.ts";
import { triedHere } from "../tried-here.ts";

/** The idiom's right snippet, or its wrong one, in a final document: what is told of it, as its author reads it. */
export async function triedIdiom(name: string, way: "right" | "wrong"): Promise<Tried & { readonly told: string }> {
  const idiom = idiomNamed(name);
  if (idiom === undefined) throw new RangeError(`There is no idiom "${name}"`);
  const snippet = way === "right" ? idiom.right : idiom.wrong.snippet;
  const document = { url: "/runbooks/slow/", title: "Slow", isFinal: true };
  // That a check needs root is a part of what is right.
  const { needs, ...expectations } = idiomExpectations(name, idiom);
  const check = checkOf(snippet, { ...expectations, ...(way === "right" ? { needs } : {}), id: name, document });
  const tried = await triedHere(check, hostsOf(...idiomHosts(name, idiom)));
  return { ...tried, told: toldAll(tried.problems) };
}
