import { IconSearch } from "@tabler/icons-react";
import { TimeControl } from "../../features/time/TimeControl.tsx";
import { WindowControl } from "../../features/time/WindowControl.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { useIsMapPage } from "../use-is-map-page.ts";
import { Clock } from "./Clock.tsx";
import { GrainSwitch } from "./GrainSwitch.tsx";
import { Person } from "./Person.tsx";
import { ScopeMenu } from "./ScopeMenu.tsx";
import { Sources } from "./Sources.tsx";
import { ThemeToggle } from "./ThemeToggle.tsx";
import css from "./TopBar.module.css";

/** Scope, time, where the numbers come from, and who acts. */
export function TopBar({ onPalette }: { onPalette: () => void }) {
  const isMapPage = useIsMapPage();
  return (
    <header className={css.bar} data-grains={isMapPage}>
      <ScopeMenu />
      {isMapPage && <GrainSwitch />}
      <div className={css.time}>
        <TimeControl />
        <WindowControl />
        <Clock />
      </div>
      <Sources />
      <div className={css.end}>
        <button type="button" className={css.find} onClick={onPalette} title="Find or do (Ctrl K)">
          <IconSearch size={14} stroke={1.8} aria-hidden="true" />
          <span>Find or do…</span>
          <Kbd>Ctrl K</Kbd>
        </button>
        <ThemeToggle />
        <Person />
      </div>
    </header>
  );
}
