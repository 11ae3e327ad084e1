// The files of a test host, shown as they are: what is no text is shown as bytes.

import type { NOT_RECORDED } from "../../../checks/runs/evidence-kind.ts";
import { type Html, html } from "../../../core/html.ts";

/** One entry of a host's files; "/a/b/" is a folder of which nothing was kept. */
export function hostFile(path: string, bytes: Uint8Array, kind: "recorded" | typeof NOT_RECORDED): Html {
  const name = html`<code>${path}</code>`;
  if (path.endsWith("/")) return html`<p>${name} <span class="facts">folder, its contents were not kept</span></p>\n`;
  const text = asText(bytes);
  const facts = text === undefined ? `binary, ${bytes.length} bytes` : `${bytes.length} bytes`;
  return html`<details><summary>${name} <span class="facts">${kind}, ${facts}</span></summary><pre class="code"><code>${text ?? asHex(bytes)}</code></pre></details>\n`;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** A browser would show these as something else, or not at all; a carriage return as an end of line. */
const NO_TEXT = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufeff]/;

function asText(bytes: Uint8Array): string | undefined {
  try {
    const text = UTF8.decode(bytes);
    return NO_TEXT.test(text) ? undefined : text;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** No reader needs more on a page. */
const SHOWN = 1024;
const ROW = 16;

/** "00000010  63 79 63 6c …", as hexdump prints it. */
function asHex(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, SHOWN); at += ROW) {
    const row = Array.from(bytes.subarray(at, at + ROW), (byte) => byte.toString(16).padStart(2, "0"));
    rows.push(`${at.toString(16).padStart(8, "0")}  ${row.join(" ")}`);
  }
  const rest = bytes.length - SHOWN;
  return `${rows.join("\n")}${rest > 0 ? `\n… and ${rest} more bytes` : ""}\n`;
}
