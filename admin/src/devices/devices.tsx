import { Card } from "antd";
import { useState } from "react";
import { Page } from "../ui/page.tsx";
import { useTranslations } from "../ui/words.ts";
import { DeviceAnswerCard } from "./answer.tsx";
import { ModelTable } from "./models.tsx";
import { NumbersCard } from "./numbers.tsx";
import { answerFor, NO_PHONE, type PhoneFacts } from "./phone.ts";
import { PhoneForm } from "./phone-form.tsx";
import { words } from "./words.ts";

/** Device support (DEV-1): can this phone show cards, which rule says so, and the models of the vendors' tables. */
export function Devices() {
  const t = useTranslations(words);
  const [facts, setFacts] = useState<PhoneFacts>(NO_PHONE);
  const set = (more: Partial<PhoneFacts>) => setFacts((before) => ({ ...before, ...more }));
  return (
    <Page title={t("title")} note={t("note")}>
      <div className="halves">
        <Card title={t("ask")}>
          <PhoneForm facts={facts} set={set} />
        </Card>
        <DeviceAnswerCard facts={facts} found={answerFor(facts)} />
      </div>
      <NumbersCard />
      <ModelTable
        brand={facts.brand}
        onChoose={({ brand, model }) => {
          set({ ...NO_PHONE, brand, model });
          document.getElementById("content")?.scrollIntoView({ block: "start" });
        }}
      />
    </Page>
  );
}
