// Everything that the content does only until upstream has moved: mitigations and actions of the front matter, and links
// in the text whose title says so.

import type { Wait } from "../model/wait.ts";
import type { AnyDocument } from "./documents.ts";

/** The waits of these documents; of each one those of its front matter first, then its text, in their order. */
export function waitsOf(documents: readonly AnyDocument[]): Wait[] {
  return documents.flatMap((document) => {
    const { url, title } = document;
    return [...statedWaits(document), ...document.rendered.untils].map((wait) => ({
      ...wait,
      document: { url, title },
    }));
  });
}

type Stated = Omit<Wait, "document">;

function statedWaits(document: AnyDocument): Stated[] {
  if (document.kind !== "postmortem") return [];
  const { mitigations, actions } = document.data;
  return [
    ...mitigations.flatMap(({ text, until }, i): Stated[] =>
      until === undefined
        ? []
        : [{ until, kind: "mitigation", text, place: document.placeOf("mitigations", i, "until") }],
    ),
    ...actions.flatMap(({ text, until }, i): Stated[] =>
      until === undefined ? [] : [{ until, kind: "action", text, place: document.placeOf("actions", i, "until") }],
    ),
  ];
}
