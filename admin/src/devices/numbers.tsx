import {
  CAPABILITY_WORDS,
  type CapabilityState,
  daysOf,
  MOST_NUMBERS,
  NUMBERS_WORDS,
  type NumberCapability,
  type NumbersAnswer,
  numbersIn,
} from "@tidings/shared/devices/numbers.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Alert, Button, Card, Input, Tag } from "antd";
import { useState } from "react";
import { useAmount } from "../ui/amount.ts";
import { callFunction } from "../ui/call-function.ts";
import { FormField } from "../ui/form-field.tsx";
import { useMay } from "../ui/me.tsx";
import { ScrollTable } from "../ui/scroll-table.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const TONES: Readonly<Record<CapabilityState, string>> = {
  can: "success",
  cannot: "error",
  unknown: "default",
  invalid: "warning",
};

type Row = NumberCapability & { readonly key: number };

/** Which numbers show cards (DEV-1), as the carrier of the default channel says. */
export function NumbersCard() {
  const t = useTranslations(words);
  const amount = useAmount();
  const may = useMay();
  const [typed, setTyped] = useState("");
  const [answer, setAnswer] = useState<NumbersAnswer | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const numbers = numbersIn(typed);
  const tooMany = numbers.length > MOST_NUMBERS;
  if (!may("KooMessage:channel:list")) return null;

  async function ask() {
    setAsking(true);
    setFailure(null);
    try {
      setAnswer(await callFunction<NumbersAnswer>("check-device", { numbers }));
    } catch (refusal) {
      setFailure(refusal);
    } finally {
      setAsking(false);
    }
  }

  return (
    <Card title={t(NUMBERS_WORDS.title)} data-testid="numbers">
      <div className="stack">
        <FormField
          label={t(NUMBERS_WORDS.number)}
          htmlFor="device-numbers"
          hint={t("numbers_hint", { most: MOST_NUMBERS })}
          wrong={
            tooMany ? t(NUMBERS_WORDS.many, { count: amount(numbers.length), most: MOST_NUMBERS }) : undefined
          }
        >
          <Input.TextArea
            id="device-numbers"
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </FormField>
        <div>
          <Button
            type="primary"
            loading={asking}
            disabled={numbers.length === 0 || tooMany}
            onClick={() => void ask()}
          >
            {t("numbers_ask")}
          </Button>
        </div>
        <FailedNote failure={failure} />
        {answer !== null && <Answered answer={answer} />}
      </div>
    </Card>
  );
}

function Answered({ answer: { numbers, untold } }: { answer: NumbersAnswer }) {
  const t = useTranslations(words);
  const count = (wanted: CapabilityState) => numbers.filter(({ state }) => state === wanted).length;
  return (
    <div className="stack" role="status" aria-live="polite">
      {untold && <Alert type="warning" showIcon message={t(untold.words)} />}
      <div>
        {t(NUMBERS_WORDS.counts, {
          ...{ can: count("can"), cannot: count("cannot") },
          ...{ unknown: count("unknown"), invalid: count("invalid") },
        })}
      </div>
      <ScrollTable<Row>
        aria-label={t(NUMBERS_WORDS.title)}
        size="small"
        rowKey="key"
        dataSource={numbers.map((one, key) => ({ ...one, key }))}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t(NUMBERS_WORDS.number),
            dataIndex: "number",
            render: (number: string) => <span className="mono">{number}</span>,
          },
          {
            title: t(NUMBERS_WORDS.cards),
            dataIndex: "state",
            render: (state: CapabilityState) => <Tag color={TONES[state]}>{t(CAPABILITY_WORDS[state])}</Tag>,
          },
          {
            title: t(NUMBERS_WORDS.vendor),
            dataIndex: "vendor",
            render: (vendor: Row["vendor"]) => (vendor === null ? "—" : t(VENDOR_WORDS[vendor])),
          },
          {
            title: t(NUMBERS_WORDS.age),
            dataIndex: "asked_at",
            render: (at: Row["asked_at"]) => <Age at={at} />,
          },
        ]}
      />
      <div className="faint">{t(NUMBERS_WORDS.note)}</div>
    </div>
  );
}

function Age({ at }: { at: string | null }) {
  const t = useTranslations(words);
  if (at === null) return "—";
  const days = daysOf(at, Date.now());
  return days === 0 ? t(NUMBERS_WORDS.today) : t(NUMBERS_WORDS.days, { days });
}
