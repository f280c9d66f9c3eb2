/** In a row of buttons that is one stop for the keyboard: the arrows go from one to the next. */
export function walkButtons(event: React.KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(":scope > button")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  event.stopPropagation();
  buttons[at + step]?.focus();
}
