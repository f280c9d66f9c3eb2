import { type Block, type BlockShape, isVisible, type Labels, type Line, shownValue } from "./block.ts";
import type { Exemplar, ExemplarOf } from "./exemplars.ts";

export interface PageWriter {
  /** A page in Prometheus' text format, version 0.0.4. */
  write(blocks: readonly Block[]): Buffer;
  /** The same as OpenMetrics 1.0, which has a place for exemplars. */
  writeOpenMetrics(blocks: readonly Block[], exemplarOf: ExemplarOf): Buffer;
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
      writeFamilies(out, blocks, { typeOf: plainType, bytesOf });
      return out.bytes();
    },
    writeOpenMetrics(blocks, exemplarOf) {
      const out = createByteBuffer();
      writeFamilies(out, blocks, { typeOf: openType, bytesOf, exemplarOf });
      out.text("# EOF\n");
      return out.bytes();
    },
  };
}

type ByteBuffer = ReturnType<typeof createByteBuffer>;

interface Format {
  /** The line that tells what a family is. */
  readonly typeOf: (family: string, type: Line["type"]) => string;
  readonly bytesOf: (block: Block) => Buffer;
  readonly exemplarOf?: ExemplarOf;
}

function writeFamilies(out: ByteBuffer, blocks: readonly Block[], { typeOf, bytesOf, exemplarOf }: Format): void {
  for (const [family, parts] of familiesOf(blocks)) {
    out.text(typeOf(family, parts[0]?.lines[0]?.line.type ?? "gauge"));
    for (const { blocks: same, lines } of parts) {
      for (const block of same) {
        const labels = bytesOf(block);
        for (const { at, line } of lines) {
          out.text(line.metric);
          out.copy(labels);
          out.text(`${line.le === undefined ? "" : `,le="${line.le}"`}} ${shownValue(block, at)}`);
          const exemplar = exemplarOf?.(block, at);
          out.text(exemplar === undefined ? "\n" : exemplarText(exemplar));
        }
      }
    }
  }
}

/** The lines of one family in blocks of one shape. */
interface FamilyPart {
  readonly blocks: readonly Block[];
  readonly lines: readonly { readonly at: number; readonly line: Line }[];
}

/** What is told of a family stands together, whichever shapes it is in. */
function familiesOf(blocks: readonly Block[]): ReadonlyMap<string, readonly FamilyPart[]> {
  const families = new Map<string, FamilyPart[]>();
  for (const [shape, same] of Map.groupBy(blocks.filter(isVisible), (block) => block.shape)) {
    for (const [family, lines] of linesOf(shape)) {
      families.set(family, [...(families.get(family) ?? []), { blocks: same, lines }]);
    }
  }
  return families;
}

function linesOf({ lines }: BlockShape): Map<string, FamilyPart["lines"]> {
  return Map.groupBy(
    lines.map((line, at) => ({ at, line })),
    ({ line }) => line.family,
  );
}

function plainType(family: string, type: Line["type"]): string {
  return `# TYPE ${family} ${type}\n`;
}

/** Counters are called by what stands before `_total`; what is not called so is none there. */
function openType(family: string, type: Line["type"]): string {
  if (type !== "counter") return plainType(family, type);
  return family.endsWith("_total")
    ? `# TYPE ${family.slice(0, -"_total".length)} counter\n`
    : `# TYPE ${family} unknown\n`;
}

function exemplarText({ traceId, ms, at }: Exemplar): string {
  return ` # {trace_id="${traceId}"} ${ms} ${at.toFixed(3)}\n`;
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
