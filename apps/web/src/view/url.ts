import { grains } from "@fyr/topology";
import { focusOf, focusParam } from "./focus-param.ts";
import {
  type Folding,
  labelChoices,
  type Selection,
  type TimelineView,
  timelineLengths,
  usualTimelineSeconds,
  type Viewport,
  type ViewState,
} from "./view-state.ts";

/** The parameters of the page's address, decoded. */
export type SearchParams = Readonly<Record<string, string>>;

const defaultWindowSeconds = 60;
export const defaultView: ViewState = {
  windowSeconds: defaultWindowSeconds,
  labels: "smart",
  grain: "workload",
  as: "map",
};

const viewParams = [
  "at",
  "window",
  "ns",
  "sel",
  "labels",
  "grain",
  "serviceNodes",
  "as",
  "view",
  "open",
  "part",
  "closed",
  "find",
  "hide",
  "focus",
  "timeline",
  "kiosk",
] as const;

/** What an address says. A value nobody understands counts as left out. */
export function parseView(search: SearchParams): ViewState {
  const at = instantOf(search["at"]);
  const namespaces = search["ns"]?.split(",").filter((name) => name !== "");
  const selection = selectionOf(search["sel"]);
  const viewport = viewportOf(search["view"]);
  const folding = foldingOf(search);
  const focus = focusOf(search["focus"]);
  const timeline = timelineOf(search["timeline"]);
  const kiosk = kioskOf(search["kiosk"]);
  const { find = "", hide = "" } = search;
  return {
    ...(at !== undefined && { at }),
    windowSeconds: windowOf(search["window"]),
    ...(namespaces !== undefined && namespaces.length > 0 && { namespaces }),
    ...(selection && { selection }),
    labels: labelChoices.find((choice) => choice === search["labels"]) ?? defaultView.labels,
    grain: grains.find((grain) => grain === search["grain"]) ?? defaultView.grain,
    ...(search["serviceNodes"] === "true" && { serviceNodes: true }),
    as: search["as"] === "table" ? "table" : "map",
    ...(viewport && { viewport }),
    ...(folding && { folding }),
    ...(find.trim() !== "" && { find }),
    ...(hide.trim() !== "" && { hide }),
    ...(focus && { focus }),
    ...(timeline && { timeline }),
    ...(kiosk !== undefined && { kiosk }),
  };
}

/** The shortest address for a view: `parseView(serialiseView(view))` equals `view`. Defaults are left out. */
export function serialiseView(view: ViewState): SearchParams {
  return {
    ...(view.at !== undefined && { at: view.at }),
    ...(view.windowSeconds !== defaultWindowSeconds && { window: String(view.windowSeconds) }),
    ...(view.namespaces && view.namespaces.length > 0 && { ns: view.namespaces.join(",") }),
    ...(view.selection && { sel: `${view.selection.type}:${view.selection.id}` }),
    ...(view.labels !== defaultView.labels && { labels: view.labels }),
    ...(view.grain !== defaultView.grain && { grain: view.grain }),
    ...(view.serviceNodes && { serviceNodes: "true" }),
    ...(view.as !== defaultView.as && { as: view.as }),
    ...(view.viewport && { view: viewportText(view.viewport) }),
    ...(view.folding && foldingParams(view.folding)),
    ...(view.find !== undefined && { find: view.find }),
    ...(view.hide !== undefined && { hide: view.hide }),
    ...(view.focus && { focus: focusParam(view.focus) }),
    ...(view.timeline && timelineParam(view.timeline)),
    ...(view.kiosk !== undefined && { kiosk: view.kiosk === KIOSK_SECONDS ? "on" : String(view.kiosk) }),
  };
}

/** `search` with its view replaced; parameters that belong to somebody else stay. */
export function withView(search: SearchParams, view: ViewState): SearchParams {
  const others = Object.entries(search).filter(([name]) => !viewParams.some((known) => known === name));
  return { ...Object.fromEntries(others), ...serialiseView(view) };
}

/** RFC 3339 or Unix seconds: what else looks like a date to the browser was most likely something else. */
export function instantOf(text = ""): string | undefined {
  const isSeconds = /^\d{9,11}$/.test(text);
  if (!isSeconds && !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const ms = isSeconds ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function windowOf(text: string | undefined): number {
  const seconds = Number(text);
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 604_800 ? seconds : defaultWindowSeconds;
}

/** "21600" or "21600,2026-11-20T03:00:00.000Z": how long in seconds, and until when where that is not now. */
function timelineOf(text = ""): TimelineView | undefined {
  const [length, end, ...rest] = text.split(",");
  const lengthSeconds = timelineLengths.find((seconds) => String(seconds) === length);
  const until = instantOf(end);
  if (lengthSeconds === undefined || rest.length > 0 || (end !== undefined && until === undefined)) return undefined;
  if (until === undefined && lengthSeconds === usualTimelineSeconds) return undefined;
  return { lengthSeconds, ...(until !== undefined && { until }) };
}

function timelineParam({ lengthSeconds, until }: TimelineView): SearchParams {
  if (until !== undefined) return { timeline: `${lengthSeconds},${until}` };
  return lengthSeconds === usualTimelineSeconds ? {} : { timeline: String(lengthSeconds) };
}

/** How long a kiosk stays at each stop unless the address says otherwise. */
export const KIOSK_SECONDS = 15;

/** `?kiosk`, `kiosk=on`, or the seconds at each stop. */
function kioskOf(text: string | undefined): number | undefined {
  if (text === "" || text === "on") return KIOSK_SECONDS;
  const seconds = Number(text);
  return text !== undefined && Number.isInteger(seconds) && seconds >= 5 && seconds <= 600 ? seconds : undefined;
}

function selectionOf(text: string | undefined): Selection | undefined {
  const [, type, id] = /^(edge|node|namespace):(.+)$/s.exec(text ?? "") ?? [];
  if (id === undefined) return undefined;
  if (type === "edge" || type === "node" || type === "namespace") return { type, id };
  return undefined;
}

function viewportOf(text: string | undefined): Viewport | undefined {
  const [x, y, zoom, ...rest] = (text ?? "").split(",").map(Number);
  if (x === undefined || y === undefined || zoom === undefined || rest.length > 0) return undefined;
  return [x, y, zoom].every(Number.isFinite) && zoom > 0 ? { x, y, zoom } : undefined;
}

/** Says that a list is empty, where an empty value would say nothing. No namespace can be called that. */
const none = "-";

function foldingOf({ open = "", part = "", closed = "" }: SearchParams): Folding | undefined {
  const partly = namesIn(part);
  if (open !== "" || partly.length > 0) return { open: namesIn(open), ...(partly.length > 0 && { part: partly }) };
  return closed === "" ? undefined : { closed: namesIn(closed) };
}

function namesIn(text: string): string[] {
  return text.split(",").filter((name) => name !== "" && name !== none);
}

function foldingParams(folding: Folding): SearchParams {
  const textOf = (names: readonly string[]) => (names.length === 0 ? none : names.join(","));
  if ("closed" in folding) return { closed: textOf(folding.closed) };
  return { open: textOf(folding.open), ...(folding.part !== undefined && { part: folding.part.join(",") }) };
}

/** To the pixel: somewhat rounded. */
export function viewportText({ x, y, zoom }: Viewport): string {
  return [Math.round(x), Math.round(y), Number(zoom.toPrecision(4))].join(",");
}
