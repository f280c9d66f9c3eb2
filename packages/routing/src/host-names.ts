/** What Kubernetes calls a cluster unless it was told otherwise. */
const clusterDomain = "cluster.local";

/**
 * The full name of a host in a route: Istio resolves a name without dots in the namespace of the object that
 * names it. Names with dots stand for themselves, `*` included.
 * https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export function resolveHost(host: string, namespace: string): string {
  return host.includes(".") || host.startsWith("*") ? host : `${host}.${namespace}.svc.${clusterDomain}`;
}

/** Do both cover some name? `*.shop.io` covers `a.shop.io`; `*` covers everything. Both are full names. */
export function hostsOverlap(a: string, b: string): boolean {
  if (a.startsWith("*") && b.startsWith("*")) return endsWithDomain(a, b) || endsWithDomain(b, a);
  if (a.startsWith("*")) return b.endsWith(a.slice(1));
  if (b.startsWith("*")) return a.endsWith(b.slice(1));
  return a === b;
}

function endsWithDomain(wildcard: string, other: string): boolean {
  return other.slice(1).endsWith(wildcard.slice(1));
}

/** The Kubernetes service behind a full name; undefined for names outside the cluster. */
export function serviceOfHost(host: string): { readonly namespace: string; readonly name: string } | undefined {
  const [name, namespace, svc] = host.split(".");
  return name && namespace && svc === "svc" ? { namespace, name } : undefined;
}
