import type { RouteCheck } from "@fyr/contract";
import { expect, it } from "vitest";
import type { CheckFacts } from "../checks/facts.ts";
import type { JsonObject } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { ownerOf } from "../owners/owner-of.ts";
import { backends, gatewayRoute } from "../testing/gateway-routes.ts";
import { checkEdit } from "./check-edit.ts";
import type { EditedObject } from "./edited-object.ts";

const shop: KubernetesObject = {
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name: "cart", namespace: "shop" },
  spec: { hosts: ["cart"], http: [{ route: [{ destination: { host: "cart" } }] }] },
};
const policy: KubernetesObject = {
  apiVersion: "networking.istio.io/v1",
  kind: "DestinationRule",
  metadata: { name: "cart", namespace: "shop" },
  spec: { host: "cart" },
};

function check(code: RouteCheck["code"], edited: readonly EditedObject[], around: Partial<CheckFacts> = {}) {
  const checks = checkEdit({
    edited,
    virtualServices: [],
    owners: {},
    factsOf: (object, plan) => ({
      object,
      plan,
      owner: ownerOf(object),
      routes: edited.flatMap(({ after }) => (after === undefined || after.kind === "DestinationRule" ? [] : [after])),
      destinationRules: [],
      referenceGrants: [],
      isKnownHost: (host) => !host.startsWith("nowhere"),
      podsOf: () => ({ ready: 1, total: 1 }),
      mesh: { callersOutside: [], withoutWaypoint: [] },
      ...around,
    }),
  });
  expect(checks.filter((each) => each.code === code).length).toBeLessThan(2);
  return checks.find((each) => each.code === code);
}

const http = (...rules: readonly JsonObject[]): KubernetesObject => ({ ...shop, spec: { ...shop.spec, http: rules } });
const to = (host: string) => ({ route: [{ destination: { host } }] });

it("blocks a rule that is sent to a host nobody knows, and leaves what was there alone", () => {
  const edit = { before: http(to("nowhere")), after: http(to("nowhere"), to("cart")) };
  expect(check("host-resolves", [edit])).toMatchObject({ status: "pass" });
  expect(check("host-resolves", [{ before: shop, after: http(to("nowhere-else")) }])).toEqual({
    code: "host-resolves",
    status: "block",
    detail: "there is no Service nowhere-else in shop",
  });
});

it("warns of copies that would go nowhere, of one or of several", () => {
  const mirrored = http({ ...to("cart"), mirror: { host: "nowhere" } });
  expect(check("host-resolves", [{ before: shop, after: mirrored }])).toMatchObject({ status: "warn" });
  expect(check("host-resolves", [{ before: mirrored, after: mirrored }])).toBeUndefined();
  const several = http({
    ...to("cart"),
    mirrors: [{ destination: { host: "cart" } }, { destination: { host: "nowhere" } }],
  });
  expect(check("host-resolves", [{ before: shop, after: several }])).toMatchObject({ status: "warn" });
  const requestMirror = { backendRef: { name: "nowhere", port: 80 } };
  const filtered = gatewayRoute([{ backendRefs: backends(1, 1), filters: [{ type: "RequestMirror", requestMirror }] }]);
  expect(check("host-resolves", [{ after: filtered }])).toMatchObject({ status: "warn" });
});

it("makes no check of destinations for a rule that has none", () => {
  const after = http({ redirect: { uri: "/new" } }, to("cart"));
  expect(check("weights-valid", [{ before: shop, after }])).toBeUndefined();
});

it("says that callers past the mesh, or without a waypoint, do not follow whatever is changed", () => {
  const timeout = http({ ...to("cart"), timeout: "1s" });
  const around = {
    mesh: {
      callersOutside: ["legacy/batch"],
      withoutWaypoint: [{ kind: "Service", namespace: "shop", name: "cart" }],
    },
  };
  const edited = [
    { before: shop, after: timeout },
    { before: policy, after: policy },
  ];
  expect(check("mesh-in-path", edited, around)).toEqual({
    code: "mesh-in-path",
    status: "warn",
    detail: "legacy/batch",
  });
  expect(check("waypoint", edited, around)).toMatchObject({ status: "warn", detail: "shop/cart" });
  expect(check("waypoint", [edited[1] ?? {}], around)).toMatchObject({ status: "warn" });
});

it("looks up the host of a DestinationRule, but not a pattern of hosts", () => {
  const of = (host: string) => [{ after: { ...policy, spec: { host } } }];
  expect(check("host-resolves", of("cart"))).toMatchObject({ status: "pass" });
  expect(check("host-resolves", of("nowhere"))).toMatchObject({ status: "warn" });
  expect(check("host-resolves", of("*.nowhere.org"))).toBeUndefined();
});

it("checks routes of the Gateway API as it checks VirtualServices", () => {
  const after = gatewayRoute([{ backendRefs: backends(90, 10) }]);
  const none = { podsOf: () => ({ ready: 0, total: 1 }) };
  expect(check("pods-ready", [{ after }], none)).toMatchObject({ status: "block" });
});

it("says what controllers say of a route that is there, and nothing where none can have spoken", () => {
  const conditions = [{ type: "Accepted", status: "False", message: "not allowed" }];
  const before = gatewayRoute([{ backendRefs: backends(1, 1) }], {
    status: { parents: [{ parentRef: { name: "payment" }, conditions }] },
  });
  const after = { ...before, metadata: { ...before.metadata, generation: 9 } };
  expect(check("accepted", [{ before, after }])).toMatchObject({
    status: "warn",
    detail: "payment, Accepted: not allowed",
  });
  const made = gatewayRoute([{ backendRefs: backends(1, 1) }]);
  expect(check("accepted", [{ after: made }])).toBeUndefined();
  const away = { ...made, spec: { ...made.spec, parentRefs: [{ group: "", kind: "Service", name: "nowhere" }] } };
  expect(check("accepted", [{ after: away }])).toMatchObject({
    status: "warn",
    detail: expect.stringContaining("there is no Service nowhere"),
  });
});
