// All faults at once in one refresh, and "there is no such page" night after night: no state moves by either.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTransport, hostsNamed } from "../../../src/trackers/fetch/transport.ts";
import { matcherOf } from "../../../src/trackers/match.ts";
import { refresh } from "../../../src/trackers/record/refresh.ts";
import { type Fault, type FaultyServer, faults, serveFault } from "../fetch/faulty-server.ts";
import type { Loopback } from "../loopback.ts";
import { linkTo, recordOf } from "../samples.ts";
import { answering, badBodies, isFaultOf, serveNews, serveWrong, ways } from "./matrix.ts";
import { addressOf, caseOf, entryOf, goodLook, knownEntry, night, optionsOf } from "./one-night.ts";

let news: Loopback;
const servers: FaultyServer[] = [];
beforeAll(async () => {
  news = await serveNews();
});
afterAll(() => Promise.all([news, ...servers].map((server) => server.close())));

describe("refresh() with every fault at once", () => {
  // The test's own limit is the bound: one fault that is waited for in vain would exceed it.
  it("ends, and leaves each state as it was", async () => {
    const sites = await Promise.all(everyFault().map(siteOf));
    const gitlab = sites.map(({ web, origin }) => ({ web, api: `${origin}/` }));
    const settings = { gitlab, gitea: [{ web: "https://codeberg.org/", api: `${news.origin}/gitea/` }] };
    const links = [...sites.map(({ item }) => item), GITEA].map(linkTo);
    const known = links.map(({ url }) => url);
    const record = recordOf(...known.map((url) => knownEntry({ url, tracker: url === GITEA ? "gitea" : "gitlab" })));
    const looks = new Map(known.map((url) => [url, goodLook(false)]));
    const fetch = createTransport({ configured: hostsNamed(settings), environment: {} });

    const after = await refresh({
      ...{ links, record, looks, match: matcherOf(settings), fetch, all: true },
      ...{
        now: () => new Date("2026-11-02T02:00:00Z"),
        // All of them at once keep a busy machine busy: only what says nothing may be late.
        options: { ...optionsOf("timeout"), timeout: 15_000, totalTimeout: 30_000 },
      },
    });

    const seen = Object.fromEntries(sites.map(({ name, item }) => [name, after.looks.get(item)?.result]));
    expect(seen).toEqual(Object.fromEntries(sites.map(({ name, kind }) => [name, kind])));
    for (const { item } of sites) expect(entryOf(after, item)).toEqual(entryOf({ record }, item));
    expect(entryOf(after, GITEA)?.state).toBe("closed");
    expect(after.report.unreachable).toBe(false);
  });
});

describe("refresh() never takes for gone, where nothing else of the instance can be read:", () => {
  for (const way of ways) {
    for (const fault of faults.filter((one) => one.kind === "not-found" && isFaultOf(way, one))) {
      it.concurrent(`${way.name} × ${fault.name} on four days`, async () => {
        const server = await serveWrong(way, fault.respond);
        const given = caseOf(way, fault.kind, server.origin, news.origin);

        let after = await night(given, 1);
        for (const day of [2, 3, 4]) after = await night({ ...given, before: after }, day);
        await server.close();

        const look = after.looks.get(addressOf(way));
        expect(look).toMatchObject({ result: "not-found", failures: 4 });
        expect(look).not.toHaveProperty("missingOn");
        expect(entryOf(after, addressOf(way))).toEqual(entryOf(given.before, addressOf(way)));
      });
    }
  }
});

const GITEA = "https://codeberg.org/forgejo/forgejo/issues/1017";

/** All that a server can do wrong. */
function everyFault(): Fault[] {
  const way = ways.find(({ name }) => name === "gitlab");
  if (way === undefined || "words" in way.unheard || "none" in way.unheard)
    throw new RangeError("GitLab has no sample with a word");
  const bad = badBodies.map(({ name, spoil }) => ({ name, respond: answering(way, way.news.map(spoil)) }));
  return [
    ...faults,
    ...bad.map((body) => ({ ...body, kind: "malformed" as const })),
    { name: "a word that nobody has seen", kind: "unknown-status", respond: answering(way, way.unheard) },
  ];
}

/** A GitLab of its own for each fault. */
async function siteOf({ name, kind, respond }: Fault, i: number) {
  const server = await serveFault(respond);
  servers.push(server);
  const web = `https://gitlab-${i}.example/`;
  return { name, kind, web, origin: server.origin, item: `${web}drm/amd/-/issues/2068` };
}
