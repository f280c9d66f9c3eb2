import { type Block, type BlockShape, isVisible, type Labels, shownValue } from "./block.ts";

export interface PageWriter {
  /** A page in Prometheus' text format, version 0.0.4. */
  write(blocks: readonly Block[]): Buffer;
}

/** Remembers each block's labels as bytes: with a thousand workloads a page has tens of megabytes of them. */
export function createPageWriter(): PageWriter {
  const labelBytes = new WeakMap<Block, Buffer>();
  const bytesOf = (block: Block) => {
    const known = labelBytes.get(block);
    if (known) return known;
    const made = Buffer.from(labelText(block.labels));
    labelBytes.set(block, made);
    return made;
  };
  return {
    write(blocks) {
      const out = createByteBuffer();
      const shown = blocks.filter(isVisible);
      for (const [shape, same] of Map.groupBy(shown, (block) => block.shape)) writeShape(out, shape, same, bytesOf);
      return out.bytes();
    },
  };
}

type ByteBuffer = ReturnType<typeof createByteBuffer>;

function writeShape(out: ByteBuffer, shape: BlockShape, blocks: readonly Block[], bytesOf: (block: Block) => Buffer) {
  const families = Map.groupBy(shape.lines.keys(), (line) => shape.lines[line]?.family ?? "");
  for (const [family, lines] of families) {
    out.text(`# TYPE ${family} ${shape.lines[lines[0] ?? 0]?.type}\n`);
    for (const block of blocks) {
      const labels = bytesOf(block);
      for (const line of lines) {
        const { metric = "", le } = shape.lines[line] ?? {};
        out.text(metric);
        out.copy(labels);
        out.text(`${le === undefined ? "" : `,le="${le}"`}} ${shownValue(block, line)}\n`);
      }
    }
  }
}

/** Up to the last label, without the closing brace. */
function labelText(labels: Labels): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(",")}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function createByteBuffer() {
  let space = Buffer.allocUnsafe(1 << 16);
  let used = 0;
  const make = (room: number) => {
    if (used + room <= space.length) return;
    const larger = Buffer.allocUnsafe(Math.max(space.length * 2, used + room));
    space.copy(larger, 0, 0, used);
    space = larger;
  };
  return {
    /** ASCII only. */
    text(words: string) {
      make(words.length);
      used += space.write(words, used, "latin1");
    },
    copy(bytes: Buffer) {
      make(bytes.length);
      space.set(bytes, used);
      used += bytes.length;
    },
    bytes: () => space.subarray(0, used),
  };
}
