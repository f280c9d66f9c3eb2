import { fullHost } from "./cluster-view.ts";

/** A destination of a VirtualService's rule. */
export interface Destination {
  readonly destination: { readonly host: string; readonly subset?: string };
  readonly weight?: number;
}

interface Part {
  /** Share of the rule's requests or connections, 0..1; more than 0. */
  readonly part: number;
  /** Name in full. */
  readonly host: string;
  readonly subset?: string;
}

/** Shares as Istio gives them: a single destination takes all, and beside others a missing weight is 0. */
export function weighted(destinations: readonly Destination[], namespace: string): Part[] {
  const total = destinations.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return destinations.flatMap(({ destination: { host, subset }, weight = 0 }) => {
    const part = destinations.length === 1 ? 1 : total > 0 ? weight / total : 0;
    return part > 0 ? [{ part, host: fullHost(host, namespace), ...(subset !== undefined && { subset }) }] : [];
  });
}
