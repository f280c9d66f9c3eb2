import { listIn, objectIn, textIn } from "@fyr/routing";
import { readQuantity } from "./quantity.ts";

/** What containers of a pod may use, as it is written: of those named `istio-proxy` apart. */
export interface ContainerLimits {
  /** By container. */
  readonly cpu: Readonly<Record<string, string>>;
  readonly memory: Readonly<Record<string, string>>;
  readonly proxyCpu?: string;
}

const proxyName = "istio-proxy";
const proxyAnnotation = "sidecar.istio.io/proxyCPULimit";

/** Of a pod template. A sidecar that is injected later has its limit in an annotation. */
export function limitsIn(template: unknown): ContainerLimits {
  const containers = listIn(objectIn(template, "spec"), "containers").flatMap((container) => {
    const name = textIn(container, "name");
    return name === undefined ? [] : [{ name, limits: objectIn(objectIn(container, "resources"), "limits") }];
  });
  const own = containers.filter(({ name }) => name !== proxyName);
  const proxy = containers.find(({ name }) => name === proxyName);
  const annotated = textIn(objectIn(objectIn(template, "metadata"), "annotations"), proxyAnnotation);
  const proxyCpu = annotated ?? limitOf(proxy?.limits, "cpu");
  return {
    cpu: byName(own, "cpu"),
    memory: byName(own, "memory"),
    ...(proxyCpu !== undefined && { proxyCpu }),
  };
}

interface Limited {
  readonly name: string;
  readonly limits: unknown;
}

function byName(containers: readonly Limited[], resource: "cpu" | "memory"): Record<string, string> {
  return Object.fromEntries(
    containers.flatMap(({ name, limits }) => {
      const limit = limitOf(limits, resource);
      return limit === undefined ? [] : [[name, limit]];
    }),
  );
}

/** Numbers are allowed as well as texts. */
function limitOf(limits: unknown, resource: "cpu" | "memory"): string | undefined {
  const value = (limits as Readonly<Record<string, unknown>> | undefined)?.[resource];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** One limit that differs; absent: there is none. */
export interface ChangedLimit {
  readonly of: "cpu" | "proxy-cpu" | "memory";
  readonly from?: string;
  readonly to?: string;
  /** Less may be used than before. */
  readonly isLower: boolean;
}

export function changedLimits(from: ContainerLimits, to: ContainerLimits): ChangedLimit[] {
  const inEach = (of: "cpu" | "memory") =>
    [...new Set([...Object.keys(from[of]), ...Object.keys(to[of])])].flatMap((name) =>
      changed(of, from[of][name], to[of][name]),
    );
  return [...inEach("cpu"), ...inEach("memory"), ...changed("proxy-cpu", from.proxyCpu, to.proxyCpu)];
}

function changed(of: ChangedLimit["of"], from: string | undefined, to: string | undefined): ChangedLimit[] {
  const [before, after] = [readQuantity(from), readQuantity(to)].map((value) => value ?? Number.POSITIVE_INFINITY);
  if (before === undefined || after === undefined || before === after) return [];
  return [{ of, ...(from !== undefined && { from }), ...(to !== undefined && { to }), isLower: after < before }];
}
