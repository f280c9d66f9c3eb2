import { useQuery } from "@tanstack/react-query";
import { deletions } from "../../../api/traffic-queries.ts";
import { useNow } from "../../../live/use-now.ts";
import { moment } from "../../../ui/clock.ts";
import { problemText } from "../../../ui/problem-text.ts";
import css from "../history/History.module.css";

/** Where a route is not there: who deleted it with Fyr, as far as Events still tell. */
export function Deletions({ namespace, name }: { namespace: string; name: string }) {
  const now = useNow();
  const { data, error } = useQuery(deletions(namespace));
  if (error !== null) {
    return <p className={css.none}>Whether it was deleted with Fyr could not be read: {problemText(error).detail}</p>;
  }
  const own = (data?.deletions ?? []).filter(({ objects }) => objects.some(({ object }) => object.name === name));
  if (own.length === 0) return null;
  return (
    <section className={css.section} aria-label="Deleted with Fyr">
      <div className={css.head}>
        <h3 className={css.title}>Deleted with Fyr</h3>
        <span className={css.aside}>told by Events in {namespace}, which the cluster keeps for a while</span>
      </div>
      <ul>
        {own.map(({ id, at, by, objects, reason }) => (
          <li key={id} className={css.change}>
            <time dateTime={at}>{moment(at, now)}</time>
            <div className={css.words}>
              {by}: deleted {objects.map(({ object }) => `${object.kind} ${object.name}`).join(", ")}
              {reason !== undefined && <q className={css.reason}>{reason}</q>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
