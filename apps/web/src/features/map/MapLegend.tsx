import css from "./MapLegend.module.css";

/** What lines and marks mean. Folded to its title by a click. */
export function MapLegend() {
  return (
    <details className={css.legend} open>
      <summary className={css.title}>
        Legend <span className={css.note}>width = req/s, log</span>
      </summary>
      <ul className={css.rows}>
        <Row name="healthy">
          <line x1="0" y1="7" x2="34" y2="7" stroke="var(--edge-healthy)" strokeWidth="2" />
        </Row>
        <Row name="TCP">
          <line x1="0" y1="7" x2="34" y2="7" stroke="var(--unknown)" strokeWidth="1.5" strokeDasharray="1.5 3.5" />
        </Row>
        <Row name="degraded">
          <line x1="0" y1="7" x2="34" y2="7" stroke="var(--warn)" strokeWidth="2.4" strokeDasharray="8 4" />
        </Row>
        <Row name="traffic split">
          <circle cx="17" cy="7" r="6.5" fill="var(--canvas)" stroke="var(--node-border)" />
          <path d="M13 7h2.500l4-2.800M15.5 7l4 2.8" stroke="var(--t2)" strokeWidth="1.2" fill="none" />
          <circle cx="20" cy="4" r="1.2" fill="var(--t2)" />
          <circle cx="20" cy="10" r="1.2" fill="var(--t2)" />
        </Row>
        <Row name="failing">
          <line x1="0" y1="7" x2="34" y2="7" stroke="var(--bad)" strokeWidth="4" />
        </Row>
        <Row name="no sidecar">
          <rect x="2" y="1" width="30" height="12" rx="4" fill="none" stroke="var(--t2)" strokeDasharray="4 3" />
        </Row>
      </ul>
    </details>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <li className={css.row}>
      <svg aria-hidden="true" width="34" height="14" viewBox="0 0 34 14">
        {children}
      </svg>
      {name}
    </li>
  );
}
