import { Button } from "../../../ui/Button.tsx";
import { MenuButton } from "../../../ui/MenuButton.tsx";
import { PopoverPanel } from "../../../ui/PopoverPanel.tsx";
import { usePopover } from "../../../ui/use-popover.ts";
import { movingBaselines } from "../../../view/investigation.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import type { Incident } from "../use-incident.ts";
import { BaselineRange } from "./BaselineRange.tsx";
import css from "./Baselines.module.css";
import { baselineSpan, movingWords } from "./baseline.ts";

/** What now is compared with: before the finding began, so long ago, or a range as typed. */
export function Baselines({ incident }: { incident: Incident }) {
  const [address, change] = useInvestigation();
  const popover = usePopover(344);
  const { baseline, finding } = incident;
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
          <div className={css.presets}>
            <Button
              disabled={finding?.onset === undefined}
              aria-pressed={address.before === undefined}
              onClick={() => choose(undefined)}
            >
              Before it began
            </Button>
            {movingBaselines.map((each) => (
              <Button key={each} aria-pressed={address.before === each} onClick={() => choose(each)}>
                {capital(movingWords[each])}
              </Button>
            ))}
          </div>
          <BaselineRange baseline={baseline} onChoose={choose} />
        </div>
      </PopoverPanel>
    </>
  );
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
