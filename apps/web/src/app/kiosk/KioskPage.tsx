import type { Topology } from "@fyr/contract";
import { Suspense } from "react";
import { useIdle } from "../../features/kiosk/use-idle.ts";
import { useTour } from "../../features/kiosk/use-tour.ts";
import { useWakeLock } from "../../features/kiosk/use-wake-lock.ts";
import { realProblems } from "../../features/problems/next-problem.ts";
import { groupByOrigin } from "../../features/problems/problem-origins.ts";
import { WallProblems } from "../../features/problems/WallProblems.tsx";
import { useLiveState } from "../../live/live-context.ts";
import { topologyOf } from "../../live/stream-state.ts";
import { Button } from "../../ui/Button.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { useFullScreen } from "../../ui/use-full-screen.ts";
import { useKeys } from "../../ui/use-keys.ts";
import { useView } from "../../view/use-view.ts";
import { KioskAlarm } from "./KioskAlarm.tsx";
import { KioskHead } from "./KioskHead.tsx";
import { KioskMap } from "./KioskMap.tsx";
import css from "./KioskPage.module.css";

/** For a screen on a wall: what is wrong and where, to be read from across the room, with nobody at the keyboard. */
export function KioskPage({ everySeconds }: { everySeconds: number }) {
  const state = useLiveState();
  const topology = topologyOf(state);
  const isIdle = useIdle();
  const [, change] = useView();
  const [, toggleFullScreen] = useFullScreen();
  const leave = () => change({ kiosk: undefined });
  useWakeLock();
  useKeys({ Escape: leave, z: toggleFullScreen });
  return (
    <div className={css.kiosk} data-state={state.status} data-idle={isIdle}>
      <KioskHead topology={topology} />
      <KioskAlarm state={state} />
      <Suspense>{topology !== undefined && <Tour topology={topology} everySeconds={everySeconds} />}</Suspense>
      <Button className={css.leave} onClick={leave}>
        Leave <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}

/** Flies from problem to problem, with the whole between any two. Those that only pass failures on are not visited. */
function Tour({ topology, everySeconds }: { topology: Topology; everySeconds: number }) {
  const problems = groupByOrigin(realProblems(topology.problems), topology).map(({ origin }) => origin);
  const { stop, goOn } = useTour(
    problems.map(({ subject }) => subject.id),
    everySeconds,
  );
  useKeys({ n: goOn });
  const current = stop.at === "problem" ? problems.find(({ subject }) => subject.id === stop.id) : undefined;
  return (
    <main className={css.picture}>
      <KioskMap topology={topology} selection={current?.subject} />
      {problems.length > 0 && <WallProblems topology={topology} problems={problems} current={current?.subject.id} />}
    </main>
  );
}
