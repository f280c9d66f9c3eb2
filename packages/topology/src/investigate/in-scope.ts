import type { Finding, Place as FoundPlace, NodeId } from "@fyr/contract";
import { known } from "../optional.ts";
import type { Place } from "../place.ts";
import { createScope } from "../scope.ts";
import type { EdgeLine } from "./edge-line.ts";
import { findingIdOf } from "./finding-id.ts";

/** Which of the places that findings name somebody may see. */
interface Sight {
  readonly node: (id: NodeId) => boolean;
  readonly place: (place: FoundPlace) => boolean;
}

/**
 * As much of findings as concerns these namespaces: an edge when one of its ends lies in them, as on the map. What begins
 * elsewhere is told by the first of its symptoms in them.
 */
export function findingsInScope(
  findings: readonly Finding[],
  lines: readonly EdgeLine[],
  namespaces: readonly string[] | undefined,
): Finding[] {
  if (namespaces === undefined) return [...findings];
  const sight = sightOf(lines, namespaces);
  return findings.flatMap((finding) => cut(finding, sight));
}

export function nodesInScope(
  nodes: readonly NodeId[],
  lines: readonly EdgeLine[],
  namespaces: readonly string[] | undefined,
): NodeId[] {
  return namespaces === undefined ? [...nodes] : nodes.filter(sightOf(lines, namespaces).node);
}

function sightOf(lines: readonly EdgeLine[], namespaces: readonly string[]): Sight {
  const { holds } = createScope(namespaces);
  const places = new Map<NodeId, Place>(
    lines.flatMap(({ source, target }) => [source, target].map((at) => [at.id, at])),
  );
  const edges = new Map<string, EdgeLine>(lines.map((line) => [line.id, line]));
  const node = (id: NodeId) => {
    const place = places.get(id);
    return place !== undefined && holds(place);
  };
  return {
    node,
    place: (place) => {
      switch (place.type) {
        case "node":
          return node(place.id);
        case "edge": {
          const line = edges.get(place.id);
          return line !== undefined && (holds(line.source) || holds(line.target));
        }
        case "host":
        case "zone":
          return false;
      }
    },
  };
}

function cut(finding: Finding, { node, place }: Sight): Finding[] {
  const symptoms = finding.symptoms.filter((symptom) => place(symptom.place));
  const kept = {
    ...finding,
    symptoms,
    entries: finding.entries.filter((entry) => node(entry.node)),
    otherwise: finding.otherwise.filter(place),
  };
  if (place(finding.origin)) return [kept];
  const [first] = symptoms;
  if (first === undefined) return [];
  // Where it begins is not theirs to see, nor anything that is measured there: what they get is named, one by one.
  const { status, toldBy, onset, lastingAtLeastSeconds, entries, otherwise, suspects } = kept;
  return [
    {
      // The whole finding's id names its origin.
      id: findingIdOf(first.kind, first.place),
      kind: first.kind,
      status,
      origin: first.place,
      otherwise,
      now: first.now,
      ...known("usual", first.usual),
      ...known("toldBy", toldBy),
      ...known("onset", onset),
      ...known("lastingAtLeastSeconds", lastingAtLeastSeconds),
      flags: [],
      entries,
      symptoms: symptoms.slice(1),
      explanation: [],
      suspects,
    },
  ];
}
