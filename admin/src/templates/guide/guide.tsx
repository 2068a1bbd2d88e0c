import { CATEGORY_WORDS, LAYOUTS, layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { CATEGORIES } from "@tidings/shared/layouts/layout.ts";
import { Card } from "antd";
import { Link, useParams } from "react-router";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { StatusPage } from "../../ui/status-page.tsx";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { guidePath, Helps } from "../helps.tsx";
import { LayoutPicture } from "../picture.tsx";
import { words as templateWords } from "../words.ts";
import { LayoutGuide } from "./layout-guide.tsx";
import { vendors } from "./rules.ts";
import { words } from "./words.ts";

/** The making guide: a page a layout, drawn from the catalogue, and one of all of them. */
export function Guide() {
  const t = useTranslations({ ...templateWords, ...words });
  const { layout: name } = useParams();
  if (name === undefined) return <AllLayouts />;
  const layout = layoutOf(name);
  if (!layout)
    return (
      <StatusPage
        inPage
        status="404"
        title={t("none")}
        hint={t("none_hint")}
        action={<LinkButton to={guidePath()}>{t("all")}</LinkButton>}
      />
    );
  return <LayoutGuide key={name} layout={layout} />;
}

function AllLayouts() {
  const t = useTranslations({ ...templateWords, ...words });
  const locale = useLocale();
  return (
    <Page title={t("guide")} note={t("note")} back="/templates">
      {CATEGORIES.map((category) => (
        <Card key={category} title={t(CATEGORY_WORDS[category])}>
          <div className="choice-grid">
            {LAYOUTS.filter((layout) => layout.category === category).map((layout) => (
              <div key={layout.layout} className="choice">
                <LayoutPicture layout={layout} />
                <div className="choice-words">
                  <Link to={guidePath(layout.layout)} className="template-name">
                    {t(layout.words)}
                  </Link>
                  <span className="faint">{vendors(layout.vendors, locale)}</span>
                </div>
              </div>
            ))}
          </div>
        </Card>
      ))}
      <Helps />
    </Page>
  );
}
