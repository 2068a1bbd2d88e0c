import { w } from "@tidings/shared/ground/locale.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import type { Trace } from "@tidings/shared/numbers/trace.ts";
import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import { Alert, Flex } from "antd";
import { useEffect, useState } from "react";
import { useMay } from "../ui/me.tsx";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { FailedNote } from "../ui/states.tsx";
import { isTyped, TypedField } from "../ui/typed-field.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { Found } from "./trace.tsx";

const words = {
  what: w("以下数据将被抹除，不能恢复：", "This data will be erased and can't be restored:"),
  ends: w(
    "含完整号码的导出文件全部失效，已导入的号码文件的原件全部删除。",
    "All exports containing full numbers expire, and the originals of all imported number files are deleted.",
  ),
  nothing: w(
    "没有这个号码的数据，请核对号码。即使没有数据，抹除后，含完整号码的导出文件仍会失效，号码文件的原件也会删除。",
    "No data found for this number. Check that it's correct. If you erase it anyway, all exports containing full numbers expire and the originals of imported number files are deleted.",
  ),
  last: w("输入该号码的后四位以确认", "Enter the number's last four digits to confirm"),
  other: w("与号码的后四位不一致", "Doesn't match the last four digits"),
};

/** Before a number is erased: what goes with it, and its last four digits, typed once more (RET-1). */
export function EraseLook({ values, allow }: { values: FormValues; allow: (may: boolean) => void }) {
  const t = useTranslations(words);
  const may = useMay()("KooMessage:recipient:trace");
  const { run } = useVerb<Trace>("trace_recipient");
  const [trace, setTrace] = useState<Trace | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [typed, setTyped] = useState("");
  const number = phoneOrNull(String(values.phone ?? ""));
  const reason = String(values.reason ?? "").trim();
  const last = number?.slice(-4) ?? "";
  const isShown = trace !== null || !may;
  // The look is counted and logged, so it is asked for once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed does not change under the dialog
  useEffect(() => {
    if (number === null || !may) return;
    run({ number, reason }).then(setTrace, setFailure);
  }, []);
  useEffect(() => {
    allow(isShown && last !== "" && isTyped(last, typed));
    return () => allow(false);
  }, [isShown, last, typed, allow]);
  return (
    <Flex vertical gap={12} data-testid="erase-look">
      {may && <b>{t("what")}</b>}
      {trace && <Found trace={trace} />}
      {trace?.found.every(({ count }) => count === 0) && (
        <Alert type="warning" showIcon message={t("nothing")} data-testid="erases-nothing" />
      )}
      {may && !trace && !failure && <FactsSkeleton />}
      <FailedNote failure={failure} />
      <div>{t("ends")}</div>
      <TypedField
        id="erase-last"
        text={last}
        label={t("last")}
        other={t("other")}
        value={typed}
        change={setTyped}
      />
    </Flex>
  );
}
