import { CATEGORY_WORDS, isMarketing, LAYOUTS, layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { CATEGORIES, type Layout } from "@tidings/shared/layouts/layout.ts";
import { PURPOSE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Card } from "antd";
import { useEffect, useRef } from "react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "../../ui/words.ts";
import { guidePath, Helps } from "../helps.tsx";
import { LayoutPicture } from "../picture.tsx";
import { words } from "../words.ts";

/** The layouts of the catalogue as small phones, by purpose (marketing, notification) and category. `?layout=` has chosen one already. */
export function LayoutChoice({ choose }: { choose: (layout: Layout) => void }) {
  const t = useTranslations(words);
  useAsked(choose);
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
                    <h2 className="group-title">{t(CATEGORY_WORDS[category])}</h2>
                    <div className="choice-grid">
                      {layouts.map((layout) => (
                        <div key={layout.layout} className="choice">
                          <LayoutPicture layout={layout} />
                          <div className="choice-words">
                            <button
                              type="button"
                              className="template-name plain-button"
                              data-layout={layout.layout}
                              onClick={() => choose(layout)}
                            >
                              {t(layout.words)}
                            </button>
                            <span className="faint">
                              {layout.vendors.map((vendor) => t(VENDOR_WORDS[vendor])).join(" · ")}
                            </span>
                            <Link to={guidePath(layout.layout)} className="choice-guide">
                              {t("guide")}
                            </Link>
                          </div>
                        </div>
                      ))}
                    </div>
                  </section>
                )
              );
            })}
          </div>
        </Card>
      ))}
      <Helps />
    </div>
  );
}

/** Chooses the layout that the address names, as the guide's button does. */
function useAsked(choose: (layout: Layout) => void) {
  const [asked, setAsked] = useSearchParams();
  const name = asked.get("layout");
  const done = useRef(false);
  useEffect(() => {
    const layout = name === null ? undefined : layoutOf(name);
    if (!layout || done.current) return;
    done.current = true;
    setAsked({}, { replace: true });
    choose(layout);
  }, [name, choose, setAsked]);
}
