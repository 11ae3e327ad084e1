// How authors name an upstream item in prose, such as "LP: #2034745", bound to the instance that it means. The forms
// belong to the trackers, finding them in a text belongs to Markdown: they share only this type.

export type BoundShortForm = {
  /** Finds the form in running text, which holds a #; with the flag g. */
  readonly pattern: RegExp;
  /** The address of what was found. */
  readonly url: (found: RegExpExecArray) => string;
};
