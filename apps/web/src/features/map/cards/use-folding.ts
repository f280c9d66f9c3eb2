import type { Topology } from "@fyr/contract";
import { useState } from "react";
import type { Folding, Selection } from "../../../view/view-state.ts";
import { drawable } from "./folding.ts";
import { showing, usualFolding } from "./opened-for.ts";

/**
 * Which namespaces are open: as asked for, else as the first picture of these namespaces suggested, so that nothing
 * opens or folds by itself, or where all would be open and there are too many; and in any case so that the selection
 * can be seen.
 */
export function useFolding(
  topology: Topology,
  asked: Folding | undefined,
  selection: Selection | undefined,
): { readonly folding: Folding; readonly isOpenedForSelection: boolean } {
  const scope = `${topology.grain} ${topology.serviceNodes ?? false} ${topology.clusters.join()} ${topology.namespaces.map(({ name }) => name).join()}`;
  const [first, setFirst] = useState(() => ({ scope, folding: usualFolding(topology) }));
  if (first.scope !== scope) setFirst({ scope, folding: usualFolding(topology) });
  const folding = drawable(asked, topology) ?? first.folding;
  const opened = showing(folding, selection, topology);
  return { folding: opened, isOpenedForSelection: opened !== folding };
}
