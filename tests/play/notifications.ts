// What Alertmanager sends, and where the links in it lead.

import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { load } from "cheerio";
import { listen } from "./listen.ts";

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export type SentAlert = {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
};
export type Notification = { readonly receiver: string; readonly at: number; readonly alerts: readonly SentAlert[] };

/** https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments/ */
export type Message = { readonly title: string; readonly title_link: string; readonly text: string };

/** "TargetMissing pve1"; an alert of a whole job has no instance. */
export function nameOf({ alertname = "", instance, job }: Readonly<Record<string, string>>): string {
  return `${alertname} ${instance ?? job ?? ""}`.trim();
}

/** Collects what Alertmanager posts to it; the path is the receiver's name, below /slack/ for messages to read. */
export class Mailbox {
  readonly notifications: Notification[] = [];
  readonly messages: Message[] = [];
  readonly #server: Server;
  origin = "";

  constructor(onNotification: (notification: Notification) => void) {
    const take = async (request: IncomingMessage) => {
      const sent = (await json(request)) as { alerts?: SentAlert[]; attachments?: Message[] };
      for (const message of sent.attachments ?? []) this.messages.push(message);
      if (sent.alerts === undefined) return;
      const notification = { receiver: request.url?.slice(1) ?? "", at: Date.now(), alerts: sent.alerts };
      this.notifications.push(notification);
      onNotification(notification);
    };
    this.#server = createServer((request, response) => {
      take(request).then(
        () => response.end("ok"),
        () => response.writeHead(400).end(),
      );
    });
  }

  async start(): Promise<void> {
    this.origin = `http://127.0.0.1:${await listen(this.#server)}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

export type Link = { readonly url: string; readonly title: string };
export type ServedSite = { readonly origin: string };

/** Every link of one alert of a notification, with the title of the page that it must lead to. */
export async function linksOf({ labels, annotations }: SentAlert, site: ServedSite): Promise<Link[]> {
  const links: Link[] = [];
  const { runbook_url: runbook = "" } = annotations;
  links.push({ url: runbook, title: await titleOfRunbook(runbook) });
  links.push({ url: `${site.origin}/alerts/${labels.alertname}/`, title: labels.alertname ?? "" });
  return links;
}

/** Every link of a message that leads into the site. */
export async function linksIn({ title_link, text }: Message, { origin }: ServedSite): Promise<Link[]> {
  const urls = [title_link, ...(text.match(/https?:\/\/[^\s<>|"]+/g) ?? [])].filter((url) => url.startsWith(origin));
  return Promise.all(urls.map(async (url) => ({ url, title: await titleOf(url) })));
}

async function titleOf(url: string): Promise<string> {
  return /\/alerts\/([^/#]+)\/(?:#|$)/.exec(url)?.[1] ?? (await titleOfRunbook(url));
}

async function titleOfRunbook(url: string): Promise<string> {
  const name = /\/runbooks\/([\w-]+)\/$/.exec(URL.canParse(url) ? new URL(url).pathname : "")?.[1];
  const source = await readFile(`content/runbooks/${name}.md`, "utf8").catch(() => "");
  return /^title: (.+)$/m.exec(source)?.[1] ?? `(no runbook has the address "${url}")`;
}

/** What is wrong with a link, after following it; nothing if it leads to its page and its anchor. */
export async function faultOf({ url, title }: Link): Promise<{ readonly status: number; readonly fault?: string }> {
  const response = await fetch(url).catch(() => undefined);
  if (response === undefined) return { status: 0, fault: "no answer" };
  const { status } = response;
  const $ = load(await response.text());
  const found = $("h1").first().text().trim();
  const id = decodeURIComponent(new URL(url).hash.slice(1));
  if (status !== 200) return { status, fault: `status ${status}` };
  if (found !== title) return { status, fault: `the page is "${found}", not "${title}"` };
  if (id !== "" && $(`[id="${id}"]`).length !== 1) return { status, fault: `the page has no anchor "${id}"` };
  return { status };
}
