import { notifications } from "@mantine/notifications";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { unreadParams } from "../../view/unread-link.ts";
import type { SearchParams } from "../../view/url.ts";
import { useView } from "../../view/use-view.ts";

/** What an address says and nobody can read is taken out of it, and said once: what is shown is not what was meant. */
export function useReadableLink(): void {
  const [, change] = useView();
  const unread = useLocation({ select: ({ search }) => unreadParams(search as SearchParams).join(" ") });
  const takeOut = useEffectEvent(() => change({}, { replace: true }));
  useEffect(() => {
    if (unread === "") return;
    void say(unread.split(" "));
    takeOut();
  }, [unread]);
}

/** Hardly any link needs these words. */
async function say(params: readonly string[]): Promise<void> {
  const { unreadInWords } = await import("../../view/unread-words.ts");
  notifications.show({ id: "unread-link", message: unreadInWords(params), autoClose: 10_000 });
}
