import type { Content } from "@tidings/shared/templates/content.ts";
import { useCardHtml } from "../ui/card-phone.tsx";
import { Phone } from "../ui/phone.tsx";
import { useIsDark } from "../ui/theme.ts";

interface TemplatePictureProps {
  readonly layout: string;
  readonly content: Content;
  readonly label: string;
}

/** Thumbnail of the top of a template's card, for lists. */
export function TemplatePicture({ layout, content, label }: TemplatePictureProps) {
  const html = useCardHtml({ layout, content, vendor: null, params: null, dark: useIsDark() });
  return (
    <div className="template-picture">
      <Phone html={html} from="" label={label} bare />
    </div>
  );
}
