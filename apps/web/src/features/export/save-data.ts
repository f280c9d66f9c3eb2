import type { Topology } from "@fyr/contract";
import { saveFile } from "../../ui/save-file.ts";
import { fileNameOf } from "../../view/file-name.ts";
import { type CsvKind, topologyCsv } from "./topology-csv.ts";

/** A table of a picture as a file for spreadsheets. */
export function saveCsv(topology: Topology, kind: CsvKind): void {
  const content = new Blob([topologyCsv(topology, kind)], { type: "text/csv;charset=utf-8" });
  saveFile(`${fileNameOf(topology, kind)}.csv`, content);
}

/** A picture as `GET /api/topology` would send it. */
export function saveJson(topology: Topology): void {
  const content = new Blob([`${JSON.stringify(topology, undefined, 2)}\n`], { type: "application/json" });
  saveFile(`${fileNameOf(topology, "topology")}.json`, content);
}
