import { CheckCircleOutlined, CloseCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { listText } from "@tidings/shared/ground/locale.ts";
import { CATEGORY_WORDS, isMarketing, LAYOUTS } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout } from "@tidings/shared/layouts/layout.ts";
import { ACTION_TYPES, ACTIONS, OPPO_ACTIONS } from "@tidings/shared/templates/actions.ts";
import { badOf, goodOf } from "@tidings/shared/templates/examples.ts";
import { Card, Flex, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Findings } from "../../contents/findings.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { guidePath, Helps } from "../helps.tsx";
import { LayoutPicture, TemplatePicture } from "../picture.tsx";
import { words as templateWords } from "../words.ts";
import { Parts } from "./parts.tsx";
import { vendors, whenOf } from "./rules.ts";
import { words } from "./words.ts";

/** How a template of one layout is made: what it looks like, its parts and their limits, what a tap may do, and what not to write. */
export function LayoutGuide({ layout }: { layout: Layout }) {
  const t = useTranslations({ ...templateWords, ...words });
  const may = useMay();
  const [style, setStyle] = useState(layout.styles[0]?.style);
  return (
    <Page
      title={t(layout.words)}
      note={`${t("guide")} · ${t(CATEGORY_WORDS[layout.category])}`}
      back={guidePath()}
      actions={
        may("KooMessage:template:create") && (
          <LinkButton type="primary" icon={<PlusOutlined />} to={`/templates/new?layout=${layout.layout}`}>
            {t("use")}
          </LinkButton>
        )
      }
    >
      <div className="guide-top">
        <div className="stack">
          {layout.styles.length > 1 && (
            <Segmented
              block
              value={style}
              onChange={setStyle}
              aria-label={t("styles")}
              options={layout.styles.map((one) => ({ value: one.style, label: t(one.words) }))}
            />
          )}
          <div className="guide-phone">
            <LayoutPicture layout={layout} {...(style ? { style } : {})} />
          </div>
        </div>
        <div className="stack">
          <Card title={t("whole")}>
            <Whole layout={layout} />
          </Card>
          <Card title={t("parts")}>
            <Parts layout={layout} />
          </Card>
        </div>
      </div>
      <Examples layout={layout} style={style} />
      <Card title={t("actions")}>
        <Actions layout={layout} />
      </Card>
      <Neighbours layout={layout} />
      <Helps layout={layout.layout} />
    </Page>
  );
}

function Whole({ layout }: { layout: Layout }) {
  const t = useTranslations({ ...templateWords, ...words });
  const locale = useLocale();
  const numbers = [
    t("max_parameters", { max: layout.max_parameters }),
    ...(layout.max_images ? [t("max_images", { max: layout.max_images })] : []),
  ];
  return (
    <ul className="guide-list">
      <li>{t("vendors", { vendors: vendors(layout.vendors, locale) })}</li>
      <li>{numbers.join(locale === "en" ? ", " : "，")}</li>
      <li>{t(isMarketing(layout) ? "marketing" : "notification")}</li>
      {layout.options.map((option) => (
        <li key={option.name}>
          {t("choices", {
            option: t(option.words),
            values: option.values
              .map(({ words: value, only_vendors: only }) =>
                only ? `${t(value)} (${t("only", { vendors: vendors(only, locale) })})` : t(value),
              )
              .join(" · "),
          })}
          {option.when && <span className="faint"> {whenOf(option.when, layout, locale).join(" · ")}</span>}
        </li>
      ))}
    </ul>
  );
}

function Examples({ layout, style }: { layout: Layout; style: string | undefined }) {
  const t = useTranslations({ ...templateWords, ...words });
  const bad = badOf(layout, style);
  return (
    <div className="halves">
      <Card
        title={
          <span className="guide-good">
            <CheckCircleOutlined /> {t("good")}
          </span>
        }
      >
        <div className="guide-example">
          <TemplatePicture layout={layout.layout} content={goodOf(layout, style)} label={t("good")} />
          <p>{t("good_note")}</p>
        </div>
      </Card>
      <Card
        title={
          <span className="guide-bad">
            <CloseCircleOutlined /> {t("bad")}
          </span>
        }
      >
        <div className="guide-example">
          <TemplatePicture layout={layout.layout} content={bad.content} label={t("bad")} />
          <div>
            <p>{t("bad_note")}</p>
            <Findings findings={bad.findings} />
          </div>
        </div>
      </Card>
    </div>
  );
}

function Actions({ layout }: { layout: Layout }) {
  const t = useTranslations({ ...templateWords, ...words });
  const locale = useLocale();
  const names = (types: readonly (keyof typeof ACTIONS)[]) =>
    listText(
      types.map((type) => t(ACTIONS[type].words)),
      locale,
    );
  return (
    <div className="stack">
      {layout.vendors.includes("oppo") && <p>{t("actions_oppo", { actions: names(OPPO_ACTIONS) })}</p>}
      <ul className="guide-actions">
        {ACTION_TYPES.map((type) => (
          <li key={type}>
            <b>{t(ACTIONS[type].words)}</b>
            <span className="faint">
              {ACTIONS[type].fields
                .map((field) => `${t(field.words)}${field.required ? "" : ` (${t("optional")})`}`)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Neighbours({ layout }: { layout: Layout }) {
  const t = useTranslations({ ...templateWords, ...words });
  const at = LAYOUTS.indexOf(layout);
  const [before, after] = [LAYOUTS[at - 1], LAYOUTS[at + 1]];
  return (
    <Flex justify="space-between" gap={12} wrap>
      {before ? (
        <Link to={guidePath(before.layout)}>{t("before", { name: t(before.words) })}</Link>
      ) : (
        <span />
      )}
      {after && <Link to={guidePath(after.layout)}>{t("after", { name: t(after.words) })}</Link>}
    </Flex>
  );
}
