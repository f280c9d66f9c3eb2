// @vitest-environment happy-dom
import type { Topology } from "@fyr/contract";
import { expect, it } from "vitest";
import { ServiceList } from "../features/services/ServiceList.tsx";
import { ServicePage } from "../features/services/ServicePage.tsx";
import { mesh, workload } from "../features/services/services.fixture.ts";
import { KioskHead } from "./kiosk/KioskHead.tsx";
import { textOf } from "./text-of.fixture.tsx";

const payment = workload("payment");
const lack = "No app is named in istio_requests_total.";

function topologyWith(warnings: readonly string[]): Topology {
  return {
    ...mesh([payment]),
    at: "2026-11-20T03:14:20.000Z",
    windowSeconds: 60,
    grain: "workload",
    clusters: ["north"],
    namespaces: [],
    totals: { edges: 0 },
    problems: [],
    sources: [],
    rollups: [],
    warnings,
  } as unknown as Topology;
}

it.each([
  {
    where: "the list of services",
    shown: (topology: Topology) => <ServiceList topology={topology} renderFilter={() => null} />,
  },
  {
    where: "the page of a service",
    shown: (topology: Topology) => (
      <ServicePage id={payment.id} topology={topology} renderAside={() => null} renderBelow={() => null} />
    ),
  },
  { where: "the wall", shown: (topology: Topology) => <KioskHead topology={topology} /> },
])("$where says what the numbers lack, where they do", async ({ shown }) => {
  expect(await textOf(shown(topologyWith([lack])))).toContain(lack);
  expect(await textOf(shown(topologyWith([])))).not.toContain(lack);
});
