import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { AnyObserver } from "../observer/any-observer.ts";
import type { MomentQuery } from "../observer/moment-query.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Pictures as they are sent. Those that never change are kept compressed: who asks again waits for nobody. */
export interface KeptPictures {
  bytesOf(query: MomentQuery, acceptsGzip: boolean, signal: AbortSignal): Promise<Buffer>;
}

interface Encoded {
  readonly zipped: Buffer;
  /** Not kept: compressed it is a tenth. */
  readonly plain: WeakRef<Buffer>;
  readonly isFinal: boolean;
}

export function createKeptPictures(observer: Pick<AnyObserver, "written">, limitBytes: number): KeptPictures {
  const pictures = createSharedWork<Encoded>(limitBytes, ({ zipped, isFinal }) =>
    isFinal ? zipped.byteLength : Number.POSITIVE_INFINITY,
  );

  async function encode(query: MomentQuery, signal: AbortSignal): Promise<Encoded> {
    const { json, isFinal } = await observer.written(query, signal);
    const plain = Buffer.from(json);
    // What is sent once is not worth the time that what is sent often is.
    return { zipped: await compress(plain, { level: isFinal ? 6 : 1 }), plain: new WeakRef(plain), isFinal };
  }

  return {
    bytesOf: async (query, acceptsGzip, signal) => {
      const { zipped, plain } = await pictures.get(keyOf(query), (shared) => encode(query, shared), signal);
      return acceptsGzip ? zipped : (plain.deref() ?? (await decompress(zipped)));
    },
  };
}

function keyOf({ at, windowSeconds, grain, serviceNodes, namespaces = [] }: MomentQuery): string {
  return JSON.stringify([at, windowSeconds, grain, serviceNodes, namespaces.toSorted()]);
}
