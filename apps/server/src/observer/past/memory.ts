import type { Column, Replay, Topology } from "@fyr/contract";
import type { Measured } from "@fyr/prometheus";
import type { Picture } from "@fyr/topology";

/** Bytes, about: as measured on meshes of 25 and of 1,000 workloads. */
const sampleBytes = 240;
/** Beside its numbers. */
const histogramBytes = 200;
const boundBytes = 8;
const nodeBytes = 1800;
const edgeBytes = 2600;
const rollupBytes = 220;
const columnBytes = 400;
const headerBytes = 4000;
const wordBytes = 60;

export function bytesOfMeasured({ samples }: Measured): number {
  let bytes = samples.length * sampleBytes;
  for (const sample of samples) {
    if (sample.kind !== "latency" || sample.histogram === undefined) continue;
    bytes += histogramBytes + sample.histogram.bounds.length * boundBytes;
  }
  return bytes;
}

export function bytesOfTopology({ nodes, edges, rollups = [] }: Pick<Topology, "nodes" | "edges" | "rollups">): number {
  return nodes.length * nodeBytes + edges.length * edgeBytes + rollups.length * rollupBytes;
}

export function bytesOfPicture({ topology }: Picture): number {
  return bytesOfTopology(topology);
}

export function bytesOfReplay({ snapshot, diffs }: Replay): number {
  let bytes = bytesOfTopology(snapshot) + diffs.length * headerBytes;
  for (const { nodes, edges, rollups, namespaces, problems, words } of diffs) {
    bytes += words.length * wordBytes;
    for (const table of [nodes, edges, rollups, namespaces, problems]) {
      for (const column of table?.columns ?? []) bytes += columnBytes + lettersOf(column);
    }
  }
  return bytes;
}

/** One byte each. */
function lettersOf(column: Column): number {
  return Object.values(column).reduce((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);
}
