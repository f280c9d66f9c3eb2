import { useEffect, useState } from "react";
import { useKeys } from "../../ui/use-keys.ts";
import { onAsked } from "../../view/commands.ts";
import { useView } from "../../view/use-view.ts";

/** How often each field was called for since the row was closed. */
export interface Called {
  readonly find: number;
  readonly hide: number;
}

const uncalled: Called = { find: 0, hide: 0 };

/** What was typed into a field that was called for before it was there. */
export type Ahead = Readonly<Partial<Record<keyof Called, string>>>;

/** Whether the row of expressions is open: asked for by key or palette, or while one of them is in force. */
export function useFindRow() {
  const [{ find, hide, focus }] = useView();
  const [called, setCalled] = useState(uncalled);
  const [ahead, setAhead] = useState<Ahead>({});
  const call = (field: keyof Called) => setCalled((before) => ({ ...before, [field]: before[field] + 1 }));
  useKeys({ f: () => call("find"), h: () => call("hide") });
  useEffect(() => onAsked("find", () => call("find")), []);
  useEffect(() => onAsked("hide", () => call("hide")), []);
  // Paths have a panel of their own.
  const isAround = focus !== undefined && "around" in focus;
  const isInForce = isAround || find !== undefined || hide !== undefined;
  return {
    isOpen: isInForce || called !== uncalled,
    called,
    call,
    ahead,
    typeAhead: setAhead,
    close: () => {
      setCalled(uncalled);
      setAhead({});
    },
  };
}
