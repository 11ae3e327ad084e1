// Puts our answers into Eleventy's development server, which adds the script that reloads a page.

import type { IncomingMessage, ServerResponse } from "node:http";
import type DevServer from "@11ty/eleventy-dev-server";
import type { LiveSite } from "./live-site.ts";
import { answerTo } from "./respond.ts";

type Middleware = (
  this: DevServer,
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => Promise<void>;

/** `settled`: until what has changed is read. */
export function middleware(settled: () => Promise<void>, live: LiveSite): Middleware {
  return async function (this: DevServer, request, response, next) {
    await settled();
    const path = (request.url ?? "/").replace(/[?#].*$/s, "");
    const answer = await answerTo(path, live).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      return { status: 500, file: "error.txt", text: String(error) } as const;
    });
    if (answer.status === "index") return next();
    response.statusCode = answer.status;
    if ("to" in answer) {
      response.setHeader("Location", answer.to);
      response.end();
    } else if ("at" in answer) this.renderFile(answer.at, response);
    else {
      const type = this.getFileContentType(answer.file, response) ?? "text/plain";
      response.setHeader("Content-Type", /charset/.test(type) ? type : `${type}; charset=utf-8`);
      response.end(answer.text);
    }
  };
}
