import {
  CheckCircleFilled,
  CloseCircleFilled,
  MobileOutlined,
  QuestionCircleFilled,
} from "@ant-design/icons";
import type { DeviceAnswer } from "@tidings/shared/devices/device.ts";
import {
  HOW_TO_FIND_APP,
  HOW_TO_FIND_APP_ELSEWHERE,
  HOW_TO_FIND_PLUGIN,
  HOW_TO_FIND_SYSTEM,
} from "@tidings/shared/devices/how.ts";
import type { Brand } from "@tidings/shared/devices/rules.ts";
import { COLORS } from "@tidings/shared/ground/colors.ts";
import { Card, Divider } from "antd";
import { Descriptions } from "../ui/descriptions.tsx";
import { Empty } from "../ui/states.tsx";
import { type Translate, useTranslations } from "../ui/words.ts";
import { asksFor, type PhoneFacts } from "./phone.ts";
import { BrandRulesList } from "./rules.tsx";
import { words } from "./words.ts";

interface DeviceAnswerCardProps {
  readonly facts: PhoneFacts;
  readonly found: DeviceAnswer | null;
}

/** One of three answers, big, with what decided it and where the phone shows what is still to be known. */
export function DeviceAnswerCard({ facts, found }: DeviceAnswerCardProps) {
  const t = useTranslations(words);
  if (found === null || facts.brand === null)
    return (
      <Card>
        <Empty drawing="phone" title={t("choose_first")} hint={t("choose_first_hint")} />
        {facts.brand !== null && <Rules brand={facts.brand} />}
      </Card>
    );
  const verdict = found.renders === null ? "unknown" : found.renders ? "can" : "cannot";
  return (
    <Card data-testid="device-answer" data-verdict={verdict}>
      <div className="stack" role="status" aria-live="polite">
        <div className="verdict">
          <Sign verdict={verdict} />
          <div>
            <h2 className="verdict-title">{t(verdict)}</h2>
            <div>{t(found.words)}</div>
          </div>
        </div>
        <Descriptions
          items={[
            { key: "colours", label: t("colours"), value: t(coloursOf(found)) },
            { key: "rule", label: t("decided_by"), value: ruleText(found.rule, t) },
            {
              key: "listed",
              label: t("listed"),
              value: found.model ? t("listed_yes", { series: found.model.series }) : t("listed_no"),
            },
          ]}
        />
      </div>
      <Where facts={facts} brand={facts.brand} />
      <Rules brand={facts.brand} />
    </Card>
  );
}

function Sign({ verdict }: { verdict: "can" | "cannot" | "unknown" }) {
  const style = { fontSize: 36 };
  if (verdict === "can") return <CheckCircleFilled style={{ ...style, color: COLORS.good }} aria-hidden />;
  if (verdict === "cannot") return <CloseCircleFilled style={{ ...style, color: COLORS.bad }} aria-hidden />;
  return <QuestionCircleFilled style={{ ...style, color: COLORS.unclear }} aria-hidden />;
}

function coloursOf({ renders, coloured }: DeviceAnswer) {
  if (renders === null) return "not_known" as const;
  if (coloured === null) return "colours_open" as const;
  return coloured ? ("colours_can" as const) : ("colours_cannot" as const);
}

/** `app:5` is rule 5 of the table's last column. */
function ruleText(
  rule: string,
  t: Translate<"rule_app" | "rule_app_any" | "rule_system" | "rule_switches" | "rule_brand" | "rule_unknown">,
): string {
  const [step, number] = rule.split(":");
  if (step === "app") return number === undefined ? t("rule_app_any") : t("rule_app", { number });
  if (step === "system" || step === "switches" || step === "brand") return t(`rule_${step}`);
  return t("rule_unknown");
}

function Where({ facts, brand }: { facts: PhoneFacts; brand: Brand }) {
  const t = useTranslations(words);
  const asks = asksFor(facts);
  return (
    <>
      <Divider />
      <h3 className="part-title">
        <MobileOutlined aria-hidden /> {t("where")}
      </h3>
      <Descriptions
        items={[
          ...(asks.system
            ? [{ key: "where_system", label: t("where_system"), value: t(HOW_TO_FIND_SYSTEM) }]
            : []),
          asks.plugin
            ? { key: "where_plugin", label: t("where_plugin"), value: t(HOW_TO_FIND_PLUGIN) }
            : {
                key: "where_app",
                label: t("where_app"),
                value: t(HOW_TO_FIND_APP[brand] ?? HOW_TO_FIND_APP_ELSEWHERE),
              },
        ]}
      />
    </>
  );
}

function Rules({ brand }: { brand: Brand }) {
  return (
    <>
      <Divider />
      <BrandRulesList brand={brand} />
    </>
  );
}
