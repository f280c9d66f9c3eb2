import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../store/object.ts";
import { parseFieldSelector, parseLabelSelector } from "./selectors.ts";

function pod(labels: Readonly<Record<string, string>>, more: object = {}): KubernetesObject {
  const metadata = { name: "cart-1", namespace: "shop", uid: "", resourceVersion: "1", creationTimestamp: "", labels };
  return { apiVersion: "v1", kind: "Pod", metadata, ...more };
}

describe("label selectors", () => {
  const labels = { app: "cart", version: "v1", "istio.io/rev": "1-27" };
  it.each([
    { selector: "", holds: true },
    { selector: "app=cart", holds: true },
    { selector: "app==cart,version!=v2", holds: true },
    { selector: "app=cart,version=v2", holds: false },
    { selector: "version in (v1, v2),app", holds: true },
    { selector: "version notin (v1,v2)", holds: false },
    { selector: "missing notin (a)", holds: true },
    { selector: "missing!=a", holds: true },
    { selector: "missing in (a)", holds: false },
    { selector: "!missing", holds: true },
    { selector: "!app", holds: false },
    { selector: "istio.io/rev=1-27", holds: true },
    { selector: "app=", holds: false },
  ])("$selector: $holds", ({ selector, holds }) => {
    expect(parseLabelSelector(selector)(pod(labels))).toBe(holds);
  });

  it.each(["app in cart", "=x", "app in (a", "a b"])("refuses %s", (selector) => {
    expect(() => parseLabelSelector(selector)).toThrow("unable to parse requirement");
  });
});

describe("field selectors", () => {
  const event = pod({}, { involvedObject: { kind: "VirtualService", name: "cart" }, source: { component: "istiod" } });
  it.each([
    {
      selector: "metadata.name=cart-1,metadata.namespace=shop",
      plural: "virtualservices",
      object: pod({}),
      holds: true,
    },
    { selector: "metadata.name!=cart-1", plural: "pods", object: pod({}), holds: false },
    {
      selector: "spec.nodeName=node-a",
      plural: "pods",
      object: pod({}, { spec: { nodeName: "node-a" } }),
      holds: true,
    },
    { selector: "spec.nodeName=", plural: "pods", object: pod({}), holds: true },
    {
      selector: "involvedObject.name=cart,involvedObject.kind=VirtualService",
      plural: "events",
      object: event,
      holds: true,
    },
    { selector: "regarding.name=other", plural: "events", object: event, holds: false },
    { selector: "source=istiod", plural: "events", object: event, holds: true },
  ])("$selector of $plural: $holds", ({ selector, plural, object, holds }) => {
    expect(parseFieldSelector(selector, plural)(object)).toBe(holds);
  });

  it("refuses fields that are not indexed", () => {
    expect(() => parseFieldSelector("spec.hosts=cart", "virtualservices")).toThrow(
      "field label not supported: spec.hosts",
    );
    expect(() => parseFieldSelector("metadata.name", "pods")).toThrow("invalid selector");
  });
});
