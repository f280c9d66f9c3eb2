import { Outlet } from "@tanstack/react-router";
import { MomentContext } from "../live/live-context.ts";
import { useView } from "../view/use-view.ts";
import css from "./Frame.module.css";
import { Rail } from "./Rail.tsx";
import { TopBar } from "./TopBar.tsx";
import { useMoment } from "./use-moment.ts";

/** What stands around every page. */
export function Frame() {
  const [view] = useView();
  const moment = useMoment(view);
  return (
    <MomentContext value={moment}>
      <div className={css.frame}>
        <Rail />
        <TopBar />
        <main className={css.page}>
          <Outlet />
        </main>
      </div>
    </MomentContext>
  );
}
