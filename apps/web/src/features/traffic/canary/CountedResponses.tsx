import type { CountedRequests } from "@fyr/contract";
import { classifyResponse } from "@fyr/topology";
import { inWords, share } from "../../../ui/format.ts";
import { responseInWords, responseName } from "../../../ui/health-text.ts";
import css from "./CanaryComparison.module.css";

interface CountedResponsesProps {
  readonly stable: CountedRequests;
  readonly canary: CountedRequests;
  readonly names: Readonly<Record<"stable" | "canary", string>>;
}

const mostShown = 6;

/** How requests to either ended, those first of which the canary has most; nothing where all ended well alike. */
export function CountedResponses({ stable, canary, names }: CountedResponsesProps) {
  const kinds = [...canary.responses, ...stable.responses];
  const rows = [...new Map(kinds.map((kind) => [responseName(kind), kind])).values()].slice(0, mostShown);
  if (rows.every(({ code, grpcStatus, flags }) => classifyResponse(code, grpcStatus, flags) === "success")) return null;
  return (
    <table className={css.table}>
      <caption className={css.caption}>How requests ended</caption>
      <thead>
        <tr>
          <th scope="col">Response</th>
          <th scope="col">{names.stable}</th>
          <th scope="col">{names.canary}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((kind) => (
          <tr key={responseName(kind)}>
            <th scope="row">
              {responseName(kind)} <span className={css.meaning}>{responseInWords(kind)}</span>
            </th>
            <td>{shareOf(kind, stable)}</td>
            <td>{shareOf(kind, canary)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareOf(kind: CountedRequests["responses"][number], { requests, responses }: CountedRequests): string {
  const same = responses.find((one) => responseName(one) === responseName(kind));
  return same === undefined || requests === 0 ? "–" : inWords(share(same.requests / requests));
}
