import type { NodeId, RouteRef, Topology } from "@fyr/contract";
import { grains } from "@fyr/topology";
import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { trafficRoutes } from "../../api/queries.ts";
import { sightOf } from "../../features/find/sight.ts";
import { useSavedViews } from "../../features/find/use-saved-views.ts";
import { type PaletteEntry, routeEntries, topologyEntries } from "../../features/palette/entries.ts";
import { Palette } from "../../features/palette/Palette.tsx";
import { useUndoLast } from "../../features/traffic/history/use-undo-last.ts";
import { routeAddress } from "../../features/traffic/route/route-address.ts";
import { useTopology } from "../../live/live-context.ts";
import { useIsKept } from "../../live/use-kept.ts";
import type { Zone } from "../../ui/clock.ts";
import { localZoneName, useZone } from "../../ui/use-zone.ts";
import { ask, type Command } from "../../view/commands.ts";
import { grainWords, pictureAt, viewOfPicture } from "../../view/shown-picture.ts";
import { KIOSK_SECONDS } from "../../view/url.ts";
import { type ChangeView, useView } from "../../view/use-view.ts";
import { type FocusDepth, focusDepths, type Selection, type ViewState } from "../../view/view-state.ts";
import { changeCut, hasServiceNodes, serviceNodesToggled } from "../change-cut.ts";
import { exportChoices } from "../export-choices.ts";
import { useIsMapPage } from "../use-is-map-page.ts";
import { exportEntries, pathEntries, viewEntries } from "./find-actions.ts";
import { investigateEntries } from "./investigate-entries.ts";
import { nextTheme, themeWords } from "./theme-choice.ts";
import { useCopyLink } from "./use-copy-link.ts";

/** The palette with everything this Fyr can find and do. */
export function FyrPalette(props: { opened: boolean; onClose: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const whole = useTopology();
  const actions = useActions(props.onHelp);
  const saved = useSavedViews();
  const [view, change] = useView();
  const isMapPage = useIsMapPage();
  const topology = whole && isMapPage ? pictureAt(whole, view) : whole;
  const isKept = useIsKept() !== false;
  const routes = useQuery({ ...trafficRoutes, enabled: props.opened, retry: false, refetchInterval: false });
  const select = (selection: Selection) =>
    void navigate({
      to: "/",
      search: ((search: object) => ({ ...search, sel: `${selection.type}:${selection.id}` })) as never,
    });
  const openRoute = (route: RouteRef) => void navigate({ ...routeAddress(route), search: true });
  const openPage = (id: NodeId) => void navigate({ to: "/services/$", params: { _splat: id }, search: true });
  const isListShown = useLocation({ select: ({ pathname }) => pathname.startsWith("/services") });
  const found = topology === undefined ? [] : topologyEntries(topology, { select, openPage, isListShown });
  const entries: readonly PaletteEntry[] = [
    ...found.filter(({ group }) => group === "Problems"),
    ...actions,
    ...viewEntries(saved.views, saved.open),
    ...found.filter(({ group }) => group !== "Problems"),
    ...(topology === undefined || !isMapPage
      ? []
      : mapPageEntries(topology, viewOfPicture(view, topology), change, isKept)),
    ...routeEntries(routes.data?.routes ?? [], openRoute),
  ];
  return <Palette opened={props.opened} entries={entries} onClose={props.onClose} />;
}

function mapPageEntries(
  topology: Topology,
  view: ViewState,
  change: ChangeView,
  isKept: boolean,
): readonly PaletteEntry[] {
  const choices = exportChoices(topology, sightOf(topology, view), view, isKept);
  return [...exportEntries(choices), ...pathEntries(topology, view.selection, change)];
}

function useActions(onHelp: () => void): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const [view, change] = useView();
  const whole = useTopology();
  const isMapPage = useIsMapPage();
  const { name: undoWords } = useUndoLast();
  const [zone, chooseZone] = useZone();
  const copyLink = useCopyLink();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const page = (name: string, to: "/" | "/services" | "/traffic" | "/investigate"): PaletteEntry => ({
    id: `page ${name}`,
    name,
    about: "page",
    group: "Pages",
    run: () => void navigate({ to, search: true }),
  });
  return [
    ...(isMapPage ? [...mapActions(view, change), ...grainEntries(view, whole, change)] : []),
    ...(view.at === undefined ? [] : [action("Back to live", "", () => change({ at: undefined }), "l")]),
    action("Look at a moment…", "the past: any time Prometheus still has", () => askAfterwards("choose-moment"), "a"),
    ...zoneActions(zone, chooseZone),
    ...(undoWords === undefined ? [] : [action(undoWords, "your last change", () => ask("undo-last-change"), "u")]),
    action("Copy link", "to exactly what you see, at this moment", () => void copyLink(), "c"),
    action(`Theme: ${themeWords[nextTheme[colorScheme]]}`, `now ${themeWords[colorScheme]}`, () =>
      setColorScheme(nextTheme[colorScheme]),
    ),
    action("Keys and help", "", onHelp, "?"),
    page("Map", "/"),
    page("Services", "/services"),
    page("Traffic", "/traffic"),
    page("Investigate", "/investigate"),
    ...investigateEntries((search) => void navigate({ to: "/investigate", search: search as never })),
  ];
}

