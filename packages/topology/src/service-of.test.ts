import { expect, it } from "vitest";
import { createClusterOf } from "./cluster-of.ts";
import { indexInventory } from "./inventory-index.ts";
import type { SampleKey, TrafficSample } from "./samples.ts";
import { serviceOfWorkloads } from "./service-of.ts";
import { bytes, inventory, inventoryWorkload, key, requests, workload } from "./testing/made-up.ts";

const caller = workload("storefront");
const cart = (service: string) =>
  key(caller, { ...workload("cart"), service, serviceHost: `${service}.shop.svc.cluster.local` });
const messages = (of: SampleKey): TrafficSample => ({ ...of, kind: "messages", direction: "toTarget", perSecond: 9 });
const connections = (of: SampleKey): TrafficSample => ({ ...of, kind: "connections", perSecond: 9 });
const watched = indexInventory(
  inventory({ workloads: [inventoryWorkload("cart", { services: ["cart-b", "cart-a"] }), inventoryWorkload("idle")] }),
  new Set(["north"]),
);

it.each([
  { what: "most requests went to", samples: [requests(cart("web"), 5), requests(cart("api"), 9)], service: "api" },
  { what: "most bytes went to", samples: [...bytes(cart("web"), 9, 9), ...bytes(cart("api"), 5, 5)], service: "web" },
  { what: "messages alone went to", samples: [messages(cart("web"))], service: "web" },
  { what: "connections alone went to", samples: [connections(cart("web"))], service: "web" },
  { what: "most requests went to", samples: [requests(cart("web"), 5), messages(cart("api"))], service: "web" },
  { what: "comes first by name", samples: [requests(cart("web"), 5), requests(cart("api"), 5)], service: "api" },
  { what: "selects it first", samples: [], service: "cart-a" },
  { what: "selects it", samples: [requests(cart("PassthroughCluster"), 5)], service: "cart-a" },
])("draws a workload as the service that $what", ({ samples, service }) => {
  expect(
    serviceOfWorkloads(
      samples,
      createClusterOf(() => samples, "north"),
      watched,
    )("north", "shop", "cart"),
  ).toEqual(["north", "shop", service]);
});

it("knows of none where nobody called one and none selects it", () => {
  const clusterOf = createClusterOf(() => [], "north");
  expect(serviceOfWorkloads([], clusterOf, watched)("north", "shop", "idle")).toBeUndefined();
  expect(serviceOfWorkloads([], clusterOf)("north", "shop", "cart")).toBeUndefined();
});
