import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent } from "react";
import { useView } from "../../view/use-view.ts";

/** In place of what a link selects and nothing can be: takes it out of the address, and says so once. */
export function UnfoundSelection() {
  const [, change] = useView();
  const takeOut = useEffectEvent(() => change({ selection: undefined }, { replace: true }));
  useEffect(() => {
    const message = "The link's selection could not be found; showing nothing selected.";
    notifications.show({ id: "unfound-selection", message, autoClose: 10_000 });
    takeOut();
  }, []);
  return null;
}
