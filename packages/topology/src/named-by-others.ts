import type { Party, SampleKey } from "./samples.ts";

export type Side = "source" | "destination";

/** One end with the names that it lacks itself; `near` is the other end of its traffic. The very same where none is found. */
export type NamedByOthers = (party: Party, near: Party, side: Side) => Party;

/**
 * Labels can be removed on one side of a call alone. Of whom one proxy names by half, by app or without a namespace,
 * another tells the rest where it names one workload only at that end of the same traffic. With all samples read once,
 * when the first such party is met.
 */
export function createNamedByOthers(samples: () => readonly Pick<SampleKey, Side>[]): NamedByOthers {
  let names: Names | undefined;
  return (party, near, side) => {
    const told = toldOf(party);
    if (told === undefined) return party;
    names ??= namesIn(samples());
    for (const other of namesOf(near)) {
      const named = names.get(keyOf(side, told, other));
      if (named !== undefined) return { ...named, ...party };
    }
    return party;
  };
}

/** Undefined where several are meant. */
type Names = Map<string, Pick<Party, "namespace" | "workload" | "app" | "version"> | undefined>;

/** What is told of a party that is named by half; undefined of who is named wholly or not at all. */
function toldOf({ namespace, workload, app, version }: Party): string | undefined {
  if (namespace === undefined) return workload ?? app;
  return workload === undefined && app !== undefined ? appName(namespace, app, version) : undefined;
}

function namesIn(samples: readonly Pick<SampleKey, Side>[]): Names {
  const names: Names = new Map();
  const seen = new Map<Party, Set<Party>>();
  for (const { source, destination } of samples) {
    const others = seen.get(source) ?? new Set();
    if (others.has(destination)) continue;
    seen.set(source, others.add(destination));
    note(names, "source", source, destination);
    note(names, "destination", destination, source);
  }
  return names;
}

function note(names: Names, side: Side, { namespace, workload, app, version }: Party, near: Party): void {
  if (namespace === undefined || workload === undefined) return;
  const apps = app === undefined ? [] : [app, appName(namespace, app), appName(namespace, app, version)];
  for (const told of new Set([workload, ...apps])) {
    for (const other of namesOf(near)) {
      const key = keyOf(side, told, other);
      const known = names.get(key);
      const isAnother = names.has(key) && (known?.namespace !== namespace || known.workload !== workload);
      names.set(key, isAnother ? undefined : { namespace, workload, ...(app && { app }), ...(version && { version }) });
    }
  }
}

/** What whoever it is may be called by others. */
function namesOf({ namespace, workload, app }: Party): string[] {
  return [workload && `${namespace} ${workload}`, app && `${namespace} app ${app}`].filter(
    (name) => name !== undefined,
  );
}

function appName(namespace: string, app: string, version = ""): string {
  return `${namespace}/${app}/${version}`;
}

function keyOf(side: Side, told: string, near: string): string {
  return `${side} ${told} ${near}`;
}
