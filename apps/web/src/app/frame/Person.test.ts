import { expect, it } from "vitest";
import { initials } from "./Person.tsx";

it.each([
  ["ingrid.lund@example.org", "IL"],
  ["ada", "AD"],
  ["system:serviceaccount:fyr:fyr-reader", "FR"],
  ["kubernetes-admin", "KA"],
  ["ø", "Ø"],
])("shortens %s to %s", (user, letters) => expect(initials(user)).toBe(letters));
