import { stringify } from "yaml";
import { demoUsers, FYR_NAMESPACE, type Role } from "../access/users.ts";
import type { Credentials } from "./credentials.ts";
import { writePrivately } from "./write-privately.ts";

const CLUSTER = "demo-north";

/** A kubeconfig with one context per role, named after it; `current` is the one that is used. */
export function writeKubeconfig(
  path: string,
  url: string,
  { certificate, tokens }: Credentials,
  current: Exclude<Role, "none"> = "admin",
): void {
  const authority = Buffer.from(certificate).toString("base64");
  const users = demoUsers.flatMap(({ name, role }) => (role === "none" ? [] : [{ name, role }]));
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: CLUSTER, cluster: { server: url, "certificate-authority-data": authority } }],
    users: users.map(({ name, role }) => ({ name, user: { token: tokens[role] } })),
    contexts: users.map(({ name, role }) => {
      // Where Fyr itself lives, for what it keeps for itself.
      const home = role === "fyr" || role === "admin" ? { namespace: FYR_NAMESPACE } : {};
      return { name: role, context: { cluster: CLUSTER, user: name, ...home } };
    }),
    "current-context": current,
  };
  writePrivately(path, stringify(config));
}
