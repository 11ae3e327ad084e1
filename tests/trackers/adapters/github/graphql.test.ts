// GitHub's GraphQL API beside its REST API: the same item must come out of both. The answers are built here in both
// shapes from one sample; see the fixtures' provenance.md for what they are shaped after.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instance } from "../../../../src/model/settings.ts";
import { github } from "../../../../src/trackers/adapters/github.ts";
import { UnknownStatusError, type UpstreamError } from "../../../../src/trackers/errors.ts";
import type { Batch, Item, UpstreamResponse } from "../../../../src/trackers/tracker.ts";
import { fixture } from "../../samples.ts";

const INSTANCE: Instance = { web: "https://github.com/", api: "https://api.github.com/" };
const batch = github.batch as Batch;

/** What is true of an item, in no API's shape. */
type Sample = {
  readonly kind: "issue" | "pull";
  readonly state: "open" | "closed";
  readonly title: string;
  readonly reason: string | null;
  readonly draft: boolean;
  readonly created: string;
  readonly closed: string | null;
  readonly merged: string | null;
  /** Where GitHub shows it, such as "openzfs/zfs/issues/1". */
  readonly page: string;
};

const KEY = "openzfs/zfs/issues/15245";
const OPEN: Sample = {
  ...{ kind: "issue", state: "open", title: "A title", reason: null, draft: false, page: KEY },
  ...{ created: "2023-09-07T09:02:49Z", closed: null, merged: null },
};
const CLOSED: Sample = { ...OPEN, state: "closed", closed: "2025-04-28T16:41:45Z" };
const PULL: Sample = { ...OPEN, kind: "pull", page: "openzfs/zfs/pull/15245" };
const CLOSED_PULL: Sample = { ...PULL, state: "closed", closed: "2023-09-14T18:00:00Z" };

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
function restBody({ kind, state, title, reason, draft, created, closed, merged, page }: Sample): string {
  const html_url = `https://github.com/${page}`;
  const issue = { html_url, title, state, state_reason: reason, created_at: created, closed_at: closed };
  return JSON.stringify(kind === "issue" ? issue : { ...issue, draft, pull_request: { html_url, merged_at: merged } });
}

/** https://docs.github.com/en/graphql/reference/objects#issue and #pullrequest, under our aliases */
function graphqlFacts({ kind, state, title, reason, draft, created, closed, merged, page }: Sample) {
  const facts = { title, url: `https://github.com/${page}`, createdAt: created, closedAt: closed };
  if (kind === "issue") {
    return {
      __typename: "Issue",
      ...facts,
      issueState: state.toUpperCase(),
      stateReason: reason?.toUpperCase() ?? null,
    };
  }
  const pullState = merged === null ? state.toUpperCase() : "MERGED";
  return { __typename: "PullRequest", ...facts, pullState, isDraft: draft, mergedAt: merged };
}

/** Answers our query as the API would: by what the text and the variables ask for, under the aliases that they give. */
function graphqlBody(body: string, factsOf: (key: string) => unknown): string {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, string> };
  const repositories = [...query.matchAll(/^(\w+): repository\(owner: \$(\w+), name: \$(\w+)\) \{ (.*) \}$/gm)];
  const data = repositories.map(([, alias = "", owner = "", name = "", fields = ""]) => {
    const items = [...fields.matchAll(/(\w+): issueOrPullRequest\(number: (\d+)\) \{ \.\.\.facts \}/g)];
    const found = items.map(([, item, number]) => [
      item,
      factsOf(`${variables[owner]}/${variables[name]}/issues/${number}`),
    ]);
    return [alias, Object.fromEntries(found)];
  });
  return JSON.stringify({ data: Object.fromEntries(data) });
}

function byRest(sample: Sample, key = KEY): Item {
  const [request] = github.locate(key, INSTANCE);
  if (request === undefined) throw new RangeError("Nothing to ask");
  // REST leads from the old address of what has moved.
  return github.parse([{ request, status: 200, body: restBody(sample), redirected: true }], key, INSTANCE);
}

