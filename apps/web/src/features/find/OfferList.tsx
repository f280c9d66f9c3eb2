import css from "./ExpressionField.module.css";
import type { Offer } from "./offers.ts";

/** What could be written; the field keeps the focus. */
export function OfferList(props: {
  id: string;
  offers: readonly Offer[];
  at: number | undefined;
  onPoint: (index: number) => void;
  onTake: (offer: Offer) => void;
}) {
  const { id, offers, at, onPoint, onTake } = props;
  return (
    <div id={id} role="listbox" aria-label="What could be written" className={css.offers}>
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field that keeps the focus
        <div
          key={`${offer.kind} ${offer.insert}`}
          id={`${id}-${index}`}
          ref={index === at ? scrollIntoView : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={css.offer}
          onPointerMove={() => index !== at && onPoint(index)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(offer)}
        >
          <code>{offer.insert}</code>
          <span>{offer.says}</span>
        </div>
      ))}
    </div>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView?.({ block: "nearest" });
}
