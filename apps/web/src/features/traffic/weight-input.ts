export type TypedWeight = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly sentence: string };

/** Reads what was typed as a whole percentage 0..100. Anything else gets a sentence: nothing is rounded, cut or made 0. */
export function readTypedWeight(typed: string): TypedWeight {
  const text = typed.trim().replace(/\s*%$/, "");
  if (text === "") return wrong("Empty is not 0: type a whole number from 0 to 100.");
  if (!/^[+-]?\d+([.,]\d+)?$/.test(text)) return wrong(`“${typed.trim()}” is not a number: type a whole number from 0 to 100.`);
  if (/[.,]/.test(text)) return wrong(`Weights are whole numbers, and ${text} is not one.`);
  const value = Number(text);
  if (value < 0) return wrong(`A weight cannot be below 0, and ${text} is.`);
  if (value > 100) return wrong(`A share cannot be above 100 %, and ${text} is.`);
  return { ok: true, value: value + 0 };
}

function wrong(sentence: string): TypedWeight {
  return { ok: false, sentence };
}
