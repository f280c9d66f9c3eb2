/** Fyr's sign: a lighthouse with its beams. Decoration; the name stands beside it or in its label. */
export function Lighthouse({ size = 32 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32">
      <rect width="32" height="32" rx="7" fill="#0b1b2b" />
      <path d="M13 10 2 6v8zM19 10l11-4v8z" fill="#f5c542" opacity=".75" />
      <path d="M12.400 13h7.200l1.900 14h-11z" fill="#f3f6f9" />
      <path d="m12 16.500 8 0 .5 3.500h-9zM11.100 23h9.800l.5 4h-10.900z" fill="#d6262c" />
      <path d="M12 8h8v5h-8z" fill="#f5c542" />
      <path d="m11 8 5-4 5 4z" fill="#f3f6f9" />
    </svg>
  );
}
