const writes = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Methods that may change something. */
export function isWrite(method: string): boolean {
  return writes.has(method);
}
