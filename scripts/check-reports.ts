// Vitest's reports of npm run check in the words of a site: by documents, where Vitest has its own test files.

import { join } from "node:path";
import { experimental_getRunnerTask, GithubActionsReporter, JUnitReporter, type TestModule } from "vitest/node";
import type { Reporter } from "./check-options.ts";
import { pathInWorkspace } from "./command-line.ts";

type File = ReturnType<typeof runnerFile>;
type Where = { readonly root: string; readonly outputFile: string | undefined };

/** A reporter as Vitest's configuration takes it. */
export function reporterFor(name: Reporter, { root, outputFile }: Where) {
  const to = outputFile === undefined ? { stdout: true } : { outputFile };
  if (name === "junit") return new DocumentReport(root, to);
  if (name === "github-actions") return new Annotations({ onWritePath: (path) => pathInWorkspace(path, root) });
  return [name, to] satisfies [Reporter, typeof to];
}

/** A suite for each document, which is the class of its tests. The tests lie in blocks named after it. */
class DocumentReport extends JUnitReporter {
  readonly #root: string;

  constructor(root: string, to: ConstructorParameters<typeof JUnitReporter>[0]) {
    super({
      ...to,
      suiteNameTemplate: "{title}",
      classnameTemplate: "{suitename}",
      titleTemplate: ({ suitename, classname, title }) =>
        [...classname.slice(suitename.length).split(" > ").slice(1), title].join(" > "),
    });
    this.#root = root;
  }

  override onTestRunEnd(...[modules, errors]: Parameters<JUnitReporter["onTestRunEnd"]>): Promise<void> {
    return super.onTestRunEnd(this.#byDocument(modules), errors);
  }

  #byDocument(modules: readonly TestModule[]): TestModule[] {
    // A file that could not be read has an error, and no tests.
    const unread = modules.filter((module) => runnerFile(module).tasks.length === 0 && module.state() === "failed");
    const blocks = modules.flatMap((module) => runnerFile(module).tasks.map((block) => ({ module, block })));
    const documents = [...Map.groupBy(blocks, ({ block }) => block.name)].map(([name, all]) => {
      const [first] = all as [(typeof all)[number]];
      const duration = all.reduce((sum, { block }) => sum + (block.result?.duration ?? 0), 0);
      const task: File = {
        ...runnerFile(first.module),
        ...{ name, filepath: join(this.#root, name), tasks: all.map(({ block }) => block) },
        result: { state: all.some(({ block }) => block.result?.state === "fail") ? "fail" : "pass", duration },
      };
      return Object.create(first.module, { task: { value: task } }) as TestModule;
    });
    return [...unread, ...documents];
  }
}

/** Titles begin with the command, where Vitest has the way to a test file of ours. */
class Annotations extends GithubActionsReporter {
  override onTestRunEnd(...args: Parameters<GithubActionsReporter["onTestRunEnd"]>): void {
    const files = args[0].map((module) => runnerFile(module));
    const names = files.map(({ name }) => name);
    for (const file of files) file.name = "npm run check";
    super.onTestRunEnd(...args);
    // Other reporters may tell the same files after this one.
    for (const [i, file] of files.entries()) file.name = names[i] ?? "";
  }
}

/** What Vitest's own reporters read of a test file. */
function runnerFile(module: TestModule) {
  return experimental_getRunnerTask(module);
}
