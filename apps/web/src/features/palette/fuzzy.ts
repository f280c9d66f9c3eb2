/** How well `query` fits `text`: higher is better, `undefined` when its letters do not occur in this order. */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, "");
  const letters = text.toLowerCase();
  let score = 0;
  let from = 0;
  let last = -2;
  for (const letter of wanted) {
    const found = bestPlace(letters, letter, from, last);
    if (found < 0) return undefined;
    score += found === last + 1 ? 4 : startsWord(letters, found) ? 3 : 1;
    last = found;
    from = found + 1;
  }
  return score - letters.length / 100 + (letters.startsWith(wanted) ? 5 : 0);
}

/** The letter that follows on, else one that begins a word, else the next one. */
function bestPlace(letters: string, letter: string, from: number, last: number): number {
  if (letters[last + 1] === letter && last >= 0) return last + 1;
  for (let place = from; place < letters.length; place += 1) {
    if (letters[place] === letter && startsWord(letters, place)) return place;
  }
  return letters.indexOf(letter, from);
}

function startsWord(letters: string, place: number): boolean {
  return place === 0 || /[\s\-_./→:]/.test(letters[place - 1] ?? "");
}

/**
 * The best first, and what fits as well in its own order (a workload before the service of its name); all in their own
 * order when nothing is asked. Letters may lie apart in a name; a place (`about`)
 * must hold them together, and counts for less. At most `limit`.
 */
export function bestMatches<Item>(
  query: string,
  items: readonly Item[],
  textOf: (item: Item) => { readonly name: string; readonly about: string },
  limit: number,
): readonly Item[] {
  if (query.trim() === "") return items.slice(0, limit);
  return items
    .flatMap((item) => {
      const { name, about } = textOf(item);
      const score = isDense(query, name) ? fuzzyScore(query, name) : placeScore(query, about);
      return score === undefined ? [] : [{ item, score }];
    })
    .toSorted((a, b) => Math.round(b.score) - Math.round(a.score))
    .slice(0, limit)
    .map(({ item }) => item);
}

/** Letters strewn one here, one there are chance, not a match: on average they follow on or begin a word. */
function isDense(query: string, name: string): boolean {
  const score = fuzzyScore(query, name);
  return score !== undefined && score >= query.replaceAll(/\s+/g, "").length * 2;
}

function placeScore(query: string, about: string): number | undefined {
  return about.toLowerCase().includes(query.trim().toLowerCase()) ? 0 : undefined;
}
