import { serviceHost } from "./mesh-spec.ts";

/** What stands at one place of a generated mesh. A `canary` is two workloads, of which the second is new. */
type PlaceKind = "plain" | "canary" | "database" | "external";

export interface Place {
  readonly nth: number;
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  /** 0 is what the gateway calls. */
  readonly layer: number;
  readonly kind: PlaceKind;
}

const NAMES = [
  "cart",
  "search",
  "orders",
  "stock",
  "prices",
  "media",
  "users",
  "mail",
  "ads",
  "audit",
  "quota",
  "feeds",
];
const TEAMS = ["atlas", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "iris", "juno"];
export const LAYERS = 6;

export function namespaceNames(count: number): readonly string[] {
  return Array.from({ length: Math.max(1, count) }, (_, nth) => {
    const team = TEAMS[nth % TEAMS.length] ?? "atlas";
    return nth < TEAMS.length ? team : `${team}-${Math.floor(nth / TEAMS.length) + 1}`;
  });
}

/** Places for so many workloads, the gateway apart; one by one until they are all taken. */
export function placesFor(workloads: number, namespaces: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  for (let left = Math.max(2, workloads - 1), nth = 0; left > 0; nth += 1) {
    const layer = layerOf(nth, workloads);
    const wanted = kindOf(nth, layer);
    const kind = wanted === "canary" && left < 2 ? "plain" : wanted;
    places.push(placeOf(nth, layer, kind, namespaces[nth % namespaces.length] ?? "atlas"));
    left -= kind === "canary" ? 2 : 1;
  }
  return places;
}

function placeOf(nth: number, layer: number, kind: PlaceKind, namespace: string): Place {
  const plain = `${NAMES[nth % NAMES.length]}-${nth + 1}`;
  const name = kind === "database" ? `${plain}-db` : kind === "external" ? `partner-${nth + 1}` : plain;
  const host = kind === "external" ? `api.${name}.example.com` : serviceHost(namespace, name);
  return { nth, namespace, name, host, layer, kind };
}

/** Layers widen downwards. */
function layerOf(nth: number, count: number): number {
  return Math.min(LAYERS - 1, Math.floor(LAYERS * Math.sqrt(nth / count)));
}

/** Out of thirty in the deeper layers one is a database, out of sixty one is outside; canaries are where many call. */
function kindOf(nth: number, layer: number): PlaceKind {
  if (layer >= 2 && nth % 30 === 17) return "database";
  if (layer >= 2 && nth % 60 === 41) return "external";
  return layer >= 1 && layer <= 3 && nth % 12 === 8 ? "canary" : "plain";
}
