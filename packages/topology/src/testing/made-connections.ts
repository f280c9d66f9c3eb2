import type { HistoryRow, RowMeasure, RowOutcome } from "../investigate/history.ts";
import type { SampleKey } from "../samples.ts";
import { calledAs, inShop, none, over } from "./made-shop.ts";

/** TCP from one workload of namespace `shop` to another, per second by minutes before the end. */
export interface MadeConnections {
  readonly from: string;
  /** A workload, or with a dot in its name a host outside; or what Envoy calls a cluster of its own. */
  readonly to: string;
  readonly by: "sidecars" | "ztunnels";
  /** Both, if not said. */
  readonly sides?: readonly SampleKey["reporter"][];
  readonly opened: (ago: number) => number;
  readonly bytes: (ago: number) => number;
  /** 0..1 of those that are opened fail, and what each side writes of it; who writes nothing does not know. */
  readonly failing?: (ago: number) => number;
  readonly flags?: { readonly [side in SampleKey["reporter"]]?: string };
  /** 0..1 of those that are opened. */
  readonly plaintext?: (ago: number) => number;
}

export function connectionRows(made: MadeConnections): HistoryRow[] {
  const { from, to, by, sides = ["source", "destination"] } = made;
  const destination = calledAs(to);
  return sides.flatMap((reporter) => {
    const key: SampleKey = { reporter, protocol: "tcp", source: inShop(from), destination };
    const values = by === "ztunnels" ? byZtunnel(made, reporter) : bySidecar(made, reporter);
    return [...values, ["bytes", undefined, made.bytes] as const].map(([measure, outcome, value]) => ({
      key,
      measure,
      ...(by === "ztunnels" && { ztunnel: true as const }),
      ...(outcome !== undefined && { outcome }),
      perSecond: over(value),
    }));
  });
}

type Value = readonly [RowMeasure, RowOutcome | undefined, (ago: number) => number];
type Side = SampleKey["reporter"];

/** It opens all alike, and tells when they end of those that failed. */
function byZtunnel({ opened, failing = none, flags = {}, plaintext = none }: MadeConnections, side: Side): Value[] {
  return [
    ["connections", { code, mtls: true }, (ago) => opened(ago) * (1 - plaintext(ago))],
    ["connections", { code, mtls: false }, (ago) => opened(ago) * plaintext(ago)],
    ...flagged("broken", flags[side], (ago) => opened(ago) * failing(ago)),
  ];
}

function bySidecar({ opened, failing = none, flags = {}, plaintext = none }: MadeConnections, side: Side): Value[] {
  const fails = flags[side] === undefined ? none : failing;
  const isTold = side === "destination";
  return [
    ["connections", { code, ...(isTold && { mtls: true }) }, (ago) => opened(ago) * (1 - fails(ago) - plaintext(ago))],
    ["connections", { code, ...(isTold && { mtls: false }) }, (ago) => opened(ago) * plaintext(ago)],
    ...flagged("connections", flags[side], (ago) => opened(ago) * fails(ago)),
  ];
}

const code = "unknown";

function flagged(measure: RowMeasure, flags: string | undefined, value: Value[2]): Value[] {
  return flags === undefined ? [] : [[measure, { code, flags }, value]];
}
