import {
  evidenceParams,
  type LogAddress,
  parseEvidence,
  serialiseEvidence,
  type TracesAddress,
} from "./evidence-address.ts";
import { parseRows, type RowsByHand, rowsText } from "./rows-by-hand.ts";
import { instantOf, type SearchParams } from "./url.ts";

/** What Investigate shows: what is wrong, where the time goes, what is another than it was, what proves it. */
export const investigateTabs = ["wrong", "time", "compare", "evidence"] as const;
export type InvestigateTab = (typeof investigateTabs)[number];

/** Baselines that move along with the moment on screen. */
export const movingBaselines = ["1h", "1d", "7d"] as const;
export type MovingBaseline = (typeof movingBaselines)[number];

export function isMoving(before: string): before is MovingBaseline {
  return movingBaselines.some((each) => each === before);
}

/** Which differences are listed, where not all are. */
const differencesShown = ["worse", "other"] as const;
export type DifferencesShown = (typeof differencesShown)[number];

/** What Investigate's address says besides the view. */
export interface InvestigateAddress {
  readonly tab: InvestigateTab;
  /** Id of the finding that is looked at; absent: the first. */
  readonly finding?: string;
  /** Id of the node the call tree begins at; absent: the one the finding harms most. */
  readonly entry?: string;
  /** What is compared with, RFC 3339 or so long before; absent: before the finding began. */
  readonly before?: MovingBaseline | (string & {});
  /** Absent: as long as the window of now. */
  readonly beforeWindowSeconds?: number;
  /** Absent: all. */
  readonly shown?: DifferencesShown;
  /** Rows of the call tree that were opened or closed by hand; of the others the tree itself says what is worth seeing. */
  readonly rows?: RowsByHand;
  readonly log?: LogAddress;
  readonly traces?: TracesAddress;
}

/** What is to be different; `undefined` takes a field away. */
export type InvestigatePatch = {
  readonly [Field in keyof InvestigateAddress]?: InvestigateAddress[Field] | undefined;
};

const params = ["tab", "finding", "entry", "before", "beforeWindow", "show", "rows", ...evidenceParams] as const;

/** A value nobody understands counts as left out. */
export function parseInvestigation(search: SearchParams): InvestigateAddress {
  const { finding, entry } = search;
  const before = movingBaselines.find((each) => each === search["before"]) ?? instantOf(search["before"]);
  const seconds = Number(search["beforeWindow"]);
  const shown = differencesShown.find((each) => each === search["show"]);
  const rows = parseRows(search["rows"]);
  return {
    tab: investigateTabs.find((tab) => tab === search["tab"]) ?? "wrong",
    ...(finding !== undefined && finding !== "" && { finding }),
    ...(entry !== undefined && entry !== "" && { entry }),
    ...(before !== undefined && { before }),
    ...(Number.isInteger(seconds) && seconds >= 1 && seconds <= 604_800 && { beforeWindowSeconds: seconds }),
    ...(shown !== undefined && { shown }),
    ...(rows !== undefined && { rows }),
    ...parseEvidence(search),
  };
}

/** `search` with this in it and nothing else of Investigate's; defaults are left out. */
export function withInvestigation(search: SearchParams, address: InvestigateAddress): SearchParams {
  const { tab, finding, entry, before, beforeWindowSeconds, shown, log, traces } = address;
  const rows = rowsText(address.rows);
  return {
    ...withoutInvestigation(search),
    ...(tab !== "wrong" && { tab }),
    ...(finding !== undefined && { finding }),
    ...(entry !== undefined && { entry }),
    ...(before !== undefined && { before }),
    ...(beforeWindowSeconds !== undefined && { beforeWindow: String(beforeWindowSeconds) }),
    ...(shown !== undefined && { show: shown }),
    ...(rows !== "" && { rows }),
    ...serialiseEvidence(log, traces),
  };
}

/**
 * `address` with what the patch says. What was opened in one tree says nothing of another, and neither does what was
 * chosen among the logs and traces of one subject: they go unless the patch has its own. `isOtherSubject`: whether the
 * evidence is of something else from now on.
 */
export function changedInvestigation(
  address: InvestigateAddress,
  patch: InvestigatePatch,
  isOtherSubject: boolean,
): InvestigateAddress {
  const isOtherTree = "entry" in patch && patch.entry !== address.entry;
  const { tab, finding, entry, before, beforeWindowSeconds, shown, rows, log, traces } = {
    ...address,
    ...(isOtherTree && { rows: undefined }),
    ...(isOtherSubject && { log: undefined, traces: undefined }),
    ...patch,
  };
  return {
    tab: tab ?? "wrong",
    ...(finding !== undefined && { finding }),
    ...(entry !== undefined && { entry }),
    ...(before !== undefined && { before }),
    ...(beforeWindowSeconds !== undefined && { beforeWindowSeconds }),
    ...(shown !== undefined && { shown }),
    ...(rows !== undefined && { rows }),
    ...(log !== undefined && { log }),
    ...(traces !== undefined && { traces }),
  };
}

/** `search` as other pages want it. */
export function withoutInvestigation(search: SearchParams): SearchParams {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !params.some((own) => own === name)));
}
