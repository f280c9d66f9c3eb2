/** Of the card of a folded namespace, px. */
export const CARD_SIZE = { width: 132, height: 54 } as const;
