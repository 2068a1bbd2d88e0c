import { PlusOutlined } from "@ant-design/icons";
import { FILING_FORMS, type FilingForm } from "@tidings/shared/filings/forms.ts";
import { FORM_TITLES } from "@tidings/shared/filings/words.ts";
import { Button, Flex } from "antd";
import { useNavigate } from "react-router";
import { useRows } from "../ui/data.ts";
import { useFailureToast } from "../ui/failure-toast.tsx";
import { useMay } from "../ui/me.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Above the list: the scenes that have no filing yet, each with the button that begins it. Nothing once all have one. */
export function Unfiled() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const may = useMay();
  const tellFailure = useFailureToast();
  const { rows, loading } = useRows<{ readonly form: FilingForm }>("filings", { select: "form" });
  const { run, running } = useVerb<{ readonly id: string }>("create_filing");
  const left = (Object.keys(FILING_FORMS) as FilingForm[]).filter(
    (form) => !rows.some((row) => row.form === form),
  );
  if (loading || left.length === 0 || !may("KooMessage:filing:create")) return null;

  async function begin(form: FilingForm) {
    try {
      const { id } = await run({ input: { form } });
      navigate(`/filings/${id}/edit`);
    } catch (refusal) {
      tellFailure(refusal);
    }
  }

  return (
    <Flex gap={8} align="center" wrap className="form-note">
      <span className="faint">{t("unfiled")}</span>
      {left.map((form) => (
        <Button
          key={form}
          icon={<PlusOutlined />}
          disabled={running}
          onClick={() => void begin(form)}
          data-begin={form}
        >
          {t(FORM_TITLES[form])}
        </Button>
      ))}
    </Flex>
  );
}
