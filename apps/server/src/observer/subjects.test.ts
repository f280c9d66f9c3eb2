import type { Reporter } from "@fyr/contract";
import { buildPicture, type RequestsSample } from "@fyr/topology";
import { expect, it } from "vitest";
import { findSubject } from "./subjects.ts";

const party = (workload: string) => ({ cluster: "north", namespace: "shop", workload });

function requests(source: string, target: string, reporter: Reporter): RequestsSample {
  const destination = { ...party(target), service: "cart", serviceNamespace: "shop" };
  const key = { reporter, protocol: "http", source: party(source), destination } as const;
  return { ...key, kind: "requests", code: "200", perSecond: 10 };
}

const waypoint = { workloadKind: "Deployment", inMesh: true, role: "waypoint", services: [], podNames: [] } as const;
const picture = buildPicture({
  at: "2026-01-01T00:00:00.000Z",
  windowSeconds: 60,
  grain: "workload",
  samples: [
    requests("web", "cart", "waypoint"),
    requests("web", "waypoint", "source"),
    requests("ads", "web", "source"),
  ],
  inventory: {
    workloads: [{ cluster: "north", namespace: "shop", name: "waypoint", ...waypoint }],
    services: [],
    serviceEntries: [],
    routes: [],
    circuitBreakerHosts: [],
    namespaces: ["shop"],
  },
  sources: [],
  warnings: [],
});

it.each([
  { name: "web", waypoints: [{ name: "waypoint", hidesLegs: true }] },
  { name: "cart", waypoints: [{ name: "waypoint", hidesLegs: true }] },
  { name: "ads", waypoints: undefined },
  { name: "waypoint", waypoints: [{ name: "waypoint", hidesLegs: true }] },
])(
  "$name has waypoints around it where these count its traffic, or is one: $waypoints",
  async ({ name, waypoints }) => {
    const id = picture.topology.nodes.find((node) => node.name === name)?.id;
    const subject = id && (await findSubject({ node: id }, async () => picture));
    expect(subject && "waypoints" in subject ? subject.waypoints : undefined).toEqual(waypoints);
    expect(subject).toMatchObject({ type: "node", node: { name } });
  },
);

it("looks first at the cut that is named", async () => {
  const id = picture.topology.nodes.find(({ name }) => name === "ads")?.id;
  const asked: string[] = [];
  const pictureAt = async (grain: string, serviceNodes: boolean) => {
    asked.push(`${grain} ${serviceNodes}`);
    return picture;
  };
  await (id && findSubject({ node: id, grain: "service" }, pictureAt));
  await (id && findSubject({ node: id, serviceNodes: true }, pictureAt));
  await (id && findSubject({ node: id }, pictureAt));
  expect(asked).toEqual(["service false", "workload true", "workload false"]);
});
