import type { IncomingHttpHeaders } from "node:http";

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Of a good reply its beginning only: the whole was handed over. */
  readonly body: string;
  /** Of the whole body, after decompression. */
  readonly bytes: number;
}
