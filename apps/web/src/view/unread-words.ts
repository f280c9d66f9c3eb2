/** What each parameter is called, and what is shown without it. */
const words: Readonly<Record<string, { readonly name: string; readonly instead: string }>> = {
  at: { name: "moment", instead: "live" },
  window: { name: "window", instead: "the last 1 min" },
  ns: { name: "namespaces", instead: "all namespaces" },
  sel: { name: "selection", instead: "nothing selected" },
  labels: { name: "labels", instead: "smart labels" },
  grain: { name: "grain", instead: "workloads" },
  serviceNodes: { name: "service nodes", instead: "none" },
  as: { name: "way to show it", instead: "the map" },
  view: { name: "zoom", instead: "the whole map" },
  focus: { name: "focus", instead: "everything" },
  timeline: { name: "timeline", instead: "its last three hours" },
  kiosk: { name: "seconds in kiosk", instead: "the usual page" },
};

const ofFolding = { name: "open namespaces", instead: "the usual ones open" };

/** "The link's moment could not be read; showing live." */
export function unreadInWords(params: readonly string[]): string {
  const those = [...new Set(params.map((name) => words[name] ?? ofFolding))];
  return `The link's ${listed(those.map(({ name }) => name))} could not be read; showing ${listed(those.map(({ instead }) => instead))}.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
