import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { trafficRoutes } from "../api/queries.ts";
import { type PaletteEntry, routeEntries, topologyEntries } from "../features/palette/entries.ts";
import { Palette } from "../features/palette/Palette.tsx";
import { useUndoLast } from "../features/traffic/use-undo-last.ts";
import { useTopology } from "../live/live-context.ts";
import { ask } from "../view/commands.ts";
import { type ChangeView, useView } from "../view/use-view.ts";
import type { Selection } from "../view/view-state.ts";
import { copyLink } from "./copy-link.ts";
import { nextTheme, themeWords } from "./theme-choice.ts";

/** The palette with everything this Fyr can find and do. */
export function FyrPalette(props: { opened: boolean; onClose: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const topology = useTopology();
  const actions = useActions(props.onHelp);
  const routes = useQuery({ ...trafficRoutes, enabled: props.opened, retry: false, refetchInterval: false });
  const select = (selection: Selection) =>
    void navigate({
      to: "/",
      search: ((search: object) => ({ ...search, sel: `${selection.type}:${selection.id}` })) as never,
    });
  const openRoute = (route: { namespace: string; name: string }) =>
    void navigate({ to: "/traffic/$namespace/$name", params: route, search: true });
  const found = topology === undefined ? [] : topologyEntries(topology, select);
  const entries: readonly PaletteEntry[] = [
    ...found.filter(({ group }) => group === "Problems"),
    ...actions,
    ...found.filter(({ group }) => group !== "Problems"),
    ...routeEntries(routes.data?.routes ?? [], openRoute),
  ];
  return <Palette opened={props.opened} entries={entries} onClose={props.onClose} />;
}

function useActions(onHelp: () => void): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const [view, change] = useView();
  const isMapPage = useLocation({ select: ({ pathname }) => pathname === "/" });
  const { name: undoWords } = useUndoLast();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const page = (name: string, to: "/" | "/traffic"): PaletteEntry => ({
    id: `page ${name}`,
    name,
    about: "page",
    group: "Pages",
    run: () => void navigate({ to, search: true }),
  });
  return [
    ...(isMapPage ? mapActions(view.as, change) : []),
    ...(view.at === undefined ? [] : [action("Back to live", "", () => change({ at: undefined }), "l")]),
    ...(undoWords === undefined ? [] : [action(undoWords, "your last change", () => ask("undo-last-change"), "u")]),
    action("Copy link", "to exactly what you see", () => void copyLink(), "c"),
    action(`Theme: ${themeWords[nextTheme[colorScheme]]}`, `now ${themeWords[colorScheme]}`, () =>
      setColorScheme(nextTheme[colorScheme]),
    ),
    action("Keys and help", "", onHelp, "?"),
    page("Map", "/"),
    page("Traffic", "/traffic"),
  ];
}

function mapActions(as: "map" | "table", change: ChangeView): readonly PaletteEntry[] {
  if (as === "table") return [action("Show as map", "", () => change({ as: "map" }), "t")];
  return [
    action("Show as table", "everything on the map, sortable", () => change({ as: "table" }), "t"),
    action("Fit the map", "everything in view", () => change({ viewport: undefined }), "f"),
    action("Lay out anew", "every node finds a new place", () => ask("lay-out-anew")),
  ];
}

function action(name: string, about: string, run: () => void, keyHint?: string): PaletteEntry {
  return { id: `action ${name}`, name, about, group: "Actions", run, ...(keyHint !== undefined && { keyHint }) };
}
