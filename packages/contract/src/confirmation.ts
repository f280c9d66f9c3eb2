import type { Static } from "typebox";
import { Words } from "./units.ts";

/** What needs a second, explicit yes. */
export const ConfirmationSchema = Words("abort-above-a-tenth", "fault-on-live-traffic", "owner-reverts");
export type Confirmation = Static<typeof ConfirmationSchema>;
