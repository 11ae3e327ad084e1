// How authors name an upstream item in prose, such as "LP: #2034745", bound to the instance that it stands for. The
// forms are the trackers' business, finding them in a text is Markdown's: both know this type alone.

export type BoundShortForm = {
  /** Finds the form in running text, which holds a #; with the flag g. */
  readonly pattern: RegExp;
  /** The address of what was found. */
  readonly url: (found: RegExpExecArray) => string;
};
