import type { Topology } from "@fyr/contract";
import { IconX } from "@tabler/icons-react";
import { IconButton } from "../../ui/IconButton.tsx";
import { nodeInWords } from "../../ui/node-name.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { useView } from "../../view/use-view.ts";
import { depthChoices } from "./depth-choices.ts";
import css from "./FindRow.module.css";
import { useSight } from "./use-sight.ts";

/** What is in focus, how far around it, and the way out. */
export function FocusNote({ topology }: { topology: Topology }) {
  const [{ focus }, change] = useView();
  const { inFocus } = useSight(topology);
  if (focus === undefined) return null;
  const nameOf = (id: string) => {
    const node = topology.nodes.find((each) => each.id === id);
    return node === undefined ? "what is gone" : nodeInWords(node);
  };
  return (
    <fieldset className={css.focus} aria-label="Focus">
      {"around" in focus ? (
        <>
          <span>
            Around <strong>{nameOf(focus.around)}</strong>
          </span>
          <Segmented
            label="Calls away"
            value={focus.depth}
            choices={depthChoices}
            onChoose={(depth) => change({ focus: { ...focus, depth } })}
          />
        </>
      ) : (
        <span>
          Ways from <strong>{nameOf(focus.from)}</strong> to <strong>{nameOf(focus.to)}</strong>
          {noWay(inFocus)}
        </span>
      )}
      <IconButton label="End focus" onClick={() => change({ focus: undefined })}>
        <IconX size={13} stroke={1.8} />
      </IconButton>
    </fieldset>
  );
}

/** The two ends alone are bright. */
function noWay(inFocus: ReadonlySet<string> | undefined): string {
  return inFocus !== undefined && inFocus.size <= 2 ? ": none" : "";
}
