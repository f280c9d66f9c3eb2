import type { IsVisible } from "./tracing.ts";

/** A span, whoever kept it. Times in microseconds. */
export interface RawSpan {
  readonly spanId: string;
  readonly parentId?: string;
  readonly service: string;
  readonly name: string;
  readonly startUs: number;
  readonly durationUs: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** 5xx, a gRPC failure, or what says so itself. */
export function hasFailed({ tags }: RawSpan): boolean {
  if (tags["error"] === "true" || tags["status.code"] === "error") return true;
  const code = Number(tags["http.status_code"] ?? tags["http.response.status_code"]);
  return code >= 500 && code < 600;
}

/** Istio's proxies say it; else the service's name does, `app.namespace`. */
export function namespaceOf({ tags, service }: Pick<RawSpan, "tags" | "service">): string | undefined {
  const told = tags["istio.namespace"] ?? tags["k8s.namespace.name"];
  if (told !== undefined) return told;
  const dot = service.indexOf(".");
  return dot === -1 ? undefined : service.slice(dot + 1);
}

/** Without what may not be told: its children hang on whatever is told above it. */
export function onlyVisible(spans: readonly RawSpan[], isVisible: IsVisible): readonly RawSpan[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const kept = new Set(spans.filter((span) => isVisible(namespaceOf(span))).map(({ spanId }) => spanId));
  const above = (id: string | undefined): string | undefined => {
    const seen = new Set<string>();
    let at = id;
    while (at !== undefined && !kept.has(at) && !seen.has(at)) {
      seen.add(at);
      at = byId.get(at)?.parentId;
    }
    return at !== undefined && kept.has(at) ? at : undefined;
  };
  return spans
    .filter(({ spanId }) => kept.has(spanId))
    .map(({ parentId, ...span }) => {
      const parent = above(parentId);
      return parent === undefined ? span : { ...span, parentId: parent };
    });
}
