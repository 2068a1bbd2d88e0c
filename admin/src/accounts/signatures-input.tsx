import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { AutoComplete, Input, Select } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The approved signatures of the enterprise, by name. */
export function useSignatures() {
  const { rows, loading } = useRows<{ readonly name: string }>("account_signatures", {
    sorters: [{ field: "name", order: "asc" }],
  });
  return { names: rows.map(({ name }) => name), loading };
}

interface SignatureInputProps {
  readonly id: string;
  readonly max: number;
  /** Those that are offered. */
  readonly names: readonly string[];
  readonly value: string;
  readonly change: (name: string) => void;
}

/** A signature, chosen from the approved ones or typed: that of another company is shown by proofs (§9.3.1). */
export function SignatureInput({ id, max, names, value, change }: SignatureInputProps) {
  return (
    <AutoComplete
      id={id}
      value={value}
      onChange={change}
      options={names.filter((name) => name.includes(value.trim())).map((name) => ({ value: name }))}
    >
      <Input maxLength={max} />
    </AutoComplete>
  );
}

interface SignaturesInputProps {
  readonly id: string;
  readonly most: number;
  readonly value: readonly string[];
  readonly change: (names: readonly string[]) => void;
}

/** Approved signatures, chosen by name (签名授权). Where there is none, the way to ask for one. */
export function SignaturesInput({ id, most, value, change }: SignaturesInputProps) {
  const t = useTranslations(words);
  const { names, loading } = useSignatures();
  return (
    <Select
      id={id}
      mode="multiple"
      maxCount={most}
      loading={loading}
      value={[...value]}
      onChange={change}
      options={names.map((name) => ({ value: name, label: name }))}
      notFoundContent={
        loading ? null : <Link to={`/${NOUNS.sms_signature.path}/new`}>{t("signature_none")}</Link>
      }
    />
  );
}
