import { useQuery } from "@tanstack/react-query";
import { me } from "../../api/queries.ts";
import { classNames } from "../../ui/class-names.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import css from "./Person.module.css";
import { via } from "./person-words.ts";

const PersonRights = loadLater(async () => (await import("./PersonRights.tsx")).PersonRights);

/** Who Fyr acts as in the cluster, or that there is none. */
export function Person() {
  const { data } = useQuery(me);
  const popover = usePopover(data?.via === "none" ? 416 : 288);
  if (!data) return <span className={css.person} aria-hidden="true" />;
  const isNobody = data.via === "none";
  const words = isNobody ? "Fyr runs without a cluster" : `Fyr acts as ${data.user}, ${via[data.via]}`;
  return (
    <>
      <button
        type="button"
        className={classNames(css.person, isNobody && css.wide)}
        title={words}
        aria-expanded={popover.isOpen}
        onClick={({ currentTarget }) => popover.show(currentTarget)}
      >
        {isNobody ? "no cluster" : initials(data.user)}
        {!isNobody && <span className="visually-hidden">: {words}</span>}
      </button>
      <PopoverPanel label={words} popover={popover}>
        <PersonRights me={data} />
      </PopoverPanel>
    </>
  );
}

/** "ingrid.lund@example.org" → "IL", "system:serviceaccount:fyr:fyr" → "FY" */
export function initials(user: string): string {
  const name = user.split(":").at(-1)?.split("@")[0] ?? user;
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  const letters = parts.length > 1 ? parts.slice(0, 2).map((part) => part[0]) : [...(parts[0] ?? "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}
