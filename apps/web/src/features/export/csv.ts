/** One column of a CSV file. Absent is an empty cell: not measured is not zero. */
export interface CsvColumn<Row> {
  /** With its unit: "p99 (ms)". */
  readonly head: string;
  readonly of: (row: Row) => string | number | undefined;
}

/** RFC 4180: CRLF after every record, quotes where they are needed. Numbers stand as they are, with a point and no units. */
export function csv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const records = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ of }) => of(row)))];
  return records.map((record) => `${record.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return plain.format(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** No exponent and no thousands: what every program reads as a number. */
const plain = new Intl.NumberFormat("en-US", { useGrouping: false, maximumSignificantDigits: 17 });

/**
 * A name that begins like a formula would be run as one by a spreadsheet: an apostrophe makes it text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
