// Which token may go where. A token belongs to the origin that issued it, not to a tracker: a site that lists a second
// GitHub instance must not send it the first one's token.

import { UsageError } from "../../core/usage-error.ts";
import type { Settings } from "../../model/settings.ts";
import { trackers } from "../index.ts";
import { instancesOf } from "../match.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Origin ("https://api.github.com") → the header that carries the token there. */
export type Tokens = Readonly<Record<string, readonly [header: string, value: string]>>;

type Grant = {
  /** Of the environment variable. */
  readonly name: string;
  readonly origin: string;
  readonly header: readonly [string, string];
  readonly tracker: string;
};

/**
 * The tokens that the instances name, and GITHUB_TOKEN. Throws a UsageError, which names the variable, for a token that
 * no header can hold, for two that would go to one origin, and for one that would go there in two headers.
 */
export function tokensFrom(environment: Environment, settings: Settings["trackers"]): Tokens {
  const named = new Map<string, Grant>();
  for (const grant of namedGrants(environment, settings)) {
    refuseSecond(named.get(grant.origin) ?? grant, grant);
    named.set(grant.origin, grant);
  }
  // The settings name these on purpose; GITHUB_TOKEN is set automatically.
  const grants = [...githubGrants(environment), ...named.values()];
  return Object.fromEntries(grants.map((grant) => [grant.origin, soundHeader(grant)]));
}

/** A request to an origin does not know its tracker. */
function refuseSecond(first: Grant, { name, origin, header, tracker }: Grant): void {
  if (first.name !== name)
    throw new UsageError(
      `${first.name} and ${name} are both for ${origin}, which takes one token only; name only one of them`,
    );
  if (first.header.join() !== header.join())
    throw new UsageError(
      `${first.tracker} and ${tracker} send ${name} to ${origin} in different headers; name it under only one of them`,
    );
}

/**
 * GitHub Actions sets GITHUB_TOKEN in every job, and GITHUB_API_URL to the server that issued it, also on a GitHub
 * Enterprise Server: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
function githubGrants({ GITHUB_TOKEN: token, GITHUB_API_URL }: Environment): readonly Grant[] {
  if (!token) return [];
  const api = URL.parse(GITHUB_API_URL || "https://api.github.com");
  if (api === null) throw new UsageError(`GITHUB_API_URL is "${GITHUB_API_URL}", which is not a URL`);
  return [{ name: "GITHUB_TOKEN", origin: api.origin, header: bearer(token), tracker: "github" }];
}

function namedGrants(environment: Environment, settings: Settings["trackers"]): readonly Grant[] {
  return trackers.flatMap((tracker) =>
    instancesOf(tracker, settings).flatMap(({ web, api, token: name }) => {
      const token = name === undefined || name === "GITHUB_TOKEN" ? undefined : environment[name];
      if (name === undefined || !token) return [];
      const header = tracker.authorization?.(token) ?? bearer(token);
      return [{ name, origin: new URL(api ?? web).origin, header, tracker: tracker.name }];
    }),
  );
}

function bearer(token: string): readonly [string, string] {
  return ["authorization", `Bearer ${token}`];
}

/** A final line break, as files and forms leave it, is cut off silently; one in the middle is refused. */
function soundHeader({ name, header }: Grant): Grant["header"] {
  if (/^[\x20-\x7e]*[\x21-\x7e]$/.test(header[1])) return header;
  throw new UsageError(
    `${name} has a character that no HTTP header can hold, such as a line break; set it again without it`,
  );
}
