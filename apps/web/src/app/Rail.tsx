export function Rail() {
  return <nav aria-label="Pages" />;
}