/** What the batch makes of this answer's body. */
function parsed(body: string, keys: readonly string[] = [KEY]) {
  const response: UpstreamResponse = { request: batch.locate(keys, INSTANCE), status: 200, body, redirected: false };
  return batch.parse(response, keys, INSTANCE);
}

function byGraphql(keys: readonly string[], factsOf: (key: string) => unknown) {
  return parsed(graphqlBody(batch.locate(keys, INSTANCE).body ?? "", factsOf), keys);
}

const SAMPLES: readonly (readonly [what: string, sample: Sample, state: string, word: string])[] = [
  ["an open issue", OPEN, "open", "open"],
  ["a reopened issue", { ...OPEN, reason: "reopened" }, "open", "open (reopened)"],
  ["a completed issue", { ...CLOSED, reason: "completed" }, "closed", "closed (completed)"],
  ["an issue not planned", { ...CLOSED, reason: "not_planned" }, "wont-fix", "closed (not_planned)"],
  ["a duplicate", { ...CLOSED, reason: "duplicate" }, "duplicate", "closed (duplicate)"],
  ["an issue closed without a reason", CLOSED, "closed", "closed"],
  ["an issue closed without a date", { ...CLOSED, closed: null }, "closed", "closed"],
  ["a draft", { ...PULL, draft: true }, "in-progress", "draft pull request"],
  ["an open pull request", PULL, "in-progress", "open pull request"],
  ["a merged pull request", { ...CLOSED_PULL, merged: "2023-09-14T17:59:58Z" }, "merged", "merged pull request"],
  ["a closed pull request", CLOSED_PULL, "closed", "closed pull request"],
  ["a closed draft", { ...CLOSED_PULL, draft: true }, "closed", "closed pull request"],
  [
    "an issue that became a discussion",
    { ...CLOSED, page: "openzfs/zfs/discussions/1" },
    "closed",
    "closed, now a discussion",
  ],
  ["a hostile title", { ...OPEN, title: '<script>"\\\n\u202e\u0000`}]} i1: null' }, "open", "open"],
];

describe("batch.parse() beside parse()", () => {
  it.each(SAMPLES)("gives the same item for %s", (_, sample, state, remoteStatus) => {
    const item = byRest(sample);

    expect(byGraphql([KEY], () => graphqlFacts(sample))).toStrictEqual([item]);
    expect(item).toMatchObject({ state, remoteStatus, title: sample.title });
  });

  it("gives the same item or the same unknown word for whatever GitHub says", () => {
    const date = fc.date({ noInvalidDate: true, min: new Date("2008-01-01"), max: new Date("2100-01-01") });
    const day = date.map((instant) => instant.toISOString().replace(/\.\d+Z$/, "Z"));
    const shared = { title: fc.string({ unit: "binary" }), created: day, closed: fc.option(day) };
    const issue = fc.record({
      ...{ ...shared, kind: fc.constant("issue" as const), draft: fc.constant(false), merged: fc.constant(null) },
      state: fc.constantFrom("open" as const, "closed" as const),
      reason: fc.constantFrom(null, "completed", "not_planned", "duplicate", "reopened", "moved", "constructor"),
      page: fc.constantFrom(
        KEY,
        "OpenZFS/zfs/issues/15245",
        "a/b/issues/1",
        "a/b/discussions/1",
        "OpenZFS/zfs/discussions/1",
      ),
    });
    const pull = fc.record({
      ...{ ...shared, kind: fc.constant("pull" as const), draft: fc.boolean(), reason: fc.constant(null) },
      state: fc.constantFrom("open" as const, "closed" as const),
      merged: fc.constant(null),
      page: fc.constantFrom("openzfs/zfs/pull/15245", "a/b/pull/1"),
    });
    const merged = fc.tuple(pull, day).map(([p, at]) => ({ ...p, state: "closed" as const, merged: at }));

    fc.assert(
      fc.property(fc.oneof(issue, pull, merged), (sample) => {
        const [together] = byGraphql([KEY], () => graphqlFacts(sample));
        const isElsewhere = sample.page.startsWith("a/b/");
        expect(outcomeOf(() => together)).toStrictEqual(isElsewhere ? undefined : outcomeOf(() => byRest(sample)));
      }),
    );
  });

  it("gives each of 100 keys its own item, whatever their repositories and their order", () => {
    const keys = Array.from({ length: 100 }, (_, i) => `owner-${i % 7}/repo.${i % 3}/issues/${i + 1}`);

    const items = byGraphql(keys, (key) => graphqlFacts({ ...OPEN, title: key, page: key }));

    expect(items).toStrictEqual(keys.map((key) => byRest({ ...OPEN, title: key, page: key }, key)));
  });
});

