import css from "./GuardMark.module.css";
import { useGuards } from "./use-guards.ts";

/** Beside the way to the traffic page: something moves weights by itself, or may put them back. Nothing otherwise. */
export function GuardMark() {
  const { guards, shifts } = useGuards();
  const active = [...guards, ...shifts].filter(({ endedAt }) => endedAt === undefined).length;
  if (active === 0) return null;
  const words = active === 1 ? "a guard or shift is at work" : `${active} guards or shifts are at work`;
  return (
    <span className={css.mark} title={words}>
      <span aria-hidden="true">{active}</span>
      <span className="visually-hidden">, {words}</span>
    </span>
  );
}
