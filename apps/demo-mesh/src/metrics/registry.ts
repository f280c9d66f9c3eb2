import type { Block, BlockShape, Labels } from "./block.ts";

/** All series of the mesh. Counters grow by their rates as time passes; nothing else moves them. */
export interface MetricRegistry {
  /** The block of this key, made at its first mention; it starts at what was restored for it, else at 0. */
  block(key: string, make: () => { page: string; shape: BlockShape; labels: Labels }): Block;
  /** Undefined where nobody has mentioned it. */
  find(key: string): Block | undefined;
  page(name: string): readonly Block[];
  all(): Iterable<Block>;
  grow(seconds: number): void;
  stopGrowth(): void;
  /** Counters of a page start again at 0, as when its pods restart. */
  restart(page: string): void;
  /** Series of these pods end. */
  forget(pods: ReadonlySet<string>): void;
  counters(): Record<string, number[]>;
  restore(counters: Readonly<Record<string, readonly number[]>>): void;
}

export function createMetricRegistry(): MetricRegistry {
  const blocks = new Map<string, Block>();
  const pages = new Map<string, Block[]>();
  let restored: Readonly<Record<string, readonly number[]>> = {};
  return {
    block(key, make) {
      const found = blocks.get(key);
      if (found) return found;
      const { page, shape, labels } = make();
      const { length } = shape.lines;
      const values = Float64Array.from({ length }, (_, line) => restored[key]?.[line] ?? 0);
      const block = { key, page, shape, labels, values, perSecond: new Float64Array(length) };
      blocks.set(key, block);
      const onPage = pages.get(page);
      if (onPage) onPage.push(block);
      else pages.set(page, [block]);
      return block;
    },
    find: (key) => blocks.get(key),
    page: (name) => pages.get(name) ?? [],
    all: () => blocks.values(),
    grow(seconds) {
      for (const { values, perSecond } of blocks.values()) {
        for (let line = 0; line < values.length; line += 1) {
          values[line] = (values[line] ?? 0) + (perSecond[line] ?? 0) * seconds;
        }
      }
    },
    stopGrowth() {
      for (const { perSecond } of blocks.values()) perSecond.fill(0);
    },
    restart(page) {
      for (const { values, shape } of pages.get(page) ?? []) {
        for (const [line, { type }] of shape.lines.entries()) if (type !== "gauge") values[line] = 0;
      }
    },
    forget(pods) {
      if (pods.size === 0) return;
      for (const [key, { labels }] of blocks) if (pods.has(labels["pod"] ?? "")) blocks.delete(key);
      for (const [name, onPage] of pages) {
        pages.set(
          name,
          onPage.filter(({ labels }) => !pods.has(labels["pod"] ?? "")),
        );
      }
    },
    counters: () => Object.fromEntries([...blocks].map(([key, { values }]) => [key, [...values]])),
    restore(counters) {
      restored = counters;
    },
  };
}
