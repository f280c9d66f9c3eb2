import type { SampleKey } from "@fyr/topology";
import { AppError } from "../app-error.ts";
import type { Subject } from "../observer/subject.ts";
import { isVisible, type Visible } from "./visible.ts";

/**
 * As much of an edge or node as somebody may see: an edge when they see one of its ends, as on the map. Throws
 * `forbidden` where that is nothing.
 */
export function visibleSubject(subject: Subject, visible: Visible): Subject {
  if (visible === "all") return subject;
  switch (subject.type) {
    case "edge": {
      const keys = subject.keys.filter((key) => hasVisibleEnd(key, visible));
      if (keys.length === 0) throw hidden();
      return { ...subject, keys };
    }
    case "node":
      // What is in no namespace is called by everybody: its numbers would tell of traffic nobody may see.
      if (!isVisible(visible, subject.node.namespace)) throw hidden();
      return subject;
  }
}

function hasVisibleEnd({ source, destination }: SampleKey, visible: Visible): boolean {
  return [source.namespace, destination.namespace, destination.serviceNamespace].some((namespace) =>
    isVisible(visible, namespace),
  );
}

function hidden(): AppError {
  return new AppError("forbidden", "It lies in a namespace you may not see: that takes the right to list pods there.");
}
