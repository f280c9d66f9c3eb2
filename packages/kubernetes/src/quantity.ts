const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const quantity = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([a-zA-Z]*)$/;

/** What Kubernetes calls a quantity: `500m` is 0.5, `1Gi` is 2³⁰. Undefined for what is none. */
export function readQuantity(text: string | undefined): number | undefined {
  const [, digits = "", unit = ""] = quantity.exec(text ?? "") ?? [];
  const [value, factor] = [Number(digits || "x"), factors[unit]];
  return factor === undefined || Number.isNaN(value) ? undefined : value * factor;
}
