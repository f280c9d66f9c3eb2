import type { TopologyNode } from "@fyr/contract";

export interface NodeName {
  readonly name: string;
  readonly version?: string;
}

type Named = Pick<TopologyNode, "name" | "app" | "version">;

/** What a node is called on screen: its app with the version as a chip, else its own name. */
export function nodeName({ app, version, name }: Named): NodeName {
  if (version === undefined) return { name };
  const plain = app !== undefined && (name === app || name === `${app}-${version}`) ? app : name;
  return { name: plain, version };
}

/** "payment v2" */
export function nodeInWords(node: Named): string {
  const { name, version } = nodeName(node);
  return version === undefined ? name : `${name} ${version}`;
}

/** "payment v2", but "checkout" for a workload that is the only one of its app: a version only where it tells one from another. */
export function nodeInShort(node: Pick<TopologyNode, "kind" | "name" | "app" | "version">): string {
  const { kind, app, name } = node;
  return app === name && kind !== "app" ? name : nodeInWords(node);
}
