import { notifications } from "@mantine/notifications";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { unreadInWords, unreadParams } from "../../view/unread-link.ts";
import type { SearchParams } from "../../view/url.ts";
import { useView } from "../../view/use-view.ts";

/** What an address says and nobody can read is taken out of it, and said once: what is shown is not what was meant. */
export function useReadableLink(): void {
  const [, change] = useView();
  const unread = useLocation({ select: ({ search }) => unreadParams(search as SearchParams).join(" ") });
  const takeOut = useEffectEvent(() => change({}, { replace: true }));
  useEffect(() => {
    if (unread === "") return;
    notifications.show({ id: "unread-link", message: unreadInWords(unread.split(" ")), autoClose: 10_000 });
    takeOut();
  }, [unread]);
}
