import { notifications } from "@mantine/notifications";

/** The address is the whole state: who opens it sees the same. */
export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    notifications.show({ message: "Link copied: who opens it sees what you see." });
  } catch {
    notifications.show({ message: "The browser did not allow copying. The link is in the address bar." });
  }
}
