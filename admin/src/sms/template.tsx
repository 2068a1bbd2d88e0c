import { smsTemplate } from "@tidings/shared/sms/template.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { ContentInput } from "./content-input.tsx";
import { TextPreview } from "./text-preview.tsx";
import { VariablesInput } from "./variables-input.tsx";

/** SMS templates: declared, but for the text with its places, its variables, and how it looks on a phone. */
export const smsTemplates: DrawnResource = {
  of: smsTemplate,
  slots: {
    inputs: { content: ContentInput, variables: VariablesInput },
    aside: (_row, values) => values && <TextPreview values={values} />,
  },
};
