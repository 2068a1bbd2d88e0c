import { w } from "@tidings/shared/ground/locale.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { shownParams } from "@tidings/shared/templates/picture/picture.ts";
import { previewHtml } from "@tidings/shared/templates/picture/preview.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/words.ts";
import { type ReactNode, useMemo, useState } from "react";
import { origin } from "./client.ts";
import { useRow } from "./data.ts";
import { useMe } from "./me.tsx";
import { Phone } from "./phone.tsx";
import { PhoneBar, usePhoneTheme } from "./phone-bar.tsx";
import type { Override, RowOf } from "./rows.ts";
import { ListSkeleton } from "./skeletons.tsx";
import { Failed, Missing } from "./states.tsx";
import { useLocale, useTranslations } from "./words.ts";

const words = {
  preview_for: w("{vendor}手机上的预览", "Preview on a {vendor} phone"),
};

/** A row of `template_versions`: a content that is shown and sent. */
export type Version = Override<RowOf<"template_versions">, { readonly content: Content }>;

/** What parameters are filled with; a missing one shows its example, and without that its name. */
type Values = Readonly<Record<string, string>> | null | undefined;

interface CardPhoneProps {
  readonly layout: string;
  readonly content: Content;
  /** The vendors to choose from; Huawei where none is chosen yet. */
  readonly vendors: readonly Vendor[];
  readonly params?: Values;
  /** The sender; the enterprise's name without it. */
  readonly from?: string | undefined;
  /** Draws the phone in another way, as an editor does. */
  readonly draw?: ((look: Look) => ReactNode) | undefined;
  /** Beside the theme's button. */
  readonly more?: ReactNode;
}

/** How a phone is looked at. */
interface Look {
  readonly vendor: Vendor;
  readonly dark: boolean;
  readonly from: string;
  readonly label: string;
}

/** A card as the phones of its vendors show it, light or dark (TPL-6). The phone begins in the panel's own theme. */
export function CardPhone({ layout, content, vendors, params, from, draw, more }: CardPhoneProps) {
  const t = useTranslations(words);
  const name = useSender();
  const theme = usePhoneTheme();
  const [chosen, setChosen] = useState<Vendor | null>(null);
  const vendor = chosen && vendors.includes(chosen) ? chosen : (vendors[0] ?? "huawei");
  const { dark } = theme;
  const html = useCardHtml({ layout, content, vendor, params, dark });
  const label = t("preview_for", { vendor: t(VENDOR_WORDS[vendor]) });
  return (
    <div className="stack">
      <PhoneBar
        value={vendor}
        choose={setChosen}
        options={vendors.map((one) => ({ value: one, label: t(VENDOR_WORDS[one]) }))}
        theme={theme}
        more={more}
      />
      {draw ? (
        draw({ vendor, dark, from: from ?? name, label })
      ) : (
        <Phone html={html} from={from ?? name} label={label} />
      )}
    </div>
  );
}

/** Who sends: the enterprise in use; whoever runs the deployment works in none. */
function useSender(): string {
  return useMe().enterprise?.name ?? "Tidings";
}

interface CardHtml extends Pick<CardPhoneProps, "layout" | "content" | "params"> {
  readonly vendor: Vendor | null;
  readonly dark: boolean;
  /** Each part says where it stands in the content. */
  readonly places?: boolean;
}

/** The document of a card's preview. */
export function useCardHtml({ layout, content, vendor, params, dark, places = false }: CardHtml): string {
  const locale = useLocale();
  const name = useSender();
  const given = JSON.stringify(params ?? {});
  return useMemo(() => {
    const filled = shownParams(content, JSON.parse(given));
    const theme = dark ? "dark" : "light";
    return previewHtml({
      layout,
      content,
      vendor,
      params: filled,
      locale,
      title: name,
      origin,
      theme,
      places,
    });
  }, [layout, content, vendor, given, dark, places, locale, name]);
}

interface VersionPhoneProps {
  readonly version: string;
  readonly layout: string;
  readonly signature?: string | undefined;
  readonly params?: Values;
}

/** The same of a version of a template, which is read first. */
export function VersionPhone({ version, layout, signature, params }: VersionPhoneProps) {
  const { row, loading, failure, retry } = useRow<Version>("template_versions", version);
  if (loading) return <ListSkeleton tiles rows={1} />;
  if (!row) return failure ? <Failed failure={failure} retry={retry} /> : <Missing />;
  const { content, vendors } = row;
  return <CardPhone layout={layout} content={content} vendors={vendors} params={params} from={signature} />;
}
