import type { Topology } from "@fyr/contract";
import type { ExportChoice } from "../features/export/ExportList.tsx";
import { countInWords } from "../features/find/count-words.ts";
import { onScreen } from "../features/find/on-screen.ts";
import type { Sight } from "../features/find/sight.ts";
import { ask, type PictureCommand } from "../view/commands.ts";
import type { ViewState } from "../view/view-state.ts";

/** Every file that can be made of what is on screen, and why one cannot. `isKept`: false before all history. */
export function exportChoices(
  topology: Topology,
  sight: Sight,
  { as }: Pick<ViewState, "as">,
  isKept: boolean,
): readonly ExportChoice[] {
  const shown = onScreen(topology, sight);
  const nothing = whyNothing(topology, shown, isKept);
  const noMap = nothing ?? (as === "table" ? "Show the map first (t)" : undefined);
  const picture = (name: string, about: string, command: PictureCommand): ExportChoice => ({
    name,
    about,
    ...(noMap !== undefined && { unavailable: noMap }),
    run: () => ask(command),
  });
  const data = (name: string, about: string, run: () => Promise<void>): ExportChoice => ({
    name,
    about,
    ...(nothing !== undefined && { unavailable: nothing }),
    run: () => void run(),
  });
  const ids = new Set<string>([...shown.nodes, ...shown.edges].map(({ id }) => id));
  const count = countInWords(shown, ids) ?? "";
  return [
    picture("PNG, what you see", "the map as it is on screen, twice as fine", "save-png-as-seen"),
    picture("PNG, whole map", "near enough to read", "save-png-whole"),
    picture("SVG, what you see", "drawn as lines and text, at any size", "save-svg-as-seen"),
    picture("SVG, whole map", "drawn as lines and text, at any size", "save-svg-whole"),
    data("CSV, edges", "for spreadsheets; what is shown", async () => (await saving()).saveCsv(shown, "edges")),
    data("CSV, workloads", "for spreadsheets; what is shown", async () => (await saving()).saveCsv(shown, "workloads")),
    data("JSON", `as the API sends it: ${count}`, async () => (await saving()).saveJson(shown)),
  ];
}

function saving() {
  return import("../features/export/save-data.ts");
}

function whyNothing(topology: Topology, shown: Topology, isKept: boolean): string | undefined {
  if (!isKept) return "Nothing is kept of this moment";
  if (topology.nodes.length === 0) return "There is nothing in this picture";
  return shown.nodes.length === 0 ? "Nothing matches what is looked for" : undefined;
}
