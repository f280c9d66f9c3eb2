import { notifications } from "@mantine/notifications";
import { useTopology } from "../../live/live-context.ts";
import { exactClock } from "../../ui/clock.ts";
import { sharedLink } from "../../view/shared-link.ts";

/** Copies the address: who opens it later sees the moment that is on screen now. */
export function useCopyLink(): () => Promise<void> {
  const topology = useTopology();
  return async () => {
    const address = window.location.href;
    const link = sharedLink(address, topology?.at);
    const kept = link === address || topology === undefined ? "" : ` at ${exactClock(topology.at)}`;
    try {
      await navigator.clipboard.writeText(link);
      notifications.show({ message: `Link copied: who opens it sees what you see${kept}.` });
    } catch {
      notifications.show({ message: "The browser did not allow copying. The link is in the address bar." });
    }
  };
}