describe("batch.parse() of what only GraphQL tells", () => {
  const closedBy = (closer: unknown) =>
    byGraphql([KEY], () => ({
      ...graphqlFacts({ ...CLOSED, reason: "completed" }),
      timelineItems: { nodes: closer === undefined ? [] : [{ closer }] },
    }))[0];

  it.each([
    ["a merged pull request", { __typename: "PullRequest", merged: true }, "merged"],
    ["a commit", { __typename: "Commit" }, "merged"],
    ["a pull request that was closed", { __typename: "PullRequest", merged: false }, "closed"],
    ["a project", { __typename: "ProjectV2" }, "closed"],
    ["somebody", null, "closed"],
    ["nobody who is known", undefined, "closed"],
  ])("reads an issue that was closed by %s", (_, closer, state) => {
    const item = closedBy(closer);

    expect(item).toMatchObject({ state });
    // GraphQL has looked for the change: this answer has no less evidence than another.
    expect(item).not.toHaveProperty("couldBe");
  });

  it("says so in words of its own", () => {
    expect(closedBy({ __typename: "Commit" })).toMatchObject({
      remoteStatus: "closed (completed) by a merged change",
      words: "closed by a merged change; release not known",
    });
  });

  it.each([
    ["main", "main", undefined],
    ["stable-2.1", "main", "merged into stable-2.1; release not known"],
    ["stable-2.1", undefined, undefined],
  ])("names the branch %s beside the default branch %s", (baseRefName, name, words) => {
    const merged = { ...CLOSED_PULL, merged: "2023-09-14T17:59:58Z" };
    const baseRepository = { defaultBranchRef: name === undefined ? null : { name } };

    const [item] = byGraphql([KEY], () => ({ ...graphqlFacts(merged), baseRefName, baseRepository }));

    expect(item).toMatchObject({ state: "merged", remoteStatus: "merged pull request" });
    expect((item as Item).words).toBe(words);
  });

  it.each(["openzfs/openzfs-docs/issues/7", "openzfs/zfs/issues/15246"])(
    "leaves to the REST API what GitHub shows as %s, because only that tells of a move",
    (page) => expect(byGraphql([KEY], () => graphqlFacts({ ...OPEN, page }))).toEqual([undefined]),
  );
});

/** An item, or the word that nobody knows. */
function outcomeOf(look: () => Item | UpstreamError | undefined): unknown {
  try {
    const outcome = look();
    if (outcome instanceof Error) throw outcome;
    return outcome;
  } catch (error) {
    if (error instanceof UnknownStatusError) return { unknown: error.word };
    throw error;
  }
}

