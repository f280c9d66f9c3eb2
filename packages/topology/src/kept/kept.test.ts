import { describe, expect, it } from "vitest";
import { buildPicture, createBuild } from "../build.ts";
import type { Verdicts } from "../health/verdict-memory.ts";
import { known } from "../optional.ts";
import type { PictureInput } from "../picture.ts";
import type { ServiceParty, TrafficSample } from "../samples.ts";
import { bytes, key, latency, picture, requests, seenByZtunnel, workload } from "../testing/made-up.ts";
import { usualOf } from "../usual.ts";

/** Builds one look after another, five seconds apart, each as it is built without memory; gives the pictures. */
function lookedAt(
  looks: readonly (readonly TrafficSample[])[],
  settings: (look: number) => Partial<PictureInput> = () => ({}),
) {
  const build = createBuild();
  let previous: Verdicts | undefined;
  return looks.map((samples, look) => {
    const at = new Date(Date.parse("2026-11-20T03:14:20.000Z") + look * 5_000).toISOString();
    const input: PictureInput = { ...picture(samples), at, ...known("previous", previous), ...settings(look) };
    const built = build(input);
    expect(built).toEqual(buildPicture(input));
    previous = built.verdicts;
    return built.topology;
  });
}

const [web, cart] = [workload("web"), workload("cart")];

/** `share` of a hundred requests a second fails. */
function failing(share: number): TrafficSample[] {
  const calls = key(web, cart);
  return [requests(calls, 100 * (1 - share)), requests(calls, 100 * share, { code: "503" })];
}

describe("a picture of samples that did not move", () => {
  it("goes on counting the looks at which a value stood beyond its threshold", () => {
    const [well, unwell] = [failing(0.009), failing(0.011)];
    const statuses = lookedAt([well, ...Array<TrafficSample[]>(4).fill(unwell)]).map(
      ({ edges }) => edges[0]?.health.status,
    );
    expect(statuses).toEqual(["healthy", "healthy", "healthy", "degraded", "degraded"]);
  });

  it("takes what a ztunnel saw for a leg once a waypoint has reported", () => {
    const tcp = { protocol: "tcp" } as const;
    const waypoint: ServiceParty = { cluster: "north", namespace: "shop", workload: "waypoint" };
    const legs = seenByZtunnel([...bytes(key(web, waypoint, tcp), 9, 9), ...bytes(key(waypoint, cart, tcp), 9, 9)]);
    const reported = requests(key(web, cart, { reporter: "waypoint" }), 3);
    const [before, after] = lookedAt([legs, [...legs, reported]]);
    expect(before?.edges[0]?.flags).toEqual(["l4Only"]);
    expect(after?.edges.filter(({ protocol }) => protocol === "tcp").map(({ flags }) => flags)).toEqual([[], []]);
  });

  it("is held against what is usual by now", () => {
    const samples = [...failing(0), latency(key(web, cart), { 10: 50, 100: 100 }, 100)];
    const usual = usualOf(buildPicture(picture([...failing(0), latency(key(web, cart), { 10: 100 }, 100)])).topology);
    const looks = lookedAt([samples, samples, samples], (look) => (look === 2 ? { usual } : {}));
    expect(looks.map(({ edges }) => edges[0]?.latencyMs?.usual?.p50)).toEqual([undefined, undefined, 5]);
  });
});

it("judges a total anew when one of its parts has moved", () => {
  const versions = ["v1", "v2"].map((version) => ({ ...workload(`web-${version}`), app: "web", version }));
  const callsOf = (failed: number) =>
    versions.flatMap((from, at) => [
      requests(key(from, cart), 0.06),
      requests(key(from, cart), at === 0 ? failed : 0.06, { code: "503" }),
    ]);
  const looks = lookedAt([callsOf(0.06), callsOf(0.06), callsOf(0.09)]);
  const worst = looks.map(
    ({ rollups = [] }) => rollups.find(({ health }) => health !== undefined)?.health?.causes[0]?.value,
  );
  expect(worst).toEqual([0.5, 0.5, 0.5556]);
});
