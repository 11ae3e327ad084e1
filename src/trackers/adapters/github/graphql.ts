// Many GitHub issues and pull requests with one request to its GraphQL API: https://docs.github.com/en/graphql
// Its answers are brought into the shape of the REST API, so that the same code reads both.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import { malformed, readJson } from "../../boundary.ts";
import { quoted, UpstreamError } from "../../errors.ts";
import type { UpstreamResponse } from "../../tracker.ts";
import type { Issue } from "./item.ts";

/** openzfs/zfs/issues/15276 */
const RE_KEY = /^([\w.-]+)\/([\w.-]+)\/issues\/([1-9]\d{0,9})$/;
/** GraphQL's Int has 32 bits; a larger number would make the server refuse the whole query. */
const MAX_INT = 2 ** 31 - 1;

/**
 * A field of one name must have one type everywhere, and the states of issues and pull requests have two: hence the
 * aliases. Without `enableDuplicate`, a duplicate would be reported differently from the REST API.
 * https://docs.github.com/en/graphql/reference/unions#issueorpullrequest
 */
const FACTS = `fragment facts on IssueOrPullRequest {
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
}`;

const shared = { title: z.string(), url: z.string().nullish(), createdAt: Day.nullish(), closedAt: Day.nullish() };
/** What closed an issue: https://docs.github.com/en/graphql/reference/unions#closer */
const Closer = z.object({ __typename: z.string(), merged: z.boolean().nullish() });
const Facts = z.discriminatedUnion("__typename", [
  z.object({
    ...{ __typename: z.literal("Issue"), ...shared },
    issueState: z.string(),
    stateReason: z.string().nullish(),
    timelineItems: z.object({ nodes: z.array(z.object({ closer: Closer.nullish() }).nullish()) }).nullish(),
  }),
  z.object({
    ...{ __typename: z.literal("PullRequest"), ...shared },
    pullState: z.string(),
    isDraft: z.boolean().nullish(),
    mergedAt: Day.nullish(),
    baseRefName: z.string().nullish(),
    baseRepository: z.object({ defaultBranchRef: z.object({ name: z.string() }).nullish() }).nullish(),
  }),
]);
type Facts = z.infer<typeof Facts>;

const Failure = z.object({
  type: z.string().nullish(),
  message: z.string().nullish(),
  extensions: z.object({ code: z.string().nullish() }).nullish(),
});
type Failure = z.infer<typeof Failure>;

const Answer = z.object({
  data: z.record(z.string(), z.record(z.string(), z.unknown()).nullable()).nullish(),
  errors: z.array(Failure).nullish(),
  /** What is wrong, if the request did not reach GraphQL. */
  message: z.string().nullish(),
});

/** Whether the key names an issue or pull request that can be part of a query. */
export function isBatchable(key: string): boolean {
  const number = RE_KEY.exec(key)?.[3];
  return number !== undefined && Number(number) <= MAX_INT;
}

/** The body of the request for these keys, of which each must be batchable: JSON of `query` and `variables`. */
export function queryFor(keys: readonly string[]): string {
  const repositories = repositoriesOf(keys);
  const declared = repositories.map((_, r) => `$o${r}: String!, $n${r}: String!`).join(", ");
  const fields = repositories.map(({ items }, r) => {
    const asked = items.map(({ index, number }) => `i${index}: issueOrPullRequest(number: ${number}) { ...facts }`);
    return `r${r}: repository(owner: $o${r}, name: $n${r}) { ${asked.join(" ")} }`;
  });
  // Names go into variables, never into the text of the query.
  const names = repositories.flatMap(({ owner, name }, r) => [
    [`o${r}`, owner],
    [`n${r}`, name],
  ]);
  const query = `query (${declared}) {\n${fields.join("\n")}\n}\n${FACTS}`;
  return JSON.stringify({ query, variables: Object.fromEntries(names) });
}

