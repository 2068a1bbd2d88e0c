import { type Content, exampleParams } from "@tidings/shared/templates/content.ts";
import { templateHtml } from "@tidings/shared/templates/html.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/vendors.ts";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { origin } from "../../ui/client.ts";
import { useRow } from "../../ui/data.ts";
import { useEnterprise } from "../../ui/me.tsx";
import { Phone } from "../../ui/phone.tsx";
import type { Override, RowOf } from "../../ui/rows.ts";
import { Failed, Loading, Missing } from "../../ui/states.tsx";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

interface LinkPhoneProps {
  readonly version: string;
  readonly layout: string;
  readonly signature?: string | undefined;
  /** The values of this link; the examples fill in for missing ones. */
  readonly params?: Readonly<Record<string, string>> | null | undefined;
}

/** A link as a phone shows it. */
export function LinkPhone(props: LinkPhoneProps) {
  type Version = Override<RowOf<"template_versions">, { readonly content: Content }>;
  const { row, loading, failure, retry } = useRow<Version>("template_versions", props.version);
  if (loading) return <Loading />;
  if (!row) return failure ? <Failed failure={failure} retry={retry} /> : <Missing />;
  return <Shown {...props} content={row.content} vendors={row.vendors} />;
}

type ShownProps = LinkPhoneProps & { readonly content: Content; readonly vendors: readonly Vendor[] };

function Shown({ layout, signature, params, content, vendors }: ShownProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { name } = useEnterprise();
  const [chosen, setChosen] = useState<Vendor | null>(null);
  const vendor = chosen ?? vendors[0] ?? "huawei";
  const given = JSON.stringify(params ?? {});
  const html = useMemo(() => {
    const values = { ...exampleParams(content), ...JSON.parse(given) };
    return templateHtml({ layout, content, vendor, params: values, locale, title: name, origin });
  }, [layout, content, vendor, given, locale, name]);
  return (
    <div className="stack">
      <Segmented
        block
        size="small"
        value={vendor}
        onChange={setChosen}
        options={vendors.map((one) => ({ value: one, label: t(VENDOR_WORDS[one]) }))}
      />
      <Phone html={html} from={signature ?? name} label={t("preview")} />
    </div>
  );
}
