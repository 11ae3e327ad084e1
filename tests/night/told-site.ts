// A site that is nothing but links, upstream that answers from memory, and what the report of each night says.

import type { StateRecord } from "../../src/model/record.ts";
import type { Look, Reference } from "../../src/model/reference.ts";
import { nightReport } from "../../src/night/report.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { newsBetween, type Picture } from "../../src/trackers/news.ts";
import { refresh } from "../../src/trackers/record/refresh.ts";
import { resolveReferences } from "../../src/trackers/references.ts";
import { linkTo, recordOf } from "../trackers/samples.ts";

/** A body, or an answer with another status or date; undefined: there is no such thing. */
export type Answer = string | { readonly status?: number; readonly body?: string; readonly date?: string } | undefined;

/** 2 o'clock (UTC) of that night of November 2026; those after the 30th lie in December. */
export function nightOf(number: number): string {
  return new Date(Date.UTC(2026, 10, number, 2)).toISOString().replace(".000Z", "Z");
}

export class ToldSite {
  record: StateRecord = recordOf();
  looks: ReadonlyMap<string, Look> = new Map();
  readonly match = matcherOf({});
  readonly #links;

  constructor(urls: readonly string[]) {
    this.#links = urls.map(linkTo);
  }

  /** One night in which everything is looked at, or what is due; gives its report. */
  async night(number: number, answer: (url: string) => Answer, all = true): Promise<string> {
    const fetch = async (input: string | URL | Request) => responseOf(answer(String(input)));
    const { record, looks, match } = this;
    const asked = { links: this.#links, record, looks, match, fetch, all, now: () => new Date(nightOf(number)) };
    const result = await refresh({ ...asked, options: { retries: 0 } });
    const news = newsBetween(this.#picture(result.before, result.looks), this.#picture(result.record, result.looks));
    this.record = result.record;
    this.looks = result.looks;
    return nightReport(news, []);
  }

  references(): readonly Reference[] {
    return this.#picture(this.record, this.looks).references;
  }

  #picture(record: StateRecord, looks: ReadonlyMap<string, Look>): Picture {
    return { references: resolveReferences(this.#links, { record, looks, match: this.match }).list, waits: [] };
  }
}

function responseOf(answer: Answer): Response {
  if (answer === undefined) return new Response("", { status: 404 });
  const { status = 200, body = "", date } = typeof answer === "string" ? { body: answer } : answer;
  return new Response(body, { status, headers: date === undefined ? {} : { date } });
}
