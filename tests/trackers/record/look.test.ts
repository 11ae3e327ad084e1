// Many items with one question: what becomes of them when the question is too much for the server. Real HTTP on
// 127.0.0.1, with a server that answers in the shape of GitHub's GraphQL API.

import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import type { LookError } from "../../../src/model/reference.ts";
import { createFetcher } from "../../../src/trackers/fetch/fetcher.ts";
import type { Matched } from "../../../src/trackers/match.ts";
import { type Looked, lookAt, lookAtAll } from "../../../src/trackers/record/look.ts";
import type { UpstreamRequest } from "../../../src/trackers/tracker.ts";
import { type FaultyServer, sendZeros, serveFault } from "../fetch/faulty-server.ts";
import { matchUrl } from "../samples.ts";

/** The numbers of the issues that a question asks for, and what the server does about it; true: it has answered. */
type Trouble = (numbers: readonly number[], response: ServerResponse) => boolean;

let server: FaultyServer | undefined;
afterEach(() => server?.close());

/** Looks at issues 1 to `count` of one repository, with a token; gives the outcomes, and how many each POST asked for. */
async function lookAtIssues(count: number, trouble: Trouble) {
  const questions: number[] = [];
  const { origin, asked, close } = await serveFault(
    (request, response) => void answer(request, response, trouble, questions),
  );
  server = { origin, asked, close };
  const github = [{ web: "https://github.com/", api: `${origin}/` }];
  const items = Array.from({ length: count }, (_, i) => matchUrl(`https://github.com/a/b/issues/${i + 1}`, { github }));
  const tokens = { [origin]: ["authorization", "Bearer t"] as const };
  const looked: Looked[] = [];
  const get = createFetcher(fetch, { retries: 0, timeout: 2000, totalTimeout: 10_000, maxBytes: 256 * 1024, tokens });
  await lookAtAll(items as Matched[], { get, tokens, onLooked: (one) => looked.push(one) });
  return { questions, single: asked.filter((line) => line.startsWith("GET")).length, outcomes: looked.map(outcomeOf) };
}

async function answer(request: IncomingMessage, response: ServerResponse, trouble: Trouble, questions: number[]) {
  if (request.method === "GET") return response.end(JSON.stringify({ title: "By itself", state: "open" }));
  const { query } = JSON.parse(await text(request)) as { query: string };
  const fields = [...query.matchAll(/(i\d+): issueOrPullRequest\(number: (\d+)\)/g)];
  questions.push(fields.length);
  if (
    trouble(
      fields.map(([, , number]) => Number(number)),
      response,
    )
  )
    return response;
  const issue = { __typename: "Issue", title: "Together", issueState: "OPEN" };
  return response.end(JSON.stringify({ data: { r0: Object.fromEntries(fields.map(([, alias]) => [alias, issue])) } }));
}

const outcomeOf = ({ outcome }: Looked) =>
  "item" in outcome ? outcome.item.title : "kind" in outcome ? outcome.kind : outcome.name;

const same = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);

/** Ends the answer with this status where a question asks for more than `most` items. */
const refuseOver =
  (most: number, status: number): Trouble =>
  (numbers, response) =>
    numbers.length > most && response.writeHead(status).end() !== undefined;

describe("lookAtAll() with a question that is too much", () => {
  it("asks for each half, where the server fails over the whole", async () => {
    const { questions, single, outcomes } = await lookAtIssues(99, refuseOver(60, 502));

    expect(questions.sort((a, b) => b - a)).toEqual([99, 50, 49]);
    expect(single).toBe(0);
    expect(outcomes).toEqual(same(99, "Together"));
  });

  it.each<[LookError, Trouble]>([
    ["too-large", (numbers, response) => numbers.length > 6 && sendZeros(response, 1) !== undefined],
    ["timeout", (numbers) => numbers.length > 6],
  ])("asks for each half, where the whole is %s", async (_, trouble) => {
    const { questions, outcomes } = await lookAtIssues(10, trouble);

    expect(questions).toEqual([10, 5, 5]);
    expect(outcomes).toEqual(same(10, "Together"));
  });

  it("halves once, and then the error is that of the items", async () => {
    const { questions, single, outcomes } = await lookAtIssues(100, refuseOver(10, 502));

    expect(questions).toEqual([100, 50, 50]);
    expect(single).toBe(0);
    expect(outcomes).toEqual(same(100, "server"));
  });

  it("takes each half for itself", async () => {
    const hasFirst: Trouble = (numbers, response) => numbers.includes(1) && response.writeHead(502).end() !== undefined;

    const { outcomes } = await lookAtIssues(10, hasFirst);

    expect(outcomes.sort()).toEqual([...same(5, "Together"), ...same(5, "server")]);
  });

  it("asks by itself for the items of a half that has no answer of the batch's kind", async () => {
    const thenMissing: Trouble = (numbers, response) =>
      response.writeHead(numbers.length > 6 ? 502 : 404).end() !== undefined;

    const { questions, single, outcomes } = await lookAtIssues(10, thenMissing);

    expect(questions).toEqual([10, 5, 5]);
    expect(single).toBe(10);
    expect(outcomes).toEqual(same(10, "By itself"));
  });

  it.each([
    ["a single item", 1, 502, "server"],
    ["a used-up quota", 10, 429, "rate-limited"],
    ["a refusal", 10, 403, "forbidden"],
  ])("does not ask again for %s", async (_, count, status, kind) => {
    const { questions, outcomes } = await lookAtIssues(count, refuseOver(0, status));

    expect(questions).toEqual([count]);
    expect(outcomes).toEqual(same(count, kind));
  });
});

describe("lookAt()", () => {
  it("asks no more than three times for more, however curious an adapter is", async () => {
    const matched = matchUrl("https://github.com/a/b/issues/1", {}) as Matched;
    const more = { method: "GET", url: "https://api.github.com/more", headers: {} } as const;
    const curious = { ...matched, tracker: { ...matched.tracker, next: () => more } };
    const asked: string[] = [];
    const get = async (request: UpstreamRequest) => {
      asked.push(request.url);
      return { request, status: 200, redirected: false, body: JSON.stringify({ title: "By itself", state: "open" }) };
    };

    await lookAt(curious, get);

    expect(asked).toEqual(["https://api.github.com/repos/a/b/issues/1", more.url, more.url, more.url]);
  });
});
