import type { Dialect } from "./dialect.ts";

/** Where Prometheus is and how it is spoken to. Plain data. */
export interface PrometheusConnection {
  /** Base address, with a path where Prometheus lives under one. What it asks (`?dedup=true`) is asked every time. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  readonly tls?: TlsSettings;
  /** What metrics are called there, and what tells this mesh from others. */
  readonly dialect?: Dialect;
}

/** A secret, or the file that holds it; files are read for every request, for they change. */
export type Secret = { readonly text: string } | { readonly file: string };

export type Credentials =
  | { readonly kind: "bearer"; readonly token: Secret }
  | { readonly kind: "basic"; readonly user: string; readonly password: Secret };

/** Files are PEM, and read again when they have changed. */
export interface TlsSettings {
  /** Of the authorities that are trusted, instead of those Node knows. */
  readonly caFile?: string;
  readonly client?: { readonly certFile: string; readonly keyFile: string };
  /** The name the certificate must be for, where it is not that of the address. */
  readonly serverName?: string;
  /** Takes any certificate. */
  readonly insecure?: boolean;
}
