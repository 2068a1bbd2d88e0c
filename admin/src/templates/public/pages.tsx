import { basicContentSchema } from "@tidings/shared/basic/content.ts";
import { publicTemplate } from "@tidings/shared/templates/public_template.ts";
import { Card } from "antd";
import { BasicPhone } from "../../ui/basic-phone.tsx";
import { CardPhone } from "../../ui/card-phone.tsx";
import type { DrawnResource } from "../../ui/resource/pages.tsx";
import { slotsOf } from "../../ui/resource/slots.ts";
import { useTranslations } from "../../ui/words.ts";
import { Helps } from "../helps.tsx";
import { TemplateSwitch } from "../switch.tsx";
import { words } from "../words.ts";
import { type PublicCard, PublicCards } from "./cards.tsx";

/** Public templates: declared, but for the cards of the list and the phone. */
export const publicTemplates: DrawnResource = {
  of: publicTemplate,
  slots: slotsOf<PublicCard>({
    always: [{ field: "kind", operator: "eq", value: "aim" }],
    aside: (row) => <Preview card={row} />,
    Cards: PublicCards,
    Switch: TemplateSwitch,
    After: Helps,
  }),
};

function Preview({ card }: { card: PublicCard }) {
  const t = useTranslations(words);
  const storyboard = card.kind === "basic" ? basicContentSchema.safeParse(card.content).data : undefined;
  return (
    <Card title={t("preview")} className="preview">
      {storyboard ? (
        <BasicPhone content={storyboard} signature={null} />
      ) : (
        <CardPhone layout={card.layout} content={card.content} vendors={card.vendors} />
      )}
    </Card>
  );
}
