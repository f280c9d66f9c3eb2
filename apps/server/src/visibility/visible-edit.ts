import type { ObjectChange } from "@fyr/contract";
import { isVisible, type Visible } from "./visible.ts";

/** An edit with those of its objects that may be seen; undefined where none may. */
export function visibleEdit(visible: Visible, edit: ObjectChange): ObjectChange | undefined {
  const objects = edit.objects.filter(({ object }) => isVisible(visible, object.namespace));
  if (objects.length === edit.objects.length) return edit;
  return objects.length === 0 ? undefined : { ...edit, objects };
}
