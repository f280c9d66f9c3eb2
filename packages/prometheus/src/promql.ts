declare const brand: unique symbol;

/** PromQL that holds no text from outside except as an escaped label value. Only the builders here make it. */
export type PromQl = string & { readonly [brand]: "PromQl" };
