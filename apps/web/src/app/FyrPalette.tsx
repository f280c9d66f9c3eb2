import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { trafficRoutes } from "../api/queries.ts";
import { type PaletteEntry, routeEntries, topologyEntries } from "../features/palette/entries.ts";
import { Palette } from "../features/palette/Palette.tsx";
import { useTopology } from "../live/live-context.ts";
import { useView } from "../view/use-view.ts";
import type { Selection } from "../view/view-state.ts";
import { copyLink } from "./copy-link.ts";
import { nextTheme, themeWords } from "./theme-choice.ts";

/** The palette with everything this Fyr can find and do. */
export function FyrPalette(props: { opened: boolean; onClose: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const topology = useTopology();
  const actions = useActions(props.onHelp);
  const [view] = useView();
  const routes = useQuery({ ...trafficRoutes, enabled: props.opened, retry: false, refetchInterval: false });
  const select = (selection: Selection) =>
    void navigate({
      to: "/",
      search: ((search: object) => ({ ...search, sel: `${selection.type}:${selection.id}` })) as never,
    });
  const openRoute = (route: { namespace: string; name: string }) =>
    void navigate({ to: "/traffic/$namespace/$name", params: route, search: true });
  const entries: readonly PaletteEntry[] = props.opened
    ? [
        ...(topology ? topologyEntries(topology, select).filter(({ group }) => group === "Problems") : []),
        ...actions(view.as, view.at !== undefined),
        ...(topology ? topologyEntries(topology, select).filter(({ group }) => group !== "Problems") : []),
        ...routeEntries(routes.data?.routes ?? [], openRoute),
      ]
    : [];
  return <Palette opened={props.opened} entries={entries} onClose={props.onClose} />;
}

function useActions(onHelp: () => void): (as: "map" | "table", past: boolean) => readonly PaletteEntry[] {
  const navigate = useNavigate();
  const [, change] = useView();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const action = (name: string, about: string, run: () => void, keyHint?: string): PaletteEntry => ({
    id: `action ${name}`,
    name,
    about,
    group: "Actions",
    run,
    ...(keyHint !== undefined && { keyHint }),
  });
  const page = (name: string, to: "/" | "/traffic"): PaletteEntry => ({
    id: `page ${name}`,
    name,
    about: "page",
    group: "Pages",
    run: () => void navigate({ to, search: true }),
  });
  return (as, past) => [
    as === "map"
      ? action("Show as table", "everything on the map, sortable", () => change({ as: "table" }), "t")
      : action("Show as map", "", () => change({ as: "map" }), "t"),
    ...(past ? [action("Back to live", "", () => change({ at: undefined }), "l")] : []),
    action("Fit the map", "everything in view", () => change({ viewport: undefined, as: "map" }), "f"),
    action("Copy link", "to exactly what you see", () => void copyLink(), "c"),
    action(`Theme: ${themeWords[nextTheme[colorScheme]]}`, `now ${themeWords[colorScheme]}`, () =>
      setColorScheme(nextTheme[colorScheme]),
    ),
    action("Keys and help", "", onHelp, "?"),
    page("Map", "/"),
    page("Traffic", "/traffic"),
  ];
}
