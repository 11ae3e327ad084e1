// Files that no site should hold, for tests of what is told of them: one site may hold them all at once.

import { execFile } from "node:child_process";
import { mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Puts something below a site's root. */
export type Put = (root: string) => Promise<unknown>;

export function file(path: string, content: string | Uint8Array): Put {
  return async (root) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };
}

function folder(path: string): Put {
  return (root) => mkdir(join(root, path), { recursive: true });
}

function pipe(path: string): Put {
  return async (root) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await run("mkfifo", [join(root, path)]);
  };
}

function linkTo(target: string, path: string): Put {
  return async (root) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await symlink(target, join(root, path));
  };
}

/** A file of nothing, which takes no room on the disk. */
function sparse(path: string, bytes: number): Put {
  return async (root) => {
    await file(path, "")(root);
    await truncate(join(root, path), bytes);
  };
}

/** "b?d" as an old Windows wrote it: bytes that are not UTF-8. */
function lost(path: string, name: readonly number[], ending: string): Put {
  return async (root) => {
    await mkdir(join(root, path), { recursive: true });
    const bytes = [Buffer.from(`${join(root, path)}/`), Buffer.from(name), Buffer.from(ending)];
    if (ending === "") await mkdir(Buffer.concat(bytes));
    else await writeFile(Buffer.concat(bytes), "# Lost\n");
  };
}

const deep = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

/** Front matter that cannot be read, or says what nobody could mean. */
export const FRONT_MATTER: Readonly<Record<string, string | Uint8Array>> = {
  "closed-by-other": "---\ntitle: x\n+++\ntext\n",
  "two-blocks": "---\ntitle: x\n---\n+++\ntitle = 'x'\n+++\ntext\n",
  "toml-line": '+++\r\ntitle = "x"\r\ntags = [\r\nweight 3\r\n+++\r\ntext\r\n',
  "json-open": '{\n"title": "x",\n"tags": ["a"\n\ntext\n',
  "deep-yaml": `---\nx: ${deep(3000, "[", "]")}\n---\n`,
  "deep-blocks": `---\nx:\n- ${"- ".repeat(3000)}x\n---\n`,
  "deep-open": `---\nx: ${"[".repeat(5000)}\n---\n`,
  "deep-toml": `+++\nx = ${"{ x = ".repeat(3000)}1${" }".repeat(3000)}\n+++\n`,
  "deep-keys": `+++\n${"x.".repeat(20_000)}x = 1\n+++\n`,
  "deep-json": `{"x": ${deep(3000, "[", "]")}}\n`,
  "in-itself": "---\ntitle: &all { part: *all }\n---\n",
  "nul-toml": '+++\ntitle = "a\0b"\n+++\n',
  prototype: "---\n__proto__: { draft: true }\nconstructor: x\ntoString: [x]\nhasOwnProperty: 1\n---\n",
  "prototype-maps":
    "---\nchecks: { __proto__: { asks: 3 }, constructor: 1 }\nreferences: { toString: { why: x } }\n---\n",
  "not-text": new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0x74, 0x3a, 0x20, 0xe4, 0x0a]),
};

/** What is no plain file, or has a name that nothing can reach it by. */
export const ENTRIES: readonly Put[] = [
  linkTo("..", "content/pages/ring/up"),
  linkTo("self", "content/pages/self"),
  linkTo("sound.md", "content/pages/linked.md"),
  linkTo("nowhere", "content/pages/dangling.md"),
  linkTo("root@host.4711", "content/pages/.#sound.md"),
  pipe("content/pages/pipe.md"),
  pipe("content/pages/pipe.svg"),
  pipe("content/alerts/pipe.yml"),
  pipe("content/hosts/web1/commands.yaml"),
  pipe("content/hosts/web1/root/etc/motd"),
  file("content/hosts/web1/host.yaml", "summary: x\nkind: shaped\nsource: x\n"),
  folder("content/pages/folder.md"),
  lost("content/pages", [0x62, 0xe4, 0x64], ".md"),
  lost("content/pages", [0x62, 0xe4, 0x65], ".png"),
  lost("content/pages", [0x62, 0xe4, 0x66], ""),
  lost("content/hosts/web1/root/etc", [0xe4], ".conf"),
  file("content/pages/line\nbreak.md", "# Line\n"),
  file("content/runbooks/#?%.md", "# Signs\n"),
  file("content/pages/😀/x.md", "# Faces\n"),
  sparse("content/pages/huge.md", 600e6),
  sparse("content/pages/disk.png", 100e6),
  sparse("content/pages/disk.svg", 100e6),
  file("content/pages/disk.md", "![x](disk.png) ![x](disk.svg)\n"),
];

