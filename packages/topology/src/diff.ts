import type { NamespaceSummary, Topology, TopologyDiff, TopologySnapshot } from "@fyr/contract";
import { known } from "./optional.ts";
import { sameValue } from "./same-value.ts";
import { madeOfEdges, madeOfNodes, madeOfProblems } from "./wire/made-of.ts";
import { createNamesToRead, createNamesToWrite } from "./wire/names.ts";
import { readTable } from "./wire/read-table.ts";
import { isSideNumber, sideNumbersOf } from "./wire/side-numbers.ts";
import { type HeldColumn, writeTable } from "./wire/write-table.ts";
import { createValueWriter } from "./wire/write-values.ts";

const headerFields = [
  "windowSeconds",
  "requestedWindowSeconds",
  "latencyAt",
  "source",
  "seriesPerRow",
  "sources",
  "warnings",
  "clusters",
  "totals",
] as const satisfies (keyof TopologyDiff["header"])[];

type Tables = Pick<Topology, "nodes" | "edges" | "rollups" | "namespaces" | "problems">;
type TableDiffs = Pick<TopologyDiff, keyof Tables | "sides" | "words">;

const noRows: Tables = { nodes: [], edges: [], namespaces: [], problems: [] };

/** The picture in columns: `readSnapshot` makes it whole again. */
export function snapshotOf(topology: Topology): TopologySnapshot {
  const { revision, at, grain, serviceNodes, provider, nodes, edges, rollups, namespaces, problems, ...header } =
    topology;
  return {
    revision,
    at,
    grain,
    ...known("serviceNodes", serviceNodes),
    provider,
    header,
    ...writeTables(noRows, topology),
  };
}

export function readSnapshot(snapshot: TopologySnapshot): Topology {
  const { revision, at, grain, serviceNodes, provider, header, ...tables } = snapshot;
  return {
    revision,
    at,
    grain,
    ...known("serviceNodes", serviceNodes),
    provider,
    ...header,
    ...readTables(noRows, tables),
  };
}

/**
 * What must be sent so that `applyDiff(before, diffTopology(before, after))` equals `after`. Both are pictures of the
 * same grain.
 */
export function diffTopology(before: Topology, after: Topology): TopologyDiff {
  const changed = headerFields.filter((field) => after[field] !== undefined && !sameValue(before[field], after[field]));
  return {
    from: before.revision,
    to: after.revision,
    at: after.at,
    header: Object.fromEntries(changed.map((field) => [field, after[field]])),
    headerRemoved: headerFields.filter((field) => before[field] !== undefined && after[field] === undefined),
    ...writeTables(before, after),
  };
}

/** The picture a diff leads to. What it does not touch stays the same objects, down to parts of nodes and edges. */
export function applyDiff(before: Topology, diff: TopologyDiff): Topology {
  const gone = new Set(diff.headerRemoved);
  const kept = Object.fromEntries(Object.entries(before).filter(([field]) => !gone.has(field)));
  return {
    ...(kept as Topology),
    ...diff.header,
    revision: diff.to,
    at: diff.at,
    ...readTables(before, diff),
  };
}

const byId = ({ id }: { readonly id: string }) => id;
const byName = ({ cluster, name }: NamespaceSummary) => `${cluster}/${name}`;

function writeTables(before: Tables, after: Tables): TableDiffs {
  const names = createNamesToWrite();
  const held: HeldColumn[] = [];
  const holdBack = (column: HeldColumn) => isSideNumber(column.path) && held.push(column) > 0;
  const nodes = writeTable(before.nodes, after.nodes, { keyOf: byId, made: madeOfNodes, holdBack }, names);
  names.know("nodes", after.nodes);
  const edges = writeTable(before.edges, after.edges, { keyOf: byId, made: madeOfEdges }, names);
  names.know("edges", after.edges);
  const writeSide = createValueWriter(names, after.nodes.length, sideNumbersOf(after.nodes, after.edges));
  const { rollups } = after;
  return {
    nodes,
    edges,
    sides: held.map(({ path, gone, cells }) => writeSide(path, gone, cells)),
    ...known("rollups", rollups && writeTable(before.rollups ?? [], rollups, { keyOf: byId, inPieces: "id" }, names)),
    namespaces: writeTable(before.namespaces, after.namespaces, { keyOf: byName }, names),
    problems: writeTable(before.problems, after.problems, { keyOf: byId, made: madeOfProblems }, names),
    words: names.words,
  };
}

function readTables(before: Tables, diffs: TableDiffs): Tables {
  const names = createNamesToRead(diffs.words);
  const called = readTable(before.nodes, diffs.nodes, names);
  names.know("nodes", called);
  const edges = readTable(before.edges, diffs.edges, names);
  const nodes = readTable(called, { columns: diffs.sides }, names, sideNumbersOf(called, edges));
  names.know("nodes", nodes);
  names.know("edges", edges);
  return {
    nodes,
    edges,
    ...known("rollups", diffs.rollups && readTable(before.rollups ?? [], diffs.rollups, names)),
    namespaces: readTable(before.namespaces, diffs.namespaces, names),
    problems: readTable(before.problems, diffs.problems, names),
  };
}
