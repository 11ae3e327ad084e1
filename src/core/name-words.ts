// The words that a name of an alert or a file is made of: KubePodNotReady, disk-full, io_pressure.

/** Where a word begins within a name: NodeFilesystem|Space, kube_|pod, API|Down */
export const WORD = /(?<=\p{Ll}|\d)(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=[_./])(?=\p{L})/u;

/** The words in small letters. */
export function nameWords(name: string): string[] {
  return name
    .split(WORD)
    .flatMap((part) => part.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word !== "");
}
