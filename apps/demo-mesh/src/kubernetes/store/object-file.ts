import { mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { KubernetesObject, ResourceId } from "./object.ts";

export interface StoredObject {
  readonly resource: ResourceId;
  readonly object: KubernetesObject;
}

interface ObjectFileContent {
  readonly resourceVersion: number;
  readonly objects: readonly StoredObject[];
}

export interface ObjectFile {
  load(): ObjectFileContent | undefined;
  /** Writes soon what `content` says then, once for all that is asked for until then. */
  saveSoon(content: () => ObjectFileContent): void;
  /** Settles when everything asked for is on disk. */
  flush(): Promise<void>;
}

/** One JSON file that is always whole: a new one is written beside it and takes its place. */
export function createObjectFile(path: string, delayMs = 250): ObjectFile {
  let waiting: { readonly timer: NodeJS.Timeout; readonly content: () => ObjectFileContent } | undefined;
  let writing: Promise<void> = Promise.resolve();

  const save = (content: () => ObjectFileContent) => {
    waiting = undefined;
    writing = writing.catch(() => undefined).then(() => writeWhole(path, JSON.stringify(content())));
    return writing;
  };
  return {
    load: () => readContent(path),
    saveSoon(content) {
      // A failed write is reported by `flush`; the next change tries again.
      waiting ??= { timer: setTimeout(() => save(content).catch(() => undefined), delayMs).unref(), content };
    },
    async flush() {
      if (waiting) {
        clearTimeout(waiting.timer);
        await save(waiting.content);
      }
      await writing;
    },
  };
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}

function readContent(path: string): ObjectFileContent | undefined {
  mkdirSync(dirname(path), { recursive: true });
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
  try {
    return JSON.parse(text) as ObjectFileContent;
  } catch (cause) {
    throw new Error(`${path} does not hold objects; delete it to start afresh.`, { cause });
  }
}
