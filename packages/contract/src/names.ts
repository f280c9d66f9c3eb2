import Type from "typebox";

/** What `description` says follows "must be" in the sentence that refuses something else. */
export const NamespaceName = Type.String({
  minLength: 1,
  maxLength: 63,
  pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
  description: "the name of a namespace (lower-case letters, digits and dashes)",
});

export const ObjectName = Type.String({
  minLength: 1,
  maxLength: 253,
  pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$",
  description: "the name of an object (lower-case letters, digits, dashes and dots)",
});

/** Istio lets people call a cluster nearly anything: `Kubernetes`, `eu_1`, a registry's path. */
export const ClusterName = Type.String({
  minLength: 1,
  maxLength: 253,
  pattern: "^[A-Za-z0-9][-._:/A-Za-z0-9]*$",
  description: "the name of a cluster (letters, digits and any of - . _ : /)",
});
