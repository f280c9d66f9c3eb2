import type { InventoryWorkload } from "./inventory.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { Party } from "./samples.ts";

/** The app a workload is a version of, `cluster` being where it stands. */
export type AppOfWorkload = (party: Party, cluster: string) => Names;

type Names = Pick<Party, "app" | "version">;

/**
 * Labels can be missing on one side of a call, and pods of one workload say different versions while a new one is rolled
 * out. It is one workload all the same: of one app and version, whoever tells of it; where no proxy does, Kubernetes. Whatever
 * has no workload is what it says. With all parties read once, when the first workload is met.
 */
export function createAppOfWorkload(parties: () => Iterable<Party>, inventory?: InventoryIndex): AppOfWorkload {
  let told: ReadonlyMap<string, Names> | undefined;
  return (party, cluster) => {
    const { namespace, workload } = party;
    if (namespace === undefined || workload === undefined) return party;
    told ??= namesIn(parties());
    const here = told.get(keyOf(party, cluster));
    const somewhere = told.get(keyOf(party, undefined));
    const listed = inventory?.workload(cluster, namespace, workload);
    const app = here?.app ?? somewhere?.app ?? party.app ?? (listed && appOfListed(listed));
    const version = here?.version ?? somewhere?.version ?? party.version ?? listed?.version;
    return { ...(app !== undefined && { app }), ...(version !== undefined && { version }) };
  };
}

/** Named as Istio would: the canonical service of a workload that has no app is its own name. */
export function appOfListed({ name, app = name }: InventoryWorkload): string {
  return app;
}

/** Whatever comes first by name, so that it does not depend on who is heard first. */
function namesIn(parties: Iterable<Party>): Map<string, Names> {
  const told = new Map<string, { -readonly [Name in keyof Names]: Names[Name] }>();
  for (const party of parties) {
    if (party.workload === undefined) continue;
    const key = keyOf(party, party.cluster);
    const names = told.get(key) ?? {};
    told.set(key, names);
    if (party.app !== undefined && isBefore(party.app, names.app)) names.app = party.app;
    if (party.version !== undefined && isBetter(party.version, names.version)) names.version = party.version;
  }
  return told;
}

/** `latest` is what Istio says of pods that name no version. */
function isBetter(version: string, than: string | undefined): boolean {
  if (than === "latest") return version !== "latest";
  return version === "latest" ? than === undefined : isBefore(version, than);
}

function isBefore(name: string, other: string | undefined): boolean {
  return other === undefined || name < other;
}

function keyOf({ namespace, workload }: Party, cluster: string | undefined): string {
  return `${cluster ?? ""}/${namespace}/${workload}`;
}
