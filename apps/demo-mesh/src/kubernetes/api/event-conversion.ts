type Fields = Readonly<Record<string, unknown>>;

/** How fields are called in `v1` Events, and in those of `events.k8s.io/v1`. */
const NAMES: readonly (readonly [stored: string, regarding: string])[] = [
  ["involvedObject", "regarding"],
  ["message", "note"],
  ["reportingComponent", "reportingController"],
  ["source", "deprecatedSource"],
  ["firstTimestamp", "deprecatedFirstTimestamp"],
  ["lastTimestamp", "deprecatedLastTimestamp"],
  ["count", "deprecatedCount"],
];

export function eventAsRegarding<T extends Fields>(event: T): T {
  return renamed(event, new Map(NAMES));
}

export function eventAsStored<T extends Fields>(event: T): T {
  return renamed(event, new Map(NAMES.map(([stored, regarding]) => [regarding, stored])));
}

function renamed<T extends Fields>(event: T, names: ReadonlyMap<string, string>): T {
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [names.get(name) ?? name, value])) as T;
}
