// A mistake at the command line, such as in an option or an environment variable. Commands report it in one line and
// end with exit code 2; a programmer's error keeps its stack.

/** An argument, a variable or a setting that cannot be used; the message names it and says what can be used. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
