import type { Me } from "@fyr/contract";
import { useMutation } from "@tanstack/react-query";
import { signOut } from "../../api/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { moment } from "../../ui/clock.ts";
import { problemText } from "../../ui/problem-text.ts";
import css from "./PersonRights.module.css";
import { via } from "./person-words.ts";

/** With whose rights Fyr acts in the cluster, or how it gets one. */
export function PersonRights({ me }: { me: Me }) {
  return me.via === "none" ? <WithoutCluster /> : <ActsAs me={me} />;
}

function ActsAs({ me: { user, groups, via: by, until } }: { me: Me }) {
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
      {by === "token" && <SignOut until={until} />}
    </div>
  );
}

function SignOut({ until }: { until: string | undefined }) {
  // A fresh page knows nothing of who left.
  const leaving = useMutation({ mutationFn: signOut, onSuccess: () => window.location.reload() });
  return (
    <>
      {until !== undefined && <p>You stay signed in until {moment(until, Date.now())} at most.</p>}
      <Button disabled={leaving.isPending} onClick={() => leaving.mutate()}>
        Sign out
      </Button>
      {leaving.isError && <p role="alert">Not signed out. {problemText(leaving.error).detail}</p>}
    </>
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
