export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly role: Role;
}

export type Role = "admin" | "payments-team" | "viewer" | "fyr" | "none";

const EVERYBODY = "system:authenticated";

/** Where Fyr's own service account lives, and what it keeps for itself. */
export const FYR_NAMESPACE = "fyr-system";

export const demoUsers: readonly User[] = [
  { name: "ada", groups: ["mesh-admins", EVERYBODY], role: "admin" },
  { name: "paul", groups: ["payments-team", EVERYBODY], role: "payments-team" },
  { name: "vera", groups: ["viewers", EVERYBODY], role: "viewer" },
  {
    name: `system:serviceaccount:${FYR_NAMESPACE}:fyr`,
    groups: ["system:serviceaccounts", `system:serviceaccounts:${FYR_NAMESPACE}`, EVERYBODY],
    role: "fyr",
  },
];

const ROLE_OF_GROUP: Readonly<Record<string, Role>> = {
  "mesh-admins": "admin",
  "payments-team": "payments-team",
  viewers: "viewer",
};

/** Somebody the cluster has not heard of: may ask what it may do, and nothing else. */
export function stranger(name: string): User {
  return { name, groups: [EVERYBODY], role: "none" };
}

/** Whoever has this name or, for names the cluster has not heard of, belongs to these groups. */
export function subject(name: string, groups: readonly string[]): User {
  const known = demoUsers.find((user) => user.name === name);
  if (known) return known;
  const role = groups.map((group) => ROLE_OF_GROUP[group]).find((found) => found !== undefined);
  return { name, groups, role: role ?? "none" };
}
