// Topics of Discourse forums: https://docs.discourse.org/#tag/Topics/operation/getTopic
// No answer has a date for the state: Discourse says when a topic was created and last written to, not when it was
// solved, closed or reopened.

import { z } from "zod";
import { apiOf, pathBelow } from "../address.ts";
import { answer, malformed, readJson, stateOf } from "../boundary.ts";
import { UpstreamError } from "../errors.ts";
import type { StatusTable, Tracker } from "../tracker.ts";

const statuses: StatusTable = {
  open: "open",
  // Solved for its author, perhaps by a workaround: it does not say that anything was fixed.
  solved: "closed",
  // No more replies; often because there had been none for a while.
  closed: "closed",
  archived: "closed",
};

const Topic = z.object({
  id: z.number(),
  title: z.string(),
  closed: z.boolean(),
  archived: z.boolean(),
  deleted_at: z.string().nullish(),
  // Set by the plugin discourse-solved, which not every forum has.
  accepted_answer: z.object({ post_number: z.number() }).nullish(),
});
type Topic = z.infer<typeof Topic>;

/** t/some-words/123, t/123, each with the number of a post after it; words are never digits alone. */
const RE_TOPIC = /^t\/(?:(?!\d+(?:\/|$))[^/]+\/)?([1-9]\d*)(?:\/|$)/;

export const discourse: Tracker = {
  name: "discourse",
  title: "Discourse forum",
  instances: [
    { web: "https://discourse.ubuntu.com/" },
    { web: "https://discuss.linuxcontainers.org/" },
    { web: "https://meta.discourse.org/" },
  ],
  statuses,
  examples: [
    {
      from: "https://discourse.ubuntu.com/t/some-words/123/4",
      url: "https://discourse.ubuntu.com/t/123",
      label: "discourse.ubuntu.com topic 123",
    },
    {
      from: "https://discuss.linuxcontainers.org/t/123?u=reader",
      url: "https://discuss.linuxcontainers.org/t/123",
      label: "discuss.linuxcontainers.org topic 123",
    },
  ],

  match(url, instance) {
    const number = RE_TOPIC.exec(pathBelow(url, instance.web) ?? "")?.[1];
    if (number === undefined) return undefined;
    const label = `${new URL(instance.web).hostname} topic ${number}`;
    // The words in the address change with the title, the number does not.
    return { key: number, url: new URL(`t/${number}`, instance.web).href, label };
  },

  locate(key, instance) {
    const headers = { accept: "application/json" };
    return [{ method: "GET", url: new URL(`t/${key}.json`, apiOf(instance)).href, headers }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const topic = readJson(response, Topic);
    if (String(topic.id) !== key) throw malformed(response, `not topic ${key}`);
    // With a token of the forum's staff, deleted topics are answered too.
    if (topic.deleted_at) throw new UpstreamError("not-found", response.request, `Topic ${key} was deleted`);
    const remoteStatus = wordOf(topic);
    return { state: stateOf(statuses, remoteStatus, response, instance), remoteStatus, title: topic.title };
  },
};

function wordOf({ accepted_answer, closed, archived }: Topic): string {
  if (accepted_answer) return "solved";
  if (archived) return "archived";
  return closed ? "closed" : "open";
}
