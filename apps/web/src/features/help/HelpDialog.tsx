import { Modal } from "@mantine/core";
import { Kbd } from "../../ui/Kbd.tsx";
import css from "./HelpDialog.module.css";
import { keyGroups } from "./keys.ts";

/** All keys, and how numbers are to be read. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={640} closeButtonProps={{ "aria-label": "Close" }}>
      <div className={css.groups}>
        {keyGroups.map(({ name, keys }) => (
          <section key={name}>
            <h3 className={css.name}>{name}</h3>
            <dl className={css.list}>
              {keys.map(({ press, does }) => (
                <div key={does} className={css.row}>
                  <dt className={css.press}>
                    {press.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section className={css.wide}>
          <h3 className={css.name}>How to read the numbers</h3>
          <p>
            Errors are 5xx, no answer, and the gRPC statuses that are the server's doing; 4xx counts as refused, not as
            an error. Rates and percentiles are over the window at the top. Rate and latency of an edge come from the
            same proxy: the caller's where it has one. A dash means not measured, which is not zero. A p99 of fewer than
            100 requests is toned down: it is one of the slowest, whichever that was. "Usual" is the same edge or
            workload over half an hour, one hour before; of trouble that lasts longer, it stays that of before it.
          </p>
        </section>
      </div>
    </Modal>
  );
}
