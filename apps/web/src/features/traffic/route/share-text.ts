/** Shares of one whole in percent, to a tenth: as rounded they still sum to 100. None is rounded to nothing or to all. */
export function shareTexts(shares: readonly number[]): string[] {
  const tenths = wholeTenths(shares);
  return shares.map((share, index) => {
    const tenth = tenths[index] ?? 0;
    if (tenth === 0 && share > 0) return "<0.1";
    if (tenth === 1000 && share < 1) return ">99.9";
    return (tenth / 10).toFixed(1);
  });
}

/** The same for what is set and not measured: "95", not "95.0". */
export function setShareTexts(shares: readonly number[]): string[] {
  return shareTexts(shares).map((text) => text.replace(/\.0$/, ""));
}

/** What rounding down leaves goes to the largest remainders, one tenth each. */
function wholeTenths(shares: readonly number[]): number[] {
  const exact = shares.map((share) => Number((share * 1000).toFixed(6)));
  const floors = exact.map(Math.floor);
  const left = Math.round(sum(exact)) - sum(floors);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return floors.map((value, index) => (raised.has(index) ? value + 1 : value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
