import type { Topology } from "@fyr/contract";
import type { ExemplarSubject } from "@fyr/prometheus";
import type { Party } from "@fyr/topology";
import type { Subject } from "../observer/subject.ts";

type Services = ExemplarSubject["services"];

/** An edge between namespaces stands for hundreds: what is counted of spans is for a closer look. */
const mostServices = 20;

/**
 * Both ends as Istio's proxies name them in spans, `app.namespace`. None where a name stands for more than was asked
 * for: for another version of the app, or for one in another cluster. Not known without a picture.
 */
export function servicesInSpans(subject: Subject, picture: Pick<Topology, "nodes"> | undefined): Services {
  if (picture === undefined) return [];
  const found = subject.type === "edge" ? calledIn(subject, picture) : servedIn(subject, picture);
  const each = [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
  return each.length > mostServices ? [] : each;
}

function calledIn({ keys }: Extract<Subject, { type: "edge" }>, picture: Pick<Topology, "nodes">): Services {
  const callerOf = createNamer(
    keys.map(({ source }) => source),
    picture,
  );
  const calleeOf = createNamer(
    keys.map(({ destination }) => destination),
    picture,
  );
  return keys.flatMap(({ source, destination }) => {
    const [caller, callee] = [callerOf(source), calleeOf(destination)];
    return caller === undefined || callee === undefined ? [] : [{ caller, callee }];
  });
}

function servedIn({ parties }: Extract<Subject, { type: "node" }>, picture: Pick<Topology, "nodes">): Services {
  const calleeOf = createNamer(parties, picture);
  return parties.flatMap((party) => {
    const callee = calleeOf(party);
    return callee === undefined ? [] : [{ callee }];
  });
}

/** Names those whose name stands for nobody but who was asked for. */
function createNamer(
  asked: readonly Party[],
  { nodes }: Pick<Topology, "nodes">,
): (party: Party) => string | undefined {
  const sharing = Map.groupBy(nodes, nameOf);
  const isAsked = (node: Party) => asked.some((party) => isSame(party, node));
  return (party) => {
    const name = nameOf(party);
    return name !== undefined && (sharing.get(name) ?? []).every(isAsked) ? name : undefined;
  };
}

function nameOf({ app, workload, namespace }: Party): string | undefined {
  const name = app ?? workload;
  return name === undefined || namespace === undefined ? undefined : `${name}.${namespace}`;
}

/** Proxies of a mesh of one cluster need not say which. */
function isSame({ cluster, namespace, workload }: Party, node: Party): boolean {
  return (
    namespace === node.namespace && workload === node.workload && (cluster === undefined || cluster === node.cluster)
  );
}
