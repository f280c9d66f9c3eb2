import { rootsOf } from "./delegates.ts";
import type { Attachment } from "./dialects/route-dialect.ts";
import { resolveHost } from "./host-names.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { readRoute } from "./read-route.ts";

/**
 * Which names a route speaks for, and through whom. A delegate has neither of its own: it speaks for the routes that
 * hand a rule over to it, whose names are told in full where they live in another namespace.
 */
export function attachmentOf(
  object: KubernetesObject,
  roots: ReadonlyMap<string, readonly KubernetesObject[]>,
): Attachment {
  const own = readRoute(object);
  const above = rootsOf(object, roots);
  if (own.hosts.length > 0 || above.length === 0) return own;
  const namespace = object.metadata.namespace;
  const attachments = above.map((root) => {
    const { hosts, gateways } = readRoute(root);
    const home = root.metadata.namespace ?? "default";
    if (home === namespace) return { hosts, gateways };
    return {
      hosts: hosts.map((host) => resolveHost(host, home)),
      gateways: gateways.map((gateway) =>
        gateway === "mesh" || gateway.includes("/") ? gateway : `${home}/${gateway}`,
      ),
    };
  });
  return {
    hosts: [...new Set(attachments.flatMap(({ hosts }) => hosts))],
    gateways: [...new Set(attachments.flatMap(({ gateways }) => gateways))],
    parents: [],
  };
}
