import { Flex, Form, Segmented } from "antd";
import { Moments } from "../../ui/date.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { useTranslations } from "../../ui/words.ts";
import { customOf, type SendTime, timeProblem } from "./query.ts";
import { words } from "./words.ts";

interface TimeFieldProps {
  readonly time: SendTime;
  readonly set: (time: SendTime) => void;
}

/** 发送时间: the last hour, the last 24 hours, or a custom range of at most 24 hours, in the enterprise's zone. */
export function TimeField({ time, set }: TimeFieldProps) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const problem = timeProblem(time);
  return (
    <Flex gap="4px 12px" wrap align="start">
      <Form.Item label={t("time")} className="filter">
        <Segmented<1 | 24 | 0>
          aria-label={t("time")}
          value={time.last ?? 0}
          onChange={(last) => set(last === 0 ? customOf(time, new Date()) : { last })}
          options={[
            { value: 1, label: t("last_hour") },
            { value: 24, label: t("last_day") },
            { value: 0, label: t("custom") },
          ]}
        />
      </Form.Item>
      {time.last === null && (
        <Form.Item
          label={t("zone", { zone })}
          className="filter"
          htmlFor="details-from"
          validateStatus={problem ? "error" : undefined}
          help={problem && <span role="alert">{t(problem)}</span>}
        >
          <Moments
            id="details-from"
            placeholder={[t("from"), t("to")]}
            classNames={{ popup: { root: "time-picker" } }}
            value={[time.from, time.to]}
            disabledDate={(day, { from }) => from !== undefined && Math.abs(day.diff(from, "day")) > 1}
            change={([from, to]) => set({ last: null, from, to })}
          />
        </Form.Item>
      )}
    </Flex>
  );
}