function mapActions({ as, selection }: ViewState, change: ChangeView): readonly PaletteEntry[] {
  const finding = [
    action("Find", "by an expression, and dim the rest", () => askAfterwards("find"), "f"),
    action("Hide", "what an expression matches", () => askAfterwards("hide"), "h"),
    ...(selection?.type === "node" ? focusActions(selection.id, change) : []),
  ];
  if (as === "table") return [action("Show as map", "", () => change({ as: "map" }), "t"), ...finding];
  return [
    ...finding,
    action("Show as table", "everything on the map, sortable", () => change({ as: "table" }), "t"),
    action("Kiosk", "for a wall screen: flies from problem to problem", () => change({ kiosk: KIOSK_SECONDS })),
    action("Full screen", "the map and nothing else, or back", () => ask("full-screen"), "z"),
    action("Fit the map", "everything in view", () => change({ viewport: undefined }), "0"),
    action("Open or fold all namespaces", "workloads, or one card each", () => ask("fold-all"), "o"),
    action("Lay out anew", "every node finds a new place", () => ask("lay-out-anew")),
  ];
}

function grainEntries(view: ViewState, whole: Topology | undefined, change: ChangeView): readonly PaletteEntry[] {
  const others = grains.filter((grain) => grain !== view.grain);
  return [
    ...others.map((grain) =>
      action(
        `Grain: ${grainWords[grain].toLowerCase()}`,
        "what a node of the map is",
        () => change(changeCut(view, whole, { grain, serviceNodes: view.serviceNodes })),
        "g",
      ),
    ),
    ...(hasServiceNodes(view)
      ? [
          action(
            `Service nodes: ${view.serviceNodes ? "off" : "on"}`,
            "services between callers and workloads",
            () => change(serviceNodesToggled(view, whole)),
            "s",
          ),
        ]
      : []),
  ];
}

function focusActions(around: string, change: ChangeView): readonly PaletteEntry[] {
  return focusDepths.map((depth, index) =>
    action(
      `Focus: ${focusWords[depth]}`,
      "of what is selected",
      () => change({ focus: { around, depth } }),
      `${index + 1}`,
    ),
  );
}

/** Where the reader's own zone is UTC there is nothing to choose. */
function zoneActions(zone: Zone, choose: (zone: Zone) => void): readonly PaletteEntry[] {
  const own = localZoneName(Date.now());
  if (own === "UTC") return [];
  const [name, other] = zone === "utc" ? [own, "local" as const] : ["UTC", "utc" as const];
  return [action(`Time zone: ${name}`, `now ${zone === "utc" ? "UTC" : own}`, () => choose(other))];
}

const focusWords: Readonly<Record<FocusDepth, string>> = {
  1: "direct callers and callees",
  2: "up to two calls away",
  all: "everything up and down the stream",
};

/** The palette gives the focus back to where it was when it has closed; what takes it comes after that. */
function askAfterwards(command: Command): void {
  setTimeout(() => ask(command), 150);
}

function action(name: string, about: string, run: () => void, keyHint?: string): PaletteEntry {
  return { id: `action ${name}`, name, about, group: "Actions", run, ...(keyHint !== undefined && { keyHint }) };
}
