/** `{source}>{target}` filled in from the fields of a row; a field it does not have is left empty. */
export function textBy(pattern: string, row: unknown): string {
  return pattern.replaceAll(/\{([^}]+)\}/g, (_, path: string) => {
    const value = path.split(".").reduce<unknown>((part, field) => (part as Fields | undefined)?.[field], row);
    return value === undefined ? "" : String(value);
  });
}

type Fields = Readonly<Record<string, unknown>>;
