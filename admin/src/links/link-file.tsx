import { InboxOutlined } from "@ant-design/icons";
import { JUMP_LIMITS, JUMP_TROUBLE_WORDS } from "@tidings/shared/links/jump.ts";
import type { BadLink } from "@tidings/shared/links/jump_file.ts";
import { Alert, Table, Upload } from "antd";
import { Labelled } from "../ui/labelled.tsx";
import { useSay, useWords } from "../ui/words.ts";
import { words } from "./jump-words.ts";
import type { LinkFile } from "./use-link-file.ts";

/** Bad rows that are shown; a file full of them is known to be wrong by then. */
const MOST_SHOWN = 50;

/** Takes a workbook of links, and says what is in it. */
export function LinkFileField({ file, wrong }: { file: LinkFile; wrong: string | undefined }) {
  const say = useWords(words);
  const { links } = file;
  const broken = file.trouble ? say(file.trouble) : undefined;
  return (
    <Labelled label={say("file")} required wrong={broken ?? (links ? undefined : wrong)}>
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
        <p className="ant-upload-text">{file.reading ? say("file_reading") : say("file_choose")}</p>
        <p className="ant-upload-hint">{say("file_hint", { max: JUMP_LIMITS.file })}</p>
      </Upload.Dragger>
      {links && file.name !== null && <Found file={file} wrong={wrong} />}
    </Labelled>
  );
}

function Found({ file, wrong }: { file: LinkFile; wrong: string | undefined }) {
  const say = useWords(words);
  const { links, name } = file;
  if (!links) return null;
  if (links.bad.length > 0) {
    return (
      <div className="found" data-testid="bad-links">
        <Alert type="error" showIcon message={say("bad", { count: links.bad.length })} />
        <BadLinks bad={links.bad} />
      </div>
    );
  }
  const repeated = links.repeated > 0 ? say("repeated", { count: links.repeated }) : undefined;
  return (
    <Alert
      className="found"
      type={wrong || links.urls.length === 0 ? "error" : "success"}
      showIcon
      message={
        links.urls.length === 0 ? say("file_none") : say("file_found", { name, count: links.urls.length })
      }
      description={wrong && links.urls.length > 0 ? wrong : repeated}
    />
  );
}

function BadLinks({ bad }: { bad: readonly BadLink[] }) {
  const say = useWords(words);
  const speak = useSay();
  return (
    <>
      <Table<BadLink>
        size="small"
        pagination={false}
        rowKey="line"
        scroll={{ y: 240 }}
        dataSource={bad.slice(0, MOST_SHOWN)}
        columns={[
          { title: say("line"), dataIndex: "line", width: 70 },
          {
            title: say("link"),
            dataIndex: "url",
            render: (url: string, { trouble }) => (
              <>
                <div className="mono cell-url">{url}</div>
                <div className="wrong">{speak(JUMP_TROUBLE_WORDS[trouble.code])}</div>
              </>
            ),
          },
        ]}
      />
      {bad.length > MOST_SHOWN && (
        <div className="faint">{say("bad_more", { count: bad.length - MOST_SHOWN })}</div>
      )}
    </>
  );
}
