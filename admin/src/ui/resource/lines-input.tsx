import { InboxOutlined } from "@ant-design/icons";
import { type Words, w } from "@tidings/shared/ground/locale.ts";
import { importErrorWords } from "@tidings/shared/numbers/import_errors.ts";
import { rowsOf } from "@tidings/shared/numbers/reading.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { type LinesInput as Asked, linesOf } from "@tidings/shared/resource/lines.ts";
import { Input, Upload } from "antd";
import { useRef, useState } from "react";
import { cutInWorker } from "../cut.ts";
import { useLocale, useTranslations } from "../words.ts";

const SAYS = {
  choose: w("单击选择或拖入 xlsx 文件", "Click, or drop an XLSX file here"),
  reading: w("正在读取…", "Reading…"),
  kind: w("只能上传 xlsx 文件", "Only XLSX files are supported"),
  found: w(
    "现有 {count, number} 个，最多 {most, number} 个",
    "{count, number} entered; at most {most, number}",
  ),
  repeated: w(
    "{count, number} 个重复项只计一次",
    "{count, number} {count:duplicate is|duplicates are} counted once",
  ),
} as const satisfies Record<string, Words>;

interface LinesInputProps {
  readonly id: string;
  readonly asked: Asked;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}

/** Many entries: typed, or from a workbook that is read in the browser; and how many there are. */
export function LinesInput({ id, asked, value, change }: LinesInputProps) {
  const t = useTranslations();
  const { good, repeated } = linesOf(asked, value);
  const count = good.length;
  const said = [
    t(SAYS.found, { count, most: asked.most }),
    ...(repeated > 0 ? [t(SAYS.repeated, { count: repeated })] : []),
  ];
  return (
    <>
      {asked.from === "text" ? (
        <Input.TextArea
          id={id}
          className="mono"
          autoSize={{ minRows: 4, maxRows: 12 }}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <Workbook id={id} change={change} />
      )}
      <div className="faint" data-testid={`${id}-found`}>
        {said.join(" · ")}
      </div>
    </>
  );
}

/** Rows read at most: more than any list may have, so that a list that is too long is counted. */
const MOST_ROWS = 100_000;

async function cellsIn(file: File): Promise<string[]> {
  const parts = await cutInWorker({ file, name: file.name, purpose: "aim", fits: false });
  const text = await new Blob(parts.map(({ body }) => body)).text();
  return rowsOf(text, MOST_ROWS).map(([cell = ""]) => cell);
}

function Workbook({ id, change }: Pick<LinesInputProps, "id" | "change">) {
  const t = useTranslations();
  const locale = useLocale();
  const [state, setState] = useState<{ name: string; reading: boolean; wrong?: string } | null>(null);
  const latest = useRef<File | null>(null);

  async function take(file: File) {
    latest.current = file;
    const { name } = file;
    const show = (cells: readonly string[], more: { reading: boolean; wrong?: string }) => {
      if (latest.current !== file) return;
      change(cells);
      setState({ name, ...more });
    };
    if (!/\.xlsx$/i.test(name)) return show([], { reading: false, wrong: t(SAYS.kind) });
    show([], { reading: true });
    try {
      show(await cellsIn(file), { reading: false });
    } catch (failure) {
      if (!(failure instanceof UnreadableFile)) console.warn("workbook of entries", failure);
      const { code, details } =
        failure instanceof UnreadableFile ? failure : new UnreadableFile("file_unreadable");
      const { message, hint } = importErrorWords(code, locale, details);
      show([], { reading: false, wrong: [message, hint].filter(Boolean).join(" ") });
    }
  }

  return (
    <>
      <Upload.Dragger
        id={id}
        accept=".xlsx"
        showUploadList={false}
        maxCount={1}
        beforeUpload={(chosen) => {
          void take(chosen);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{t(state?.reading ? SAYS.reading : SAYS.choose)}</p>
        {state && <p className="ant-upload-hint">{state.name}</p>}
      </Upload.Dragger>
      {state?.wrong && <div className="wrong">{state.wrong}</div>}
    </>
  );
}
