import { UploadOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { importErrorWords } from "@tidings/shared/numbers/import_errors.ts";
import { typedPhones } from "@tidings/shared/numbers/typed.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { exampleParams } from "@tidings/shared/templates/content.ts";
import { Alert, App, Button, Flex, Form, Input, Segmented, Upload } from "antd";
import { type ReactNode, useState } from "react";
import type { AnyContent } from "../context.ts";
import "./cards.css";
import type { ActionOffer } from "../../ui/action-dialog.tsx";
import { cutInWorker } from "../../ui/cut.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { FormField } from "../../ui/form-field.tsx";
import type { VerbName } from "../../ui/rows.ts";
import { FailedNote } from "../../ui/states.tsx";
import { useSubmission } from "../../ui/submission.ts";
import { offerDone } from "../../ui/transition.ts";
import { useVerb } from "../../ui/verb.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";

/** What one test takes; an enterprise has no more than these in all (TPL-1). */
const MOST = 10;

const words = {
  to: w("发送对象", "Recipients"),
  typed: w("手动输入", "Enter manually"),
  file: w("文件上传", "Upload file"),
  numbers: w("手机号码", "Phone numbers"),
  numbers_hint: w(
    "每行一个，或用逗号隔开，最多 {most} 个。",
    "One per line or separated by commas, up to {most} numbers.",
  ),
  choose: w("选择文件", "Choose file"),
  file_hint: w(
    "xlsx / csv / txt，系统读取其中的手机号码，最多 {most} 个。",
    "XLSX, CSV or TXT. We read up to {most} phone numbers from the file.",
  ),
  found: w("找到 {count} 个号码", "{count} {count:number|numbers} found"),
  wrong: w("不是手机号码：{parts}", "Not a mobile number: {parts}"),
  many: w(
    "共 {count} 个号码，已超过 {most} 个的上限",
    "You entered {count} numbers, but the limit is {most}",
  ),
  none: w("请填写手机号码", "Enter phone numbers"),
};

/** What is tried: a template, or a public one. */
export interface Tested {
  readonly name: string;
  readonly content: Pick<AnyContent, "params">;
  /** How it looks with these values. */
  readonly phone: (params: Readonly<Record<string, string>>) => ReactNode;
  readonly parameters: readonly string[];
}

interface TestSendProps {
  readonly verb: VerbName;
  /** Its words, and the argument that names the template. */
  readonly offer: ActionOffer;
  readonly card: Tested;
  readonly close: () => void;
}

/** A test of a template (测试发送): how it looks at the left, to whom at the right. */
export function TestSend({ verb, offer, card, close }: TestSendProps) {
  const { message } = App.useApp();
  const { run } = useVerb(verb);
  const [given, setGiven] = useState<Given>({ phones: [], wrong: [] });
  const [params, setParams] = useState<Readonly<Record<string, string>>>(() => exampleParams(card.content));
  const { tried, busy, failure, act } = useSubmission({
    ready: () => troubleOf(given, true) === undefined,
    run: async () => {
      const used = Object.fromEntries(card.parameters.map((name) => [name, valueAt(params, name) ?? ""]));
      // One set of values for all numbers.
      const values = card.parameters.length > 0 ? { params: [used] } : {};
      const answer = await run({ ...offer.args, input: { numbers: given.phones, ...values } });
      message.success(offerDone(offer.done, answer));
      close();
    },
  });

  return (
    <Dialog
      width={860}
      title={offer.title}
      okText={offer.label}
      confirmLoading={busy !== null}
      onOk={() => void act(true)}
      onCancel={close}
    >
      <div className="look">
        {card.phone(params)}
        <Form layout="vertical" component="div">
          <p className="faint">{offer.body}</p>
          <Numbers given={given} take={setGiven} tried={tried !== "no"} />
          {card.parameters.map((name) => (
            <FormField key={name} label={name} htmlFor={`test-param-${name}`} required>
              <Input
                id={`test-param-${name}`}
                value={valueAt(params, name) ?? ""}
                onChange={(event) => setParams({ ...params, [name]: event.target.value })}
              />
            </FormField>
          ))}
          <FailedNote failure={failure} />
        </Form>
      </div>
    </Dialog>
  );
}

/** The numbers of a test, each once, and what is none of those that were typed. */
interface Given {
  readonly phones: readonly string[];
  readonly wrong: readonly string[];
}

interface NumbersProps {
  readonly given: Given;
  readonly take: (given: Given) => void;
  readonly tried: boolean;
}

/** To whom: typed, or out of a file. */
function Numbers({ given, take, tried }: NumbersProps) {
  const t = useTranslations(words);
  const [way, setWay] = useState<"typed" | "file">("typed");
  const [typed, setTyped] = useState("");
  const of = (text: string): Given => {
    const { phones, wrong } = typedPhones(text);
    return { phones: [...new Set(phones)], wrong };
  };
  const wrong = troubleOf(given, tried);
  const told = wrong && t(wrong.key, { ...wrong.values, most: MOST });
  return (
    <>
      <FormField label={t("to")}>
        <Segmented
          value={way}
          onChange={(next) => {
            setWay(next);
            take(next === "typed" ? of(typed) : { phones: [], wrong: [] });
          }}
          options={(["typed", "file"] as const).map((value) => ({ value, label: t(value) }))}
        />
      </FormField>
      {way === "typed" ? (
        <FormField
          label={t("numbers")}
          htmlFor="test-numbers"
          hint={t("numbers_hint", { most: MOST })}
          wrong={told}
          required
        >
          <Input.TextArea
            id="test-numbers"
            value={typed}
            autoSize={{ minRows: 3, maxRows: 10 }}
            onChange={({ target }) => {
              setTyped(target.value);
              take(of(target.value));
            }}
          />
        </FormField>
      ) : (
        <FormField
          label={t("numbers")}
          htmlFor="test-file"
          hint={t("file_hint", { most: MOST })}
          wrong={told}
          required
        >
          <FileNumbers
            take={(phones) => take({ phones: [...new Set(phones)], wrong: [] })}
            found={given.phones.length}
          />
        </FormField>
      )}
    </>
  );
}

function troubleOf({ phones, wrong }: Given, tried: boolean) {
  if (wrong.length > 0) return { key: "wrong", values: { parts: wrong.slice(0, 3).join(" · ") } } as const;
  if (phones.length > MOST) return { key: "many", values: { count: phones.length } } as const;
  return phones.length === 0 && tried ? ({ key: "none", values: {} } as const) : undefined;
}

interface FileNumbersProps {
  readonly take: (phones: readonly string[]) => void;
  readonly found: number;
}

/** Takes the numbers out of a file, as a number file is read. Nothing is kept of it. */
function FileNumbers({ take, found }: FileNumbersProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const [name, setName] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function read(file: File) {
    setReading(true);
    setTrouble(null);
    take([]);
    try {
      const [first] = await cutInWorker({ file, name: file.name, purpose: "aim", fits: false });
      const cells = ((await first?.body.text()) ?? "").replaceAll('"', "");
      take(typedPhones(cells).phones);
      setName(file.name);
    } catch (failure) {
      if (!(failure instanceof UnreadableFile)) throw failure;
      setTrouble(importErrorWords(failure.code, locale, failure.details).message);
    } finally {
      setReading(false);
    }
  }

  return (
    <Flex vertical gap={8} align="start">
      <Upload
        id="test-file"
        accept=".xlsx,.csv,.txt"
        showUploadList={false}
        beforeUpload={(file) => {
          void read(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} loading={reading}>
          {name ?? t("choose")}
        </Button>
      </Upload>
      {name && !reading && !trouble && <span className="faint">{t("found", { count: found })}</span>}
      {trouble && <Alert type="error" showIcon message={trouble} />}
    </Flex>
  );
}
