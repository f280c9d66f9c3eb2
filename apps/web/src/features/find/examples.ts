/** Expressions that show what can be said, and what they find. */
export const examples: readonly { readonly name: string; readonly says: string }[] = [
  { name: "payment", says: "everything with these letters in its name, and its edges" },
  { name: "errors > 1% and ns = payments", says: "what fails in, into or out of payments" },
  { name: "from.ns != to.ns and !mtls", says: "calls between namespaces without mutual TLS" },
  { name: "(failing or slower > 2) and rate > 1", says: "what is not well and carries traffic" },
  { name: "code in (503, 504) and to.app = payment", says: "calls of payment that got no answer" },
];
