const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const letters = [...alphabet];
const valueOfCode = new Uint8Array(128);
letters.forEach((letter, value) => {
  valueOfCode[letter.charCodeAt(0)] = value;
});

const bitsOfLetter = 5;
const lowBits = 31;
const goesOn = 32;

/** The base64 VLQ of source maps. Numbers lie between -2³⁰ and 2³⁰. */
export function pack(numbers: readonly number[]): string {
  let text = "";
  for (const number of numbers) {
    let rest = number < 0 ? (-number << 1) | 1 : number << 1;
    while (rest > lowBits) {
      text += letters[(rest & lowBits) | goesOn];
      rest >>>= bitsOfLetter;
    }
    text += letters[rest];
  }
  return text;
}

export function unpack(text: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    const value = valueOfCode[text.charCodeAt(at)] ?? 0;
    number |= (value & lowBits) << shift;
    shift += bitsOfLetter;
    if (value >= goesOn) continue;
    numbers.push((number & 1) === 1 ? -(number >>> 1) : number >>> 1);
    number = 0;
    shift = 0;
  }
  return numbers;
}
