// Which hosts to leave alone for the rest of a run: bookkeeping per host, without network or clock. A host that is
// down, or that limits us, does not get a thousand more requests.

import type { LookError } from "../../model/reference.ts";
import { NotAskedError } from "../errors.ts";

export type GateLimits = {
  /** Requests to one host that may fail in a row, each with all its attempts, until the host is given up. */
  readonly breaker: number;
  /** HTTP attempts per host and run, further attempts and redirects included. */
  readonly budget: number;
};

type Tally = { attempts: number; failures: number; refusal: string | undefined };

/** Failures that only say that the host is out of order; with any other, it is alive. */
const OUT_OF_ORDER: readonly LookError[] = ["unreachable", "timeout", "server"];

/** The state of every host in one run. A host is "api.github.com", with its port unless that is the usual one. */
export class HostGate {
  readonly #limits: GateLimits;
  readonly #tallies = new Map<string, Tally>();

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /** Throws a NotAskedError when the host was given up. */
  check(host: string): void {
    const refusal = this.refusal(host);
    if (refusal !== undefined) throw new NotAskedError(host, refusal);
  }

  /** Counts one HTTP attempt, unless the host was given up; else like `check`. */
  enter(host: string): void {
    this.check(host);
    this.#tally(host).attempts++;
  }

  /** Why the host gets no more requests, such as "rate limit reached"; undefined while it does. */
  refusal(host: string): string | undefined {
    const { refusal, attempts } = this.#tally(host);
    const { budget } = this.#limits;
    return refusal ?? (attempts < budget ? undefined : `budget of ${budget} attempts used up`);
  }

  /** Records how a request with all its attempts ended. */
  ended(host: string, result: "ok" | LookError): void {
    const tally = this.#tally(host);
    tally.failures = result !== "ok" && OUT_OF_ORDER.includes(result) ? tally.failures + 1 : 0;
    if (result === "rate-limited") this.limited(host);
    if (tally.failures >= this.#limits.breaker) tally.refusal ??= `${tally.failures} requests in a row failed`;
  }

  /** The host's quota is used up. */
  limited(host: string): void {
    this.#tally(host).refusal ??= "rate limit reached";
  }

  #tally(host: string): Tally {
    const tally = this.#tallies.get(host) ?? { attempts: 0, failures: 0, refusal: undefined };
    this.#tallies.set(host, tally);
    return tally;
  }
}
