import { useState } from "react";
import { type Column, inOrder, type Order, pressed } from "./rows.ts";
import css from "./TableView.module.css";

export interface SortableTableProps<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  /** The first column is the health; a row is named by what follows. */
  readonly columns: readonly Column<Row>[];
  /** One cell for each column. */
  readonly cells: (row: Row) => readonly React.ReactNode[];
  readonly idOf: (row: Row) => string;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** Rows in the order of one column; arrows walk them, Enter selects. */
export function SortableTable<Row>(props: SortableTableProps<Row>) {
  const { caption, rows, columns, cells, idOf, selectedId, onSelect } = props;
  const numeric = columns.map((column) => column.numeric ?? false);
  const [order, setOrder] = useState<Order>({ key: "health", direction: "descending" });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className={css.scroll} aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-numeric={column.numeric}
                title={column.about}
                aria-sort={order.key === column.key ? order.direction : "none"}
              >
                <button type="button" className={css.sort} onClick={() => setOrder(pressed(column, order))}>
                  {column.name}
                  <span aria-hidden="true">
                    {order.key === column.key && (order.direction === "ascending" ? "↑" : "↓")}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(rows, columns, order).map((row) => (
            <TableRow
              key={idOf(row)}
              cells={cells(row)}
              numeric={numeric}
              selected={idOf(row) === selectedId}
              onSelect={() => onSelect(idOf(row))}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TableRow(props: {
  cells: readonly React.ReactNode[];
  numeric: readonly boolean[];
  selected: boolean;
  onSelect: () => void;
}) {
  const { cells, numeric, selected, onSelect } = props;
  const [health, name, ...rest] = cells;
  return (
    <tr
      className={css.row}
      data-selected={selected}
      onClick={() => window.getSelection()?.isCollapsed !== false && onSelect()}
    >
      <td>{health}</td>
      <th scope="row">
        <button type="button" className={css.pick} aria-pressed={selected} onKeyDown={walk}>
          {name}
        </button>
      </th>
      {rest.map((cell, index) => (
        <td key={index} data-numeric={numeric[index + 2]}>
          {cell}
        </td>
      ))}
    </tr>
  );
}

/** Up and down go to the row above and below. */
function walk(event: React.KeyboardEvent<HTMLButtonElement>): void {
  const row = event.currentTarget.closest("tr");
  const next =
    event.key === "ArrowDown" ? row?.nextElementSibling : event.key === "ArrowUp" ? row?.previousElementSibling : null;
  const button = next?.querySelector("button");
  if (!button) return;
  event.preventDefault();
  button.focus();
}
