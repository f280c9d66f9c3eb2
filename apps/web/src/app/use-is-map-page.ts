import { useLocation } from "@tanstack/react-router";

export function useIsMapPage(): boolean {
  return useLocation({ select: ({ pathname }) => pathname === "/" });
}
