/** Up and down go to the row above and below: to the first thing in it that can be pressed. */
export function walkRows(event: React.KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
  if (step === undefined || !(event.target instanceof Element)) return;
  if (!toRow(event.target.closest("tr"), step)) return;
  event.preventDefault();
}

/** The row so many steps from the one that has the focus; the first where none has. False where there is none. */
export function stepInRows(table: Element, step: 1 | -1): boolean {
  const row = document.activeElement?.closest("tbody tr");
  if (row && table.contains(row)) return toRow(row, step);
  return focusIn(table.querySelector("tbody tr"));
}

function toRow(row: Element | null, step: 1 | -1): boolean {
  return focusIn((step === 1 ? row?.nextElementSibling : row?.previousElementSibling) ?? null);
}

function focusIn(row: Element | null): boolean {
  const target = row?.querySelector<HTMLElement>("button, a");
  target?.focus();
  return target !== null && target !== undefined;
}
