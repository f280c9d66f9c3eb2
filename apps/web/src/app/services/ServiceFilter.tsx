import type { Topology } from "@fyr/contract";
import { useState } from "react";
import { ExpressionField } from "../../features/find/ExpressionField.tsx";
import { findPresets } from "../../features/find/presets.ts";
import { useKeys } from "../../ui/use-keys.ts";
import { useView } from "../../view/use-view.ts";
import css from "./ServiceFilter.module.css";

/** What is looked for on the map, too. `outcome`: what it comes to here. */
export function ServiceFilter({ picture, outcome }: { picture: Topology; outcome: string }) {
  const [{ find = "" }, change] = useView();
  const [called, setCalled] = useState(0);
  useKeys({ f: () => setCalled((before) => before + 1) });
  return (
    <search className={css.filter} aria-label="Filter">
      <ExpressionField
        name="Find"
        placeholder="errors > 1% and ns = payments, a name, failing …"
        value={find}
        topology={picture}
        presets={findPresets}
        outcome={outcome}
        called={called}
        onChange={(text, isSameStep) => change({ find: text }, { replace: isSameStep })}
        onLeave={() => undefined}
      />
    </search>
  );
}
