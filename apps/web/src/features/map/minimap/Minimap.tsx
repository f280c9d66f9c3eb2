import { IconChevronDown, IconMap } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";
import { IconButton } from "../../../ui/IconButton.tsx";
import { overMap } from "../map-layers.ts";
import css from "./Minimap.module.css";

const storageKey = "fyr.minimap";

/**
 * The frame of the whole map small, shown while that helps. Folded to a button by a click, and remembered. `host`: what
 * it is drawn in. `onSize`: it takes other room.
 */
export function Minimap(props: { host: React.Ref<HTMLDivElement>; isNeeded: boolean; onSize: () => void }) {
  const { host, isNeeded, onSize } = props;
  const [isFolded, setFolded] = useState(() => window.localStorage.getItem(storageKey) === "folded");
  const sized = useEffectEvent(onSize);
  useEffect(() => {
    sized();
  }, [isNeeded, isFolded]);
  const fold = (folded: boolean) => {
    setFolded(folded);
    window.localStorage.setItem(storageKey, folded ? "folded" : "open");
  };
  return (
    <div {...(isNeeded && overMap)} className={css.minimap} data-needed={isNeeded} data-folded={isFolded}>
      <div ref={host} className={css.ground} aria-hidden="true" />
      <IconButton
        className={css.fold}
        label={isFolded ? "Show the minimap" : "Fold the minimap"}
        aria-expanded={!isFolded}
        onClick={() => fold(!isFolded)}
      >
        {isFolded ? <IconMap size={16} stroke={1.6} /> : <IconChevronDown size={12} stroke={1.8} />}
      </IconButton>
    </div>
  );
}
