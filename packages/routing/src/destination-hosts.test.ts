import { expect, it } from "vitest";
import { destinationHosts } from "./destination-hosts.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";

function route(kind: string, spec: KubernetesObject["spec"]): KubernetesObject {
  return { apiVersion: "v1", kind, metadata: { namespace: "shop", name: "cart" }, ...(spec && { spec }) };
}

it("names where a VirtualService sends requests and their copies, once each", () => {
  const spec = {
    http: [
      {
        route: [{ destination: { host: "cart" } }, { destination: { host: "cart-next" } }],
        mirror: { host: "shadow" },
      },
      {
        route: [{ destination: { host: "cart" } }],
        mirrors: [{ destination: { host: "a.lab.svc.cluster.local" } }, { destination: { host: "b" } }],
      },
    ],
    tcp: [{ route: [{ destination: { host: "cart-tcp" } }] }],
  };
  expect(destinationHosts(route("VirtualService", spec))).toEqual([
    ...["cart", "cart-next", "cart-tcp"],
    ...["shadow", "a.lab.svc.cluster.local", "b"],
  ]);
});

it("names backends of an HTTPRoute, and mirrors of its rules and of its backends", () => {
  const mirror = (backendRef: object) => ({ type: "RequestMirror", requestMirror: { backendRef } });
  const spec = {
    rules: [
      {
        backendRefs: [{ name: "cart-v1" }, { name: "cart-v2", filters: [mirror({ name: "shadow" })] }],
        filters: [mirror({ name: "all", namespace: "lab" }), { type: "URLRewrite" }],
      },
    ],
  };
  expect(destinationHosts(route("HTTPRoute", spec))).toEqual([
    ...["cart-v1", "cart-v2"],
    ...["all.lab.svc.cluster.local", "shadow"],
  ]);
});

it("names nothing of what is no route", () => {
  expect(destinationHosts(route("DestinationRule", { host: "cart" }))).toEqual([]);
});
