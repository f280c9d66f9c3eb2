/**
 * "shop / cart" for `spiffe://cluster.local/ns/shop/sa/cart`: namespace and service account. The trust domain stands
 * with it where it is not Istio's usual one; whatever is shaped otherwise stands as it is.
 */
export function principalInShort(principal: string): string {
  const [, domain, namespace, account] = /^(?:spiffe:\/\/)?([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal) ?? [];
  if (domain === undefined) return principal;
  const short = `${namespace} / ${account}`;
  return domain === "cluster.local" ? short : `${short} (${domain})`;
}
