import { expect, it } from "vitest";
import type { Asked } from "./asked.ts";
import { streamBranchesOf } from "./stream-rules.ts";

const asked: Asked = {
  host: "db.shop.svc.cluster.local",
  protocol: "tcp",
  caller: { namespace: "shop", labels: { app: "cart" } },
};
const to = (subset: string, weight: number) => ({ destination: { host: "db", subset }, weight });
const shares = (spec: object) =>
  Object.fromEntries(
    streamBranchesOf({ metadata: { name: "db", namespace: "shop" }, spec }, asked).map(({ subset, share }) => [
      subset,
      share,
    ]),
  );

it("splits connections by tcp rules, the first that matches having them all", () => {
  const tcp = [
    { match: [{ sourceLabels: { app: "orders" } }], route: [to("v3", 1)] },
    { match: [{ port: 6379 }], route: [to("v1", 80), to("v2", 20)] },
    { route: [to("v4", 1)] },
  ];
  expect(shares({ tcp })).toEqual({ v1: 0.8, v2: 0.2 });
});

it("splits connections by tls rules of their SNI", () => {
  const tls = (sniHosts: string[]) => [{ match: [{ sniHosts, port: 443 }], route: [to("v1", 1), to("v2", 3)] }];
  expect(shares({ tls: tls(["db.shop.svc.cluster.local"]) })).toEqual({ v1: 0.25, v2: 0.75 });
  expect(shares({ tls: tls(["other.shop.svc.cluster.local"]) })).toEqual({});
});
