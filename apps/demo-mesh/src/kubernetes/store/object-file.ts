import { mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { KubernetesObject, ResourceId } from "./object.ts";

export interface StoredObject {
  readonly resource: ResourceId;
  readonly object: KubernetesObject;
}

export interface ObjectFileContent {
  readonly resourceVersion: number;
  readonly objects: readonly StoredObject[];
}

export interface ObjectFile {
  load(): ObjectFileContent | undefined;
  /** Writes soon, once for all that is asked for until then. */
  saveSoon(): void;
  /** Settles when everything asked for is on disk. */
  flush(): Promise<void>;
}

/** One JSON file that is always whole: a new one is written beside it and takes its place. */
export function createObjectFile(path: string, content: () => ObjectFileContent, delayMs = 250): ObjectFile {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const save = () => {
    timer = undefined;
    writing = writing.catch(() => undefined).then(() => writeWhole(path, JSON.stringify(content())));
    return writing;
  };
  return {
    load: () => readContent(path),
    saveSoon() {
      // A failed write is reported by `flush`; the next change tries again.
      timer ??= setTimeout(() => save().catch(() => undefined), delayMs).unref();
    },
    async flush() {
      if (timer) {
        clearTimeout(timer);
        await save();
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
