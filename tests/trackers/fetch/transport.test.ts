// The way to upstream over real sockets: who may lead to a private address, through which proxy, and with whose CA.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, createServer as createTcpServer, type LookupFunction } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { createFetcher } from "../../../src/trackers/fetch/fetcher.ts";
import { createTransport, hostsNamed, type TransportOptions } from "../../../src/trackers/fetch/transport.ts";
import { closed, listening, serveFault } from "./faulty-server.ts";

const TLS = new URL("../../fixtures/tls/", import.meta.url);
const pem = (name: string) => readFileSync(new URL(name, TLS));

const closers: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serving(respond: Parameters<typeof serveFault>[0] = (_, response) => response.end("good")) {
  const server = await serveFault(respond);
  closers.push(server.close);
  return { ...server, port: Number(new URL(server.origin).port) };
}

async function servingTls() {
  const server = createHttpsServer({ key: pem("key.pem"), cert: pem("certificate.pem") }, (_, response) =>
    response.end("good"),
  );
  const port = await listening(server);
  closers.push(() => closed(server));
  return port;
}

/** A proxy that answers absolute URLs itself, and leads each tunnel to `port`, whatever host was asked for. */
async function proxying(port = 0) {
  const asked: string[] = [];
  const proxy = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end("through the proxy");
  });
  proxy.on("connect", ({ url }, socket) => {
    asked.push(`CONNECT ${url}`);
    const onwards = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 Connection established\r\n\r\n"));
    onwards.pipe(socket).pipe(onwards);
    for (const end of [socket, onwards]) end.on("error", () => onwards.destroy());
  });
  closers.push(() => closed(proxy));
  return { asked, origin: `http://127.0.0.1:${await listening(proxy)}` };
}

function ask(url: string, options: Partial<TransportOptions> = {}) {
  const transport = createTransport({ configured: [], environment: {}, ...options });
  return createFetcher(transport, { retries: 0 })({ method: "GET", url, headers: {} });
}

/** A `lookup` that knows these addresses, one set for each call; the last set is given again and again. */
function resolvingTo(...sets: readonly (readonly string[])[]): LookupFunction {
  let calls = 0;
  return (_, { all }, callback) => {
    const set = sets[Math.min(calls++, sets.length - 1)] ?? [];
    const found = set.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (all) callback(null, found);
    else callback(null, found[0]?.address ?? "", found[0]?.family);
  };
}

describe("createTransport() to a private address", () => {
  it("goes there when the settings name the host", async () => {
    const { origin, port } = await serving();
    const lookup = resolvingTo(["127.0.0.1"]);

    expect((await ask(`${origin}/`, { configured: [`127.0.0.1:${port}`] })).body).toBe("good");
    const named = { configured: [`tracker.example:${port}`], lookup };
    expect((await ask(`http://tracker.example:${port}/`, named)).body).toBe("good");
  });

  it("does not for another host or port", async () => {
    const { origin, asked } = await serving();

    await expect(ask(`${origin}/`, { configured: ["127.0.0.1:1", "127.0.0.1"] })).rejects.toMatchObject({
      kind: "blocked",
    });
    expect(asked).toEqual([]);
  });

  it("says which host resolves to which address, and the remedy", async () => {
    const lookup = resolvingTo(["140.82.121.6", "10.0.0.7"]);

    await expect(ask("http://github.com/", { lookup })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: github.com resolves to 10.0.0.7, a private address; list it under trackers: in content/site.yaml to allow it: GET http://github.com/]`,
    );
    await expect(ask("https://github.com/", { lookup })).rejects.toMatchObject({ kind: "blocked" });
  });

  it("refuses what the system's resolver says of this machine", async () => {
    await expect(ask("http://localhost:9/")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: localhost is a private address; list it under trackers: in content/site.yaml to allow it: GET http://localhost:9/]`,
    );
    await expect(ask("http://[::ffff:127.0.0.1]:9/")).rejects.toMatchObject({ kind: "blocked" });
  });

  it("connects to the address that it has checked, whatever a second look-up would say", async () => {
    const { asked, port } = await serving();
    // 192.0.2.0/24 is nobody's: https://www.rfc-editor.org/rfc/rfc5737
    const lookup = resolvingTo(["192.0.2.1"], ["127.0.0.1"]);

    const first = await ask(`http://rebinding.example:${port}/`, { lookup, connectTimeout: 200 }).catch(
      ({ kind }) => kind,
    );
    const second = await ask(`http://rebinding.example:${port}/`, { lookup }).catch(({ kind }) => kind);

    expect(first).toMatch(/^(unreachable|timeout)$/);
    expect(second).toBe("blocked");
    expect(asked).toEqual([]);
  });

  it("follows no redirect to one", async () => {
    const { origin, port } = await serving((_, response) =>
      response.writeHead(302, { location: "http://10.0.0.7/" }).end(),
    );

    await expect(ask(`${origin}/`, { configured: [`127.0.0.1:${port}`] })).rejects.toMatchObject({ kind: "blocked" });
  });
});

