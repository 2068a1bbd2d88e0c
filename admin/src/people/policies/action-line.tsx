import { CloseOutlined } from "@ant-design/icons";
import type { Words } from "@tidings/shared/ground/locale.ts";
import {
  OPERATION_WORDS,
  type Operation,
  RESOURCE_WORDS,
  type Resource,
  resourcesOf,
  SERVICE_WORDS,
  SERVICES,
} from "@tidings/shared/people/action_words.ts";
import { Button, Select } from "antd";
import { useTranslations } from "../../ui/words.ts";
import type { ActionGroup } from "./visual-policy.ts";
import { words } from "./words.ts";

interface ActionLineProps {
  readonly group: ActionGroup;
  readonly change: (group: ActionGroup) => void;
  readonly remove: () => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

const STAR = "*";
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The options, and those parts that are none of them, as they were written: other case, stars inside. */
function withWritten(options: readonly Option[], parts: readonly string[]): Option[] {
  const more = parts
    .filter((part) => part !== "" && !options.some(({ value }) => value === part))
    .map((part) => {
      const known = options.find(({ value }) => same(value, part));
      return { value: part, label: known ? `${known.label} · ${part}` : part };
    });
  return [...options, ...more];
}

/** Actions of one kind of resource: service, resource and operations, each by its words, with a star for all. */
export function ActionLine({ group, change, remove }: ActionLineProps) {
  const t = useTranslations(words);
  const { service, resource, operations } = group;
  const known = SERVICES.find((each) => same(each, service));
  const resources = known ? resourcesOf(known) : SERVICES.flatMap(resourcesOf);
  const option = (value: string, text: Words): Option => ({ value, label: t(text) });
  const unique = (values: readonly string[]) => [...new Set(values)];

  const services = [
    ...SERVICES.map((each) => option(each, SERVICE_WORDS[each])),
    { value: STAR, label: t("all_services") },
  ];
  const kinds = [
    { value: STAR, label: t("all_resources") },
    ...unique(resources.map(([name]) => name)).map((name) => option(name, RESOURCE_WORDS[name as Resource])),
  ];
  const possible = (of: string) =>
    unique(resources.flatMap(([name, each]) => (of === STAR || same(name, of) ? each : [])));
  const acts = [
    { value: STAR, label: t("all_operations") },
    ...possible(resource === "" ? STAR : resource).map((each) =>
      option(each, OPERATION_WORDS[each as Operation]),
    ),
  ];
  return (
    <div className="policy-line">
      <Select
        aria-label={t("service")}
        value={service}
        onChange={(next) => change({ service: next, resource: "", operations: [] })}
        options={withWritten(services, [service])}
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={t("resource")}
        placeholder={t("resource")}
        showSearch
        optionFilterProp="label"
        value={resource === "" ? undefined : resource}
        // What the other kind has no such operation for is left out, never made wider.
        onChange={(next) =>
          change({
            service,
            resource: next,
            operations: operations.filter(
              (each) => each === STAR || possible(next).some((one) => same(one, each)),
            ),
          })
        }
        options={withWritten(kinds, [resource])}
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={t("operations")}
        placeholder={t("operations")}
        mode="multiple"
        optionFilterProp="label"
        disabled={resource === ""}
        value={[...operations]}
        onChange={(next: string[]) => change({ service, resource, operations: next })}
        options={withWritten(acts, operations)}
        popupMatchSelectWidth={false}
      />
      <Button type="text" icon={<CloseOutlined />} aria-label={t("remove_actions")} onClick={remove} />
    </div>
  );
}
