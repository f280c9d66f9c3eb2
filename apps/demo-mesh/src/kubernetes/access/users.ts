export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly role: Role;
}

export type Role = "admin" | "payments-team" | "viewer" | "none";

const EVERYBODY = "system:authenticated";

export const demoUsers: readonly User[] = [
  { name: "ada", groups: ["mesh-admins", EVERYBODY], role: "admin" },
  { name: "paul", groups: ["payments-team", EVERYBODY], role: "payments-team" },
  { name: "vera", groups: ["viewers", EVERYBODY], role: "viewer" },
];

/** Somebody the cluster has not heard of: may ask what it may do, and nothing else. */
export function stranger(name: string): User {
  return { name, groups: [EVERYBODY], role: "none" };
}
