import type { Topology } from "@fyr/contract";
import type { ExportChoice } from "../../features/export/ExportMenu.tsx";
import { useSight } from "../../features/find/use-sight.ts";
import { useIsKept } from "../../live/use-kept.ts";
import { useView } from "../../view/use-view.ts";
import { exportChoices } from "../export-choices.ts";

export function useExports(topology: Topology): readonly ExportChoice[] {
  const [view] = useView();
  const sight = useSight(topology);
  const isKept = useIsKept() !== false;
  return exportChoices(topology, sight, view, isKept);
}
