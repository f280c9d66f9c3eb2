import css from "./RowTable.module.css";

/** Rows named by their first cell, with numbers after it. `name` heads the names, for those who hear the table. */
export function RowTable(props: { name: string; columns: readonly string[]; children: React.ReactNode }) {
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{props.name}</span>
          </th>
          {props.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}
