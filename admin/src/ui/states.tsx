import { CloudOutlined, LockOutlined, ReloadOutlined, SearchOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { type ResourceName, resourceName } from "@tidings/shared/people/words.ts";
import { Alert, Empty as AntEmpty, Button, Spin } from "antd";
import type { ReactNode } from "react";
import { LinkButton } from "./link-button.tsx";
import { StatusPage } from "./status-page.tsx";
import { userErrorOf, wayOutOf } from "./user-error.ts";
import { AwayButton } from "./way-back.tsx";
import { useLocale, useTranslations } from "./words.ts";

const words = {
  loading: w("加载中…", "Loading…"),
  retry: w("重试", "Try again"),
  code: w("错误代码：{code}", "Code: {code}"),
  missing: w("未找到该内容", "Not found"),
  missing_resource: w("没有这个{resource}", "There is no such {resource}"),
  missing_hint: w(
    "地址可能不完整，或者它属于另一个企业。",
    "The address may be incomplete, or it belongs to another enterprise.",
  ),
  back: w("返回列表", "Back to the list"),
};

/** Loading indicator. `full` fills the window. */
export function Loading({ full = false }: { full?: boolean }) {
  const t = useTranslations(words);
  return (
    <div className={full ? "fill fill-window" : "fill"} role="status" aria-label={t("loading")}>
      <Spin size="large" />
    </div>
  );
}

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
  if (failure === null || failure === undefined) return null;
  const error = userErrorOf(failure, locale);
  const out = wayOutOf(failure);
  return (
    <Alert
      type="error"
      showIcon
      className="failed-note"
      message={error.message}
      description={error.hint}
      action={
        out ? (
          <AwayButton to={out.to}>{t(out.words)}</AwayButton>
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
  readonly hint?: string;
  readonly action?: ReactNode;
}

/** Empty state: what will be here, and how to add it. */
export function Empty({ title, hint, action }: EmptyProps) {
  return (
    <AntEmpty
      className="empty"
      image={AntEmpty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div className="empty-title">{title}</div>
          {hint && <div className="faint">{hint}</div>}
        </>
      }
    >
      {action}
    </AntEmpty>
  );
}
