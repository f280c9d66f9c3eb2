/** Members that belong together, directly or through others (union–find). */
export interface Groups<Member> {
  join(one: Member, other: Member): void;
  /** The one that stands for all of its group. */
  groupOf(member: Member): Member;
}

export function createGroups<Member>(): Groups<Member> {
  const parents = new Map<Member, Member>();
  const groupOf = (member: Member): Member => {
    let root = member;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  return {
    groupOf,
    join: (one, other) => {
      const [a, b] = [groupOf(one), groupOf(other)];
      if (a !== b) parents.set(a, b);
    },
  };
}
