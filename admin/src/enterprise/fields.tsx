import { isCleanName } from "@tidings/shared/ground/names.ts";
import { Form, type FormInstance, Input } from "antd";
import { userErrorOf } from "../ui/user-error.ts";
import { type Translate, useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";
import { ZoneSelect } from "./zone-select.tsx";

/** What one sets of an enterprise. */
export interface EnterpriseFields {
  readonly name: string;
  readonly time_zone: string;
}

const nameRule =
  (t: Translate<keyof typeof words>) =>
  async (_rule: unknown, name: string = "") => {
    const length = [...name.trim()].length;
    if (length === 0) throw new Error(t("name_needed"));
    if (!isCleanName(name)) throw new Error(t("name_unclean"));
    if (length < 2 || length > 64) throw new Error(t("name_length"));
  };

interface NameAndZoneProps {
  readonly disabled?: boolean;
  readonly nameHint: string;
  readonly zoneHint: string;
}

/** Name and time zone of an enterprise, in a form. */
export function NameAndZone({ disabled = false, nameHint, zoneHint }: NameAndZoneProps) {
  const t = useTranslations(words);
  return (
    <>
      <Form.Item
        name="name"
        label={t("name")}
        extra={nameHint}
        validateTrigger="onBlur"
        rules={[{ validator: nameRule(t) }]}
      >
        <Input autoComplete="organization" disabled={disabled} />
      </Form.Item>
      <Form.Item name="time_zone" label={t("zone")} extra={zoneHint}>
        <ZoneSelect disabled={disabled} />
      </Form.Item>
    </>
  );
}

const AT: Readonly<Record<string, keyof EnterpriseFields>> = {
  name_required: "name",
  name_unclean: "name",
  enterprise_opened: "name",
  zone_unknown: "time_zone",
  zone_has_plans: "time_zone",
};

/** Puts a refusal at the field that it is about; answers whether there is one. */
export function usePlaced(form: FormInstance): (failure: unknown) => boolean {
  const locale = useLocale();
  return (failure) => {
    const { code, message, hint } = userErrorOf(failure, locale);
    const field = AT[code ?? ""];
    if (field === undefined) return false;
    form.setFields([{ name: field, errors: [`${message} ${hint}`] }]);
    form.scrollToField(field, { focus: true });
    return true;
  };
}
