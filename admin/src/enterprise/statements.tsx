import { STATEMENT_EDITION, STATEMENTS, type StatementName } from "@tidings/shared/people/statements.ts";
import { Button } from "antd";
import { useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The title of a statement, as a button that opens its text. */
export function StatementLink({ name }: { name: StatementName }) {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  const { title, points } = STATEMENTS[name];
  return (
    <>
      <Button type="link" className="sign-in-link" data-statement={name} onClick={() => setOpen(true)}>
        {t(title)}
      </Button>
      {open && (
        <Dialog
          title={t(title)}
          footer={<Button onClick={() => setOpen(false)}>{t("close")}</Button>}
          onCancel={() => setOpen(false)}
        >
          <p className="faint">{t("about")}</p>
          <ol className="statement">
            {points.map((point) => (
              <li key={point.en}>{t(point)}</li>
            ))}
          </ol>
          <p className="faint">{t("edition", { day: STATEMENT_EDITION })}</p>
        </Dialog>
      )}
    </>
  );
}
