// Eleventy ships no types; this is the part that we call (https://www.11ty.dev/docs/programmatic/).

declare module "@11ty/eleventy" {
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: {
        source?: "cli" | "script";
        runMode?: "build" | "watch" | "serve";
        configPath?: string | false;
        pathPrefix?: string;
        config?: (config: import("./configure.ts").EleventyConfig) => unknown;
      },
    );
    init(): Promise<void>;
    disableLogger(): void;
    toJSON(): Promise<readonly unknown[]>;
    write(): Promise<unknown>;
    watch(): Promise<void>;
    serve(port: number): Promise<void>;
    stopWatch(): Promise<void>;
  }
}

declare module "@11ty/eleventy-dev-server" {
  export default class DevServer {
    /** Called with the port that is tried next. */
    _serverListen(port: number): void;
  }
}
