import type { Hop } from "@fyr/contract";
import { useRef, useState } from "react";
import { classNames } from "../../../ui/class-names.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import list from "../ListTable.module.css";
import type { Names } from "../names.ts";
import css from "./CallTreeTable.module.css";
import { HopRow } from "./HopRow.tsx";
import { showHop } from "./show-hop.ts";
import { totalMs } from "./time-shares.ts";
import { rowsOf, type Tree, treeMove, turned } from "./tree-rows.ts";

const untouched = new Map<string, boolean>();

/** The calls behind an entry as a tree, worst change first: arrows walk it, open and close, Enter shows the evidence. */
export function CallTreeTable({ tree, names }: { tree: Tree; names: Names }) {
  const { hops } = tree;
  const [{ rows: byHand = untouched }, change] = useInvestigation();
  const [focused, setFocused] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = rowsOf(tree, byHand);
  const stop = Math.max(
    0,
    rows.findIndex(({ hop }) => hop.id === focused),
  );
  const mostMs = Math.max(0.001, ...hops.flatMap(({ now, before }) => [now?.ownMs ?? 0, before?.ownMs ?? 0]));
  const wholeMs = totalMs(hops, "now") ?? mostMs;
  const isBetween = hops.some(({ now }) => Math.abs(now?.betweenProxiesMs ?? 0) >= 0.05);
  const open = (hop: Hop, isOpen: boolean) => change({ rows: turned(hop, isOpen, tree, byHand) }, { replace: true });
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onRow = event.target === body.current?.rows[stop] ? rows[stop] : undefined;
    // A button in a row has a press of its own.
    if (event.key === "Enter" && onRow !== undefined) {
      event.preventDefault();
      return showHop(onRow.hop, change);
    }
    const move = treeMove(event.key, rows, stop);
    const row = move && rows[move.row];
    if (row === undefined) return;
    event.preventDefault();
    if (move?.kind !== "to") return open(row.hop, move?.kind === "open");
    setFocused(row.hop.id);
    body.current?.rows[move.row]?.focus();
  };
  return (
    <div className={list.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows open is a treegrid */}
      <table role="treegrid" className={classNames(list.table, css.table)} aria-label="Call tree, worst change first">
        <thead>
          <tr>
            <th scope="col">Call tree, worst change first</th>
            <th scope="col" title="How often it is called per request to the entry">
              calls
            </th>
            <th scope="col" className={css.barHead}>
              own time per request
            </th>
            <th scope="col">ms</th>
            <th scope="col" title="Of own time, against before">
              change
            </th>
            {isBetween && (
              <th scope="col" title="Ms between the proxies: the mean at the caller less that at the callee">
                between
              </th>
            )}
            <th scope="col" title="Per call, as its caller waits for it">
              mean
            </th>
            <th scope="col">p99</th>
            <th scope="col">errors</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row, index) => (
            <HopRow
              key={row.hop.id}
              row={row}
              names={names}
              scale={{ mostMs, wholeMs }}
              isBetween={isBetween}
              isStop={index === stop}
              onFocus={() => setFocused(row.hop.id)}
              onOpen={(isOpen) => open(row.hop, isOpen)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
