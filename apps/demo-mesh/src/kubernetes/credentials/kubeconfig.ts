import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { demoUsers } from "../access/users.ts";
import type { Credentials } from "./credentials.ts";

const CLUSTER = "demo-north";

/** A kubeconfig with one context per role, named after it; the admin's is the current one. */
export function writeKubeconfig(path: string, url: string, { certificate, tokens }: Credentials): void {
  const authority = Buffer.from(certificate).toString("base64");
  const users = demoUsers.flatMap(({ name, role }) => (role === "none" ? [] : [{ name, role }]));
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: CLUSTER, cluster: { server: url, "certificate-authority-data": authority } }],
    users: users.map(({ name, role }) => ({ name, user: { token: tokens[role] } })),
    contexts: users.map(({ name, role }) => ({ name: role, context: { cluster: CLUSTER, user: name } })),
    "current-context": "admin",
  };
  const draft = `${path}.tmp`;
  writeFileSync(draft, stringify(config), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}
