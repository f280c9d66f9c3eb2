import { integerIn, type JsonObject, objectIn, textIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { KubernetesError } from "./kubernetes-error.ts";

export interface LeaseOptions {
  readonly namespace: string;
  readonly name: string;
  /** Who holds it: no two processes that run at once have the same. */
  readonly identity: string;
  /** After so long without a sign of life of its holder others may take it. */
  readonly durationSeconds: number;
}

export interface LeaseLook {
  readonly isHeld: boolean;
  /** What its holder wrote on it last. */
  readonly notes: string | undefined;
}

/** A Lease of coordination.k8s.io: at most one process at a time believes to hold it. */
export interface Lease {
  readonly namespace: string;
  /** Takes it where nobody has it, renews it where it is held here. Rejects with KubernetesError. */
  hold(notes: string, signal: AbortSignal): Promise<LeaseLook>;
  /** Milliseconds this process may still act in, with room before others may take it; 0 where it does not hold it. */
  remainingMs(): number;
  /** Lets the next one have it at once. */
  release(signal: AbortSignal): Promise<void>;
}

interface Clock {
  /** Milliseconds since 1970: written down for people, never compared. */
  readonly now: () => number;
  /** Milliseconds that only rise. */
  readonly elapsed: () => number;
}

const apiVersion = "coordination.k8s.io/v1";
const notesAnnotation = "fyr.dev/looks";
/** What a holder gives up of its time, so that it has stopped before another begins. */
const marginShare = 1 / 3;

/**
 * As client-go does it: nobody compares clocks with anybody. A Lease is free when it has not changed for its duration
 * while this process was looking, and every write names the version it rests on.
 * https://github.com/kubernetes/client-go/blob/v0.34.0/tools/leaderelection/leaderelection.go
 */
export function createLease(api: KubernetesApi, options: LeaseOptions, { now, elapsed }: Clock): Lease {
  const { namespace, name, identity, durationSeconds } = options;
  const list = `/apis/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/leases`;
  const path = `${list}/${encodeURIComponent(name)}`;
  let seen: { readonly spec: string; readonly at: number } | undefined;
  /** The Lease as it was written here last. */
  let own: JsonObject | undefined;
  let heldUntil = Number.NEGATIVE_INFINITY;

  function observe(object: JsonObject): void {
    const spec = JSON.stringify(object["spec"]);
    if (seen?.spec !== spec) seen = { spec, at: elapsed() };
  }

  function isFree(object: JsonObject): boolean {
    const spec = objectIn(object, "spec");
    const holder = textIn(spec, "holderIdentity");
    if (holder === undefined || holder === identity) return true;
    const seconds = integerIn(spec, "leaseDurationSeconds") ?? durationSeconds;
    return elapsed() >= (seen?.at ?? elapsed()) + seconds * 1000;
  }

  async function read(signal: AbortSignal): Promise<JsonObject | undefined> {
    try {
      return await api.request({ path, signal });
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Undefined when somebody else was faster. */
  async function write(body: JsonObject, isNew: boolean, signal: AbortSignal): Promise<JsonObject | undefined> {
    try {
      const asked = isNew ? ({ path: list, method: "POST" } as const) : ({ path, method: "PUT" } as const);
      return await api.request({ ...asked, body, signal });
    } catch (error) {
      if (error instanceof KubernetesError && error.code === "conflict") return undefined;
      throw error;
    }
  }

  async function take(object: JsonObject | undefined, notes: string, signal: AbortSignal): Promise<boolean> {
    const began = elapsed();
    const body = { ...(object ?? { metadata: { namespace, name } }), apiVersion, kind: "Lease" };
    const metadata = objectIn(body, "metadata");
    const annotations = { ...objectIn(metadata, "annotations"), [notesAnnotation]: notes };
    const spec = specHeld(objectIn(object, "spec"), options, new Date(now()).toISOString());
    own = await write({ ...body, metadata: { ...metadata, annotations }, spec }, object === undefined, signal);
    heldUntil = own === undefined ? Number.NEGATIVE_INFINITY : began + durationSeconds * 1000 * (1 - marginShare);
    if (own !== undefined) observe(own);
    return own !== undefined;
  }

  const remainingMs = () => Math.max(0, heldUntil - elapsed());
  return {
    namespace,
    remainingMs,
    hold: async (notes, signal) => {
      // Who holds it knows its version already; where that is wrong, it is read again.
      if (own !== undefined && remainingMs() > 0 && (await take(own, notes, signal))) return { isHeld: true, notes };
      const object = await read(signal);
      if (object !== undefined) observe(object);
      if (object === undefined || isFree(object)) {
        const isHeld = await take(object, notes, signal);
        return { isHeld, notes: isHeld ? notes : undefined };
      }
      return { isHeld: false, notes: textIn(objectIn(objectIn(object, "metadata"), "annotations"), notesAnnotation) };
    },
    release: async (signal) => {
      const held = own;
      if (held === undefined || remainingMs() === 0) return;
      own = undefined;
      heldUntil = Number.NEGATIVE_INFINITY;
      const spec = { ...objectIn(held, "spec"), holderIdentity: "", leaseDurationSeconds: 1 };
      await write({ ...held, spec }, false, signal);
    },
  };
}

function specHeld(was: JsonObject, { identity, durationSeconds }: LeaseOptions, at: string): JsonObject {
  // MicroTime wants six places: whole milliseconds are followed by three noughts.
  const renewTime = `${at.slice(0, -1)}000Z`;
  const isMine = textIn(was, "holderIdentity") === identity;
  return {
    ...was,
    holderIdentity: identity,
    leaseDurationSeconds: durationSeconds,
    renewTime,
    ...(!isMine && {
      acquireTime: renewTime,
      leaseTransitions: (integerIn(was, "leaseTransitions") ?? -1) + 1,
    }),
  };
}
