// An owner's name as a link, and the number written out, for the text of a runbook and for the facts above it.

import { type Html, html } from "../core/html.ts";
import { addressesOf, type Owner } from "../model/owner.ts";

/** `<a …>`, to be closed behind the name. */
export function ownerLinkStart(owner: Owner): Html {
  return html`<a class="owner" href="${addressesOf(owner)[0]?.href ?? ""}">`;
}

/** ` (+44 1632 960999)`: on paper and in a mail, a link is no number. */
export function writtenOut(owner: Owner): Html {
  const links = addressesOf(owner).map(({ href, text }, i) => {
    return html`${i > 0 ? ", " : ""}<a class="contact" href="${href}">${text}</a>`;
  });
  return html` (${links})`;
}
