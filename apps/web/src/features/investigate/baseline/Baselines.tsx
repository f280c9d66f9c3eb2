import { MenuButton } from "../../../ui/MenuButton.tsx";
import { PopoverPanel } from "../../../ui/PopoverPanel.tsx";
import { usePopover } from "../../../ui/use-popover.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import type { Incident } from "../use-incident.ts";
import { BaselinePresets } from "./BaselinePresets.tsx";
import { BaselineRange } from "./BaselineRange.tsx";
import css from "./Baselines.module.css";
import { baselineSpan } from "./baseline.ts";

/** What now is compared with: before the finding began, so long ago, or a range as typed. */
export function Baselines({ incident }: { incident: Incident }) {
  const [, change] = useInvestigation();
  const popover = usePopover(344);
  const { baseline, historyFrom } = incident;
  const choose = (before: string | undefined, beforeWindowSeconds?: number) => {
    popover.hide();
    change({ before, beforeWindowSeconds });
  };
  return (
    <>
      <MenuButton
        title={baselineSpan(baseline)}
        aria-expanded={popover.isOpen}
        onClick={({ currentTarget }) => popover.show(currentTarget)}
      >
        <small>now against</small> {baseline.words}
      </MenuButton>
      <PopoverPanel label="Choose what to compare with" popover={popover}>
        <div className={css.panel}>
          <BaselinePresets incident={incident} onChoose={choose} />
          <BaselineRange baseline={baseline} historyFrom={historyFrom} onChoose={choose} />
        </div>
      </PopoverPanel>
    </>
  );
}
