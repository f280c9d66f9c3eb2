/** Two decimals, and none that say nothing. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand in XML, between tags or quotes: signs no XML can hold are left out. */
export function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const printable = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return printable.replace(/[&<>"]/g, (sign) => named[sign] ?? sign);
}
