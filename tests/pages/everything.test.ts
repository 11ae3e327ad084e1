// The text of each page type, on a tiny site with one of everything. Only <main> is compared: the frame has tests of its
// own. The files open in a browser, and a change of a page shows as a change of one of them.

import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { load } from "cheerio";
import { beforeAll, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";

const LOOKS = {
  version: 1,
  looks: {
    "https://github.com/a/b/issues/1": {
      at: "2024-05-09T02:00:00.000Z",
      result: "server",
      message: "HTTP 502",
      lastGood: "2024-05-06T02:00:00.000Z",
      failures: 3,
    },
    "https://github.com/a/b/issues/2": {
      at: "2024-05-09T02:00:00.000Z",
      result: "ok",
      lastGood: "2024-05-09T02:00:00.000Z",
      failures: 0,
    },
  },
};

let output: string;
let stderr: string;

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), "faultbook-everything-"));
  await cp("tests/fixtures/sites/everything", root, { recursive: true });
  await mkdir(join(root, ".cache"));
  await writeFile(join(root, ".cache/looks.json"), JSON.stringify(LOOKS));
  const built = await runBuild(["--root", root]);
  ({ output, stderr } = built);
});

test("a build that only advises", () => {
  expect(stderr).toMatchInlineSnapshot(`
    "content/postmortems/2024-05-06-disk-full.md:8:20  advice: alert "Retired" is in no rule file
      Rules live in content/alerts/
    content/alerts/disk.yml:17:16  advice: alerts that lead to another host or folder, and no runbook here is for them: "DiskWorn"
      Write a runbook of that name, or name them in one: alerts: […]. npm run alerts lists all of them
    content/alerts/disk.yml:14:16  advice: alerts without a runbook: "DiskSlow"
      Write a runbook of that name, or name them in one: alerts: […]. npm run alerts lists all of them
    content/runbooks/disk-full.md:26:1  advice: section without text: "Meaning", "Impact"
      Write what is known, or that nothing is known yet

    4 pieces of advice in 3 files
    "
  `);
});

test.each([
  ["home", "index.html"],
  ["postmortem", "postmortems/disk-full/index.html"],
  ["retold", "postmortems/slow-disk/index.html"],
  ["runbook", "runbooks/disk-full/index.html"],
  ["references", "references/index.html"],
  ["checks", "checks/index.html"],
  ["check", "checks/disk-full/index.html"],
  ["host", "hosts/bad/index.html"],
  ["alerts", "alerts/index.html"],
  ["alert", "alerts/DiskFull/index.html"],
  ["alert-external", "alerts/CloudDiskFull/index.html"],
  ["alert-without-runbook", "alerts/DiskSlow/index.html"],
  ["alert-elsewhere", "alerts/DiskWorn/index.html"],
  ["reviews", "reviews/index.html"],
  ["tag", "tags/disk/index.html"],
])("the page type %s", async (name, path) => {
  const $ = load(await readFile(join(output, path), "utf8"));

  await expect(`${$("main").html()?.trim()}\n`).toMatchFileSnapshot(resolve(`tests/fixtures/pages/${name}.html`));
});

test("every count of the home page leads to a place that exists", async () => {
  const $ = load(await readFile(join(output, "index.html"), "utf8"));
  const links = $(".counts a, .counts + .facts a").map((_, link) => $(link).attr("href"));

  const lost: string[] = [];
  for (const link of links.get()) {
    const [path = "", id] = link.split("#");
    const page = load(await readFile(join(output, path, "index.html"), "utf8"));
    if (id !== undefined && page(`[id="${id}"]`).length !== 1) lost.push(link);
  }
  expect(links).toHaveLength(4);
  expect(lost).toEqual([]);
});

test("the frame: titles, description, addresses, scripts, where the reader is", async () => {
  const $ = load(await readFile(join(output, "runbooks/disk-full/index.html"), "utf8"));
  const list = load(await readFile(join(output, "runbooks/index.html"), "utf8"));

  expect(
    $("head")
      .html()
      ?.replace(/\b(style|site)\.\w{10}\./g, "$1.HASH.")
      .replace(/content="default-src[^"]*"/, ""),
  ).toMatchInlineSnapshot(`
    "
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" >
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>Disk is full · Tiny</title>
    <meta name="description" content="One of everything">
    <meta name="keywords" content="disk-full, DiskFull, CloudDiskFull, SEV2" data-pagefind-meta="keywords[content]">
    <link rel="stylesheet" href="/assets/style.HASH.css">
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="apple-touch-icon" href="/assets/apple-touch-icon.png">
    <link rel="canonical" href="https://kb.example/runbooks/disk-full/">
    <link rel="alternate" type="application/atom+xml" title="Tiny" href="/feed.xml">
    <link rel="alternate" type="application/atom+xml" title="Tiny: upstream changes" href="/references.xml">
    <meta property="og:title" content="Disk is full">
    <meta property="og:description" content="One of everything">
    <meta property="og:type" content="article">
    <meta property="og:site_name" content="Tiny">
    <meta property="og:url" content="https://kb.example/runbooks/disk-full/">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"TechArticle","headline":"Disk is full","inLanguage":"en","author":{"@type":"Organization","name":"Somebody"}},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Runbooks","item":"https://kb.example/runbooks/"},{"@type":"ListItem","position":2,"name":"Disk is full"}]}]}</script>
    <script type="module" src="/assets/site.HASH.js"></script>
    "
  `);
  expect($("body > a").attr("href")).toBe("#page-main");
  expect(list("[aria-current=page]").text()).toBe("Runbooks");
});

