import { AppError } from "../app-error.ts";
import { parseInstant } from "../observer/instant-text.ts";
import { type Visible, visibleScope } from "../visibility/visible.ts";

/** Unix seconds of a moment as it stands in a query. */
export function readInstant(text: string, field: string): number {
  const instant = parseInstant(text);
  if (instant === undefined) {
    throw new AppError(
      "bad_request",
      `${field} must be a moment such as 2026-11-20T03:02:00Z, or Unix seconds, not "${printable(text)}".`,
      { field },
    );
  }
  return instant;
}

const scope = /^([a-z0-9]([-._a-z0-9]*[a-z0-9])?\/)?[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i;

/** The names in `a,b` or `cluster/a`. */
function readNamespaces(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !scope.test(name));
  if (wrong !== undefined) {
    const fault = wrong === "" ? "namespaces has an empty name in it" : `"${printable(wrong)}" cannot be a namespace`;
    throw new AppError("bad_request", `${fault}: say shop,checkout or, with a cluster, north/shop.`, {
      field: "namespaces",
    });
  }
  return [...new Set(names)];
}

/** The scope of a question for who may see no more than `visible`. */
export function scopeOf(visible: Visible, text: string | undefined): { readonly namespaces?: readonly string[] } {
  const namespaces = visibleScope(visible, text === undefined ? undefined : readNamespaces(text));
  return namespaces === undefined ? {} : { namespaces };
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "·").slice(0, 80);
}
