import type { Topology } from "@fyr/contract";
import { IconX } from "@tabler/icons-react";
import { IconButton } from "../../ui/IconButton.tsx";
import { nodeInWords } from "../../ui/node-name.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { useView } from "../../view/use-view.ts";
import { depthChoices } from "./depth-choices.ts";
import css from "./FindRow.module.css";

/** Around what the focus is and how far, and the way out. */
export function FocusNote({ topology }: { topology: Topology }) {
  const [{ focus }, change] = useView();
  if (focus === undefined || !("around" in focus)) return null;
  const node = topology.nodes.find((each) => each.id === focus.around);
  return (
    <fieldset className={css.focus} aria-label="Focus">
      <span>
        Around <strong>{node === undefined ? "what is gone" : nodeInWords(node)}</strong>
      </span>
      <Segmented
        label="Calls away"
        value={focus.depth}
        choices={depthChoices}
        onChoose={(depth) => change({ focus: { ...focus, depth } })}
      />
      <IconButton label="End focus" onClick={() => change({ focus: undefined })}>
        <IconX size={13} stroke={1.8} />
      </IconButton>
    </fieldset>
  );
}
