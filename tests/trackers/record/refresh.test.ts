import { afterEach, describe, expect, it } from "vitest";
import type { StateRecord } from "../../../src/model/record.ts";
import type { Look } from "../../../src/model/reference.ts";
import { matcherOf } from "../../../src/trackers/match.ts";
import { type RefreshInput, refresh } from "../../../src/trackers/record/refresh.ts";
import { formatReport } from "../../../src/trackers/record/report.ts";
import { resolveReferences } from "../../../src/trackers/references.ts";
import { instancesAt, type Loopback, type Routes, refusedOrigin, serve } from "../loopback.ts";
import { fixture, linkTo, recordOf, URLS } from "../samples.ts";

const NIGHT = { first: "2026-11-23T02:00:00.123Z", second: "2026-11-24T02:00:00.000Z" };
const LINKS = Object.values(URLS).map(linkTo);

const PATHS = {
  github: "/github/repos/openzfs/zfs/issues/15245",
  gitweb: "/gitweb/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed",
  bug: "/launchpad/bugs/2034745",
  tasks: "/launchpad/bugs/2034745/bug_tasks?ws.size=300",
  xenforo: `/xenforo/threads/${URLS.xenforo.split("/").at(-2)}/`,
};

const BEFORE: Routes = {
  [PATHS.github]: fixture("github/open.json"),
  [PATHS.gitweb]: [404, fixture("gitweb/missing.html")],
  [PATHS.bug]: fixture("launchpad/bug.json"),
  [PATHS.tasks]: fixture("launchpad/tasks.two-of-four.json"),
  [PATHS.xenforo]: fixture("xenforo/discussion.html"),
};

const AFTER: Routes = {
  [PATHS.github]: fixture("github/closed-completed.json"),
  [PATHS.gitweb]: fixture("gitweb/commit.html"),
  [PATHS.bug]: fixture("launchpad/bug.json"),
  [PATHS.tasks]: fixture("launchpad/tasks.released.json"),
  [PATHS.xenforo]: fixture("xenforo/solved.html"),
};

const servers: Loopback[] = [];

