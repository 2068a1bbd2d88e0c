import { NOUNS } from "@tidings/shared/nouns.ts";
import { Select } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface SignaturesInputProps {
  readonly id: string;
  readonly most: number;
  readonly value: readonly string[];
  readonly change: (names: readonly string[]) => void;
}

/** Approved signatures, chosen by name (签名授权). Where there is none, the way to ask for one. */
export function SignaturesInput({ id, most, value, change }: SignaturesInputProps) {
  const t = useTranslations(words);
  const { rows, loading } = useRows<{ readonly name: string }>("account_signatures", {
    sorters: [{ field: "name", order: "asc" }],
  });
  return (
    <Select
      id={id}
      mode="multiple"
      maxCount={most}
      loading={loading}
      value={[...value]}
      onChange={change}
      options={rows.map(({ name }) => ({ value: name, label: name }))}
      notFoundContent={
        loading ? null : <Link to={`/${NOUNS.sms_signature.path}/new`}>{t("signature_none")}</Link>
      }
    />
  );
}
