export type TypedWeight =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly sentence: string };

/** What a destination may take: whole numbers from 0 to `most`. `total` is what the weights of the rule sum to. */
export interface WeightRange {
  readonly most: number;
  readonly total: number;
}

/** Reads what was typed as a weight. Anything that is not one gets a sentence: nothing is rounded, cut or made 0. */
export function readTypedWeight(typed: string, { most, total }: WeightRange): TypedWeight {
  const text = typed.trim().replace(/\s*%$/, "");
  if (text === "") return wrong(`Empty is not 0: type a whole number from 0 to ${most}.`);
  if (!/^[+-]?\d+([.,]\d+)?$/.test(text)) {
    return wrong(`“${typed.trim()}” is not a number: type a whole number from 0 to ${most}.`);
  }
  if (/[.,]/.test(text)) return wrong(`Weights are whole numbers, and ${text} is not one.`);
  if (text.startsWith("-")) return wrong(`A weight cannot be below 0, and ${text} is.`);
  const value = Number(text);
  if (value > total) return wrong(`The weights sum to ${total}, and ${text} is more.`);
  if (value > most) return wrong(`Only ${most} can be given here while another destination is locked.`);
  return { ok: true, value };
}

function wrong(sentence: string): TypedWeight {
  return { ok: false, sentence };
}
