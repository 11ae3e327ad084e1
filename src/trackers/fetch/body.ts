// The bytes of an answer, up to a limit, and their text.

import { quoted, UpstreamError } from "../errors.ts";
import type { UpstreamRequest } from "../tracker.ts";

/** Reads no more than `maxBytes`, counted after decompression, and drops the rest. */
export async function readBytes(maxBytes: number, { body }: Response) {
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  for (let size = 0, next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      drop(reader);
      return { bytes: Buffer.concat(chunks), cut: true };
    }
    chunks.push(next.value);
  }
  return { bytes: Buffer.concat(chunks), cut: false };
}

/** Tells the server to stop; nothing waits for it, and whether it works does not matter. */
export function drop(stream: { cancel(): Promise<void> } | null | undefined): void {
  stream?.cancel().catch(() => undefined);
}

/** The body as text. Throws an UpstreamError if it is not in its declared charset (default UTF-8). */
export async function textOf(request: UpstreamRequest, response: Response): Promise<string> {
  const bytes = await response.arrayBuffer();
  const decoder = decoderFor(request, response.headers.get("content-type") ?? "");
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    const charset = decoder.encoding.toUpperCase();
    throw new UpstreamError("malformed", request, `Answer is not valid ${charset}`, { cause });
  }
}

/** Labels: https://encoding.spec.whatwg.org/#names-and-labels */
function decoderFor(request: UpstreamRequest, contentType: string) {
  const [, label = "utf-8"] = /;\s*charset\s*=\s*"?([^";,\s]+)/i.exec(contentType) ?? [];
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (cause) {
    throw new UpstreamError("malformed", request, `Answer in an unknown charset "${quoted(label)}"`, { cause });
  }
}