/**
 * The answer for the same keys, one result each; undefined if it lacks the item (missing, moved, or not visible to this
 * token), because only the REST API distinguishes these. Throws an UpstreamError if there is no answer at all.
 */
export function issuesIn(response: UpstreamResponse, keys: readonly string[]): (Issue | UpstreamError | undefined)[] {
  const { data, errors, message } = readJson(response, Answer);
  const failures = [...(errors ?? []), ...(message == null ? [] : [{ message }])];
  const limit = failures.find(isLimit);
  if (limit)
    throw new UpstreamError("rate-limited", response.request, `Quota used up (${quoted(limit.message ?? "")})`);
  if (data == null) {
    if (failures.some(isRefused)) return keys.map(() => undefined);
    throw malformed(response, quoted(failures[0]?.message ?? "no data"));
  }
  const places = repositoriesOf(keys).flatMap(({ items }, r) => items.map(({ index }) => [index, `r${r}`] as const));
  const repositoryOf = new Map(places);
  return keys.map((key, i) => {
    const facts = data[repositoryOf.get(i) ?? ""]?.[`i${i}`];
    return facts == null ? undefined : issueFrom(facts, key, response);
  });
}

/**
 * A used-up quota comes with status 200, and a type for which GitHub has had two names; a secondary limit may
 * have no more than words. https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
function isLimit({ type, message }: Failure): boolean {
  return type === "RATE_LIMITED" || type === "RATE_LIMIT" || /rate limit/i.test(message ?? "");
}

/** An older GitHub Enterprise Server lacks fields or arguments of the query, and says so before it runs. */
function isRefused({ extensions }: Failure): boolean {
  return extensions?.code === "undefinedField" || extensions?.code === "argumentNotAccepted";
}

function repositoriesOf(keys: readonly string[]) {
  const items = keys.map((key, index) => ({ index, ...partsOf(key) }));
  const groups = [...Map.groupBy(items, ({ owner, name }) => `${owner}/${name}`).values()];
  return groups.flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ owner: first.owner, name: first.name, items: [first, ...rest] }],
  );
}

function partsOf(key: string) {
  const [, owner, name, number] = RE_KEY.exec(key) ?? [];
  if (owner === undefined || name === undefined || !isBatchable(key)) throw new RangeError(`Not batchable: "${key}"`);
  return { owner, name, number: Number(number) };
}

function issueFrom(facts: unknown, key: string, response: UpstreamResponse): Issue | UpstreamError {
  const result = Facts.safeParse(facts);
  if (result.success) return restShape(result.data);
  const issue = result.error.issues[0];
  return malformed(response, `${key}: ${issue?.path.join(".") || "item"}: ${issue?.message}`);
}

function restShape(facts: Facts): Issue {
  const { title, url: html_url, createdAt: created_at, closedAt: closed_at } = facts;
  const common = { title, html_url, created_at, closed_at };
  if (facts.__typename === "Issue") {
    const more = facts.timelineItems == null ? {} : { closedByChange: facts.timelineItems.nodes.some(isChange) };
    return {
      ...common,
      state: facts.issueState.toLowerCase(),
      state_reason: facts.stateReason?.toLowerCase(),
      ...more,
    };
  }
  // "MERGED" has no counterpart among the states of REST, but makes the same word as a date of merging does there.
  const { pullState, isDraft: draft, mergedAt: merged_at, baseRefName: base, baseRepository } = facts;
  const usual = baseRepository?.defaultBranchRef?.name;
  const into = base == null || usual === undefined || base === usual ? undefined : base;
  return { ...common, state: pullState.toLowerCase(), draft, pull_request: { merged_at }, into };
}

/** A commit closes an issue when it reaches the default branch, a pull request when it is merged; people close too. */
function isChange(event: { readonly closer?: z.infer<typeof Closer> | null | undefined } | null | undefined): boolean {
  const closer = event?.closer;
  return closer?.__typename === "Commit" || (closer?.__typename === "PullRequest" && closer.merged === true);
}
