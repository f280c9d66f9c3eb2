import type { Me } from "@fyr/contract";
import { type JsonObject, objectIn, textIn, textsIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import type { Connection } from "./connection.ts";
import { KubernetesError, tokenRefused } from "./kubernetes-error.ts";

/** Whose a connection is, for clusters before 1.28, which do not tell it to the one who asks. */
export type AskOtherwise = () => Promise<Me>;

/** Who the API server takes the connection's user for. */
export async function whoAmI(api: KubernetesApi, via: Me["via"], otherwise: AskOtherwise): Promise<Me> {
  for (const version of ["v1", "v1beta1"]) {
    try {
      const answer = await api.request({
        path: `/apis/authentication.k8s.io/${version}/selfsubjectreviews`,
        method: "POST",
        body: { apiVersion: `authentication.k8s.io/${version}`, kind: "SelfSubjectReview" },
      });
      const found = readUser(objectIn(objectIn(answer, "status"), "userInfo"), via);
      if (found !== undefined) return found;
    } catch (error) {
      const notServed = error instanceof KubernetesError && (error.status === 404 || error.status === 403);
      if (!notServed) throw error;
    }
  }
  return otherwise();
}

/** The name the kubeconfig has for its user. */
export function nameInKubeconfig(connection: Connection): AskOtherwise {
  return async () => ({ user: connection.userName(), groups: [], via: connection.via });
}

/** Whose token it is, asked with Fyr's own account. */
export function reviewToken(ownApi: KubernetesApi, token: string): AskOtherwise {
  return async () => {
    const version = "authentication.k8s.io/v1";
    const body = { apiVersion: version, kind: "TokenReview", spec: { token } };
    const answer = await ownApi
      .request({ path: `/apis/${version}/tokenreviews`, method: "POST", body })
      .catch(explainDenial);
    const status = objectIn(answer, "status");
    const found = status["authenticated"] === true ? readUser(objectIn(status, "user"), "token") : undefined;
    if (found === undefined) throw notAccepted();
    return found;
  };
}

function readUser(info: JsonObject, via: Me["via"]): Me | undefined {
  const user = textIn(info, "username");
  // A proxy in between may have taken the token away.
  if (user === "system:anonymous" && via === "token") throw notAccepted();
  return user === undefined ? undefined : { user, groups: [...textsIn(info, "groups")], via };
}

function notAccepted(): KubernetesError {
  return new KubernetesError("unauthorized", tokenRefused, { status: 401 });
}

function explainDenial(cause: unknown): never {
  if (!(cause instanceof KubernetesError) || cause.code !== "forbidden") throw cause;
  const sentence =
    "This cluster does not say whose token it is: Kubernetes before 1.28 tells it to accounts that may create tokenreviews (system:auth-delegator), and Fyr's may not.";
  throw new KubernetesError("forbidden", sentence, { status: 403, cause });
}
