// Text as one word of a shell.

/** In single quotes nothing is expanded, not even `!` by an interactive bash. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
