import { RESOURCES } from "../traffic/cluster-view.ts";
import { istio, splitOf, versions, virtualService } from "./istio-objects.ts";
import { BY_KUBECTL, byFlagger } from "./marks.ts";
import type { SeedObject } from "./seed-object.ts";

/** Splits by other parts of a VirtualService than the canaries use, and by tools that move weights themselves. */
export function moreSplits(): SeedObject[] {
  return [...sessions(), ...media(), ...ads(), ...fxRates()];
}

/** Connections are split, not requests. */
function sessions(): SeedObject[] {
  return [
    istio(RESOURCES.virtualServices, "VirtualService", "platform", "sessions", BY_KUBECTL, {
      hosts: ["sessions"],
      tcp: [{ match: [{ port: 6379 }], route: splitOf("sessions", { v7: 80, v8: 20 }) }],
    }),
    versions("platform", "sessions", BY_KUBECTL, ["v7", "v8"]),
  ];
}

/** The platform team owns the host and leaves the rules to the shop. */
function media(): SeedObject[] {
  return [
    istio(RESOURCES.virtualServices, "VirtualService", "edge", "media", BY_KUBECTL, {
      hosts: ["media.shop.svc.cluster.local"],
      http: [{ name: "media", delegate: { name: "media", namespace: "shop" }, timeout: "2s" }],
    }),
    istio(RESOURCES.virtualServices, "VirtualService", "shop", "media", BY_KUBECTL, {
      http: [
        {
          name: "preview",
          match: [{ headers: { "x-preview": { exact: "yes" } } }],
          route: splitOf("media", { v4: 100 }),
        },
        {
          name: "thumbnails",
          match: [{ uri: { prefix: "/thumbs" }, method: { exact: "GET" } }],
          route: splitOf("media", { v3: 50, v4: 50 }),
        },
        { name: "everyone", route: splitOf("media", { v3: 70, v4: 30 }) },
      ],
    }),
    versions("shop", "media", BY_KUBECTL, ["v3", "v4"]),
  ];
}

/** Hosts, not subsets: Flagger gives the primary and the canary a service each. */
function ads(): SeedObject[] {
  return [
    virtualService("shop", "ads", byFlagger("ads"), [
      {
        route: [
          { destination: { host: "ads-primary" }, weight: 90 },
          { destination: { host: "ads-canary" }, weight: 10 },
        ],
      },
    ]),
  ];
}

/** Argo Rollouts leaves no mark on a VirtualService: only the Rollout names it. */
function fxRates(): SeedObject[] {
  return [
    virtualService("shop", "fx-rates", { manager: "rollouts-controller" }, [
      {
        name: "primary",
        route: [
          { destination: { host: "fx-rates" }, weight: 100 },
          { destination: { host: "fx-rates-canary" }, weight: 0 },
        ],
      },
    ]),
  ];
}
