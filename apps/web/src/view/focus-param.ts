import { type Focus, focusDepths } from "./view-state.ts";

/** `2:<node>`, `all:<node>` or `paths:<node>><node>`: ids of nodes hold no `>`. */
export function focusParam(focus: Focus): string {
  return "around" in focus ? `${focus.depth}:${focus.around}` : `paths:${focus.from}>${focus.to}`;
}

export function focusOf(text = ""): Focus | undefined {
  const [, from, to] = /^paths:([^>]+)>(.+)$/s.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from, to };
  const [, written, around] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  const depth = focusDepths.find((each) => each === written);
  return around === undefined || depth === undefined ? undefined : { around, depth };
}
