import type { Party, ServiceParty } from "@fyr/topology";
import type { CallsOf, WantedService } from "@fyr/tracing";
import { AppError } from "../app-error.ts";
import type { Subject } from "../observer/observer.ts";

/** Whose spans an edge or a node has. Throws AppError where no proxy writes any. */
export function wantedCalls(subject: Subject): CallsOf {
  if (subject.type === "node") {
    const [party] = subject.parties;
    const callee = party && serviceOf(party);
    if (callee === undefined)
      throw new AppError("not_found", "Nothing here runs in the mesh: there are no traces of it.");
    return { callee };
  }
  const [key] = subject.keys;
  const [caller, callee] = [key && serviceOf(key.source), key && serviceOf(key.destination)];
  const host = key === undefined ? undefined : hostOf(key.destination);
  if (callee !== undefined) return { ...(caller && { caller }), callee, ...(host !== undefined && { host }) };
  if (caller !== undefined && host !== undefined) return { caller, host };
  throw new AppError("not_found", "Neither end of this edge runs in the mesh: there are no traces of it.");
}

function serviceOf({ app, workload, namespace, version }: Party): WantedService | undefined {
  const name = app ?? workload;
  if (name === undefined || namespace === undefined) return undefined;
  return { app: name, namespace, ...(version !== undefined && { version }) };
}

function hostOf({ serviceHost, service }: ServiceParty): string | undefined {
  return serviceHost ?? service;
}
