import { Link } from "@tanstack/react-router";
import button from "../../ui/Button.module.css";
import { classNames } from "../../ui/class-names.ts";
import { type InvestigateAddress, withInvestigation, withoutInvestigation } from "../../view/investigation.ts";
import { patched, type ViewPatch } from "../../view/patch.ts";
import { parseView, type SearchParams, withView } from "../../view/url.ts";

/** To the map at the same moment. `view`: what is to be seen there; `compared`: with which moment. */
export function MapLink(props: {
  view: ViewPatch;
  compared?: Pick<InvestigateAddress, "before" | "beforeWindowSeconds">;
  children: React.ReactNode;
}) {
  const { view, compared, children } = props;
  const search = (before: SearchParams) => {
    const plain = withoutInvestigation(withView(before, patched(parseView(before), { viewport: undefined, ...view })));
    return compared === undefined ? plain : withInvestigation(plain, { tab: "wrong", ...compared });
  };
  return (
    <Link to="/" search={search as never} className={classNames(button.button, button.plain)}>
      {children}
    </Link>
  );
}
