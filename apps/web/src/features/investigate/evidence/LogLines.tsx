import type { Logs } from "@fyr/contract";
import { clock } from "../../../ui/clock.ts";
import css from "./LogsPanel.module.css";
import { answerInWords, isTrouble, lineText, requestInWords, tookInWords } from "./log-words.ts";

/** Lines as they were written; what reads as an access log in columns, the line itself on hover. */
export function LogLines(props: { lines: Logs["lines"]; isTruncated: boolean; isFiltered: boolean }) {
  const { lines, isTruncated, isFiltered } = props;
  if (lines.length === 0) {
    return (
      <p className={css.note}>
        {isFiltered ? "None of the lines speaks of failure or took long." : "Nothing was written in this time."}
      </p>
    );
  }
  return (
    <>
      {isTruncated && <p className={css.note}>The newest lines: there are more before them.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard */}
      <section className={css.lines} aria-label="Lines" tabIndex={0} ref={toNewest}>
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </section>
    </>
  );
}

/** The newest stand last, and are looked for first. */
function toNewest(lines: HTMLElement | null): void {
  if (lines !== null) lines.scrollTop = lines.scrollHeight;
}

function Line({ line }: { line: Logs["lines"][number] }) {
  const { at, text, access } = line;
  return (
    <div className={css.line} data-trouble={isTrouble(line)} title={text}>
      <span className={css.time}>{at !== undefined && clock(at)}</span>
      {access === undefined ? (
        <span className={css.text}>{lineText(line)}</span>
      ) : (
        <>
          <span className={css.answer}>{answerInWords(access)}</span>
          <span className={css.request}>{requestInWords(access)}</span>
          <span className={css.took}>{tookInWords(access)}</span>
          <span className={css.upstream}>{access.upstreamCluster ?? access.authority}</span>
        </>
      )}
    </div>
  );
}
