import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Select } from "antd";
import { Link } from "react-router";
import { Field } from "../../contents/field.tsx";
import { useRows } from "../../ui/data.ts";
import type { RowOf } from "../../ui/rows.ts";
import { useTranslations } from "../../ui/words.ts";
import { editorWords } from "./words.ts";

/** Table 7-3. */
const MOST = 3;

interface SignaturesFieldProps {
  readonly value: readonly string[];
  readonly set: (names: readonly string[]) => void;
}

/** The approved SMS signatures with which vivo reviews a template (TPL-3); without any, all that are approved go along. */
export function SignaturesField({ value, set }: SignaturesFieldProps) {
  const t = useTranslations(editorWords);
  const { rows, loading } = useRows<RowOf<"sms_signatures">>("sms_signatures", {
    filters: [{ field: "live_version_id", operator: "nnull", value: null }],
    sorters: [{ field: "name", order: "asc" }],
  });
  const names = [...new Set(rows.map(({ name }) => name))];
  return (
    <Field
      label={t("signatures")}
      required={false}
      findings={[]}
      htmlFor="template-signatures"
      path="sms_signatures"
      hint={t("signatures_hint", { most: MOST })}
    >
      <Select
        id="template-signatures"
        mode="multiple"
        maxCount={MOST}
        loading={loading}
        value={[...value]}
        onChange={set}
        options={names.map((name) => ({ value: name, label: name }))}
        notFoundContent={
          loading ? null : <Link to={`/${NOUNS.sms_signature.path}/new`}>{t("signatures_none")}</Link>
        }
      />
    </Field>
  );
}
