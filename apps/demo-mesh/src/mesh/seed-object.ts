/** An object as it is handed to the API server, and the collection it belongs to. */
export interface SeedObject {
  readonly resource: { readonly group: string; readonly plural: string };
  /** The tool its fields are managed by. */
  readonly manager: string;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
      readonly name: string;
      readonly namespace?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
      readonly ownerReferences?: readonly SeedOwner[];
    };
    readonly [field: string]: unknown;
  };
}

/** The API server gives uids; whoever writes the objects fills the owner's in. */
export interface SeedOwner {
  readonly apiVersion: string;
  readonly kind: "Deployment" | "ReplicaSet" | "StatefulSet" | "Canary";
  readonly name: string;
  readonly uid: string;
  readonly controller: true;
}

export function ownedBy(kind: "Deployment" | "ReplicaSet" | "StatefulSet", name: string): SeedOwner {
  return { apiVersion: "apps/v1", kind, name, uid: "", controller: true };
}
