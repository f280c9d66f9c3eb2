import { useLocalStorage } from "@mantine/hooks";
import css from "./ResizablePane.module.css";

const narrowest = 280;
const widest = 480;
const step = 20;

/** A pane at the right whose left border can be dragged, or moved by arrow keys. */
export function ResizablePane({ label, children }: { label: string; children: React.ReactNode }) {
  const [width, setWidth] = useLocalStorage({
    key: "fyr-inspector-width",
    defaultValue: 320,
    getInitialValueInEffect: false,
  });
  const resize = (px: number) => setWidth(Math.round(Math.min(widest, Math.max(narrowest, px))));
  return (
    <div className={css.pane} style={{ "--pane-width": `${width}px` } as React.CSSProperties}>
      <hr
        className={css.handle}
        aria-orientation="vertical"
        aria-label={label}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        aria-valuenow={width}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => event.buttons === 1 && resize(window.innerWidth - event.clientX)}
        onKeyDown={({ key }) => {
          if (key === "ArrowLeft") resize(width + step);
          if (key === "ArrowRight") resize(width - step);
        }}
      />
      <div className={css.content}>{children}</div>
    </div>
  );
}
