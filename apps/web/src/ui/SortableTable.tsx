import { type Column, inOrder, type Order, pressed } from "./row-order.ts";
import css from "./SortableTable.module.css";
import { walkRows } from "./walk-rows.ts";

export interface SortableTableProps<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  /** The first column is the health; a row is named by what follows. */
  readonly columns: readonly Column<Row>[];
  /** One cell for each column. */
  readonly cells: (row: Row) => readonly React.ReactNode[];
  readonly idOf: (row: Row) => string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly selectedId?: string | undefined;
  /** A row is a thing to press, anywhere on it. Absent: what it leads to is a link in its name. */
  readonly onSelect?: (id: string) => void;
}

/** Rows in the order of one column; up and down walk them, Enter takes one. */
export function SortableTable<Row>(props: SortableTableProps<Row>) {
  const { caption, rows, columns, cells, idOf, order, onOrder, selectedId, onSelect } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className={css.scroll} aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {inOrder(rows, columns, order).map((row) => (
            <TableRow
              key={idOf(row)}
              id={idOf(row)}
              cells={cells(row)}
              columns={columns}
              isSelected={idOf(row) === selectedId}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HeadCell<Row>({ column, order, onOrder }: { column: Column<Row> } & HeadProps) {
  const isOrdered = order.key === column.key;
  return (
    <th
      scope="col"
      data-numeric={column.numeric}
      title={column.about}
      {...(column.by && { "aria-sort": isOrdered ? order.direction : "none" })}
    >
      {column.by ? (
        <button type="button" className={css.sort} onClick={() => onOrder(pressed(column, order))}>
          {column.name}
          <span aria-hidden="true">{isOrdered && (order.direction === "ascending" ? "↑" : "↓")}</span>
        </button>
      ) : (
        <span className={css.sort}>{column.name}</span>
      )}
    </th>
  );
}

type HeadProps = Pick<SortableTableProps<never>, "order" | "onOrder">;

function TableRow(props: {
  id: string;
  cells: readonly React.ReactNode[];
  columns: readonly Pick<Column<never>, "key" | "numeric">[];
  isSelected: boolean;
  onSelect: ((id: string) => void) | undefined;
}) {
  const { id, cells, columns, isSelected, onSelect } = props;
  const [health, name, ...rest] = cells;
  return (
    <tr
      className={css.row}
      data-selected={isSelected}
      data-pressed={onSelect !== undefined}
      onClick={onSelect && (() => window.getSelection()?.isCollapsed !== false && onSelect(id))}
    >
      <td>{health}</td>
      <th scope="row">
        {onSelect ? (
          <button type="button" className={css.pick} aria-pressed={isSelected}>
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      {rest.map((cell, index) => (
        <td key={columns[index + 2]?.key} data-numeric={columns[index + 2]?.numeric}>
          {cell}
        </td>
      ))}
    </tr>
  );
}
