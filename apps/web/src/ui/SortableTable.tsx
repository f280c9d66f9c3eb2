import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { classNames } from "./class-names.ts";
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

/** Above this, only the rows in view are there: the browser's own search no longer finds the rest. */
const mostRows = 200;
const rowPx = 28;

/** Rows in the order of one column; up and down walk them, Enter takes one. */
export function SortableTable<Row>(props: SortableTableProps<Row>) {
  const { caption, rows, columns, order, onOrder } = props;
  const scroll = useRef<HTMLElement>(null);
  const isLong = rows.length > mostRows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className={css.scroll} aria-label={caption} tabIndex={0} ref={scroll}>
      <table
        className={classNames(css.table, isLong && css.long)}
        {...(isLong && { "aria-rowcount": rows.length + 1 })}
      >
        <caption className="visually-hidden">{caption}</caption>
        {isLong && (
          <colgroup>
            {columns.map(({ key, width }) => (
              <col key={key} style={{ inlineSize: width }} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        {isLong ? <RowsInView {...props} scroll={scroll} /> : <AllRows {...props} />}
      </table>
    </section>
  );
}

function AllRows<Row>(props: SortableTableProps<Row>) {
  const { rows, columns, order, idOf } = props;
  return (
    <tbody onKeyDown={walkRows}>
      {inOrder(rows, columns, order).map((row) => (
        <TableRow key={idOf(row)} row={row} table={props} />
      ))}
    </tbody>
  );
}

/** What is above and below the rows in view is room. */
function RowsInView<Row>(props: SortableTableProps<Row> & { scroll: React.RefObject<HTMLElement | null> }) {
  const { rows, columns, order, idOf, scroll } = props;
  const { getVirtualItems, getTotalSize } = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const items = getVirtualItems();
  const ordered = inOrder(rows, columns, order);
  return (
    <tbody onKeyDown={walkRows}>
      <Room px={items[0]?.start ?? 0} />
      {items.map(({ index }) => {
        const row = ordered[index];
        return row === undefined ? null : <TableRow key={idOf(row)} row={row} table={props} rowIndex={index + 2} />;
      })}
      <Room px={getTotalSize() - (items.at(-1)?.end ?? 0)} />
    </tbody>
  );
}

function Room({ px }: { px: number }) {
  return px > 0 ? <tr style={{ blockSize: px }} /> : null;
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

function TableRow<Row>(props: { row: Row; table: SortableTableProps<Row>; rowIndex?: number }) {
  const { row, table, rowIndex } = props;
  const { columns, cells, idOf, selectedId, onSelect } = table;
  const id = idOf(row);
  const isSelected = id === selectedId;
  const [health, name, ...rest] = cells(row);
  return (
    <tr
      className={css.row}
      data-selected={isSelected}
      data-pressed={onSelect !== undefined}
      {...(rowIndex !== undefined && { "aria-rowindex": rowIndex })}
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
