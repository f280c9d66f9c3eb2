import type { Party } from "@fyr/topology";

const fields = ["cluster", "namespace", "workload", "app", "version"] as const;

/** What all these parties have in common: the app of its versions, the workload of its principals. */
export function partyOfAll(parties: readonly Party[]): Party {
  const [first, ...others] = parties;
  const shared = fields.flatMap((field) => {
    const value = first?.[field];
    return value !== undefined && others.every((party) => party[field] === value) ? [[field, value]] : [];
  });
  return Object.fromEntries(shared);
}
