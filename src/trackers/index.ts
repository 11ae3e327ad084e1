// The trackers, in alphabetical order. To add one: a file in adapters/, a line here, its fixtures and its test.

import { bugzilla } from "./adapters/bugzilla.ts";
import { changelog } from "./adapters/changelog.ts";
import { debbugs } from "./adapters/debbugs.ts";
import { discourse } from "./adapters/discourse.ts";
import { gitea } from "./adapters/gitea.ts";
import { github } from "./adapters/github.ts";
import { gitlab } from "./adapters/gitlab.ts";
import { gitweb } from "./adapters/gitweb.ts";
import { jira } from "./adapters/jira.ts";
import { launchpad } from "./adapters/launchpad.ts";
import { osv } from "./adapters/osv.ts";
import { xenforo } from "./adapters/xenforo.ts";
import type { Tracker } from "./tracker.ts";

export const trackers: readonly Tracker[] = [
  bugzilla,
  changelog,
  debbugs,
  discourse,
  gitea,
  github,
  gitlab,
  gitweb,
  jira,
  launchpad,
  osv,
  xenforo,
];
