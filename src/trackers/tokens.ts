// Which token may go where. A token is bound to the origin that issued it, not to a tracker: a site that lists a second
// GitHub instance must not hand it the first one's token.

type Environment = Readonly<Record<string, string | undefined>>;

/** Origin → token. GITHUB_API_URL is set by GitHub Actions, also on a GitHub Enterprise Server. */
export function tokensFrom({ GITHUB_TOKEN, GITHUB_API_URL }: Environment): Record<string, string> {
  if (!GITHUB_TOKEN) return {};
  return { [new URL(GITHUB_API_URL || "https://api.github.com").origin]: GITHUB_TOKEN };
}
