import { duration, inWords, share } from "../../../../ui/format.ts";
import type { Names } from "../../names.ts";
import { changeInWords, changeTone, msInWords, unknownInShort } from "../../time-goes/hop-words.ts";
import type { TreeRow } from "../../time-goes/tree-rows.ts";
import type { Ink } from "./ink.ts";

export const rowHeight = 24;
const indent = 18;
/** Right ends of the columns of numbers, px from the right border. */
const columns = { own: 300, change: 220, mean: 150, p99: 75, errors: 0 };
const bar = { left: 300, right: 380 };

/** What the columns of numbers are. */
export function paintHead(
  context: CanvasRenderingContext2D,
  ink: Ink,
  { left, width, y }: { readonly left: number; readonly width: number; readonly y: number },
): void {
  const words = { own: "own time", change: "change", mean: "mean", p99: "p99", errors: "errors" } as const;
  context.fillStyle = ink.muted;
  context.font = `400 11px ${ink.font}`;
  context.textAlign = "right";
  for (const [column, right] of Object.entries(columns)) {
    context.fillText(words[column as keyof typeof words], left + width - right, y + 14);
  }
  context.textAlign = "left";
}

/** One hop: its name, its own time as a bar with a tick for before, and its numbers. */
export function paintRow(
  context: CanvasRenderingContext2D,
  ink: Ink,
  of: {
    readonly row: TreeRow;
    readonly names: Names;
    readonly mostMs: number;
    readonly wholeMs: number;
    readonly left: number;
    readonly width: number;
    readonly y: number;
  },
): void {
  const { row, names, left, width, y } = of;
  const { now, before, worst, node } = row.hop;
  const base = y + 16;
  const right = left + width;
  context.strokeStyle = ink.line;
  context.strokeRect(left, y, width, 0);
  context.fillStyle = worst ? ink.bad : ink.text;
  context.font = `600 12px ${ink.font}`;
  const notes = [...(row.isOrigin ? ["begins here"] : []), ...unknownInShort(row.hop)].join(", ");
  const start = left + (row.level - 1) * indent;
  const name = `${names.ofNode(node)}${notes === "" ? "" : ` (${notes})`}`;
  context.fillText(name, start, base, left + bar.left - 12 - start);
  paintBar(context, ink, of);
  context.font = `400 12px ${ink.font}`;
  context.textAlign = "right";
  const put = (text: string | undefined, column: keyof typeof columns, colour: string) => {
    context.fillStyle = colour;
    context.fillText(text ?? "–", right - columns[column], base);
  };
  const tone = changeTone(now?.ownMs, before?.ownMs, of.wholeMs);
  put(now?.ownMs === undefined ? undefined : `${msInWords(now.ownMs)} ms`, "own", ink.text);
  put(changeInWords(now?.ownMs, before?.ownMs, of.wholeMs), "change", tone === "plain" ? ink.second : ink[tone]);
  put(now?.meanMs === undefined ? undefined : inWords(duration(now.meanMs)), "mean", ink.second);
  put(now?.p99Ms === undefined ? undefined : inWords(duration(now.p99Ms)), "p99", ink.second);
  put(now?.errorRatio === undefined ? undefined : inWords(share(now.errorRatio)), "errors", ink.second);
  context.textAlign = "left";
}

function paintBar(
  context: CanvasRenderingContext2D,
  ink: Ink,
  {
    row,
    mostMs,
    left,
    width,
    y,
  }: {
    readonly row: TreeRow;
    readonly mostMs: number;
    readonly left: number;
    readonly width: number;
    readonly y: number;
  },
): void {
  const { now, before } = row.hop;
  const from = left + bar.left;
  const room = width - bar.left - bar.right;
  const at = (ms: number) => (ms / mostMs) * room;
  if (now?.ownMs !== undefined) {
    context.fillStyle = ink.bar;
    context.fillRect(from, y + 7, at(now.ownMs), 10);
  }
  if (before?.ownMs === undefined) return;
  context.fillStyle = ink.text;
  context.fillRect(from + at(before.ownMs), y + 4, 2, 16);
}