describe("batch.parse()", () => {
  it("leaves to the REST API what the answer lacks, and reads the rest", () => {
    const keys = [
      ...[KEY, "truenas/linux/issues/118", "openzfs/none/issues/1"],
      ...["openzfs/zfs/issues/99999999", "secret/app/issues/1"],
    ];

    const items = parsed(fixture("github/graphql/partial.json"), keys);

    expect(items).toMatchObject([{ state: "closed" }, { state: "merged" }, undefined, undefined, undefined]);
  });

  it.each([
    ["an item", { data: { r0: { i0: null } } }],
    ["a repository", { data: { r0: null } }],
    ["anything", { data: {} }],
  ])("leaves to the REST API what is null without an error: %s", (_, answer) => {
    expect(parsed(JSON.stringify(answer))).toEqual([undefined]);
  });

  it("leaves everything to the REST API where the server is too old for the query", () => {
    expect(parsed(fixture("github/graphql/refused.json"), [KEY, "a/b/issues/1"])).toEqual([undefined, undefined]);
  });

  it("tells a used-up quota as rate-limited", () => {
    expect(() => parsed(fixture("github/graphql/rate-limited.json"))).toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Quota used up (API rate limit already exceeded for user ID 1000.): POST https://api.github.com/graphql]`,
    );
  });

  it.each([
    { errors: [{ type: "RATE_LIMITED", message: "Wait." }] },
    { data: { r0: null }, errors: [{ type: "RATE_LIMITED", path: ["r0"], message: "Wait." }] },
    { message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again." },
  ])("tells %j as rate-limited", (answer) => {
    expect(() => parsed(JSON.stringify(answer))).toThrow(expect.objectContaining({ kind: "rate-limited" }));
  });

  it("takes words about a limit in a title for what they are", () => {
    const [item] = byGraphql([KEY], () => graphqlFacts({ ...OPEN, title: "API rate limit exceeded" }));

    expect(item).toMatchObject({ state: "open", title: "API rate limit exceeded" });
  });

  it("refuses errors without data", () => {
    expect(() => parsed(fixture("github/graphql/failed.json"))).toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.): POST https://api.github.com/graphql]`,
    );
  });

  it.each(["<html>", "{}", "[]", "null", '{"data": []}', '{"data": {"r0": 1}}', '{"errors": {}}'])(
    "refuses %s as malformed",
    (body) => {
      expect(() => parsed(body)).toThrow(expect.objectContaining({ name: "UpstreamError", kind: "malformed" }));
    },
  );

  it("tells a word that it does not know for that item alone", () => {
    const keys = [KEY, "a/b/issues/1"];

    const items = byGraphql(keys, (key) =>
      graphqlFacts({ ...CLOSED, page: key, reason: key === KEY ? "moved" : null }),
    );

    expect(items[0]).toBeInstanceOf(UnknownStatusError);
    expect(items).toMatchObject([{ kind: "unknown-status", word: "closed (moved)" }, { state: "closed" }]);
  });

  it("tells an item that does not fit as malformed for that item alone", () => {
    const keys = [KEY, "a/b/issues/1", "a/b/issues/2"];

    const items = byGraphql(keys, (key) => {
      const facts = graphqlFacts({ ...OPEN, page: key });
      if (key === KEY) return { ...facts, title: 1 };
      return key.endsWith("1") ? { __typename: "Discussion", title: "A title" } : facts;
    });

    expect(items[2]).toMatchObject({ state: "open" });
    expect(items.slice(0, 2).map(String)).toMatchInlineSnapshot(`
      [
        "UpstreamError: Malformed answer (openzfs/zfs/issues/15245: title: Invalid input: expected string, received number): POST https://api.github.com/graphql",
        "UpstreamError: Malformed answer (a/b/issues/1: __typename: Invalid discriminator value. Expected 'Issue' | 'PullRequest'): POST https://api.github.com/graphql",
      ]
    `);
  });
});

