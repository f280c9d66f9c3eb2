import { createProtobufWriter } from "./protobuf.ts";

/** One series and its samples in order of time. */
export interface SampledSeries {
  /** From `encodeLabels`. */
  readonly labels: Uint8Array;
  readonly values: ArrayLike<number>;
  /** Where this series begins in the moments: it has one value for each moment from there on. */
  readonly from: number;
}

/** In the place of a value: here the series has ended. */
export const STALE = Number.NaN;
// https://github.com/prometheus/prometheus/blob/v3.0.0/model/value/value.go#L28
const STALE_BITS = 0x7ff0000000000002n;

/** The labels of a series as remote write has them: sorted by name, `__name__` among them. */
export function encodeLabels(labels: Readonly<Record<string, string>>): Uint8Array {
  const out = createProtobufWriter(1024);
  for (const name of Object.keys(labels).sort()) {
    const label = createProtobufWriter(128);
    label.bytesField(1, Buffer.from(name));
    label.bytesField(2, Buffer.from(labels[name] ?? ""));
    out.bytesField(1, label.bytes());
  }
  return Uint8Array.from(out.bytes());
}

/**
 * A `prometheus.WriteRequest`; `moments` are milliseconds since 1970, ascending
 * (https://prometheus.io/docs/specs/prw/remote_write_spec).
 */
export function encodeWriteRequest(series: readonly SampledSeries[], moments: readonly number[]): Buffer {
  const out = createProtobufWriter(1 << 20);
  const encodedMoments = moments.map(encodeMoment);
  // A sample is a double (9 bytes) and a moment, of the same length for centuries.
  const sampleBytes = 9 + (encodedMoments[0]?.length ?? 0);
  for (const { labels, values, from } of series) {
    out.messageHead(1, labels.length + values.length * (2 + sampleBytes));
    out.raw(labels);
    for (let nth = 0; nth < values.length; nth += 1) {
      out.messageHead(2, sampleBytes);
      const value = values[nth] ?? 0;
      if (Number.isNaN(value)) out.fixedField(1, STALE_BITS);
      else out.doubleField(1, value);
      out.raw(encodedMoments[from + nth] ?? NO_BYTES);
    }
  }
  return out.bytes();
}

const NO_BYTES = new Uint8Array();

function encodeMoment(milliseconds: number): Uint8Array {
  const out = createProtobufWriter(16);
  out.wholeField(2, milliseconds);
  return Uint8Array.from(out.bytes());
}
