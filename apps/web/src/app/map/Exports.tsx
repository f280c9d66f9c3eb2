import type { Topology } from "@fyr/contract";
import { ExportList } from "../../features/export/ExportList.tsx";
import { useSight } from "../../features/find/use-sight.ts";
import { useIsKept } from "../../live/use-kept.ts";
import { useView } from "../../view/use-view.ts";
import { exportChoices } from "../export-choices.ts";

/** The files that can be made of what is on screen. */
export function Exports({ picture, onDone }: { picture: Topology; onDone: () => void }) {
  const [view] = useView();
  const sight = useSight(picture);
  const isKept = useIsKept() !== false;
  return <ExportList choices={exportChoices(picture, sight, view, isKept)} onDone={onDone} />;
}
