// GitHub for the bench: its REST API with answers of 9 kB, and its GraphQL API with what a query asks for and no more.
// https://docs.github.com/en/rest/issues/issues#get-an-issue, https://docs.github.com/en/graphql

import { filler, paddedJson, pick } from "./filler.ts";
import type { Answer, Answering } from "./upstream.ts";

const REST_BYTES = 9_000;
const REPOSITORIES = 60;
const FIRST_NUMBER = 1000;

type Facts = {
  readonly state: string;
  readonly reason: string | null;
  readonly merged?: boolean;
  readonly pull: boolean;
};

/** Ten kinds of items in a row: five of them are not settled. */
const KINDS: readonly [Facts, ...Facts[]] = [
  { state: "open", reason: null, pull: false },
  { state: "open", reason: null, pull: false },
  { state: "open", reason: "reopened", pull: false },
  { state: "open", reason: null, pull: true },
  { state: "open", reason: null, pull: false },
  { state: "closed", reason: "completed", pull: false },
  { state: "closed", reason: "completed", pull: false },
  { state: "closed", reason: "not_planned", pull: false },
  { state: "closed", reason: null, merged: true, pull: true },
  { state: "closed", reason: null, merged: false, pull: true },
];

const CREATED = "2024-03-01T09:00:00Z";
const CLOSED = "2025-06-01T09:00:00Z";

/** Addresses of issues and pull requests, spread over 60 repositories. */
export function githubUrls(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const number = FIRST_NUMBER + i;
    const kind = pick(KINDS, number).pull ? "pull" : "issues";
    return `https://github.com/team-${i % REPOSITORIES}/project-${i % REPOSITORIES}/${kind}/${number}`;
  });
}

/** Answers both APIs. */
export const answerGithub: Answering = ({ method, path, body }) => {
  if (method === "POST" && path === "/graphql") return graphql(body);
  const [, repository, number] = /^\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)$/.exec(path) ?? [];
  return repository === undefined ? undefined : { body: rest(repository, Number(number)) };
};

/**
 * Answers like GitHub without a token, 60 times; then that the quota is used up.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function limitedGithub(quota: number): { readonly answering: Answering; readonly nextHour: () => void } {
  let left = quota;
  const headers = () => ({
    "x-ratelimit-limit": String(quota),
    "x-ratelimit-remaining": String(Math.max(0, left)),
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3600),
  });
  const answering: Answering = (asked): Answer | undefined => {
    left--;
    if (left < 0) return { status: 403, headers: headers(), body: '{"message":"API rate limit exceeded"}' };
    const answer = answerGithub(asked);
    return answer && { ...answer, headers: headers() };
  };
  const nextHour = () => {
    left = quota;
  };
  return { answering, nextHour };
}

function rest(repository: string, number: number): string {
  const { state, reason, merged, pull } = pick(KINDS, number);
  const url = `https://github.com/${repository}/${pull ? "pull" : "issues"}/${number}`;
  const issue = {
    ...{ url, html_url: url, number, title: titleOf(number), state, state_reason: reason },
    user: { login: "somebody", id: 1, avatar_url: "https://avatars.example/u/1", type: "User", site_admin: false },
    labels: [{ id: 1, name: "bug", color: "d73a4a", description: filler(40) }],
    ...{ comments: 12, created_at: CREATED, updated_at: CLOSED, closed_at: state === "closed" ? CLOSED : null },
    ...(pull && { draft: false, pull_request: { url, html_url: url, merged_at: merged ? CLOSED : null } }),
  };
  return paddedJson(issue, "body", REST_BYTES);
}

const RE_VARIABLES = /r(\d+): repository\(owner: \$o\1, name: \$n\1\) \{ (.*) \}/g;
const RE_ITEMS = /i(\d+): issueOrPullRequest\(number: (\d+)\) \{ \.\.\.facts \}/g;

/** The aliases of the query with the facts of its fragment. A query of another form is one that this cannot answer. */
function graphql(body: string): Answer {
  const { query, variables }: { query: string; variables: Record<string, string> } = JSON.parse(body);
  const repositories = [...query.matchAll(RE_VARIABLES)].map(([, r, items = ""]) => {
    const repository = `${variables[`o${r}`]}/${variables[`n${r}`]}`;
    const facts = [...items.matchAll(RE_ITEMS)].map(([, i, number]) => [`i${i}`, factsOf(repository, Number(number))]);
    return [`r${r}`, Object.fromEntries(facts)];
  });
  if (repositories.length === 0) return { status: 400, body: '{"message":"Problems parsing JSON"}' };
  return { body: JSON.stringify({ data: Object.fromEntries(repositories) }) };
}

function factsOf(repository: string, number: number) {
  const { state, reason, merged, pull } = pick(KINDS, number);
  const shared = { title: titleOf(number), createdAt: CREATED, closedAt: state === "closed" ? CLOSED : null };
  const url = `https://github.com/${repository}/${pull ? "pull" : "issues"}/${number}`;
  if (!pull) {
    return {
      __typename: "Issue",
      ...shared,
      url,
      issueState: state.toUpperCase(),
      stateReason: reason?.toUpperCase() ?? null,
    };
  }
  const pullState = merged ? "MERGED" : state.toUpperCase();
  return { __typename: "PullRequest", ...shared, url, pullState, isDraft: false, mergedAt: merged ? CLOSED : null };
}

function titleOf(number: number): string {
  return `Encrypted pools are slow after the update of the kernel, case ${number}`;
}
