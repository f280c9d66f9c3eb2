import type { Topology } from "@fyr/contract";
import { IconEyeOff, IconX } from "@tabler/icons-react";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ask } from "../../view/commands.ts";
import { useView } from "../../view/use-view.ts";
import { countInWords } from "./count-words.ts";
import { ExpressionField } from "./ExpressionField.tsx";
import { ExpressionHelp } from "./ExpressionHelp.tsx";
import css from "./FindRow.module.css";
import { FocusNote } from "./FocusNote.tsx";
import { findPresets, hidePresets } from "./presets.ts";
import type { Ahead, Called } from "./use-find-row.ts";
import { useSight } from "./use-sight.ts";

/** What is looked for, what is hidden and what is in focus, with what each comes to. */
export function FindRow(props: {
  topology: Topology;
  called: Called;
  /** Typed while the row was on its way. */
  ahead: Ahead;
  onCall: (field: keyof Called) => void;
  onClose: () => void;
}) {
  const { topology, called, ahead, onCall, onClose } = props;
  const [{ find = "", hide = "", focus }, change] = useView();
  const { found, hidden } = useSight(topology);
  const close = () => {
    onClose();
    if (find !== "" || hide !== "" || focus !== undefined)
      change({ find: undefined, hide: undefined, focus: undefined });
  };
  const hasHide = hide !== "" || called.hide > 0;
  return (
    <search className={css.row} aria-label="Find and hide">
      <ExpressionField
        name="Find"
        placeholder="errors > 1% and ns = payments, a name, failing …"
        value={find}
        topology={topology}
        presets={findPresets}
        outcome={found && (countInWords(topology, found) ?? "nothing matches")}
        called={called.find}
        ahead={ahead.find}
        onChange={(text, isSameStep) => change({ find: text }, { replace: isSameStep })}
        onLeave={() => {
          if (hide === "" && focus === undefined) onClose();
          ask("walk-the-map");
        }}
        onCleared={() => ask("walk-the-map")}
      />
      {hasHide ? (
        <ExpressionField
          name="Hide"
          placeholder="healthy, idle, rate < 1 …"
          value={hide}
          topology={topology}
          presets={hidePresets}
          outcome={hidden && (countInWords(topology, hidden) ?? "nothing matches")}
          called={called.hide}
          ahead={ahead.hide}
          onChange={(text, isSameStep) => change({ hide: text }, { replace: isSameStep })}
          onLeave={() => {
            if (find === "" && focus === undefined) onClose();
            ask("walk-the-map");
          }}
          onCleared={() => ask("walk-the-map")}
        />
      ) : (
        <IconButton label="Hide what matches (h)" onClick={() => onCall("hide")}>
          <IconEyeOff size={16} stroke={1.6} />
        </IconButton>
      )}
      <FailingHidden topology={topology} hide={hide} />
      <FocusNote topology={topology} />
      <ExpressionHelp />
      <IconButton label="Show everything as usual" onClick={close}>
        <IconX size={16} stroke={1.6} />
      </IconButton>
    </search>
  );
}

/** What fails is never hidden in silence. */
function FailingHidden({ topology, hide }: { topology: Topology; hide: string }) {
  const [, change] = useView();
  const { failingHidden: count } = useSight(topology);
  if (count === 0) return null;
  return (
    <p className={css.warning} role="status">
      {count === 1 ? "1 failing edge is hidden" : `${count} failing edges are hidden`}
      <Button onClick={() => change({ hide: `(${hide}) and !failing` })}>Show</Button>
    </p>
  );
}
