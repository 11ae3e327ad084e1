// Every tracker by every answer that comes well over HTTP and is still no good: cut off, from somebody else, or with a word
// that nobody has seen; and by redirects, to a good answer or to where none may be fetched from.

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { UpstreamError } from "../../../src/trackers/errors.ts";
import { trackers } from "../../../src/trackers/index.ts";
import { type Fault, serveFault } from "../fetch/faulty-server.ts";
import type { Loopback } from "../loopback.ts";
import { matchUrl } from "../samples.ts";
import { answering, askedWith, badBodies, bodyFor, isFaultOf, isPlain, serveNews, type Way, ways } from "./matrix.ts";
import { addressOf, caseOf, entryOf, expectHarmless, night } from "./one-night.ts";

vi.setConfig({ maxConcurrency: 16 });

let news: Loopback;
beforeAll(async () => {
  news = await serveNews();
});
afterAll(() => news.close());

describe("refresh() takes no answer for what it is not:", () => {
  for (const way of ways) {
    for (const { name, spoil } of badBodies) {
      const fault: Fault = { name, kind: "malformed", respond: answering(way, way.news.map(spoil)) };
      if (!isFaultOf(way, fault)) continue;
      it.concurrent(`${way.name} × ${name}: malformed`, () => expectHarmless(way, fault, news.origin));
    }
  }
});

describe("refresh() believes no answer about another item:", () => {
  for (const way of ways.filter(isPlain)) {
    const { other } = way;
    if ("none" in other) continue;
    it.concurrent(`${way.name} × another item's answer: malformed`, () => {
      const bodies = way.news.map((body) => body.replaceAll(...other));
      expect(bodies, "The answers of the sample do not name its item").not.toEqual(way.news);
      return expectHarmless(way, { name: "another", kind: "malformed", respond: answering(way, bodies) }, news.origin);
    });
  }
});

describe("parse() of an answer that ends too early", () => {
  it.each(ways.filter(isPlain))("says of $name nothing else than the whole, wherever it ends", (way) => {
    const whole = saidOf(way, way.news);

    for (const [i, body] of way.news.entries()) {
      const cuts = Array.from(body, (_, end) => saidOf(way, way.news.with(i, body.slice(0, end))));

      expect(cuts).toContain("malformed");
      expect(cuts.filter((said) => said !== "malformed" && said !== whole)).toEqual([]);
    }
  });
});

describe("refresh() guesses at no word:", () => {
  for (const way of ways) {
    const { unheard } = way;
    if ("none" in unheard) continue;
    if ("words" in unheard) {
      it(`${way.name} has no place for a word of upstream's`, () => {
        const statuses = trackers.find(({ name }) => name === way.tracker)?.statuses;

        expect(Object.keys(statuses ?? {}).sort()).toEqual(unheard.words.toSorted());
      });
    } else if (way.lead.length < unheard.length) {
      const fault: Fault = { name: "a word", kind: "unknown-status", respond: answering(way, unheard) };
      it.concurrent(`${way.name} × a word that nobody has seen: unknown-status`, () =>
        expectHarmless(way, fault, news.origin));
    }
  }
});

describe("refresh() is sent on", () => {
  for (const way of ways) {
    it.concurrent(`${way.name} × 301 or 308 within the host: ok`, async () => {
      const server = await serveFault(sendingOn(way));
      const given = caseOf(way, "ok", server.origin, news.origin);

      const after = await night(given).finally(server.close);

      expect(after.looks.get(addressOf(way))).toMatchObject({ result: "ok", failures: 0 });
      expect(entryOf(after, addressOf(way))?.state).toBe(way.state);
      // Each request is made once more, with the same method.
      const [first, second] = [false, true].map((moved) =>
        server.asked.filter((one) => /^\w+ \/moved/.test(one) === moved),
      );
      expect(second).toEqual(first?.map((one) => one.replace(" /", " /moved/")));
    });

    it.concurrent(`${way.name} × 302 to a private address: blocked`, () => {
      const respond: Fault["respond"] = (_, response) =>
        response.writeHead(302, { location: "http://10.255.255.1/" }).end();
      return expectHarmless(way, { name: "302", kind: "blocked", respond }, news.origin);
    });

    it.concurrent(`${way.name} × 302 to another port of this machine: blocked`, async () => {
      const other = await serveFault(answering(way, way.news));
      const respond: Fault["respond"] = ({ url }, response) =>
        response.writeHead(302, { location: `${other.origin}${url}` }).end();

      await expectHarmless(way, { name: "302", kind: "blocked", respond }, news.origin).finally(other.close);

      expect(other.asked).toEqual([]);
    });
  }
});

/** A server that has its answers elsewhere. */
function sendingOn(way: Way): Fault["respond"] {
  return (request, response) => {
    const { url = "", method } = request;
    const there = url.startsWith("/moved/") ? url.slice("/moved".length) : undefined;
    if (there === undefined) response.writeHead(method === "POST" ? 308 : 301, { location: `/moved${url}` }).end();
    else response.end(bodyFor(way, [...way.lead, ...way.news.slice(way.lead.length)], there));
  };
}

/** The state and the version that these answers say, or what is wrong with them. */
function saidOf({ url, tracker: name }: Way, bodies: readonly string[]): string {
  const matched = matchUrl(url, {});
  if (matched === undefined) throw new RangeError(`${name}: no match`);
  try {
    const { state, version = "" } = matched.tracker.parse(askedWith(matched, bodies), matched.key, matched.instance);
    return `${state} ${version}`.trim();
  } catch (error) {
    if (error instanceof UpstreamError) return error.kind;
    throw error;
  }
}
