/** What a page says to the shared worker. The worker answers with `HubMessage`s. */
export type PageMessage =
  | { readonly type: "join"; readonly url: string }
  | { readonly type: "leave" }
  | { readonly type: "here" };

/** Pages say they are still there this often; browsers slow timers of hidden pages to one a minute. */
export const hereEveryMs = 20_000;
/** A page that was not heard of for so long is gone. */
export const goneAfterMs = 180_000;
