import type { Me } from "@fyr/contract";
import { objectIn, textIn, textsIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import type { Connection } from "./connection.ts";
import { KubernetesError } from "./kubernetes-error.ts";

/** Who the API server takes us for. Clusters before 1.28 cannot say: there it is the kubeconfig's name of the user. */
export async function whoAmI(api: KubernetesApi, connection: Connection, signal: AbortSignal): Promise<Me> {
  for (const version of ["v1", "v1beta1"]) {
    try {
      const answer = await api.request({
        path: `/apis/authentication.k8s.io/${version}/selfsubjectreviews`,
        method: "POST",
        body: { apiVersion: `authentication.k8s.io/${version}`, kind: "SelfSubjectReview" },
        signal,
      });
      const info = objectIn(objectIn(answer, "status"), "userInfo");
      const user = textIn(info, "username");
      if (user !== undefined) return { user, groups: [...textsIn(info, "groups")], via: connection.via };
    } catch (error) {
      const notServed = error instanceof KubernetesError && (error.status === 404 || error.status === 403);
      if (!notServed) throw error;
    }
  }
  return { user: connection.userName(), groups: [], via: connection.via };
}