describe("batch.locate()", () => {
  it("posts a query with variables", () => {
    const request = batch.locate([KEY, "truenas/linux/issues/118", "openzfs/zfs/issues/1"], INSTANCE);

    expect(request).toMatchObject({ method: "POST", headers: { "content-type": "application/json" } });
    const { query, variables } = JSON.parse(request.body ?? "");
    expect(variables).toEqual({ o0: "openzfs", n0: "zfs", o1: "truenas", n1: "linux" });
    expect(query).toMatchInlineSnapshot(`
      "query ($o0: String!, $n0: String!, $o1: String!, $n1: String!) {
      r0: repository(owner: $o0, name: $n0) { i0: issueOrPullRequest(number: 15245) { ...facts } i2: issueOrPullRequest(number: 1) { ...facts } }
      r1: repository(owner: $o1, name: $n1) { i1: issueOrPullRequest(number: 118) { ...facts } }
      }
      fragment facts on IssueOrPullRequest {
        __typename
        ... on Issue {
          title url createdAt closedAt issueState: state stateReason(enableDuplicate: true)
          timelineItems(itemTypes: [CLOSED_EVENT], last: 1) {
            nodes { ... on ClosedEvent { closer { __typename ... on PullRequest { merged } } } }
          }
        }
        ... on PullRequest {
          title url createdAt closedAt pullState: state isDraft mergedAt
          baseRefName baseRepository { defaultBranchRef { name } }
        }
      }"
    `);
  });

  it.each([
    ["https://api.github.com/", "https://api.github.com/graphql"],
    ["https://ghe.example.org/api/v3/", "https://ghe.example.org/api/graphql"],
    ["https://example.org/git/api/v3/", "https://example.org/git/api/graphql"],
    ["https://api.team.ghe.com/", "https://api.team.ghe.com/graphql"],
    ["http://127.0.0.1:1/github/", "http://127.0.0.1:1/github/graphql"],
  ])("finds the endpoint beside %s", (api, endpoint) => {
    expect(batch.locate([KEY], { web: "https://ghe.example.org/", api }).url).toBe(endpoint);
  });

  it("finds the endpoint of an Enterprise Server whose API the settings do not name", () => {
    const { url } = batch.locate([KEY], { web: "https://ghe.example.org/" });

    expect(url).toBe("https://ghe.example.org/api/graphql");
  });

  it("asks for as many items as it may in a body of less than 32 kB, and for each once", () => {
    const keys = Array.from(
      { length: batch.size },
      (_, i) => `${i}${"o".repeat(36)}/${"r".repeat(100)}/issues/${2 ** 31 - 1}`,
    );

    const { body = "" } = batch.locate(keys, INSTANCE);

    const { query } = JSON.parse(body) as { query: string };
    const aliases = [...query.matchAll(/(i\d+): issueOrPullRequest/g)].map(([, alias]) => alias);
    expect(aliases).toEqual(keys.map((_, i) => `i${i}`));
    expect(body.length).toBeLessThan(32 * 1024);
  });

  it("keeps names out of the query's text", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.-]{8,39}$/), fc.stringMatching(/^[\w.-]{8,99}$/), (owner, name) => {
        const { query, variables } = JSON.parse(batch.locate([`${owner}/${name}/issues/1`], INSTANCE).body ?? "");
        expect(variables).toEqual({ o0: owner, n0: name });
        expect(query).toBe(JSON.parse(batch.locate(["a/b/issues/1"], INSTANCE).body ?? "").query);
      }),
    );
  });

  it("throws on a key that it does not accept", () => {
    expect(() => batch.locate(["a/b/commits/abcdef1"], INSTANCE)).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: Not batchable: "a/b/commits/abcdef1"]`,
    );
  });
});

describe("batch.accepts()", () => {
  it.each([KEY, "a/b/issues/1", "a.b/c_d/issues/2147483647", "issues/issues/issues/1"])("takes %s", (key) => {
    expect(batch.accepts(key)).toBe(true);
  });

  it.each([
    "openzfs/zfs/commits/ad9e767657c3d3c0ec9e09a17f6732bcbf915401",
    "a/b/issues/0",
    "a/b/issues/01",
    // More than an Int of GraphQL can hold.
    "a/b/issues/2147483648",
    "a/b/issues/99999999999999999999",
    "a/b/issues/1) { id } evil: viewer { login",
    'a"/b/issues/1',
    "a/b/c/issues/1",
    "a/b/pull/1",
    "a/b/issues/1\n",
    "",
  ])("leaves %j to the REST API", (key) => {
    expect(batch.accepts(key)).toBe(false);
  });
});
