import { expect, it } from "vitest";
import { fileNameOf } from "./file-name.ts";

const at = "2026-11-20T03:14:20.250Z";

it.each([
  { clusters: ["demo-north"], what: "map", name: "fyr-demo-north-2026-11-20T03-14-20Z-map" },
  { clusters: ["north", "south"], what: "edges", name: "fyr-north-south-2026-11-20T03-14-20Z-edges" },
  { clusters: ["a", "b", "c", "d"], what: "edges", name: "fyr-4-clusters-2026-11-20T03-14-20Z-edges" },
  { clusters: ["arn:aws:eks/eu"], what: "map", name: "fyr-arn_aws_eks_eu-2026-11-20T03-14-20Z-map" },
  { clusters: [], what: "topology", name: "fyr-2026-11-20T03-14-20Z-topology" },
])("$clusters $what is kept as $name", ({ clusters, what, name }) => {
  expect(fileNameOf({ clusters, at }, what)).toBe(name);
});
