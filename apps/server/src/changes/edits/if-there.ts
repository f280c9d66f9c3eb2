import { KubernetesError } from "@fyr/kubernetes";

/** Undefined when the object is not there. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof KubernetesError && error.code === "unknown_route") return undefined;
    throw error;
  }
}
