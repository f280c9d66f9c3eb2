import { useQuery } from "@tanstack/react-query";
import { me } from "../api/queries.ts";
import css from "./Person.module.css";

const via = {
  kubeconfig: "by the kubeconfig",
  serviceAccount: "by the service account",
  none: "without a cluster",
} as const;

/** Who Fyr acts as in the cluster. */
export function Person() {
  const { data } = useQuery(me);
  if (!data) return <span className={css.person} aria-hidden="true" />;
  const words = `Fyr acts as ${data.user}, ${via[data.via]}`;
  return (
    <button type="button" className={css.person} title={words}>
      {initials(data.user)}
      <span className="visually-hidden">: {words}</span>
    </button>
  );
}

/** "ingrid.lund@example.org" → "IL", "system:serviceaccount:fyr:fyr" → "FY" */
export function initials(user: string): string {
  const name = user.split(":").at(-1)?.split("@")[0] ?? user;
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  const letters = parts.length > 1 ? parts.slice(0, 2).map((part) => part[0]) : [...(parts[0] ?? "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}
