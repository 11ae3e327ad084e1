// How long each stage of a command takes: one that measures tells of the others apart, and costs nothing by itself.

export type Stage = { readonly name: string; readonly seconds: number };

const LINE = /^([a-z][a-z -]*[a-z]) (\d+\.\d{2}) s$/gm;

/** Times stages. One that comes again is added up; of stages beside each other, each has its whole time. */
export class Stages {
  readonly #now: () => number;
  readonly #times = new Map<string, number>();
  #ended = 0;

  /** `now`: milliseconds since the start of the process. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Does the work and takes its time, even if it fails. The name is lower-case words, as in "search index". */
  async time<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const started = this.#now();
    try {
      return await work();
    } finally {
      this.#add(name, started);
    }
  }

  /** Gives a stage the time since the stage before it ended, the first one that since the start of the process. */
  upToNow(name: string): void {
    this.#add(name, this.#ended);
  }

  /** Adds a stage that somebody else has timed. */
  add(name: string, seconds: number): void {
    this.#times.set(name, (this.#times.get(name) ?? 0) + seconds * 1000);
  }

  /** In the order in which they ended first. */
  get all(): readonly Stage[] {
    return [...this.#times].map(([name, time]) => ({ name, seconds: time / 1000 }));
  }

  #add(name: string, started: number): void {
    this.#ended = this.#now();
    this.#times.set(name, (this.#times.get(name) ?? 0) + this.#ended - started);
  }
}

/** One line for each stage: "search index 0.84 s". */
export function stageLines(stages: readonly Stage[]): string {
  return stages.map(({ name, seconds }) => `${name} ${seconds.toFixed(2)} s\n`).join("");
}

/** The stages that a command has written among other lines. */
export function stagesIn(text: string): Stage[] {
  return [...text.matchAll(LINE)].map(([, name = "", seconds]) => ({ name, seconds: Number(seconds) }));
}
