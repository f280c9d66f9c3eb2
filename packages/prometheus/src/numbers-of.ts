const longest = 64;
const nothing: number[] = [];
for (let at = 0; at < longest; at++) nothing.push(Number.NaN);

/**
 * A list of so many numbers, each `NaN` until it is set. It has no room to spare, as one has that was added to, and holds
 * plain numbers, where one of whole numbers or with holes changes its kind as it is filled.
 */
export function numbersOf(length: number): number[] {
  const numbers = nothing.slice(0, length);
  while (numbers.length < length) numbers.push(Number.NaN);
  return numbers;
}