async function serving(routes: Routes): Promise<Loopback> {
  const server = await serve(routes);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

function refreshed(given: Partial<RefreshInput> & Pick<RefreshInput, "match">) {
  const options = { timeout: 500, totalTimeout: 1000, backoff: 5, ...given.options };
  const now = () => new Date(NIGHT.first);
  return refresh({ links: LINKS, record: recordOf(), looks: new Map(), fetch, now, all: true, ...given, options });
}

const states = ({ references }: StateRecord) => Object.fromEntries(references.map((r) => [r.tracker, r.state]));

describe("refresh() over real HTTP", () => {
  it("sees each of the four systems, and then their states move", async () => {
    const first = await refreshed({ match: (await serving(BEFORE)).match });
    const later = { record: first.record, looks: first.looks, now: () => new Date(NIGHT.second) };

    const second = await refreshed({ match: (await serving(AFTER)).match, ...later });

    expect(states(first.record)).toEqual({ github: "open", launchpad: "open", xenforo: "open" });
    expect(states(second.record)).toEqual({
      ...{ github: "closed", gitweb: "unknown", launchpad: "released", xenforo: "closed" },
    });
    expect(formatReport(second.report)).toMatchInlineSnapshot(`
      "moved       openzfs/zfs#15245: open → closed, fix not confirmed; upstream status: "closed (completed)"
      moved       LP #2034745: fixed in 2 of 3 series → fix released; upstream status: "Fix Released"
      moved       forum.proxmox.com thread 133681: open → closed, fix not confirmed; upstream status: "SOLVED"
      first seen  pve-kernel@9ba0dde: commit exists; upstream status: "commit exists"
      References: 3 moved, 1 first seen"
    `);
    expect(second.record.references.flatMap((r) => r.history)).toMatchInlineSnapshot(`
      [
        {
          "at": "2025-04-28T16:41:45Z",
          "from": "open",
          "remoteStatus": "closed (completed)",
          "seen": "2026-11-24T02:00:00Z",
          "to": "closed",
        },
        {
          "at": "2023-10-09T16:30:00.123456+00:00",
          "from": "open",
          "remoteStatus": "Fix Released",
          "seen": "2026-11-24T02:00:00Z",
          "to": "released",
        },
        {
          "at": "2026-11-24",
          "from": "open",
          "remoteStatus": "SOLVED",
          "seen": "2026-11-24T02:00:00Z",
          "to": "closed",
        },
      ]
    `);
  });

  it("shows the new states on the pages", async () => {
    const { match } = await serving(AFTER);
    const { record, looks } = await refreshed({ match });

    const { list } = resolveReferences(LINKS, { record, looks, match });

    expect(list.map(({ label, words }) => `${label}: ${words}`)).toMatchInlineSnapshot(`
      [
        "pve-kernel@9ba0dde: commit exists",
        "forum.proxmox.com thread 133681: closed, fix not confirmed",
        "openzfs/zfs#15245: closed, fix not confirmed",
        "LP #2034745: fix released",
      ]
    `);
  });

  it("gives back the same record when a second look confirms the first", async () => {
    const { match } = await serving(AFTER);
    const first = await refreshed({ match });

    const second = await refreshed({ match, ...first, now: () => new Date(NIGHT.second) });

    expect(JSON.stringify(second.record)).toBe(JSON.stringify(first.record));
    expect(second.looks.get(URLS.launchpad)?.at).toBe("2026-11-24T02:00:00Z");
    expect(new Set(second.report.lines.map((line) => line.change))).toEqual(new Set(["confirmed"]));
  });

  it("names the address that was asked as the source", async () => {
    const { match, origin } = await serving(AFTER);

    const { record } = await refreshed({ match, links: [linkTo(URLS.github)] });

    expect(record.references[0]?.source).toEqual({
      kind: "fetched",
      at: "2026-11-23T02:00:00Z",
      from: `${origin}${PATHS.github}`,
    });
  });

  it("asks once for an item that is linked twice, and never for a plain link", async () => {
    const { match, asked } = await serving(AFTER);

    await refreshed({ match, links: [URLS.github, `${URLS.github}#x`, "https://example.org/"].map(linkTo) });

    expect(asked.map(({ path }) => path)).toEqual([PATHS.github]);
  });

  it("sends the token to its own origin only", async () => {
    const [github, others] = [await serving(AFTER), await serving(AFTER)];
    const match = matcherOf({ ...others.trackers, github: github.trackers.github ?? [] });

    await refreshed({ match, options: { tokens: { [github.origin]: ["authorization", "Bearer secret"] } } });

    // By GraphQL, which this server does not know, and then by REST.
    expect(github.asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
    expect(others.asked.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("refresh() when looks fail", () => {
  const known = async () => refreshed({ match: (await serving(AFTER)).match });

  it("ends with nothing reachable, changes no state, and tells each failure", async () => {
    const { record, looks } = await known();

    const result = await refreshed({ match: matcherOf(instancesAt(await refusedOrigin())), record, looks });

    expect(result.record).toEqual(record);
    expect(result.report.unreachable).toBe(true);
    expect(result.looks.get(URLS.launchpad)).toMatchObject({
      result: "unreachable",
      failures: 1,
      lastGood: "2026-11-23T02:00:00Z",
    });
    expect(formatReport(result.report).replaceAll(/127.0.0.1:\d+/g, "127.0.0.1:PORT")).toMatchInlineSnapshot(`
      "failed      openzfs/zfs#15245: No connection (ECONNREFUSED): GET http://127.0.0.1:PORT/github/repos/openzfs/zfs/issues/15245 (unreachable; last read 2026-11-23T02:00:00Z)
      failed      pve-kernel@9ba0dde: No connection (ECONNREFUSED): GET http://127.0.0.1:PORT/gitweb/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed (unreachable; last read 2026-11-23T02:00:00Z)
      failed      LP #2034745: No connection (ECONNREFUSED): GET http://127.0.0.1:PORT/launchpad/bugs/2034745 (unreachable; last read 2026-11-23T02:00:00Z)
      failed      forum.proxmox.com thread 133681: No connection (ECONNREFUSED): GET http://127.0.0.1:PORT/xenforo/threads/slow-zfs-encryption-will-we-get-a-fix-for-avx-avx2-not-being-selected.133681/ (unreachable; last read 2026-11-23T02:00:00Z)
      References: 4 failed; no host answered"
    `);
  });

  it("counts the failures in a row, and begins anew after a good look", async () => {
    const refused = instancesAt(await refusedOrigin());
    const links = [linkTo(URLS.github)];
    const once = await refreshed({ match: matcherOf(refused), links });

    const twice = await refreshed({ match: matcherOf(refused), links, looks: once.looks });
    const good = await refreshed({ match: (await serving(AFTER)).match, links, looks: twice.looks });

    expect(twice.looks.get(URLS.github)).toMatchObject({ failures: 2 });
    expect(twice.report.lines[0]?.text).toContain("(unreachable, 2 times in a row; never read yet)");
    expect(good.looks.get(URLS.github)).toMatchObject({ result: "ok", failures: 0 });
  });

  it("keeps what a missing page was last seen as", async () => {
    const { record, looks } = await known();

    const result = await refreshed({ match: (await serving({})).match, record, looks });

    expect(result.record).toEqual(record);
    expect(result.report.unreachable).toBe(false);
    expect(new Set([...result.looks.values()].map((look: Look) => look.result))).toEqual(new Set(["not-found"]));
  });

  it("goes on with the others when one answer is not understood", async () => {
    const routes = { ...AFTER, [PATHS.github]: fixture("github/unknown-reason.json") };

    const { record, looks } = await refreshed({ match: (await serving(routes)).match });

    expect(looks.get(URLS.github)?.result).toBe("unknown-status");
    expect(record.references).toHaveLength(3);
  });

  it("is content when there is nothing to look at", async () => {
    const { report } = await refreshed({ match: matcherOf({}), links: [] });

    expect(report.unreachable).toBe(false);
    expect(formatReport(report)).toMatchInlineSnapshot(`"References: none"`);
  });
});
