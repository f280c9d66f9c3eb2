import { Notifications } from "@mantine/notifications";

/** Short words about what was just done, at the lower right. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} />;
}
