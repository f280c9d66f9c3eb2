import { AppError } from "../app-error.ts";

/** What needs a cluster, or the sentence that says so. */
export function withCluster<T>(part: T | undefined): T {
  if (part !== undefined) return part;
  throw new AppError("no_cluster", "Fyr was started without a cluster: traffic routes cannot be read or changed.");
}
