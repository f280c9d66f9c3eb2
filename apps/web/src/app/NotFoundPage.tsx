import { Link } from "@tanstack/react-router";
import { EmptyState } from "../ui/EmptyState.tsx";

export function NotFoundPage() {
  return (
    <EmptyState title="There is no such page" page>
      <p>The address may be cut short, or from another version of Fyr.</p>
      <Link to="/">To the map</Link>
    </EmptyState>
  );
}
