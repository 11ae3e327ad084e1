// Serves a built site on loopback, from the root or from a folder, as a web server would: with its 404 page.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";

export type StaticServer = { readonly origin: string; readonly close: () => Promise<void> };

/** `pathPrefix` is "/" or "/group/kb/". */
export async function serveFolder(folder: string, pathPrefix: string): Promise<StaticServer> {
  const files = sirv(folder, { dev: true });
  const server = createServer((request, response) => {
    const notFound = async () => {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
      response.end(await readFile(join(folder, "404.html")));
    };
    if (!request.url?.startsWith(pathPrefix)) return void notFound();
    request.url = `/${request.url.slice(pathPrefix.length)}`;
    files(request, response, () => void notFound());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
