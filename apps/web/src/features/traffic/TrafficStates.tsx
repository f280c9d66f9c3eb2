import { IconArrowsSplit } from "@tabler/icons-react";
import { ApiError } from "../../api/api-error.ts";
import { useNow } from "../../live/use-now.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { age } from "../../ui/format.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import type { ChosenRoute } from "./chosen-route.ts";
import { Deletions } from "./editor/Deletions.tsx";
import { UnsplitList } from "./editor/UnsplitList.tsx";
import { Notice } from "./Notice.tsx";
import css from "./TrafficPage.module.css";

export function RoutesSkeleton() {
  return (
    <div className={css.page}>
      <PanelSkeleton label="Loading traffic splits" />
      <PanelSkeleton label="Loading the route" />
      <PanelSkeleton label="Loading the comparison" />
    </div>
  );
}

/** Nothing was ever read. Without a cluster that is no fault, and says what to do. */
export function RoutesProblem({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  if (error instanceof ApiError && error.code === "no_cluster") {
    return (
      <EmptyState title="Fyr runs without a cluster" icon={<IconArrowsSplit size={32} stroke={1.2} />}>
        <p>
          Weights live in VirtualServices and HTTPRoutes, so moving them takes a cluster. The map works from Prometheus
          alone.
        </p>
        <p>
          Start Fyr with one: <code>npm start -- --prometheus URL --kubeconfig ~/.kube/config</code>
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={css.state}>
      <ProblemNotice error={error} onRetry={onRetry} />
    </div>
  );
}

export function NoRoutes() {
  return (
    <EmptyState title="No route splits traffic yet" icon={<IconArrowsSplit size={32} stroke={1.2} />}>
      <p>
        A VirtualService, HTTPRoute, GRPCRoute, TLSRoute or TCPRoute shows up here as soon as one of its rules has two
        or more destinations. Look at what there is, in the namespaces in scope:
      </p>
      <p>
        <code>kubectl get virtualservices,httproutes --all-namespaces</code>
      </p>
      <UnsplitList />
    </EmptyState>
  );
}

export function NotInList({ chosen }: { chosen: ChosenRoute | undefined }) {
  return (
    <EmptyState title={`“${chosen?.name ?? ""}” is not among the splits`}>
      <p>
        There is no {chosen?.kind ?? "route"} of that name with two or more destinations in {chosen?.namespace}. Choose
        another on the left.
      </p>
      {chosen && <Deletions {...chosen} />}
    </EmptyState>
  );
}

/** The list could not be read again: what stands is the last good answer. `at`: ms since epoch. */
export function StaleNotice({ error, at }: { error: unknown; at: number }) {
  const now = useNow();
  const { title, detail } = problemText(error);
  return (
    <Notice tone="warn" title={<span role="status">{title}</span>}>
      <p>
        The numbers below are {age((now - at) / 1000)} old. {detail}
      </p>
    </Notice>
  );
}
