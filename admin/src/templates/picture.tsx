import { type Content, exampleParams, parametersOf } from "@tidings/shared/templates/content.ts";
import { templateHtml } from "@tidings/shared/templates/html.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/vendors.ts";
import { useMemo } from "react";
import { origin } from "../ui/client.ts";
import { useEnterprise } from "../ui/me.tsx";
import { Phone } from "../ui/phone.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface TemplatePhoneProps {
  readonly layout: string;
  readonly content: Content;
  readonly vendor: Vendor;
}

/** A template as a vendor's phone shows it, parameters filled with their examples (TPL-6). */
export function TemplatePhone({ layout, content, vendor }: TemplatePhoneProps) {
  const t = useTranslations(words);
  const { name } = useEnterprise();
  const html = useTemplateHtml(layout, content, vendor);
  return <Phone html={html} from={name} label={t("preview_for", { vendor: t(VENDOR_WORDS[vendor]) })} />;
}

interface TemplatePictureProps {
  readonly layout: string;
  readonly content: Content;
  readonly label: string;
}

/** Thumbnail of the top of a template's card, for lists. */
export function TemplatePicture({ layout, content, label }: TemplatePictureProps) {
  const html = useTemplateHtml(layout, content, null);
  return (
    <div className="template-picture">
      <Phone html={html} from="" label={label} bare />
    </div>
  );
}

function useTemplateHtml(layout: string, content: Content, vendor: Vendor | null): string {
  const locale = useLocale();
  const { name } = useEnterprise();
  return useMemo(
    () =>
      templateHtml({ layout, content, vendor, params: shownParams(content), locale, title: name, origin }),
    [layout, content, vendor, locale, name],
  );
}

/** The examples. A parameter without one shows its name, so that its place is visible. */
function shownParams(content: Content): Record<string, string> {
  const names = parametersOf(content).map((name) => [name, `〔${name}〕`]);
  const examples = Object.entries(exampleParams(content)).filter(([, example]) => example.trim() !== "");
  return Object.fromEntries([...names, ...examples]);
}
