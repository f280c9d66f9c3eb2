import { defaultView, parseView, type SearchParams, serialiseView, withView } from "./url.ts";
import { usualTimelineSeconds } from "./view-state.ts";

/** The parameters of a view, by name, of which nothing can be understood; those of others and empty ones are left alone. */
export function unreadParams(search: SearchParams): readonly string[] {
  const others = withView(search, defaultView);
  return Object.entries(search)
    .filter(([name, text]) => text !== "" && !(name in others) && !isRead(name, text))
    .map(([name]) => name);
}

/** What is as usual is left out of an address, so the default written out counts as read too. */
function isRead(name: string, text: string): boolean {
  const defaults: SearchParams = {
    window: String(defaultView.windowSeconds),
    labels: defaultView.labels,
    grain: defaultView.grain,
    as: defaultView.as,
    timeline: String(usualTimelineSeconds),
  };
  return defaults[name] === text || name in serialiseView(parseView({ [name]: text }));
}
