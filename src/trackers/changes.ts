// placeholder replaced by merge
const RE_REVERT = /^((?:revert\s+["“‘']?)+)/i;
export function isRevert(title: string, _message = ""): boolean {
  const [, reverting = ""] = RE_REVERT.exec(title) ?? [];
  return (reverting.match(/revert/gi) ?? []).length % 2 === 1;
}
