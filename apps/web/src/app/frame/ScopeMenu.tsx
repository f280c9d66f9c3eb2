import { useTopology } from "../../live/live-context.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { MenuButton } from "../../ui/MenuButton.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import { useView } from "../../view/use-view.ts";
import { namespacesInWords } from "./scope-words.ts";

const NamespaceChoice = loadLater(async () => (await import("./NamespaceChoice.tsx")).NamespaceChoice);

/** Which namespaces are looked at. */
export function ScopeMenu() {
  const [{ namespaces: chosen }] = useView();
  const popover = usePopover(260);
  const topology = useTopology();
  const words = namespacesInWords(chosen, topology?.namespaces.length);
  return (
    <>
      <MenuButton aria-expanded={popover.isOpen} onClick={({ currentTarget }) => popover.show(currentTarget)}>
        <span className="visually-hidden">Scope: </span>
        {topology?.clusters[0] ?? "mesh"} <small>/</small> {words}
      </MenuButton>
      <PopoverPanel label="Namespaces in scope" popover={popover}>
        <NamespaceChoice />
      </PopoverPanel>
    </>
  );
}
