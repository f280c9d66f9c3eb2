import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { RateCell } from "./NumberCell.tsx";

const wordsOf = (cell: React.ReactElement) =>
  renderToStaticMarkup(cell)
    .replace(/<[^>]*>/g, "")
    .replace(/\u00a0|&nbsp;/g, " ");

it("tells requests a second, and of TCP, which has none, what it carries", () => {
  const why = "TCP, not measurable";
  expect(wordsOf(<RateCell requests={12} bytes={500} why={why} />)).toBe("12");
  expect(wordsOf(<RateCell requests={undefined} bytes={103_000} why={why} />)).toBe("103 kB/s");
  expect(wordsOf(<RateCell requests={undefined} bytes={undefined} why={why} />)).toBe("TCP TCP, not measurable");
});
