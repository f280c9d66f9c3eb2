import type { NodeId, TopologyEdge } from "@fyr/contract";
import { type PathNumbers, pathNumbers } from "@fyr/topology";
import { classNames } from "../../ui/class-names.ts";
import { duration, inWords, share, success } from "../../ui/format.ts";
import { failedShareTone } from "../../ui/number-tone.ts";
import type { Selection } from "../../view/view-state.ts";
import css from "./PathsPanel.module.css";

/** One path: what its calls come to, and each of them to choose. */
export function PathRow(props: {
  path: readonly TopologyEdge[];
  nameOf: (id: NodeId) => string;
  selection: Selection | undefined;
  onSelect: (selection: Selection) => void;
}) {
  const { path, nameOf, selection, onSelect } = props;
  const numbers = pathNumbers(path);
  const { weakest } = numbers;
  const [first] = path;
  return (
    <tr>
      <td className={classNames(css.number, weakest && css[failedShareTone(weakest.health)])}>
        {weakest === undefined ? (
          <span className={css.absent}>not measured</span>
        ) : (
          inWords(success(1 - weakest.failedShare))
        )}
      </td>
      <td className={css.number}>
        <Means numbers={numbers} calls={path.length} />
      </td>
      <td>
        {first && nameOf(first.source)}
        {path.map((edge) => (
          <button
            key={edge.id}
            type="button"
            className={classNames(css.call, weakest?.id === edge.id && css[failedShareTone(edge.health)])}
            aria-label={`${nameOf(edge.source)} → ${nameOf(edge.target)}`}
            aria-pressed={selection?.type === "edge" && selection.id === edge.id}
            title={callInWords(edge)}
            onClick={() => onSelect({ type: "edge", id: edge.id })}
          >
            → {nameOf(edge.target)}
          </button>
        ))}
      </td>
    </tr>
  );
}

/** "84 ms", and of how many calls where not of all. */
function Means({ numbers, calls }: { numbers: PathNumbers<TopologyEdge>; calls: number }) {
  const { meanMsSum, timed } = numbers;
  if (meanMsSum === undefined) return <span className={css.absent}>not measured</span>;
  return (
    <>
      {inWords(duration(meanMsSum))}
      {timed < calls && (
        <span className={css.absent}>
          {" "}
          of {timed} of {calls} calls
        </span>
      )}
    </>
  );
}

/** "99.2 % success, mean 12 ms" */
function callInWords({ errorRatio, failedConnectionRatio = 0, latencyMs, protocol }: TopologyEdge): string {
  const said = [
    ...(failedConnectionRatio > 0 ? [`${inWords(share(failedConnectionRatio))} of connections fail`] : []),
    ...(errorRatio === undefined ? [] : [`${inWords(success(1 - errorRatio))} success`]),
    ...(latencyMs?.mean === undefined ? [] : [`mean ${inWords(duration(latencyMs.mean))}`]),
  ];
  if (said.length > 0) return said.join(", ");
  return protocol === "tcp" ? "TCP: no success rate or latency is measured" : "Not measured";
}