describe.concurrent("createTransport() time limits", () => {
  const limits = { connectTimeout: 50, headersTimeout: 50, bodyTimeout: 50 };
  const patient = (origin: string) => {
    const transport = createTransport({ configured: [new URL(origin).host], environment: {}, ...limits });
    return createFetcher(transport, { retries: 0 })({ method: "GET", url: `${origin}/`, headers: {} });
  };

  it.each([
    ["headers", () => {}],
    ["a body", (_: unknown, response: { flushHeaders(): void }) => response.flushHeaders()],
  ])("end the waiting for %s", async (_, respond) => {
    const { origin } = await serving(respond);

    await expect(patient(origin)).rejects.toThrow("No answer in time");
  });

  it("end the waiting for TLS", async () => {
    const server = createTcpServer();
    const port = await listening(server as never);
    const sockets: { destroy(): void }[] = [];
    server.on("connection", (socket) => sockets.push(socket));
    closers.push(async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });

    await expect(patient(`https://127.0.0.1:${port}`)).rejects.toThrow("No connection in time");
  });
});

describe("createTransport() proxies", () => {
  const URL_BEHIND = "http://tracker.example/items/1";

  it.each(["HTTP_PROXY", "http_proxy"])("sends http through %s, which resolves the name", async (name) => {
    const { asked, origin } = await proxying();

    expect((await ask(URL_BEHIND, { environment: { [name]: origin } })).body).toBe("through the proxy");
    expect(asked).toEqual([`GET ${URL_BEHIND}`]);
  });

  it.each(["NO_PROXY", "no_proxy"])("sends past it what %s names", async (name) => {
    const { asked, origin } = await proxying();
    const direct = await serving();
    const url = `http://tracker.example:${direct.port}/`;
    const lookup = resolvingTo(["127.0.0.1"]);
    const environment = { HTTP_PROXY: origin, [name]: "other.example, .tracker.example" };

    expect((await ask(url, { environment, configured: [new URL(url).host], lookup })).body).toBe("good");
    await expect(ask(url, { environment, lookup })).rejects.toMatchObject({ kind: "blocked" });
    expect(asked).toEqual([]);
  });

  it.each(["http://10.0.0.7/", "http://localhost/"])("asks no proxy for %s", async (url) => {
    const { asked, origin } = await proxying();

    await expect(ask(url, { environment: { HTTP_PROXY: origin } })).rejects.toMatchObject({ kind: "blocked" });
    expect(asked).toEqual([]);
  });

  it("takes a proxy that refuses as unreachable", async () => {
    const proxy = createHttpServer();
    proxy.on("connect", (_, socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
    closers.push(() => closed(proxy));
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${await listening(proxy)}` };

    await expect(ask("https://tracker.example/", { environment })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: No connection (Proxy response (403) !== 200 when HTTP Tunneling): GET https://tracker.example/]`,
    );
  });

  it.each(["proxy.example:3128", "user:secret@proxy.example", "socks5://proxy.example"])(
    "refuses %s, and tells no password",
    (value) => {
      const create = () => createTransport({ configured: [], environment: { HTTPS_PROXY: value } });

      expect(create).toThrowErrorMatchingInlineSnapshot(
        `[UsageError: HTTPS_PROXY must be a URL such as http://proxy.example.org:3128]`,
      );
    },
  );

  it("reads no variable of the process by itself", async () => {
    const { origin, port } = await serving();
    process.env.HTTP_PROXY = "http://127.0.0.1:9";
    try {
      expect((await ask(`${origin}/`, { configured: [`127.0.0.1:${port}`] })).body).toBe("good");
    } finally {
      delete process.env.HTTP_PROXY;
    }
  });
});

describe.concurrent("createTransport() with a private CA", () => {
  const MODULE = new URL("../../../src/trackers/fetch/", import.meta.url);
  const PROGRAM = `
    import { createFetcher } from "${MODULE}fetcher.ts";
    import { createTransport } from "${MODULE}transport.ts";
    const [url, proxy] = process.argv.slice(1);
    const fetch = createTransport({ configured: [new URL(url).host], environment: { HTTPS_PROXY: proxy } });
    const { body } = await createFetcher(fetch)({ method: "GET", url, headers: {} });
    process.stdout.write(body);
  `;

  /** Node reads NODE_EXTRA_CA_CERTS once, when it starts. */
  async function inProcess(...args: readonly string[]): Promise<string> {
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: fileURLToPath(new URL("ca.pem", TLS)) };
    const options = ["--input-type=module", "--eval", PROGRAM, "--", ...args];
    return (await promisify(execFile)(process.execPath, options, { env })).stdout;
  }

  it("trusts none that nobody has named, and says how to name it", async ({ expect }) => {
    const url = `https://localhost:${await servingTls()}/`;

    const error = await ask(url, { configured: [new URL(url).host] }).catch(({ message }) => message);

    expect(error.replace(/:\d+/, ":PORT")).toMatchInlineSnapshot(
      `"No connection (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set NODE_EXTRA_CA_CERTS to a file with your own CA: GET https://localhost:PORT/"`,
    );
  });

  it("trusts the one of NODE_EXTRA_CA_CERTS", async () => {
    expect(await inProcess(`https://localhost:${await servingTls()}/`)).toBe("good");
  });

  it("trusts it through a proxy's tunnel", async () => {
    const { asked, origin } = await proxying(await servingTls());

    expect(await inProcess("https://tracker.example/items/1", origin)).toBe("good");
    expect(asked).toEqual(["CONNECT tracker.example:443"]);
  });
});

describe("hostsNamed()", () => {
  it("gives the hosts of pages and APIs, with their ports", () => {
    const github = [
      { web: "https://ghe.example.org/", api: "https://api.example.org:8443/v3/" },
      { web: "http://two.example.org:80/" },
    ];

    expect(hostsNamed({ github })).toEqual(["ghe.example.org", "api.example.org:8443", "two.example.org"]);
  });
});
