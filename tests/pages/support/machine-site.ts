// A loaded site with references in several states, for tests of what other programs read. Pages are rendered from it
// without a build.

import type { Site } from "../../../src/site/site.ts";
import { loadSite } from "../../site/support/load-site.ts";
import { site } from "../../site/support/tiny-site.ts";

export const EVIL = `"><img src=x onerror=alert(1)>]]></title><script>alert(2)</script>&\u0000\u0008\ud800\u202E\uFFFE'`;

const ARTICLE = `---
title: A & B
date: 2024-05-06
---

[one](https://github.com/a/b/issues/1) [two](https://github.com/a/b/issues/2) [bug](https://bugs.launchpad.net/bugs/7)
[new](https://github.com/a/c/issues/9)
`;

export const RECORD = {
  version: 1,
  references: [
    {
      ...{ url: "https://github.com/a/b/issues/1", tracker: "github", state: "open", remoteStatus: "open" },
      title: "Logs are not rotated",
      since: "2024-05-01",
      source: { kind: "by-hand", on: "2024-05-07", evidence: "https://example.org/evidence", note: "read once" },
      movedTo: "https://github.com/new/b/issues/5",
      history: [],
    },
    {
      ...{ url: "https://github.com/a/b/issues/2", tracker: "github", state: "open", remoteStatus: "open (reopened)" },
      title: EVIL,
      since: "2024-05-03T10:00:00Z",
      source: { kind: "fetched", at: "2024-05-04T02:00:00Z", from: "https://api.github.com/repos/a/b/issues/2" },
      history: [
        {
          ...{ at: "2024-05-02T10:00:00Z", seen: "2024-05-03T02:00:00Z" },
          ...{ from: "open", to: "closed", remoteStatus: "closed (completed)" },
        },
        { at: "2024-05-04T02:00:00Z", from: "closed", to: "open", remoteStatus: EVIL },
      ],
    },
    {
      ...{ url: "https://bugs.launchpad.net/bugs/7", tracker: "launchpad", state: "open", remoteStatus: "New" },
      title: "Rotation in Ubuntu",
      targets: [
        { name: "logger (Ubuntu)", state: "open", remoteStatus: "New" },
        { name: "logger (Ubuntu Jammy)", state: "released", remoteStatus: "Fix Released", version: "2.4-1" },
      ],
      source: { kind: "fetched", at: "2024-05-08T02:00:00Z", from: "https://api.launchpad.net/devel/bugs/7" },
      history: [
        {
          ...{ at: "2024-05-08", from: "open", to: "released", remoteStatus: "Fix Released" },
          target: "logger (Ubuntu Jammy)",
        },
      ],
    },
  ],
};

const LOOKS = {
  version: 1,
  lastSuccess: "2024-05-09T02:00:00.000Z",
  looks: {
    "https://github.com/a/b/issues/1": {
      ...{ at: "2024-05-09T02:00:00.000Z", result: "not-found", message: "HTTP 404", failures: 3 },
      ...{ lastGood: "2024-05-06T02:00:00.000Z", failingSince: "2024-05-07T02:00:00.000Z" },
    },
    "https://github.com/a/b/issues/2": {
      ...{ at: "2024-05-09T02:00:00.000Z", result: "ok", lastGood: "2024-05-09T02:00:00.000Z", failures: 0 },
    },
  },
};

const FILES = {
  "content/site.yaml": "title: Tiny\nurl: https://kb.example\npathPrefix: /kb/\n",
  "content/postmortems/2024-05-06-disk.md": ARTICLE,
  "content/pages/hidden.md":
    "---\ntitle: Hidden\naudience: internal\n---\n\n[x](https://github.com/secret/x/issues/1)\n",
  "_data/states.json": JSON.stringify(RECORD),
  ".cache/looks.json": JSON.stringify(LOOKS),
};

/** Writes the site, with these files in place of its own, and gives its folder. */
export function machineRoot(files: Readonly<Record<string, string>> = {}): Promise<string> {
  return site({ ...FILES, ...files });
}

export async function machineSite(files: Readonly<Record<string, string>> = {}): Promise<Site> {
  return loadSite(await machineRoot(files));
}
