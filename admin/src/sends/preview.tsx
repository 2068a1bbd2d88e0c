import { type Content, exampleParams } from "@tidings/shared/templates/content.ts";
import { templateHtml } from "@tidings/shared/templates/html.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/vendors.ts";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { origin } from "../ui/client.ts";
import { useRow } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import { Phone } from "../ui/phone.tsx";
import type { Override, RowOf } from "../ui/rows.ts";
import { Failed, Loading } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** A row of `template_versions`: the content that is sent. */
export type Version = Override<RowOf<"template_versions">, { readonly content: Content }>;

interface VersionPhoneProps {
  readonly version: string;
  readonly layout: string;
  readonly signature?: string;
  /** The whole message, as `smsText` makes it. */
  readonly sms?: string;
}

/** What a phone shows of a send: the text message, and the card of its link. */
export function VersionPhone({ version, layout, signature, sms }: VersionPhoneProps) {
  const { row, loading, failure, retry } = useRow<Version>("template_versions", version);
  if (loading) return <Loading />;
  if (!row) return <Failed failure={failure} retry={retry} />;
  return <Shown row={row} layout={layout} signature={signature} sms={sms} />;
}

interface ShownProps extends Omit<VersionPhoneProps, "version"> {
  readonly row: Version;
}

function Shown({ row, layout, signature, sms }: ShownProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { name } = useEnterprise();
  const [chosen, setChosen] = useState<Vendor | null>(null);
  const vendor = chosen ?? row.vendors[0] ?? "huawei";
  const html = useMemo(
    () =>
      templateHtml({
        layout,
        content: row.content,
        vendor,
        params: exampleParams(row.content),
        locale,
        title: name,
        origin,
      }),
    [layout, row.content, vendor, locale, name],
  );
  return (
    <div className="stack">
      <Segmented
        block
        size="small"
        value={vendor}
        onChange={setChosen}
        options={row.vendors.map((one) => ({ value: one, label: t(VENDOR_WORDS[one]) }))}
      />
      <Phone html={html} from={signature ?? name} label={t("preview")} />
      {sms !== undefined && <blockquote className="sms">{sms}</blockquote>}
    </div>
  );
}
