// What the bench looks at: 1,000 references of all trackers, and the servers that answer for them.

import type { Settings } from "../../src/model/settings.ts";
import { trackers } from "../../src/trackers/index.ts";
import { answerGithub, githubUrls } from "./github-upstream.ts";
import { answerLaunchpad, launchpadUrls } from "./launchpad-upstream.ts";
import { OTHERS, type OtherUpstream } from "./other-upstreams.ts";
import { serveUpstream, type Upstream } from "./upstream.ts";

export const GITHUB = 700;
export const LAUNCHPAD = 200;
export const MIXED = 100;

/** The trackers beside GitHub and Launchpad, as far as they are listed and have a server here. */
export function mixedTrackers(): readonly (readonly [name: string, upstream: OtherUpstream])[] {
  return trackers.flatMap(({ name }) => {
    const other = OTHERS[name];
    return other === undefined ? [] : [[name, other] as const];
  });
}

/** 1,000 addresses; neighbours are of different trackers, as they are in documents. */
export function thousandUrls(): string[] {
  const mixed = mixedTrackers();
  const others = Array.from({ length: MIXED }, (_, i) =>
    mixed[i % mixed.length]?.[1].url(Math.floor(i / mixed.length)),
  );
  const all = [...githubUrls(GITHUB), ...launchpadUrls(LAUNCHPAD), ...others.filter((url) => url !== undefined)];
  // 7 has no factor in common with 1000, so that every address comes once.
  return all.map((_, i) => all[(i * 7) % all.length] ?? "");
}

export type World = {
  readonly trackers: Settings["trackers"];
  /** Origin of GitHub's API. */
  readonly github: string;
  /** Requests since the last call, by tracker; those that had none are left out. */
  readonly takeCounts: () => Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
};

/** A server for each tracker. */
export async function openWorld(latency: number): Promise<World> {
  const github = await serveUpstream(answerGithub, latency);
  const launchpad = await serveUpstream(answerLaunchpad, latency);
  const upstreams: [string, Upstream][] = [
    ["github", github],
    ["launchpad", launchpad],
  ];
  const settings: Settings["trackers"] = {
    github: [{ web: "https://github.com/", api: `${github.origin}/` }],
    launchpad: [{ web: "https://bugs.launchpad.net/", api: `${launchpad.origin}/` }],
  };
  for (const [name, { web, apiPath = "", answering }] of mixedTrackers()) {
    const upstream = await serveUpstream(answering, latency);
    upstreams.push([name, upstream]);
    settings[name] = [{ web, api: `${upstream.origin}/${apiPath}` }];
  }
  return {
    trackers: settings,
    github: github.origin,
    takeCounts: () =>
      Object.fromEntries(
        upstreams.map(([name, { takeCount }]) => [name, takeCount()] as const).filter(([, n]) => n > 0),
      ),
    close: async () => {
      await Promise.all(upstreams.map(([, { close }]) => close()));
    },
  };
}
