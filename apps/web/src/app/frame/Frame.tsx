import { Outlet, useLocation } from "@tanstack/react-router";
import { Suspense, useEffect, useEffectEvent, useState } from "react";
import { MomentContext, useLiveState } from "../../live/live-context.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { useZone } from "../../ui/use-zone.ts";
import { useView } from "../../view/use-view.ts";
import css from "./Frame.module.css";
import { PastBanner } from "./PastBanner.tsx";
import { Rail } from "./Rail.tsx";
import { StaleBanner } from "./StaleBanner.tsx";
import { TopBar } from "./TopBar.tsx";
import { useDocumentTitle } from "./use-document-title.ts";
import { useMoment } from "./use-moment.ts";
import { useReadableLink } from "./use-readable-link.ts";

const FyrPalette = loadLater(async () => (await import("./FyrPalette.tsx")).FyrPalette);
const KioskPage = loadLater(async () => (await import("../kiosk/KioskPage.tsx")).KioskPage);
const HelpDialog = loadLater(async () => (await import("../../features/help/HelpDialog.tsx")).HelpDialog);

const CopyLinkKey = loadLater(async () => (await import("./CopyLinkKey.tsx")).CopyLinkKey);

const TrafficAnywhere = loadLater(async () => (await import("./TrafficAnywhere.tsx")).TrafficAnywhere);

/** What stands around every page: the moment on screen, the ways to other pages, what is open above them. */
export function Frame() {
  const [view] = useView();
  const moment = useMoment(view);
  // Another zone draws all times again.
  useZone();
  return (
    <MomentContext value={moment}>
      <FrameAround />
    </MomentContext>
  );
}

function FrameAround() {
  const [{ kiosk }, change] = useView();
  const isMapPage = useLocation({ select: ({ pathname }) => pathname === "/" });
  const [open, setOpen] = useState<"palette" | "help">();
  const close = () => setOpen(undefined);
  const isPast = useLiveState().status === "past";
  useDocumentTitle();
  useReadableLink();
  usePaletteShortcut(() => setOpen("palette"));
  useKeys({
    "/": () => setOpen("palette"),
    "?": () => setOpen("help"),
    l: () => change({ at: undefined }),
  });
  const above = (
    <Suspense>
      <CopyLinkKey />
      {open === "palette" && <FyrPalette opened onClose={close} onHelp={() => setOpen("help")} />}
      {open === "help" && <HelpDialog opened onClose={close} />}
    </Suspense>
  );
  if (kiosk !== undefined && isMapPage) {
    return (
      <>
        <Suspense>
          <KioskPage everySeconds={kiosk} />
        </Suspense>
        {above}
      </>
    );
  }
  return (
    <div className={css.frame} data-past={isPast || undefined}>
      <a className={css.skip} href="#page">
        Skip to the page
      </a>
      <Rail onHelp={() => setOpen("help")} />
      <TopBar onPalette={() => setOpen("palette")} />
      <StaleBanner />
      <PastBanner />
      <main className={css.page} id="page" tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>
        <TrafficAnywhere />
      </Suspense>
      {above}
    </div>
  );
}

/** Ctrl-K or ⌘-K, also while typing. */
function usePaletteShortcut(open: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    open();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
