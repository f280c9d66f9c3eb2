import { isObject, type JsonObject, listIn, objectIn } from "../json.ts";
import { withValue } from "./json-path.ts";
import { createPart, numberAt, textAt } from "./part.ts";

/** Requests that are held back, in percent of all. */
export const faultDelay = createPart([["fault", "delay"]], {
  percent: numberAt("fault", "delay", "percentage", "value"),
  fixedDelay: textAt("fault", "delay", "fixedDelay"),
});

/** Requests that are answered with an error instead, in percent of all. */
export const faultAbort = createPart([["fault", "abort"]], {
  percent: numberAt("fault", "abort", "percentage", "value"),
  httpStatus: numberAt("fault", "abort", "httpStatus"),
  grpcStatus: textAt("fault", "abort", "grpcStatus"),
});

/** A fault of one rule, by its place in `spec.http`. */
export interface InjectedFault {
  readonly index: number;
  /** 0 to 100; 0 where none are. */
  readonly abortPercent: number;
  readonly delayPercent: number;
  readonly fault: JsonObject;
}

export function faultsIn(spec: JsonObject | undefined): InjectedFault[] {
  return listIn(spec, "http").flatMap((rule, index) => {
    const fault = objectIn(rule, "fault");
    if (Object.keys(fault).length === 0) return [];
    const [abortPercent, delayPercent] = [percentOf(fault["abort"]), percentOf(fault["delay"])];
    return [{ index, abortPercent, delayPercent, fault }];
  });
}

export function withoutFaults(spec: JsonObject): JsonObject {
  return faultsIn(spec).reduce((at, { index }) => withValue(at, ["http", index, "fault"], undefined), spec);
}

/** Left out, a percentage means none: https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort */
function percentOf(kind: unknown): number {
  if (!isObject(kind)) return 0;
  const value = objectIn(kind, "percentage")["value"] ?? kind["percent"];
  return typeof value === "number" ? value : 0;
}
