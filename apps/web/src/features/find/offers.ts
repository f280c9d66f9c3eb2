import type { Topology } from "@fyr/contract";
import { completeExpression } from "@fyr/topology";
import type { Preset } from "./presets.ts";

/** What could be written now. `whole`: an expression to be used as it is; otherwise it goes from `from` to `to`. */
export type Offer = { readonly insert: string; readonly says: string } & (
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly from: number; readonly to: number }
);

/** Nothing written yet: what is asked for often, then what was used lately; else what can stand at the cursor. */
export function offersFor(
  text: string,
  cursor: number,
  { topology, presets, recent }: { topology: Topology; presets: readonly Preset[]; recent: readonly string[] },
): readonly Offer[] {
  if (text.trim() !== "") {
    return completeExpression(text, cursor, topology).map((part) => ({ kind: "part" as const, ...part }));
  }
  const used = recent.filter((insert) => !presets.some(({ expression }) => expression === insert));
  return [
    ...presets.map(({ name, expression }) => ({ kind: "whole" as const, insert: expression, says: name })),
    ...used.map((insert) => ({ kind: "whole" as const, insert, says: "used lately" })),
  ];
}

/** The text with the offer in its place, and where the cursor stands then: ready for what follows. */
export function accepted(text: string, offer: Offer): { readonly text: string; readonly cursor: number } {
  if (offer.kind === "whole") return { text: offer.insert, cursor: offer.insert.length };
  const gap = offer.insert.endsWith(".") || /^\s/.test(text.slice(offer.to)) ? "" : " ";
  const before = `${text.slice(0, offer.from)}${offer.insert}${gap}`;
  return { text: before + text.slice(offer.to), cursor: before.length };
}
