// Eleventy ships no types; this is the part that we call (https://www.11ty.dev/docs/programmatic/).

declare module "@11ty/eleventy" {
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: {
        source?: "cli" | "script";
        configPath?: string | false;
        pathPrefix?: string;
        config?: (config: import("./configure.ts").EleventyConfig) => unknown;
      },
    );
    init(): Promise<void>;
    disableLogger(): void;
    toJSON(): Promise<readonly unknown[]>;
    write(): Promise<unknown>;
  }
}

declare module "@11ty/eleventy-dev-server" {
  import type { Server, ServerResponse } from "node:http";

  export default class DevServer {
    static getServer(
      name: string,
      folder: string,
      options: {
        port?: number;
        pathPrefix?: string;
        showAllHosts?: boolean;
        domDiff?: boolean;
        /** Each is called with the server as `this`. */
        middleware?: readonly ((this: DevServer, ...given: readonly never[]) => unknown)[];
      },
    ): DevServer;
    readonly server: Server;
    serve(port: number): void;
    /** Called with the port that is tried next. */
    _serverListen(port: number): void;
    reload(event: { files: readonly string[]; build: { templates: readonly unknown[] } }): void;
    getFileContentType(file: string, response: ServerResponse): string | undefined;
    renderFile(file: string, response: ServerResponse): void;
  }
}
