/** How far what is kept of a kind can be trusted. */
export type CollectionState =
  | { readonly status: "loading" }
  | { readonly status: "ok" }
  /** The cluster does not serve this kind. */
  | { readonly status: "absent" }
  | { readonly status: "forbidden"; readonly message: string }
  /** What was read before is still there. */
  | { readonly status: "failing"; readonly message: string };
