import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconFocusCentered,
  IconLayoutDistributeHorizontal,
  IconLayoutGrid,
  IconMinus,
  IconPlus,
  IconStackPop,
} from "@tabler/icons-react";
import { IconButton } from "../../ui/IconButton.tsx";
import css from "./MapControls.module.css";
import { overMap } from "./map-layers.ts";

const STEP = 1.3;

export interface MapControlsProps {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onRelayout: () => void;
  /** Does `onFoldAll` fold all namespaces, or open them? */
  readonly folds: boolean;
  readonly onFoldAll: () => void;
  readonly isFullScreen: boolean;
  readonly onFullScreen: () => void;
}

export function MapControls(props: MapControlsProps) {
  const { onZoom, onFit, onRelayout, folds, onFoldAll, isFullScreen, onFullScreen } = props;
  return (
    <div {...overMap} className={css.controls} role="toolbar" aria-label="Map view" aria-orientation="vertical">
      <IconButton label="Zoom in" onClick={() => onZoom(STEP)}>
        <IconPlus size={16} stroke={1.6} />
      </IconButton>
      <IconButton label="Zoom out" onClick={() => onZoom(1 / STEP)}>
        <IconMinus size={16} stroke={1.6} />
      </IconButton>
      <IconButton label="Fit the whole map (0)" onClick={onFit}>
        <IconFocusCentered size={16} stroke={1.6} />
      </IconButton>
      <IconButton label={folds ? "Fold all namespaces (o)" : "Open all namespaces (o)"} onClick={onFoldAll}>
        {folds ? <IconStackPop size={16} stroke={1.6} /> : <IconLayoutGrid size={16} stroke={1.6} />}
      </IconButton>
      <IconButton label="Lay out anew" onClick={onRelayout}>
        <IconLayoutDistributeHorizontal size={16} stroke={1.6} />
      </IconButton>
      <IconButton label={isFullScreen ? "Leave full screen (z)" : "Full screen (z)"} onClick={onFullScreen}>
        {isFullScreen ? <IconArrowsMinimize size={16} stroke={1.6} /> : <IconArrowsMaximize size={16} stroke={1.6} />}
      </IconButton>
    </div>
  );
}