/** Addresses that are taken, or that no page can have. */
export const ADDRESSES: readonly Put[] = [
  file("content/pages/twice/README.md", "# One\n"),
  file("content/pages/twice/index.md", "# Other\n"),
  ...["media", "badges", "assets", "api", "pagefind"].flatMap((name) => [
    file(`content/pages/${name}.md`, "# Page\n"),
    file(`content/pages/${name}/inside.md`, "# Inside\n"),
  ]),
  file("content/pages/media/_index.md", "# Folder\n"),
  file("content/pages/tags/_index.md", "# Folder\n"),
  file("content/pages/tags/linux/inside.md", "---\ntags: [linux]\n---\n# Below a tag\n"),
  file("content/pages/runbooks/inside.md", "# Below a list\n"),
  ...["Two Words", "two-words"].flatMap((folder, i) => [
    file(`content/pages/${folder}/page-${i}.md`, "![x](x.png)\n"),
    file(`content/pages/${folder}/x.png`, "png"),
  ]),
];

/** What an alias cannot be, each for a document of its own. */
export const ALIASES: readonly string[] = [
  "/sound/",
  "/sound/index.html",
  "/spaces/",
  "/a/../b/",
  "../x",
  "https://example.org/",
  "//example.org/x/",
  "/runbooks/",
  "/feed.xml",
  "/sitemap.xml/x/",
  "/index.html",
  "/404.html",
  "/robots.txt",
  "/.faultbook",
  "/badges/x/",
  "/pagefind/pagefind.js",
  `/${"a".repeat(300)}/`,
  "/a\\u0000b/",
  "/\\ud800/",
  "/old.html/x/",
];

/** Files that look odd and are sound. */
export const SOUND: Readonly<Record<string, string>> = {
  "content/pages/sound.md": "# Sound\n",
  "content/pages/empty.md": "",
  "content/pages/with space.md": "# Space\n",
  "content/pages/has#hash.md": "# Hash\n",
  "content/pages/100%25.md": "# Percent\n",
  "content/pages/has?question.md": "# Question\n",
  'content/pages/it\'s "quoted".md': "# Quotes\n",
  "content/pages/back\\slash.md": "# Backslash\n",
  "content/pages/trailing..md": "# Dots\n",
  [`content/pages/${"a".repeat(200)}.md`]: "# Long\n",
  "content/pages/漢字.md": "# CJK\n",
  "content/pages/[x].md": "# Brackets\n",
  "content/pages/spaces/a#b/x.md": "![a](<p %.png>) ![a](p%20%25.png)\n",
  "content/pages/spaces/a#b/p %.png": "png",
  "content/pages/aged.md": "---\naliases: [/old.html, /aged/index.html, /café/]\n---\n# Aged\n",
  "content/pages/long.md": `---\ntitle: ${"long ".repeat(2000)}\ntags: [${"t".repeat(300)}, "\\ud800x", "a\\0b", "\\u0001c"]\n---\n`,
  "content/pages/bom.md": '\uFEFF+++\r\ntitle = "BOM"\r\nweight = 3\r\n+++\r\n# Text\r\n',
  "content/pages/nul.md": "# NUL \0\n\n\0 `\0` <b title='\0'>\0</b>\n",
  "content/postmortems/control.md":
    '---\ntitle: "a\\ud800\\u0001\\0b"\ndescription: "\\uffff\\ud800"\ndate: 2024-01-01\n---\n',
  "content/postmortems/inherited.md":
    "---\nalerts: [__proto__, constructor]\ntags: [__proto__, constructor, toString]\n---\n",
};

/** Fences are left out: code of many brackets is highlighted in the square of its length. */
export const MARKS = [
  "<b>",
  "[",
  "{{",
  "> ",
  "- ",
  "$",
  "*",
  "<!--",
  "![](",
  "_",
  "](",
  "[^1]",
  "|",
  "`x` ",
  "<",
  "&",
  "\\",
];

/** A document for each mark that holds nothing else. */
export function repeatedMarks(length: number): Put[] {
  return MARKS.map((mark, i) => file(`content/pages/mark-${i}.md`, mark.repeat(length / mark.length)));
}
