import { w } from "@tidings/shared/ground/locale.ts";
import { WHOLE_NUMBER } from "@tidings/shared/numbers/erasure.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { TRACED_WORDS, type Trace } from "@tidings/shared/numbers/trace.ts";
import { NOUNS, rightOf } from "@tidings/shared/resource/nouns.ts";
import { Button, Card, Flex, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { ReasonField, useReason } from "../ui/reason-field.tsx";
import { ScrollTable } from "../ui/scroll-table.tsx";
import { FailedNote } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";

const words = {
  title: w("查找一个号码的全部数据", "Find all data for a number"),
  note: w(
    "统计本企业的数据中有多少条含有这个号码；号码脱敏显示。查找人和原因会写入审计日志。",
    "We count the places where this number appears in your enterprise's stored data. The number stays masked. Each search and its reason are recorded in the audit log.",
  ),
  phone: w("手机号", "Phone number"),
  phone_hint: w("完整的手机号，常用写法均可。", "The full phone number, in any common format."),
  reason_hint: w("例如：客户询问保存了哪些数据。", "For example: a customer asks what data you store."),
  trace: w("查找", "Find"),
  erase: w("抹除这个号码…", "Erase this number…"),
  found: w("{number} 的数据", "Data for {number}"),
  nothing: w("没有 {number} 的数据", "No data for {number}"),
  what: w("数据", "Data"),
  count: w("数量", "Count"),
  first: w("最早", "Earliest"),
  last: w("最近", "Latest"),
};

/** Above the erasures: how much is kept of one number (RET-1). What is typed is in no address and no draft. */
export function TraceNumber() {
  const t = useTranslations(words);
  const may = useMay()("KooMessage:recipient:trace");
  const { run, running } = useVerb<Trace>("trace_recipient");
  const reason = useReason();
  const [typed, setTyped] = useState("");
  const [partial, setPartial] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [trace, setTrace] = useState<Trace | null>(null);
  const navigate = useNavigate();
  const erases = useMay()(rightOf("erasure", "create") ?? "");
  if (!may) return null;

  /** The form for it, with the number and the reason that were typed; neither is in an address. */
  const erase = () =>
    navigate(`/${NOUNS.erasure.path}/new`, { state: { filled: { phone: typed, reason: reason.text } } });

  async function ask() {
    // An answer is under the question it answers.
    setTrace(null);
    setFailure(null);
    const why = reason.take();
    const number = phoneOrNull(typed);
    setPartial(number === null);
    if (why === null || number === null) return;
    try {
      setTrace(await run({ number, reason: why }));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Card className="narrow">
      <section data-testid="trace">
        <h2 className="part-title">{t("title")}</h2>
        <p className="faint">{t("note")}</p>
        <div className="pair">
          <FormField
            label={t("phone")}
            htmlFor="trace-phone"
            required
            hint={t("phone_hint")}
            wrong={partial ? t(WHOLE_NUMBER) : undefined}
          >
            <Input
              id="trace-phone"
              value={typed}
              maxLength={32}
              autoComplete="off"
              inputMode="tel"
              onChange={({ target }) => setTyped(target.value)}
              onPressEnter={() => void ask()}
            />
          </FormField>
          <ReasonField id="trace-reason" reason={reason} hint={t("reason_hint")} />
        </div>
        <Flex vertical gap={12}>
          <FailedNote failure={failure} />
          <Flex>
            <Button loading={running} onClick={() => void ask()} data-verb="trace_recipient">
              {t("trace")}
            </Button>
          </Flex>
          {trace !== null && <Found trace={trace} />}
          {trace !== null && erases && (
            <Flex>
              <Button danger onClick={erase} data-testid="erase-traced">
                {t("erase")}
              </Button>
            </Flex>
          )}
        </Flex>
      </section>
    </Card>
  );
}

/** How much is kept of a number, by what it is. */
export function Found({ trace: { number, found } }: { readonly trace: Trace }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const rows = found.filter(({ count }) => count > 0);
  if (rows.length === 0) return <p data-testid="traced">{t("nothing", { number })}</p>;
  const time = (at: string | null) => clock(at, zone);
  return (
    <ScrollTable
      aria-label={t("found", { number })}
      size="small"
      rowKey="what"
      pagination={false}
      dataSource={rows}
      title={() => t("found", { number })}
      data-testid="traced"
      columns={[
        {
          title: t("what"),
          dataIndex: "what",
          render: (what: Trace["found"][number]["what"]) => t(TRACED_WORDS[what]),
        },
        { title: t("count"), dataIndex: "count", align: "right" },
        { title: t("first"), dataIndex: "first_at", render: time },
        { title: t("last"), dataIndex: "last_at", render: time },
      ]}
    />
  );
}
