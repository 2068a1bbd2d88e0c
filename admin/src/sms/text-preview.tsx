import { segmentsOf, smsLength } from "@tidings/shared/ground/segments.ts";
import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import { LINK, smsBody, smsText } from "@tidings/shared/sms/text.ts";
import type { SmsVariable } from "@tidings/shared/sms/variables.ts";
import { Card } from "antd";
import { useRow, useRows } from "../ui/data.ts";
import type { RowOf } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** How the text arrives on a phone, and how many SMS it is billed as: signature, link and opt-out words count. */
export function TextPreview({ values }: { values: FormValues }) {
  const t = useTranslations(words);
  const { row: signature } = useRow<RowOf<"sms_signature_cards">>(
    "sms_signature_cards",
    String(values.signature_id || "") || undefined,
  );
  const domains = useRows<RowOf<"domain_cards">>("domain_cards", {
    filters: [{ field: "is_default", operator: "eq", value: true }],
  });
  const link = domains.rows[0]?.link_example ?? "https://example.com/12345678";
  const typed = String(values.content ?? "").trim();
  const content =
    values.for_cards === true && typed !== "" && !typed.includes(LINK) ? `${typed} ${LINK}` : typed;
  const text = smsText({
    signature: signature?.name ?? t("signature"),
    body: smsBody(content, signature?.kind === "promotion"),
    link,
    params: Object.fromEntries(
      ((values.variables ?? []) as readonly SmsVariable[]).map(({ name, example }) => [
        name,
        example || `\${${name}}`,
      ]),
    ),
  });
  return (
    <Card title={t("preview")} className="sms-preview" data-testid="sms-preview">
      <div className="sms-bubble">{text}</div>
      <div className="faint">{t("count", { length: smsLength(text), segments: segmentsOf(text) })}</div>
    </Card>
  );
}
