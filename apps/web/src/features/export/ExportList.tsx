import css from "./ExportList.module.css";

/** One kind of file. */
export interface ExportChoice {
  readonly name: string;
  /** What is in it. */
  readonly about: string;
  /** Why it cannot be made now. */
  readonly unavailable?: string;
  readonly run: () => void;
}

/** The files that can be made. */
export function ExportList({ choices, onDone }: { choices: readonly ExportChoice[]; onDone: () => void }) {
  return (
    <ul className={css.list}>
      {choices.map(({ name, about, unavailable, run }) => (
        <li key={name}>
          <button
            type="button"
            className={css.choice}
            disabled={unavailable !== undefined}
            onClick={() => {
              onDone();
              run();
            }}
          >
            <span>{name}</span>
            <small className={css.about}>{unavailable ?? about}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
