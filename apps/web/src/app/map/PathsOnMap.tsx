import type { Topology } from "@fyr/contract";
import { Suspense } from "react";
import { loadLater } from "../../ui/load-later.tsx";
import { viewOfPicture } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";

const PathsPanel = loadLater(async () => (await import("../../features/find/PathsPanel.tsx")).PathsPanel);

/** The paths the address asks for, above the picture that shows them. */
export function PathsOnMap({ topology }: { topology: Topology }) {
  const [view, change] = useView();
  const { focus, selection } = viewOfPicture(view, topology);
  if (focus === undefined || !("from" in focus)) return null;
  return (
    <Suspense>
      <PathsPanel
        topology={topology}
        from={focus.from}
        to={focus.to}
        selection={selection}
        onSelect={(next) => change({ selection: next })}
        onChange={(pair) => change({ focus: pair })}
        onClose={() => change({ focus: undefined })}
      />
    </Suspense>
  );
}
