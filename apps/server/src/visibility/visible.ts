import type { May } from "@fyr/kubernetes";
import { AppError } from "../app-error.ts";

/** Which namespaces somebody may see the traffic of. A name means the same in every cluster of a mesh. */
export type Visible = "all" | ReadonlySet<string>;

const askedAtOnce = 10;

/**
 * Who may list the pods of a namespace may see its traffic: one question for those who may everywhere, one for each
 * namespace for the others. `may` remembers the answers.
 */
export async function visibleTo(may: May, namespaces: () => readonly string[]): Promise<Visible> {
  const question = { verb: "list", group: "", resource: "pods" } as const;
  if (await may(question)) return "all";
  const visible = new Set<string>();
  const left = [...namespaces()];
  const askOn = async () => {
    for (let namespace = left.pop(); namespace !== undefined; namespace = left.pop()) {
      if (await may({ ...question, namespace })) visible.add(namespace);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, askOn));
  return visible;
}

/** What lies in no namespace concerns the whole mesh. */
export function isVisible(visible: Visible, namespace: string | undefined): boolean {
  return visible === "all" || (namespace !== undefined && visible.has(namespace));
}

export function isSameSight(one: Visible, other: Visible): boolean {
  if (one === "all" || other === "all") return one === other;
  return one.size === other.size && [...one].every((namespace) => other.has(namespace));
}

/**
 * The scope of a question: what was asked for, as far as it may be seen. Undefined is everything. Sorted, so that all who
 * see the same share one picture. Throws `forbidden` rather than answer with less than was named.
 */
export function visibleScope(visible: Visible, asked: readonly string[] | undefined): readonly string[] | undefined {
  if (visible === "all") return asked;
  if (visible.size === 0) {
    throw new AppError("forbidden", "You may see no namespace of this mesh: that takes the right to list pods in one.");
  }
  const hidden = asked?.filter((name) => !visible.has(name.slice(name.indexOf("/") + 1))) ?? [];
  if (hidden.length > 0) {
    const sentence = `You may not see ${hidden.join(", ")}: that takes the right to list pods there.`;
    throw new AppError("forbidden", sentence, { field: "namespaces" });
  }
  return [...(asked ?? visible)].sort();
}
