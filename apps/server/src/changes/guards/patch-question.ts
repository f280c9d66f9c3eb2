import type { RouteRef } from "@fyr/contract";
import type { AccessQuestion } from "@fyr/kubernetes";

/** May somebody change exactly this route? */
export function patchQuestion({ kind, namespace, name }: RouteRef): AccessQuestion {
  const isIstio = kind === "VirtualService";
  const group = isIstio ? "networking.istio.io" : "gateway.networking.k8s.io";
  return { verb: "patch", group, resource: `${kind.toLowerCase()}s`, namespace, name };
}
