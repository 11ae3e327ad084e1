// What a regular expression can say that one engine takes otherwise than another.

/** `foo|foobar`: POSIX takes the longest that matches, just-bash the first. */
export function prefersLonger(pattern: string): boolean {
  if (!pattern.includes("|")) return false;
  const alternatives = pattern.split(/[()|/^$]/).filter((part) => part !== "");
  return alternatives.some((part, i) =>
    alternatives.slice(i + 1).some((later) => later !== part && later.startsWith(part)),
  );
}
