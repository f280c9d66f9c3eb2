import { Picker } from "../../../ui/Picker.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import type { Selection } from "../../../view/view-state.ts";
import { isOnMap } from "../place-on-map.ts";
import type { Incident } from "../use-incident.ts";

/** What the evidence is of: what is chosen, the places of the finding, and the calls into and out of what is chosen. */
export function SubjectChoice({ subject, incident }: { subject: Selection; incident: Incident }) {
  const [, change] = useInvestigation();
  const { names } = incident;
  const choices = subjectsNear(subject, incident).map((each) => ({
    value: `${each.type}:${each.id}`,
    words: each.type === "edge" ? names.ofEdge(each.id) : names.ofNode(each.id),
    each,
  }));
  return (
    <Picker
      name="of"
      value={`${subject.type}:${subject.id}`}
      choices={choices}
      onChoose={(value) => {
        const chosen = choices.find((choice) => choice.value === value);
        if (chosen) change({}, { view: { selection: chosen.each } });
      }}
    />
  );
}

function subjectsNear(subject: Selection, { finding, topology }: Incident): readonly Selection[] {
  const edge = topology.edges.find(({ id }) => id === subject.id);
  const ends = new Set<string>(edge === undefined ? [subject.id] : [edge.source, edge.target]);
  const places = finding === undefined ? [] : [finding.origin, ...finding.symptoms.map(({ place }) => place)];
  const found: Selection[] = [
    subject,
    ...places.filter(isOnMap),
    ...[...ends].map((id) => ({ type: "node" as const, id })),
    ...topology.edges
      .filter(({ source, target }) => ends.has(source) || ends.has(target))
      .map(({ id }) => ({ type: "edge" as const, id })),
  ];
  return [...new Map(found.map((each) => [each.id, each])).values()];
}
