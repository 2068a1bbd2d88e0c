import { InboxOutlined } from "@ant-design/icons";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import { JUMP_LIMITS } from "@tidings/shared/links/jump.ts";
import type { BadLink } from "@tidings/shared/links/jump_file.ts";
import { JUMP_TROUBLE_WORDS } from "@tidings/shared/links/jump_words.ts";
import { importErrorWords } from "@tidings/shared/numbers/import_errors.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { Alert, Upload } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { ScrollTable } from "../ui/scroll-table.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { LinkFile } from "./use-link-file.ts";
import { words } from "./words.ts";

/** Bad rows shown at most: with this many, the file is clearly wrong. */
const MOST_SHOWN = 50;

/** Field for a workbook of links, with a summary of its contents. */
export function LinkFileField({ file, wrong }: { file: LinkFile; wrong: string | undefined }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { links, trouble } = file;
  const broken =
    trouble instanceof UnreadableFile ? faultText(trouble, locale) : trouble ? t(trouble) : undefined;
  return (
    <FormField label={t("file")} required wrong={broken ?? (links ? undefined : wrong)}>
      <Upload.Dragger
        accept=".xlsx"
        showUploadList={false}
        maxCount={1}
        beforeUpload={(chosen) => {
          void file.take(chosen);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{file.reading ? t("file_reading") : t("file_choose")}</p>
        <p className="ant-upload-hint">{t("file_hint", { max: JUMP_LIMITS.file })}</p>
      </Upload.Dragger>
      {links && file.name !== null && <FileSummary file={file} wrong={wrong} />}
    </FormField>
  );
}

function faultText({ code, details }: UnreadableFile, locale: Locale): string {
  const { message, hint } = importErrorWords(code, locale, details);
  return [message, hint].filter(Boolean).join(" ");
}

function FileSummary({ file, wrong }: { file: LinkFile; wrong: string | undefined }) {
  const t = useTranslations(words);
  const { links, name } = file;
  if (!links) return null;
  if (links.bad.length > 0) {
    return (
      <div className="found" data-testid="bad-links">
        <Alert type="error" showIcon message={t("bad", { count: links.bad.length })} />
        <BadLinks bad={links.bad} />
      </div>
    );
  }
  const repeated = links.repeated > 0 ? t("repeated", { count: links.repeated }) : undefined;
  return (
    <Alert
      className="found"
      type={wrong || links.urls.length === 0 ? "error" : "success"}
      showIcon
      message={links.urls.length === 0 ? t("file_none") : t("file_found", { name, count: links.urls.length })}
      description={wrong && links.urls.length > 0 ? wrong : repeated}
    />
  );
}

function BadLinks({ bad }: { bad: readonly BadLink[] }) {
  const t = useTranslations(words);
  return (
    <>
      <ScrollTable<BadLink>
        size="small"
        pagination={false}
        rowKey="line"
        scroll={{ y: 240 }}
        dataSource={bad.slice(0, MOST_SHOWN)}
        columns={[
          { title: t("line"), dataIndex: "line", width: 70 },
          {
            title: t("link"),
            dataIndex: "url",
            render: (url: string, { trouble }) => (
              <>
                <div className="mono cell-url">{url}</div>
                <div className="wrong">{t(JUMP_TROUBLE_WORDS[trouble.code])}</div>
              </>
            ),
          },
        ]}
      />
      {bad.length > MOST_SHOWN && (
        <div className="faint">{t("bad_more", { count: bad.length - MOST_SHOWN })}</div>
      )}
    </>
  );
}
