// The code around a snippet wherever it runs, so that the recording, the copy button and the downloaded script
// behave alike.

/**
 * The snippet as a function that is called at once. At top level bash refuses `return` and continues with the next line;
 * in a function it ends the check, as its author meant.
 */
export function asFunction(snippet: string): string {
  // A last line that ends in a backslash would swallow the closing brace.
  const body = snippet.trimEnd().endsWith("\\") ? `${snippet.trimEnd()}\n` : snippet.trimEnd();
  return `check() {\n${body}\n}\ncheck`;
}
