import type { ChangeId } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { diffJson } from "./diff-json.ts";
import { editsAnnotation, type RecordedEdit, readEdits, subsetsAddedBy, withEdit } from "./edit-history.ts";
import { companionsOf, removalOf } from "./remove-split.ts";
import { gatewaySplit, istioSplit, type UnsplitService } from "./start-split.ts";

const service: UnsplitService = {
  namespace: "shop",
  name: "cart",
  selector: { app: "cart" },
  ports: [{ name: "http", port: 80, targetPort: 8080 }],
  versionLabel: "version",
  versions: [
    { version: "v7", share: 120 },
    { version: "v8.1_beta", share: 0 },
  ],
};

function object(kind: string, spec: object, edits: readonly RecordedEdit[] = [], name = "cart"): KubernetesObject {
  const text = edits.reduce<string | undefined>((_, edit, place) => withEdit(edits.slice(0, place), edit), undefined);
  const annotations = text === undefined ? {} : { annotations: { [editsAnnotation]: text } };
  const metadata = { name, namespace: "shop", resourceVersion: "5", ...annotations };
  return { apiVersion: "networking.istio.io/v1", kind, metadata, spec: { ...spec } };
}

function edit(back: RecordedEdit["back"], id = "1"): RecordedEdit {
  const ref = (kind: "DestinationRule" | "VirtualService") => ({ kind, namespace: "shop", name: "cart" });
  const objects = [
    { op: "create" as const, object: ref("DestinationRule") },
    { op: "create" as const, object: ref("VirtualService") },
  ];
  return { id: id as ChangeId, by: "ada", at: "2026-01-01T00:00:00Z", objects, back };
}

describe("a split from nothing", () => {
  it("makes subsets first, and leaves traffic where it is", () => {
    const [first, second, ...more] = istioSplit(service);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      op: "create",
      object: { kind: "DestinationRule", name: "cart" },
      spec: {
        host: "cart",
        subsets: [
          { name: "v7", labels: { version: "v7" } },
          { name: "v8-1-beta", labels: { version: "v8.1_beta" } },
        ],
      },
    });
    expect(second).toMatchObject({
      object: { kind: "VirtualService", name: "cart" },
      spec: {
        hosts: ["cart"],
        http: [
          {
            route: [
              { destination: { host: "cart", subset: "v7" }, weight: 100 },
              { destination: { host: "cart", subset: "v8-1-beta" }, weight: 0 },
            ],
          },
        ],
      },
    });
  });

  it("adds what is missing to a DestinationRule that is there, and uses what it has", () => {
    const spec = { host: "cart", subsets: [{ name: "old", labels: { version: "v7" } }], trafficPolicy: { tls: {} } };
    const [first, second] = istioSplit({ ...service, destinationRule: object("DestinationRule", spec, [], "rules") });
    expect(first).toEqual({
      op: "update",
      object: { kind: "DestinationRule", namespace: "shop", name: "rules" },
      resourceVersion: "5",
      spec: { ...spec, subsets: [...spec.subsets, { name: "v8-1-beta", labels: { version: "v8.1_beta" } }] },
    });
    expect(JSON.stringify(second)).toContain('"subset":"old"');
  });

  it("gives each version a Service where the Gateway API is in use", () => {
    const edits = gatewaySplit(service);
    expect(edits.map(({ object: { kind, name } }) => `${kind} ${name}`)).toEqual([
      "Service cart-v7",
      "Service cart-v8-1-beta",
      "HTTPRoute cart",
    ]);
    expect(edits[2]).toMatchObject({
      spec: { rules: [{ backendRefs: [{ name: "cart-v7", port: 80, weight: 100 }, { weight: 0 }] }] },
    });
  });
});

describe("a split taken away", () => {
  const made = object("VirtualService", {}, [edit("delete")]);
  const subsets = [
    { name: "v7", labels: {} },
    { name: "v8", labels: {} },
  ];

  it("takes what was made with it, the route first", () => {
    expect(companionsOf(made)).toMatchObject([{ kind: "DestinationRule", name: "cart" }]);
    const rule = object("DestinationRule", { host: "cart", subsets }, [edit("delete")]);
    expect(removalOf(made, [rule])).toMatchObject([
      { op: "delete", object: { kind: "VirtualService" }, resourceVersion: "5" },
      { op: "delete", object: { kind: "DestinationRule" } },
    ]);
  });

  it("keeps a DestinationRule that has got a policy since, without the subsets", () => {
    const rule = object("DestinationRule", { host: "cart", subsets, trafficPolicy: {} }, [edit("delete")]);
    expect(removalOf(made, [rule])?.[1]).toMatchObject({ op: "update", spec: { host: "cart", trafficPolicy: {} } });
  });

  it("takes away only subsets that were added", () => {
    const before = { spec: { host: "cart", subsets: subsets.slice(0, 1) } };
    const after = { spec: { host: "cart", subsets } };
    const added = edit(diffJson(after, before));
    expect(subsetsAddedBy(added)).toEqual(["v8"]);
    expect(removalOf(made, [object("DestinationRule", after.spec, [added])])?.[1]).toMatchObject(before);
  });

  it("is not offered for a route somebody else made", () => {
    expect(removalOf(object("VirtualService", {}, [edit([])]), [])).toBeUndefined();
  });
});

describe("the history of edits", () => {
  it("is bounded, and keeps what made the object", () => {
    const long = Array.from({ length: 30 }, (_, place) => edit([], `later ${place}`));
    const kept = readEdits(object("VirtualService", {}, [edit("delete", "made"), ...long]));
    expect(kept).toHaveLength(10);
    expect(kept[0]?.id).toBe("made");
    expect(kept.at(-1)?.id).toBe("later 29");
  });

  it.each([
    "nonsense",
    "{}",
    '[{"id":1}]',
    '[{"id":"1","by":"a","at":"2026-01-01T00:00:00Z","back":[{"op":"add","path":"/metadata/x"}]}]',
  ])("reads %j as none", (text) => {
    const broken = object("VirtualService", {});
    expect(
      readEdits({ ...broken, metadata: { ...broken.metadata, annotations: { [editsAnnotation]: text } } }),
    ).toEqual([]);
  });
});
