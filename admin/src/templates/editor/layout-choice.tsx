import { CATEGORY_WORDS, isMarketing, LAYOUTS } from "@tidings/shared/layouts/catalogue.ts";
import { CATEGORIES, type Layout } from "@tidings/shared/layouts/layout.ts";
import { PURPOSE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Card } from "antd";
import { useTranslations } from "../../ui/words.ts";

/** The layouts of the catalogue, by purpose (marketing, notification) and category. */
export function LayoutChoice({ choose }: { choose: (layout: Layout) => void }) {
  const t = useTranslations();
  return (
    <div className="stack">
      {(["marketing", "notification"] as const).map((purpose) => (
        <Card key={purpose} title={t(PURPOSE_WORDS[purpose])}>
          <div className="stack">
            {CATEGORIES.map((category) => {
              const layouts = LAYOUTS.filter(
                (layout) => layout.category === category && isMarketing(layout) === (purpose === "marketing"),
              );
              return (
                layouts.length > 0 && (
                  <section key={category}>
                    <h2 className="choice-title">{t(CATEGORY_WORDS[category])}</h2>
                    <div className="choice-grid">
                      {layouts.map((layout) => (
                        <button
                          key={layout.layout}
                          type="button"
                          className="choice"
                          data-layout={layout.layout}
                          onClick={() => choose(layout)}
                        >
                          <b>{t(layout.words)}</b>
                          <span className="faint">
                            {layout.vendors.map((vendor) => t(VENDOR_WORDS[vendor])).join(" · ")}
                          </span>
                        </button>
                      ))}
                    </div>
                  </section>
                )
              );
            })}
          </div>
        </Card>
      ))}
    </div>
  );
}
