import type { Hop, TopologyEdge } from "@fyr/contract";
import { nodeName } from "@fyr/topology";
import { Chip } from "../../../ui/Chip.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { duration, share } from "../../../ui/format.ts";
import { Measure } from "../../../ui/Measure.tsx";
import { percentileTone, successTone } from "../../../ui/number-tone.ts";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import list from "../ListTable.module.css";
import type { Names } from "../names.ts";
import css from "./CallTreeTable.module.css";
import { HopBar } from "./HopBar.tsx";
import {
  callsInWords,
  changeInWords,
  changeTone,
  msInWords,
  retriesInWords,
  unknownInShort,
  unknownInWords,
} from "./hop-words.ts";
import { showHop } from "./show-hop.ts";
import { isNewHop } from "./time-shares.ts";
import type { TreeRow } from "./tree-rows.ts";

export interface Scale {
  /** The longest own time of any hop. */
  readonly mostMs: number;
  /** Of a request to the entry. */
  readonly wholeMs: number;
}

export function HopRow(props: {
  row: TreeRow;
  names: Names;
  scale: Scale;
  isBetween: boolean;
  isStop: boolean;
  onFocus: () => void;
  onOpen: (isOpen: boolean) => void;
}) {
  const { row, names, scale, isBetween, isStop, onFocus, onOpen } = props;
  const { hop, level, position, siblings, hasCalls, isOpen } = row;
  const { now, before } = hop;
  const edge = hop.edge === undefined ? undefined : names.edge(hop.edge);
  const why = unknownInWords(hop) || "Not measured";
  return (
    <tr
      className={css.row}
      tabIndex={isStop ? 0 : -1}
      data-worst={hop.worst}
      data-status={edge?.health.status}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      {...(hasCalls && { "aria-expanded": isOpen })}
      onFocus={onFocus}
    >
      <th scope="row" style={{ paddingInlineStart: `${0.75 + (level - 1) * 1.125}rem` }}>
        <HopName row={row} names={names} edge={edge} onOpen={onOpen} />
      </th>
      <td>
        {now?.calls === undefined ? (
          <Measure quantity={undefined} why={now === undefined ? "Not called now" : why} />
        ) : (
          callsInWords(now.calls)
        )}
      </td>
      <td className={css.bar}>
        <HopBar hop={hop} mostMs={scale.mostMs} status={edge?.health.status} />
      </td>
      <td className={css.own}>
        {now?.ownMs === undefined ? <Measure quantity={undefined} why={why} /> : msInWords(now.ownMs)}
      </td>
      <td className={css[changeTone(now?.ownMs, before?.ownMs, scale.wholeMs)]}>
        {changeInWords(now?.ownMs, before?.ownMs, scale.wholeMs)}
      </td>
      {isBetween && <td>{now?.betweenProxiesMs !== undefined && signed(now.betweenProxiesMs)}</td>}
      <td>
        <Measure quantity={now?.meanMs === undefined ? undefined : duration(now.meanMs)} why={why} />
      </td>
      <td className={classNames(css[p99Tone(hop, edge)])}>
        <Measure quantity={now?.p99Ms === undefined ? undefined : duration(now.p99Ms)} why={why} />
      </td>
      <td className={classNames(css[edge === undefined ? "plain" : successTone(edge.health)])}>
        <Measure quantity={now?.errorRatio === undefined ? undefined : share(now.errorRatio)} why={why} />
      </td>
    </tr>
  );
}

function HopName(props: {
  row: TreeRow;
  names: Names;
  edge: TopologyEdge | undefined;
  onOpen: (isOpen: boolean) => void;
}) {
  const { row, names, edge, onOpen } = props;
  const { hop, hasCalls, isOpen, isOrigin } = row;
  const [, change] = useInvestigation();
  const node = names.node(hop.node);
  const { name, version } = node === undefined ? { name: names.ofNode(hop.node), version: undefined } : nodeName(node);
  const retries = hop.now && retriesInWords(hop.now);
  const status = edge?.health.status;
  return (
    <span className={css.name}>
      <button
        type="button"
        className={css.twist}
        tabIndex={-1}
        aria-hidden="true"
        title={isOpen ? "Close (←)" : "Open (→)"}
        data-open={isOpen}
        hidden={!hasCalls}
        onClick={() => onOpen(!isOpen)}
      />
      {(status === "failing" || status === "degraded") && <StatusIcon status={status} size={13} />}
      <button
        type="button"
        className={list.pick}
        tabIndex={-1}
        title="Show the evidence (Enter)"
        onClick={() => showHop(hop, change)}
      >
        {name}
      </button>
      {version !== undefined && <Chip tone="outline">{version}</Chip>}
      {isOrigin && <Chip tone="bad">begins here</Chip>}
      {isNewHop(hop) && <Chip tone="bad">new</Chip>}
      {hop.now === undefined && <Chip>gone</Chip>}
      {retries !== undefined && <Chip tone="warn">{retries}</Chip>}
      {unknownInShort(hop).map((words) => (
        <small key={words} title={unknownInWords(hop)}>
          {words}
        </small>
      ))}
    </span>
  );
}

function p99Tone({ now, before }: Hop, edge: TopologyEdge | undefined) {
  if (now?.p99Ms === undefined || edge === undefined) return "plain";
  return percentileTone("p99", now.p99Ms, { usual: before?.p99Ms, health: edge.health });
}

function signed(ms: number): string {
  const words = msInWords(Math.abs(ms));
  return ms < 0 && words !== msInWords(0) ? `−${words}` : words;
}
