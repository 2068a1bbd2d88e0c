import { iamPolicy } from "@tidings/shared/people/iam_policy.ts";
import type { Policy } from "@tidings/shared/people/policy.ts";
import type { DrawnResource } from "../../ui/resource/pages.tsx";
import { slotsOf } from "../../ui/resource/slots.ts";
import { DocumentInput } from "./document-input.tsx";
import { Statements } from "./statements.tsx";
import { type PolicyRow, Unused } from "./unused.tsx";

/** Policies: declared, but for what they say, which is read as sentences and edited as fields or as JSON. */
export const policies: DrawnResource = {
  of: iamPolicy,
  slots: slotsOf<PolicyRow>({
    values: {
      document: ({ document }) => <Statements policy={document as unknown as Policy} />,
    },
    inputs: { document: DocumentInput },
    Note: Unused,
  }),
};
