import type { Me } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { me } from "../api/queries.ts";
import { classNames } from "../ui/class-names.ts";
import { PopoverPanel } from "../ui/PopoverPanel.tsx";
import { usePopover } from "../ui/use-popover.ts";
import css from "./Person.module.css";

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
        {isNobody ? <WithoutCluster /> : <ActsAs me={data} />}
      </PopoverPanel>
    </>
  );
}

const via = {
  kubeconfig: "by the kubeconfig",
  serviceAccount: "by the service account",
  none: "without a cluster",
} as const;

function ActsAs({ me: { user, groups, via: by } }: { me: Me }) {
  return (
    <div className={css.about}>
      <p>
        Fyr acts as <strong>{user}</strong>, {via[by]}: objects are read and changed with these rights.
      </p>
      {groups.length > 0 && (
        <>
          <h2 className={css.label}>Groups</h2>
          <ul>
            {groups.map((group) => (
              <li key={group}>{group}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function WithoutCluster() {
  return (
    <div className={css.about}>
      <p>
        <strong>Fyr runs without a cluster.</strong>
      </p>
      <p>The map, charts and history work: they come from Prometheus alone.</p>
      <p>Routes and their weights, pods, and who lacks a sidecar need a cluster. To start Fyr with one:</p>
      <code>npm start -- --prometheus URL --kubeconfig ~/.kube/config</code>
    </div>
  );
}

/** "ingrid.lund@example.org" → "IL", "system:serviceaccount:fyr:fyr" → "FY" */
export function initials(user: string): string {
  const name = user.split(":").at(-1)?.split("@")[0] ?? user;
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  const letters = parts.length > 1 ? parts.slice(0, 2).map((part) => part[0]) : [...(parts[0] ?? "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}
