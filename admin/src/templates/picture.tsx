import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { skeletonOf } from "@tidings/shared/templates/picture/skeleton.ts";
import { useCardHtml } from "../ui/card-phone.tsx";
import { Phone } from "../ui/phone.tsx";
import { useIsDark } from "../ui/theme.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import "./templates.css";

interface TemplatePictureProps {
  readonly layout: string;
  readonly content: Content;
  readonly label: string;
}

/** The top of a card, as wide as what it stands in; what is missing in it is drawn as its place. */
export function TemplatePicture({ layout, content, label }: TemplatePictureProps) {
  const locale = useLocale();
  const found = layoutOf(layout);
  const shown = found ? skeletonOf({ layout: found, locale, content }) : content;
  const html = useCardHtml({ layout, content: shown, vendor: null, params: null, dark: useIsDark() });
  return (
    <div className="template-picture">
      <Phone html={html} from="" label={label} bare />
    </div>
  );
}

/** A layout as a small phone: every part in its place. */
export function LayoutPicture({ layout, style }: { layout: Layout; style?: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const begun: Content = { ...(style ? { style } : {}), slots: {} };
  const content = skeletonOf({ layout, locale, content: begun, whole: true });
  const html = useCardHtml({ layout: layout.layout, content, vendor: null, params: null, dark: useIsDark() });
  return (
    <div className="template-picture layout-picture">
      <Phone html={html} from="" label={t(layout.words)} bare />
    </div>
  );
}
