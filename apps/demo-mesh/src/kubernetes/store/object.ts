/** A kind of object, wherever it lives: one `plural` of one API `group` ("" is the core group). Versions share objects. */
export interface ResourceId {
  readonly group: string;
  readonly plural: string;
}

/** One writer's claim on fields, newest write last. `fieldsV1` nests `f:<field>` down to values and whole lists. */
export interface ManagedFields {
  readonly manager: string;
  readonly operation: "Update" | "Apply";
  readonly apiVersion: string;
  /** RFC 3339, whole seconds. */
  readonly time: string;
  readonly fieldsType: "FieldsV1";
  readonly fieldsV1: FieldSet;
  readonly subresource?: string;
}

export interface FieldSet {
  readonly [path: string]: FieldSet;
}

interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

interface NamedMeta {
  readonly name: string;
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
}

interface ObjectMeta extends NamedMeta {
  readonly uid: string;
  readonly resourceVersion: string;
  /** RFC 3339, whole seconds. */
  readonly creationTimestamp: string;
  /** Counts changes of everything but `metadata` and `status`. Absent on kinds without a `spec`. */
  readonly generation?: number;
  readonly managedFields?: readonly ManagedFields[];
}

/** As stored: complete and deeply frozen. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** As handed in: what the store fills in may be absent. `resourceVersion` is a precondition of an update. */
export interface DraftObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Partial<ObjectMeta> & { readonly generateName?: string };
  readonly [field: string]: unknown;
}

/** `payments/payment`, or the bare name where there is no namespace. */
export function objectPath(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** As API errors name a resource: `virtualservices.networking.istio.io`, `pods`. */
export function qualifiedResource({ group, plural }: ResourceId): string {
  return group ? `${plural}.${group}` : plural;
}

/** The Kubernetes way to write a moment: RFC 3339 without a fraction. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
