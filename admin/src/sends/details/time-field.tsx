import { DatePicker, Flex, Form, Segmented } from "antd";
import { useEnterprise } from "../../ui/me.tsx";
import { clock, dayjs, instantIn } from "../../ui/time.ts";
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
  const shown = (at: string) => dayjs(clock(at, zone));
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
          <DatePicker.RangePicker
            id={{ start: "details-from", end: "details-to" }}
            allowClear={false}
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            placeholder={[t("from"), t("to")]}
            classNames={{ popup: { root: "time-picker" } }}
            value={[shown(time.from), shown(time.to)]}
            disabledDate={(day, { from }) => from !== undefined && Math.abs(day.diff(from, "day")) > 1}
            onChange={(range) => {
              const [from, to] = range ?? [];
              if (from && to)
                set({
                  last: null,
                  from: instantIn(zone, from).toISOString(),
                  to: instantIn(zone, to).toISOString(),
                });
            }}
          />
        </Form.Item>
      )}
    </Flex>
  );
}
