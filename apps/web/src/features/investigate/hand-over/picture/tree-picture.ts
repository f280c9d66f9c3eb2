import type { CallTree, Finding } from "@fyr/contract";
import { calendarDay, exactClock, timeZone } from "../../../../ui/clock.ts";
import type { Names } from "../../names.ts";
import { textOf } from "../../phrase.ts";
import { growthsOf, totalMs } from "../../time-goes/time-shares.ts";
import { rowsOf } from "../../time-goes/tree-rows.ts";
import { treeSentence } from "../../time-goes/tree-sentence.ts";
import { findingSentence, findingTitle, sinceWords } from "../../wrong/finding-words.ts";
import { type Ink, readInk } from "./ink.ts";
import { paintHead, paintRow, rowHeight } from "./paint-row.ts";
import { wrapped } from "./wrapped.ts";

const width = 960;
const margin = 24;
/** Twice as fine as the screen: it is looked at on others. */
const scale = 2;
const mostRows = 40;
const small = 12.5;

/** A finding and its call tree as a PNG, in the theme on screen. */
export async function treePicture(
  tree: CallTree,
  names: Names,
  about: { readonly finding: Finding; readonly at: string; readonly than: string },
): Promise<Blob> {
  const { hops } = tree;
  const shown = { hops, origin: about.finding.origin };
  const rows = rowsOf(shown, new Map()).slice(0, mostRows);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser makes no pictures.");
  const ink = readInk(document.documentElement);
  context.font = `400 ${small}px ${ink.font}`;
  const fits = (text: string) => context.measureText(text).width <= width - 2 * margin;
  const sentences = [
    textOf(findingSentence(about.finding)),
    textOf(treeSentence(shown, growthsOf(hops), names, about.than)),
  ].flatMap((text) => wrapped(text, fits));
  const top = margin + 52 + sentences.length * 20;
  const height = top + rows.length * rowHeight + 44;
  // A canvas forgets all it was told when its size is set.
  canvas.width = width * scale;
  canvas.height = height * scale;
  context.scale(scale, scale);
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, width, height);
  paintWords(context, ink, [
    { text: `${findingTitle(about.finding, names)} ${sinceWords(about.finding, about.at)}`, size: 17, weight: 600 },
    ...sentences.map((text) => ({ text, size: small, weight: 400 })),
  ]);
  paintHead(context, ink, { left: margin, width: width - 2 * margin, y: top - 20 });
  const wholeMs = totalMs(hops, "now") ?? 1;
  const mostMs = Math.max(0.001, ...hops.flatMap(({ now, before }) => [now?.ownMs ?? 0, before?.ownMs ?? 0]));
  for (const [index, row] of rows.entries()) {
    paintRow(context, ink, {
      row,
      names,
      mostMs,
      wholeMs,
      left: margin,
      width: width - 2 * margin,
      y: top + index * rowHeight,
    });
  }
  context.fillStyle = ink.muted;
  context.font = `400 11px ${ink.font}`;
  context.fillText(
    `Fyr, ${calendarDay(about.at)}, ${exactClock(about.at)}. Times of day in ${timeZone(Date.parse(about.at))}. Bar: own time per request to ${names.ofNode(tree.entry)} now, tick: before.`,
    margin,
    height - 18,
  );
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("The picture is too large.")) : resolve(blob)),
      "image/png",
    ),
  );
}

function paintWords(
  context: CanvasRenderingContext2D,
  ink: Ink,
  lines: readonly { readonly text: string; readonly size: number; readonly weight: number }[],
): void {
  let y = margin + 14;
  for (const { text, size, weight } of lines) {
    context.fillStyle = weight > 400 ? ink.text : ink.second;
    context.font = `${weight} ${size}px ${ink.font}`;
    context.fillText(text, margin, y, width - 2 * margin);
    y += weight > 400 ? size + 10 : 20;
  }
}
