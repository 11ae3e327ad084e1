// Ten nights of one site with 200 references, on disk and over HTTP: one goes back and forth, one moves, one is deleted, of
// one a single series is released; one night has a wrong clock, and in one a whole system is down. Each is told once, and
// nothing else is.

import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshSite } from "../../src/night/refresh.ts";
import { clearUntold, readUntold } from "../../src/night/untold.ts";
import { type SiteOnDisk, siteOnDisk } from "./site-on-disk.ts";

const NIGHTS = 10;
const [ISSUES, BUGS] = [140, 60];
const [MOVED, DELETED, RELEASED, FLAPPING] = [2, 3, 5, 6];
const WRONG_CLOCK = 7;
const LAUNCHPAD_DOWN = 8;

const dateOf = (night: number) => new Date(Date.UTC(2026, 10, night, 2));
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** Told in each of the nights, by its number. */
const reports: string[] = [""];
let site: SiteOnDisk;
let server: Server;
let night = 1;

beforeAll(async () => {
  server = createServer(({ url = "" }, response) => {
    response.setHeader("date", dateOf(night).toUTCString());
    const [, system, ...path] = url.split(/[/?]/);
    if (system === "github") issue(path, response);
    else bug(path, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const links = [
    ...range(ISSUES).map((i) => `- https://github.com/acme/app/issues/${i}`),
    ...range(BUGS).map((i) => `- https://bugs.launchpad.net/bugs/${i}`),
  ];
  site = await siteOnDisk(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    "content/runbooks/a.md": `# A\n\n${links.join("\n")}\n`,
  });
  for (night = 1; night <= NIGHTS; night++) {
    const clock = night === WRONG_CLOCK ? new Date("2031-05-01T02:00:00Z") : dateOf(night);
    await refreshSite(site.root, { environment: {}, now: () => clock });
    reports.push(await readUntold(site.root));
    await clearUntold(site.root);
  }
}, 60_000);

afterAll(() => server.close());

function issue(path: readonly string[], response: ServerResponse): void {
  const number = Number(path.at(-1));
  if (number === MOVED && night >= 3 && path[0] === "repos") {
    response.writeHead(301, { location: `/github/repositories/7/issues/${number}` }).end();
    return;
  }
  if (number === DELETED && night >= 4) {
    response.writeHead(404).end();
    return;
  }
  const repository = path[0] === "repos" ? "acme/app" : "acme/new-app";
  response.end(
    JSON.stringify({
      html_url: `https://github.com/${repository}/issues/${number}`,
      title: `Issue ${number}`,
      state: "open",
    }),
  );
}

function bug(path: readonly string[], response: ServerResponse): void {
  const id = Number(path[1]);
  if (night === LAUNCHPAD_DOWN) {
    response.writeHead(502).end();
    return;
  }
  const jammy = id === RELEASED && night >= 5 ? "Fix Released" : "Fix Committed";
  const flapping = night % 2 === 0 ? "In Progress" : "New";
  const entries = [
    { bug_target_name: "linux (Ubuntu Jammy)", status: id === FLAPPING ? flapping : jammy },
    { bug_target_name: "linux (Ubuntu Noble)", status: "Triaged" },
  ];
  response.end(JSON.stringify(path[2] === "bug_tasks" ? { entries } : { id, title: `Bug ${id}` }));
}

/** The nights whose report has these words, as often as it has them. */
const nightsWith = (words: string) =>
  reports.flatMap((report, i) =>
    report
      .split(words)
      .slice(1)
      .map(() => i),
  );

describe("ten nights", () => {
  it("tell that an issue has moved, once", () => {
    expect(nightsWith("`https://github.com/acme/new-app/issues/2`")).toEqual([3]);
  });

  it("tell that one is gone, once, on the third day", () => {
    expect(nightsWith("`page gone`")).toEqual([6]);
  });

  it("tell of the series that was released, once", () => {
    expect(nightsWith("`linux (Ubuntu Jammy)`: `fix merged, not released` → `fix released`")).toEqual([5]);
  });

  it("tell three moves of the bug that goes back and forth, and then only that it does", () => {
    expect(nightsWith("`linux (Ubuntu Jammy)`: `open`")).toEqual([2, 4]);
    expect(nightsWith("`linux (Ubuntu Jammy)`: `being worked on`")).toEqual([3]);
    expect(nightsWith("goes back and forth")).toEqual([5]);
  });

  it("tell nothing else", () => {
    expect(reports.map((report) => report.split("](").length - 1)).toEqual([0, 0, 1, 2, 1, 2, 1, 0, 0, 0, 0]);
  });

  it("leave no date of the night whose clock was wrong", async () => {
    expect(await site.read("_data/states.json")).not.toContain("2031");
    expect(await site.read(".cache/looks.json")).not.toContain("2031");
  });

  it("leave each of the others as they are, and bound the history of the one that flaps", async () => {
    const { references } = JSON.parse(await site.read("_data/states.json"));

    const moved = references.filter(({ history }: { history: unknown[] }) => history.length > 0);
    expect(
      moved.map(({ url, state, history }: { url: string; state: string; history: unknown[] }) => [
        url,
        state,
        history.length,
      ]),
    ).toEqual([
      ["https://bugs.launchpad.net/bugs/5", "open", 1],
      ["https://bugs.launchpad.net/bugs/6", "open", 5],
      ["https://github.com/acme/app/issues/3", "gone", 1],
    ]);
    expect(references).toHaveLength(ISSUES + BUGS);
  });
});
