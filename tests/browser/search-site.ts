// A site about a database and a queue, for tests of the search: what is searched here is in no content of ours.

import { site } from "../site/support/tiny-site.ts";

const DATABASE = `---
title: Replication lag is high
description: A standby falls behind its primary. Find out what it waits for before you promote it.
tags: [database]
alerts: [PostgresReplicationLag]
keywords: [hinkt hinterher, Replikat, stale reads]
---

## First minute

- **Do not** promote a standby that lags.

## Meaning

At 03:00:00 (es: nothing), the primary writes faster than the standby replays. \`wal_receiver_status_interval\` is not the cause.

## Diagnosis

\`\`\`bash run=never
psql -c 'select * from pg_stat_replication'
\`\`\`

On 14.9.3-2-pgdg, \`max_standby_streaming_delay\` holds replay back while a query runs.

## Escalation

If it prints \`FATAL: could not receive data from WAL stream\`, call the database team.
`;

const QUEUE = `---
title: The queue grows
description: Jobs wait longer than they run. Add workers, or find the job that blocks them.
tags: [queue]
alerts: [QueueDepthHigh]
keywords: Warteschlange voll, backlog
---

## First minute

Look at the deepest queue, and restart no worker.

## Diagnosis

A worker that waits for the database is not stuck: see [replication lag](/runbooks/replication/). Read
[the bug](https://github.com/example/worker/issues/4711) about \`prefetch_count\`.
`;

const ARTICLE = `---
title: An index that nobody needed stopped the shop
description: An index build locked the orders for an hour.
date: 2025-03-04
tags: [database]
alerts: [PostgresReplicationLag]
---

## What happened

The migration built an index without \`CONCURRENTLY\` and locked the table. Replication lag grew on every standby, as
[example/worker#4711](https://github.com/example/worker/issues/4711) describes. The fix is in 14.9.3-4.
`;

const RULES = `groups:
  - name: database
    rules:
      - { alert: PostgresReplicationLag, expr: pg_replication_lag_seconds > 30, annotations: { summary: "{{ $labels.host }} lags", runbook_url: https://kb.example/runbooks/replication/ } }
      - { alert: QueueDepthHigh, expr: queue_depth > 100, annotations: { summary: Jobs wait, runbook_url: https://kb.example/runbooks/queue/ } }
`;

const HOST = "summary: A standby that replays nothing\nkind: shaped\nsource: written for this test\n";

/** Eleven more runbooks, so that results have a second page. */
const MORE = Object.fromEntries(
  Array.from({ length: 11 }, (_, i) => [
    `content/runbooks/certificate-${i}.md`,
    `---\ntitle: Certificate ${i} expires\ntags: [tls]\n---\n\n## First minute\n\nRenew it.\n`,
  ]),
);

/** Writes the site into a fresh folder and gives its path. */
export async function searchedSite(): Promise<string> {
  return site({
    "content/runbooks/replication.md": DATABASE,
    "content/runbooks/queue.md": QUEUE,
    "content/postmortems/2025-03-04-index.md": ARTICLE,
    "content/alerts/database.yaml": RULES,
    "content/hosts/idle-standby/host.yaml": HOST,
    ...MORE,
  });
}

/** In the page, whose types these tests do not know: searches for each word, and gives those whose search failed. */
export const SEARCH_EACH = `async (words) => {
  const status = document.querySelector(".search-status");
  const input = document.querySelector("input[type=search]");
  const failed = [];
  for (const word of words) {
    status.textContent = "";
    input.value = word;
    input.dispatchEvent(new InputEvent("input"));
    input.form.requestSubmit();
    while (/^$|^Searching…$/.test(status.textContent)) await new Promise((resolve) => setTimeout(resolve, 1));
    if (/did not load/.test(status.textContent)) failed.push(word);
  }
  return failed;
}`;
