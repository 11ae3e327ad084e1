// The info string of a fence: a language, then labels: ```bash check=zfs-avx  or  ```bash run=never

export type FenceInfo = {
  readonly language: string;
  readonly check: string | undefined;
  /** `run=never`: changes the system; never executed. */
  readonly never: boolean;
  /** Labels that mean nothing to us, as written. */
  readonly unknown: readonly string[];
};

/** Languages of a fence whose text goes into a shell, be it with prompts and output round it. */
export const SHELL_LANGUAGE = /^(?:bash|console|sh|shell|shellscript|shellsession|zsh)$/;

export const FENCE_LABELS = ["check", "run"] as const;

/** Reads an info string; a fence without a language is plain text. */
export function parseFenceInfo(info: string): FenceInfo {
  const words = info.trim().split(/\s+/).filter(Boolean);
  const named = words[0] !== undefined && !words[0].includes("=");
  const labels = named ? words.slice(1) : words;
  const check = labels.find((label) => /^check=./.test(label));
  return {
    language: (named ? words[0] : "text")?.toLowerCase() ?? "text",
    check: check?.slice("check=".length),
    never: labels.includes("run=never"),
    unknown: labels.filter((label) => label !== check && label !== "run=never"),
  };
}
