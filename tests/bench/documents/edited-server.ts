// The server of npm start: how long it takes to answer, and to show what an author has saved.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { addParagraph, editedOne, keptText } from "./bench-folders.ts";
import { endTree, type Started, start } from "./measured-process.ts";
import type { Usage } from "./process-tree.ts";
import { serverOf } from "./programs.ts";

export type Served = Usage & {
  /** Until the home page is there, in seconds. */
  readonly firstAnswer: number;
  /** From the saved file until its page has the text, in seconds; one for each edit. */
  readonly edits: readonly number[];
};

/** The first edit is not counted: it loads what later ones have. */
const EDITS = 3;
const POLL_MS = 20;
/** Only against what never comes. */
const LONGEST_MS = 30 * 60_000;
const QUIET_MS = 1000;
/** Processor seconds in that time. */
const QUIET_CPU = 0.1;

/** Edits the same document again and again, and gives it back as it was. `onStep` is told what comes next. */
export async function measureServer(root: string, documents: number, onStep: (step: string) => void): Promise<Served> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const edited = editedOne(root, documents, 0);
  const restore = await keptText(edited);
  onStep("first answer");
  const began = performance.now();
  const server = start(serverOf(root, port));
  try {
    await shows(server, `${origin}/`, "");
    const firstAnswer = since(began);
    const edits: number[] = [];
    for (let i = 0; i <= EDITS; i++) {
      await quiet(server);
      onStep(i === 0 ? "edit, not counted" : `edit ${i} of ${EDITS}`);
      const mark = `The-mark-${i}-of-this-edit`;
      const saved = performance.now();
      await addParagraph(edited, mark);
      await shows(server, origin + edited.address, mark);
      edits.push(since(saved));
    }
    return { firstAnswer, edits: edits.slice(1), ...(await endTree(server)) };
  } finally {
    await endTree(server);
    await restore();
  }
}

/** Waits until a page is there and has the text. Throws when the server has ended. */
async function shows({ child, output }: Started, url: string, text: string): Promise<void> {
  const began = performance.now();
  while (child.exitCode === null && performance.now() - began < LONGEST_MS) {
    const page = await fetch(url)
      .then(async (response) => (response.ok ? response.text() : undefined))
      .catch(() => undefined);
    if (page?.includes(text)) return;
    await wait(POLL_MS);
  }
  const { stdout, stderr } = output();
  throw new Error(`npm start did not show "${text}" at ${url}\n${stdout}${stderr}`);
}

/** What one edit sets going, such as the search index, must not slow the next one. */
async function quiet({ tree }: Started): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < LONGEST_MS) {
    const before = tree.usage.cpuSeconds;
    await wait(QUIET_MS);
    const after = tree.usage.cpuSeconds;
    if (before === undefined || after === undefined) return wait(5 * QUIET_MS);
    if (after - before < QUIET_CPU) return;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function since(began: number): number {
  return (performance.now() - began) / 1000;
}
