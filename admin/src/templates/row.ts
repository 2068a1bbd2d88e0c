import type { Content } from "@tidings/shared/templates/content.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Row } from "../ui/data.ts";

/** What a vendor said of a version. */
export interface VendorState {
  readonly vendor: Vendor;
  readonly state: "pending" | "approved" | "rejected";
  readonly reason: string | null;
}

/** A row of `template_cards`: a template with its latest version. */
export interface TemplateCard extends Row {
  readonly id: string;
  readonly name: string;
  readonly usage: "commercial" | "trial";
  readonly category: string;
  readonly layout: string;
  readonly enabled: boolean;
  readonly version_id: string;
  readonly version: number;
  readonly vendors: Vendor[];
  readonly content: Content;
  readonly parameters: string[];
  readonly state: "draft" | "in_review" | "vendor_review" | "approved" | "rejected";
  readonly reason: string | null;
  readonly submitted_by: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly live_version_id: string | null;
  readonly live_version: number | null;
  readonly vendor_states: VendorState[];
  readonly created_at: string;
}
