import { Suspense, useSyncExternalStore } from "react";
import { loadLater } from "../../../ui/load-later.tsx";
import { objectEditor } from "./editor-store.ts";

const ObjectEditorDialog = loadLater(async () => (await import("./ObjectEditorDialog.tsx")).ObjectEditorDialog);

/** The editor that something opened. Mounted once, around every page; its code comes when it is wanted. */
export function OpenObjectEditor() {
  const { asked, opened, opening } = useSyncExternalStore(objectEditor.subscribe, objectEditor.getState);
  if (asked === undefined) return null;
  return (
    <Suspense>
      <ObjectEditorDialog key={opening} asked={asked} opened={opened} onClose={objectEditor.close} />
    </Suspense>
  );
}
