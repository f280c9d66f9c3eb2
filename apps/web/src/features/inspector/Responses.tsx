import type { Response } from "@fyr/contract";
import { classifyResponse } from "@fyr/topology";
import { inWords, rate, share } from "../../ui/format.ts";
import { responseInWords, responseName } from "../../ui/health-text.ts";
import { Section } from "../../ui/Panel.tsx";
import css from "./Responses.module.css";

const shownAtFirst = 8;

/** How requests were answered, or connections made, most frequent first, in words. */
export function Responses({ responses, title = "Responses" }: { responses: readonly Response[]; title?: string }) {
  const total = responses.reduce((sum, { perSecond }) => sum + perSecond, 0);
  if (total === 0) return null;
  const shown = responses.slice(0, shownAtFirst);
  return (
    <Section title={title}>
      <div className={css.bar} aria-hidden="true">
        {responses.map((response) => (
          <span
            key={responseName(response)}
            data-class={classOf(response)}
            style={{ flexGrow: response.perSecond / total }}
          />
        ))}
      </div>
      <table className={css.table}>
        <caption className="visually-hidden">{title} by code and flag</caption>
        <tbody>
          {shown.map((response) => (
            <tr key={responseName(response)} data-class={classOf(response)} title={inWords(rate(response.perSecond))}>
              <th scope="row">{responseName(response)}</th>
              <td>{responseInWords(response)}</td>
              <td className={css.share}>{inWords(share(response.perSecond / total))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {responses.length > shownAtFirst && <p className={css.more}>and {responses.length - shownAtFirst} rarer kinds</p>}
    </Section>
  );
}

function classOf({ code, grpcStatus, flags }: Response) {
  return classifyResponse(code, grpcStatus, flags);
}
