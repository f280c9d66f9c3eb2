import type { Party, ServiceParty } from "@fyr/topology";
import type { CallsOf, WantedService } from "@fyr/tracing";
import type { Subject } from "../observer/subject.ts";

/** Whose spans an edge or a node has, or why no proxy writes any, in a sentence. */
export type TracedCalls =
  | { readonly isTraced: true; readonly calls: CallsOf }
  | { readonly isTraced: false; readonly why: string };

export function tracedCalls(subject: Subject): TracedCalls {
  if (subject.type === "node") {
    const [party] = subject.parties;
    const callee = party && serviceOf(party);
    return callee === undefined
      ? { isTraced: false, why: "Nothing here runs in the mesh: there are no traces of it." }
      : { isTraced: true, calls: { callee } };
  }
  const [key] = subject.keys;
  const [caller, callee] = [key && serviceOf(key.source), key && serviceOf(key.destination)];
  const host = key === undefined ? undefined : hostOf(key.destination);
  if (callee !== undefined) {
    return { isTraced: true, calls: { ...(caller && { caller }), callee, ...(host !== undefined && { host }) } };
  }
  if (caller !== undefined && host !== undefined) return { isTraced: true, calls: { caller, host } };
  return { isTraced: false, why: "Neither end of this edge runs in the mesh: there are no traces of it." };
}

function serviceOf({ app, workload, namespace, version }: Party): WantedService | undefined {
  const name = app ?? workload;
  if (name === undefined || namespace === undefined) return undefined;
  return { app: name, namespace, ...(version !== undefined && { version }) };
}

function hostOf({ serviceHost, service }: ServiceParty): string | undefined {
  return serviceHost ?? service;
}
