import { ApiError } from "../../api/api-error.ts";
import { problemText } from "../../ui/problem-text.ts";

/** Why nobody was signed in, and what to do about it. */
export function signInFault(error: unknown): string {
  const { title, detail } = problemText(error);
  if (!(error instanceof ApiError)) return detail;
  if (error.code === "unauthorized") return `${detail} Get a new one and try again.`;
  if (error.code === "bad_request") return "This is no token: paste it whole, without quotes or other words.";
  if (error.code === "not_found") return "This Fyr takes no tokens: nobody needs to sign in. Reload the page.";
  return `${title}. ${detail}`;
}
