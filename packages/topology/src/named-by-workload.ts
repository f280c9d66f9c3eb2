import type { Pair } from "./pair.ts";
import type { Place } from "./place.ts";

/** Pairs with an app at an end, beside which as much is told of pairs with workloads of it. */
export function namedByWorkload(pairs: readonly Pair[]): ReadonlySet<Pair> {
  const byApp = pairs.filter(({ source, target }) => isApp(source) || isApp(target));
  if (byApp.length === 0) return nothing;
  const finer = Map.groupBy(
    pairs.filter(({ source, target }) => !isApp(source) || !isApp(target)),
    appsOf,
  );
  return new Set(
    byApp.filter((pair) => finer.get(appsOf(pair))?.some((other) => isFiner(other, pair) && tellsAsMuch(other, pair))),
  );
}

const nothing: ReadonlySet<Pair> = new Set();

function isApp({ kind }: Place): boolean {
  return kind === "app";
}

function appsOf({ source, target }: Pair): string {
  return [source, target]
    .map(({ cluster, namespace, name, app }) => `${cluster}/${namespace}/${app ?? name}`)
    .join(" ");
}

/** Where the one has an app the other has a workload of it; else they are the same. */
function isFiner(other: Pair, { source, target }: Pair): boolean {
  const isMore = other.source !== source || other.target !== target;
  return isMore && isWithin(other.source, source) && isWithin(other.target, target);
}

function isWithin(end: Place, app: Place): boolean {
  if (end === app) return true;
  return isApp(app) && !isApp(end) && (app.version === undefined || app.version === end.version);
}

function tellsAsMuch(other: Pair, pair: Pair): boolean {
  return layers.every((layer) => pair[layer].size === 0 || other[layer].size > 0);
}

const layers = ["requests", "connections", "ztunnels", "messages"] as const;
