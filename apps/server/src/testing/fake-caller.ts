import { type CallerCluster, KubernetesError } from "@fyr/kubernetes";

const refused = new KubernetesError("unauthorized", "The cluster does not accept this token.", { status: 401 });
const unused = () => Promise.reject(new Error("not asked for here"));

/** A caller who may read everything and change nothing, unless said otherwise. */
export function fakeCaller(user: string, parts: Partial<CallerCluster> = {}): CallerCluster {
  return {
    whoAmI: async () => ({ user, groups: ["system:authenticated"], via: "token" }),
    mayList: async () => true,
    events: async () => ({ events: [], refused: [] }),
    logs: unused,
    may: async ({ verb }) => verb === "get" || verb === "list",
    routes: {
      list: async () => [],
      read: unused,
      dryRun: unused,
      patch: unused,
      mayRead: async () => true,
      mayPatch: async () => false,
    },
    edited: { apiVersionOf: unused, read: unused, create: unused, patch: unused, remove: unused },
    recordEvent: unused,
    eventNotes: unused,
    ...parts,
  };
}

/** A cluster that accepts these tokens. */
export function fakeSignIn(callers: Readonly<Record<string, CallerCluster>>) {
  const stranger = fakeCaller("?", { whoAmI: () => Promise.reject(refused), may: () => Promise.reject(refused) });
  return { as: ({ token }: { readonly token: string }) => callers[token] ?? stranger };
}
