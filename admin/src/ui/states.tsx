import { CloudOutlined, LockOutlined, ReloadOutlined, SearchOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { type ResourceName, resourceName } from "@tidings/shared/people/words.ts";
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { Drawing, type DrawingName } from "./drawing.tsx";
import { LinkButton } from "./link-button.tsx";
import { StatusPage } from "./status-page.tsx";
import { userErrorOf } from "./user-error.ts";
import { AwayButton } from "./way-back.tsx";
import { useWayOut } from "./way-out.ts";
import { useLocale, useTranslations } from "./words.ts";

const words = {
  retry: w("重试", "Try again"),
  code: w("错误代码：{code}", "Error code: {code}"),
  missing: w("未找到该内容", "Not found"),
  missing_resource: w("没有这个{resource}", "This {resource} doesn't exist"),
  missing_hint: w(
    "地址可能不完整，或者该内容属于另一个企业。",
    "The URL may be incomplete, or the item belongs to another enterprise.",
  ),
  no_choices: w("没有可选项", "Nothing to choose from"),
  back: w("返回列表", "Back to the list"),
};

interface FailedProps {
  readonly failure: unknown;
  readonly retry?: () => void;
  readonly full?: boolean;
}

/** Error state of a page: what happened, what to do, and a retry button. */
export function Failed({ failure, retry, full = false }: FailedProps) {
  const t = useTranslations(words);
  const error = userErrorOf(failure, useLocale());
  const icon = error.kind === "forbidden" ? <LockOutlined /> : <CloudOutlined />;
  return (
    <div className={full ? "fill fill-window" : "fill"} role="alert">
      <StatusPage
        inPage={!full}
        icon={icon}
        title={error.message}
        hint={
          <>
            {error.hint}
            {error.kind === "broken" && error.code !== null && (
              <div className="faint">{t("code", { code: error.code })}</div>
            )}
          </>
        }
        action={
          retry && (
            <Button icon={<ReloadOutlined />} onClick={retry}>
              {t("retry")}
            </Button>
          )
        }
      />
    </div>
  );
}

/** Error note above content that stays: a refused form, a list that could not be refreshed. */
export function FailedNote({ failure, retry }: { failure: unknown; retry?: () => void }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const wayOut = useWayOut();
  if (failure === null || failure === undefined) return null;
  const error = userErrorOf(failure, locale);
  const out = wayOut(failure);
  return (
    <Alert
      type="error"
      showIcon
      className="failed-note"
      message={error.message}
      description={error.hint}
      action={
        out ? (
          <AwayButton to={out.to}>{t(out.label)}</AwayButton>
        ) : (
          retry && (
            <Button size="small" onClick={retry}>
              {t("retry")}
            </Button>
          )
        )
      }
    />
  );
}

interface MissingProps {
  readonly resource?: ResourceName;
  /** The path of the list. */
  readonly back?: string;
}

/** Not found: the row does not exist or may not be read. With a link back. */
export function Missing({ resource, back }: MissingProps) {
  const t = useTranslations(words);
  return (
    <StatusPage
      status="404"
      icon={<SearchOutlined />}
      title={resource ? t("missing_resource", { resource: t(resourceName(resource)) }) : t("missing")}
      hint={t("missing_hint")}
      action={back && <LinkButton to={back}>{t("back")}</LinkButton>}
    />
  );
}

interface EmptyProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly action?: ReactNode;
  /** What it is about. */
  readonly drawing?: DrawingName;
}

/** Empty state: what will be here, and how to add it. */
export function Empty({ title, hint, action, drawing = "list" }: EmptyProps) {
  return (
    <div className="empty">
      <Drawing of={drawing} />
      <div className="empty-title">{title}</div>
      {hint && <div className="faint">{hint}</div>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  );
}

/** What antd shows where it has nothing of its own, as in a list of choices. */
export function NoChoices() {
  const t = useTranslations(words);
  return <Empty title={t("no_choices")} drawing="search" />;
}