test("the script of a check, as a file, where it is and where it was", async () => {
  const [text, former] = await Promise.all(
    ["c/disk-full", "checks/disk-full.sh"].map((file) => readFile(join(output, file), "utf8")),
  );

  expect(former).toBe(text);
  expect(text).toMatchInlineSnapshot(`
    "#!/usr/bin/env bash
    # shellcheck shell=bash
    # Question: Is the disk full?
    # From https://kb.example/runbooks/disk-full/
    #
    # Exit code 0: OK: There is room
    # Exit code 1: AFFECTED: There is none
    # Exit code 2: CANNOT TELL
    #
    # Reads: /etc/disk
    # Runs: head
    # Changes nothing.

    # Drop what the caller's shell has set: it must not answer in place of this host.
    case \${BASH_VERSION:-none}:$- in
    none:* | *:*i*)
      \\echo "This script needs bash. Run it with: bash disk-full" >&2
      # shellcheck disable=SC2317
      return 2 2>/dev/null || exit 2
      ;;
    *:*p*) ;;
    *)
      case $-:\${BASH_SOURCE[0]:-$0} in
      *[cs]*:* | *:"$0") ;;
      *)
        \\echo "Do not source this script. Run it with: bash disk-full" >&2
        # shellcheck disable=SC2317
        return 2 2>/dev/null || exit 2
        ;;
      esac
      POSIXLY_CORRECT=1
      \\unset -v IFS
      \\unset -f builtin
      # shellcheck disable=SC2046
      \\unset -f $(\\builtin compgen -A function)
      case $- in
      *s*) \\exec bash -ps -- "$@" ;;
      *c*) \\exec bash --norc -pc "$BASH_EXECUTION_STRING" "$0" "$@" ;;
      *) \\exec bash -p -- "$0" "$@" ;;
      esac
      ;;
    esac
    set +efu +o pipefail +o posix
    unset -v BASH_ENV ENV GREP_OPTIONS
    export LC_ALL=C TZ=UTC0 PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\${PATH:+:$PATH}"

    # The texts below are not meant to be expanded.
    # shellcheck disable=SC2016
    case $#:\${1-} in
    0:) ;;
    1:--help | 1:-h) printf '%s\\n' 'Usage: bash disk-full [--help]' \\
      '' \\
      'Question: Is the disk full?' \\
      'From https://kb.example/runbooks/disk-full/' \\
      '' \\
      'Exit code 0: OK: There is room' \\
      'Exit code 1: AFFECTED: There is none' \\
      'Exit code 2: CANNOT TELL' \\
      '' \\
      'Reads: /etc/disk' \\
      'Runs: head' \\
      'Changes nothing.'; exit 0 ;;
    *) printf '%s\\n' 'Usage: bash disk-full [--help]' >&2; exit 2 ;;
    esac

    (check() {
    state=$(head -n 1 /etc/disk 2>/dev/null)
    [ -n "$state" ] || { echo "no /etc/disk"; exit 2; }
    echo "disk: $state"
    [ "$state" != full ]
    }
    check) </dev/null
    # shellcheck disable=SC2016
    case $? in
    0) set -- 0 'OK: There is room' ;;
    1) set -- 1 'AFFECTED: There is none' 'Next: https://kb.example/runbooks/disk-full/#mitigation' ;;
    *) set -- 2 'CANNOT TELL' 'Next: https://kb.example/postmortems/disk-full/' ;;
    esac
    { IFS= read -r faultbook_host </proc/sys/kernel/hostname; } 2>/dev/null || faultbook_host=$HOSTNAME
    faultbook_host=\${faultbook_host//[^A-Za-z0-9._-]/_}
    faultbook_time=$(export TZ=UTC0; printf '%(%Y-%m-%dT%H:%M:%SZ)T' -1 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)
    # shellcheck disable=SC2016
    printf '%s\\n' '' 'Question: Is the disk full?' "Host: $faultbook_host, $faultbook_time" "\${@:2}"
    exit "$1"
    "
  `);
});
