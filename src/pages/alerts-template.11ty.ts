// /alerts.tmpl: templates for Alertmanager, so that a mail, a chat or a page shows the first minute of each runbook.
// docs/prometheus/README.md says how they are used.

import { formatDay } from "../model/date.ts";
import type { PageData } from "./page-data.ts";
import { absolute, onlyWithUrl, type PageType } from "./page-type.ts";
import { blocksOf, heldBackNames } from "./parts/alertmanager/blocks.ts";
import { FORMATS } from "./parts/alertmanager/formats.ts";
import { firstLink, notification, type Parts, title } from "./parts/alertmanager/notification.ts";

const page: PageType = onlyWithUrl("/alerts.tmpl", (data) => {
  const { text, slack, html } = FORMATS;
  const parts = { blocks: blocksOf(data), heldBack: heldBackNames(data) };
  return [
    head(data, parts),
    title("faultbook.email.subject", text),
    notification(data, "faultbook.email.text", text, parts),
    notification(data, "faultbook.email.html", html, parts),
    title("faultbook.slack.title", slack),
    notification(data, "faultbook.slack.text", slack, parts),
    '{{ define "faultbook.pagerduty.description" }}{{ template "faultbook.email.subject" . }}{{ end }}\n',
    '{{ define "faultbook.pagerduty.details" }}{{ template "faultbook.email.text" . }}{{ end }}\n',
    firstLink(data, "faultbook.link", parts),
  ].join("\n");
});
export default page;

/** Nothing of a document is in it: a comment ends at its first asterisk and slash. */
function head(data: PageData, { blocks }: Parts): string {
  const newest = blocks
    .flatMap(({ day }) => day ?? [])
    .sort()
    .at(-1);
  const reviews = newest === undefined ? "No review is recorded." : `The newest review is of ${formatDay(newest)}.`;
  const site = absolute(data, "/").replaceAll("*", "%2A");
  return `{{/*
Templates for Alertmanager 0.25 or later, made of the runbooks of
${site}

Alerts of the site: ${data.alerts.length}; runbooks for alerts: ${blocks.length}. ${reviews}
Each text says when it was reviewed. Copy this file again when the site was published anew.

  templates:
    - /etc/alertmanager/faultbook.tmpl

  receivers:
    - name: mail
      email_configs:
        - to: oncall@kb.example.org
          headers:
            Subject: '{{ template "faultbook.email.subject" . }}'
          html: '{{ template "faultbook.email.html" . }}'
          text: '{{ template "faultbook.email.text" . }}'

    - name: slack
      slack_configs:
        - api_url_file: /etc/alertmanager/slack-url
          channel: '#alerts'
          title: '{{ template "faultbook.slack.title" . }}'
          title_link: '{{ template "faultbook.link" . }}'
          text: '{{ template "faultbook.slack.text" . }}'

    - name: pagerduty
      pagerduty_configs:
        - routing_key_file: /etc/alertmanager/pagerduty-key
          description: '{{ template "faultbook.pagerduty.description" . }}'
          details:
            runbooks: '{{ template "faultbook.pagerduty.details" . }}'
          links:
            - href: '{{ template "faultbook.link" . }}'
              text: Runbook

An alert that this site does not know leads to
${site}alerts/<its name>/
where each run of other signs than A-Z a-z 0-9 _ . - is one "-".
*/}}
`;
}
