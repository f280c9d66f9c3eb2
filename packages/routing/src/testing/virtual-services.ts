import type { KubernetesObject } from "../kubernetes-object.ts";

export function payment(weights: readonly [number | undefined, number | undefined] = [95, 5]): KubernetesObject {
  const [v1, v2] = weights;
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: {
      name: "payment",
      namespace: "payments",
      resourceVersion: "7",
      creationTimestamp: "2026-01-01T00:00:00Z",
    },
    spec: {
      hosts: ["payment"],
      http: [
        {
          name: "canary-header",
          match: [{ headers: { "x-canary": { exact: "always" } } }],
          route: [{ destination: { host: "payment", subset: "v2" } }],
        },
        {
          route: [
            { destination: { host: "payment", subset: "v1" }, ...(v1 !== undefined && { weight: v1 }) },
            { destination: { host: "payment", subset: "v2" }, ...(v2 !== undefined && { weight: v2 }) },
          ],
          retries: { attempts: 2, perTryTimeout: "2s" },
        },
      ],
    },
  };
}
