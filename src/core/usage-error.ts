// What the person at the command line has got wrong, such as an option or an environment variable. Commands tell it in
// one line and end with exit code 2, while a programmer's error keeps its stack.

/** An argument, a variable or a setting that cannot be used; the message names it, and says what can be. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
