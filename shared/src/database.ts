export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      account_part_versions: {
        Row: {
          change_reason: string | null;
          content: Json | null;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by: string | null;
          enterprise_id: string;
          id: string;
          next_own: NonNullable<Json>;
          part_id: string;
          reason: string | null;
          revision: number;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          version: number;
        };
        ComputedFields: never;
        Insert: {
          change_reason?: string | null;
          content?: Json | null;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id: string;
          id?: string;
          next_own?: NonNullable<Json>;
          part_id: string;
          reason?: string | null;
          revision?: number;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          version: number;
        };
        Update: {
          change_reason?: string | null;
          content?: Json | null;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id?: string;
          id?: string;
          next_own?: NonNullable<Json>;
          part_id?: string;
          reason?: string | null;
          revision?: number;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: "account_part_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_part_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "account_part_versions_part_id_fkey";
            columns: ["part_id"];
            isOneToOne: false;
            referencedRelation: "account_part_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_part_versions_part_id_fkey";
            columns: ["part_id"];
            isOneToOne: false;
            referencedRelation: "account_parts";
            referencedColumns: ["id"];
          },
        ];
      };
      account_parts: {
        Row: {
          account_id: string;
          created_at: string;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["account_part_kind"];
          latest_version_id: string | null;
          live_version_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          created_at?: string;
          enterprise_id: string;
          id?: string;
          kind: Database["public"]["Enums"]["account_part_kind"];
          latest_version_id?: string | null;
          live_version_id?: string | null;
        };
        Update: {
          account_id?: string;
          created_at?: string;
          enterprise_id?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["account_part_kind"];
          latest_version_id?: string | null;
          live_version_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "account_parts_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "click_account_names";
            referencedColumns: ["account_id"];
          },
          {
            foreignKeyName: "account_parts_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_account_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_parts_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_accounts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_parts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_parts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "account_parts_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "account_part_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "account_parts_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "account_part_versions";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_parts_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "account_part_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "account_parts_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "account_part_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      alerts: {
        Row: {
          at: string;
          details: NonNullable<Json>;
          enterprise_id: string;
          id: number;
          incident_id: string | null;
          kind: string;
          resource: string;
          resource_id: string | null;
          seen_at: string | null;
          seen_by: string | null;
        };
        ComputedFields: never;
        Insert: {
          at?: string;
          details?: NonNullable<Json>;
          enterprise_id: string;
          id?: never;
          incident_id?: string | null;
          kind: string;
          resource: string;
          resource_id?: string | null;
          seen_at?: string | null;
          seen_by?: string | null;
        };
        Update: {
          at?: string;
          details?: NonNullable<Json>;
          enterprise_id?: string;
          id?: never;
          incident_id?: string | null;
          kind?: string;
          resource?: string;
          resource_id?: string | null;
          seen_at?: string | null;
          seen_by?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "alerts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "alerts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "alerts_incident_id_fkey";
            columns: ["incident_id"];
            isOneToOne: false;
            referencedRelation: "incident_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "alerts_incident_id_fkey";
            columns: ["incident_id"];
            isOneToOne: false;
            referencedRelation: "incidents";
            referencedColumns: ["id"];
          },
        ];
      };
      approval_rules: {
        Row: {
          approvers: number;
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          group_id: string | null;
          id: string;
          marketing: boolean | null;
          min_audience: number | null;
          min_units: number | null;
          name: string;
          requester_group_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          approvers: number;
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          group_id?: string | null;
          id?: string;
          marketing?: boolean | null;
          min_audience?: number | null;
          min_units?: number | null;
          name: string;
          requester_group_id?: string | null;
        };
        Update: {
          approvers?: number;
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          group_id?: string | null;
          id?: string;
          marketing?: boolean | null;
          min_audience?: number | null;
          min_units?: number | null;
          name?: string;
          requester_group_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "approval_rules_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "approval_rules_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "group_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_requester_group_id_fkey";
            columns: ["requester_group_id"];
            isOneToOne: false;
            referencedRelation: "group_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_requester_group_id_fkey";
            columns: ["requester_group_id"];
            isOneToOne: false;
            referencedRelation: "groups";
            referencedColumns: ["id"];
          },
        ];
      };
      audit_log: {
        Row: {
          actor: string | null;
          actor_name: string | null;
          after: Json | null;
          at: string;
          before: Json | null;
          code: string | null;
          details: Json | null;
          enterprise_id: string | null;
          id: number;
          marks: string[];
          outcome: Database["public"]["Enums"]["audit_outcome"];
          reason: string | null;
          resource: string;
          resource_id: string | null;
          source: string;
          verb: string;
          xact: unknown;
        };
        ComputedFields: never;
        Insert: {
          actor?: string | null;
          actor_name?: string | null;
          after?: Json | null;
          at?: string;
          before?: Json | null;
          code?: string | null;
          details?: Json | null;
          enterprise_id?: string | null;
          id?: never;
          marks?: string[];
          outcome: Database["public"]["Enums"]["audit_outcome"];
          reason?: string | null;
          resource: string;
          resource_id?: string | null;
          source: string;
          verb: string;
          xact?: unknown;
        };
        Update: {
          actor?: string | null;
          actor_name?: string | null;
          after?: Json | null;
          at?: string;
          before?: Json | null;
          code?: string | null;
          details?: Json | null;
          enterprise_id?: string | null;
          id?: never;
          marks?: string[];
          outcome?: Database["public"]["Enums"]["audit_outcome"];
          reason?: string | null;
          resource?: string;
          resource_id?: string | null;
          source?: string;
          verb?: string;
          xact?: unknown;
        };
        Relationships: [];
      };
      audit_seals: {
        Row: {
          chain: string;
          hash: string;
          log_id: number;
          sealed_at: string;
          seq: number;
        };
        ComputedFields: never;
        Insert: {
          chain: string;
          hash: string;
          log_id: number;
          sealed_at?: string;
          seq: number;
        };
        Update: {
          chain?: string;
          hash?: string;
          log_id?: number;
          sealed_at?: string;
          seq?: number;
        };
        Relationships: [];
      };
      banned_words: {
        Row: {
          added_at: string;
          folded: string;
          id: string;
          why: string;
          word: string;
        };
        ComputedFields: never;
        Insert: {
          added_at?: string;
          folded: string;
          id?: string;
          why: string;
          word: string;
        };
        Update: {
          added_at?: string;
          folded?: string;
          id?: string;
          why?: string;
          word?: string;
        };
        Relationships: [];
      };
      carrier_outages: {
        Row: {
          carrier_id: string;
          channel_id: string;
          error: string | null;
          id: number;
          since: string;
          until: string | null;
        };
        ComputedFields: never;
        Insert: {
          carrier_id: string;
          channel_id: string;
          error?: string | null;
          id?: never;
          since: string;
          until?: string | null;
        };
        Update: {
          carrier_id?: string;
          channel_id?: string;
          error?: string | null;
          id?: never;
          since?: string;
          until?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "carrier_outages_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carrier_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_outages_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carriers";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_outages_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_outages_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
        ];
      };
      carrier_tests: {
        Row: {
          asked_at: string;
          asked_by_name: string;
          carrier_id: string;
          channel_id: string;
          code: string | null;
          ended_at: string | null;
          id: string;
          number: string;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          asked_at?: string;
          asked_by_name: string;
          carrier_id: string;
          channel_id: string;
          code?: string | null;
          ended_at?: string | null;
          id?: string;
          number: string;
          state?: string;
        };
        Update: {
          asked_at?: string;
          asked_by_name?: string;
          carrier_id?: string;
          channel_id?: string;
          code?: string | null;
          ended_at?: string | null;
          id?: string;
          number?: string;
          state?: string;
        };
        Relationships: [
          {
            foreignKeyName: "carrier_tests_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carrier_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_tests_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carriers";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_tests_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_tests_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
        ];
      };
      carriers: {
        Row: {
          adapter: Database["public"]["Enums"]["channel_adapter"];
          base_url: string;
          batch_size: number;
          created_at: string;
          id: string;
          idempotent: boolean;
          name: string;
          next_at: string;
          number_prefix: string | null;
          open_to_all: boolean;
          rate_per_s: number | null;
          receipt_timeout: string;
          revision: number;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          adapter: Database["public"]["Enums"]["channel_adapter"];
          base_url: string;
          batch_size?: number;
          created_at?: string;
          id?: string;
          idempotent?: boolean;
          name: string;
          next_at?: string;
          number_prefix?: string | null;
          open_to_all?: boolean;
          rate_per_s?: number | null;
          receipt_timeout?: string;
          revision?: number;
          state?: string;
        };
        Update: {
          adapter?: Database["public"]["Enums"]["channel_adapter"];
          base_url?: string;
          batch_size?: number;
          created_at?: string;
          id?: string;
          idempotent?: boolean;
          name?: string;
          next_at?: string;
          number_prefix?: string | null;
          open_to_all?: boolean;
          rate_per_s?: number | null;
          receipt_timeout?: string;
          revision?: number;
          state?: string;
        };
        Relationships: [];
      };
      channels: {
        Row: {
          adapter: Database["public"]["Enums"]["channel_adapter"];
          base_url: string;
          batch_size: number;
          carrier_id: string;
          created_at: string;
          enterprise_id: string;
          failures: number;
          id: string;
          idempotent: boolean;
          last_error: string | null;
          name: string;
          next_at: string;
          number: string;
          probe_at: string;
          rate_per_s: number | null;
          receipt_timeout: string;
          resolver: Database["public"]["Enums"]["template_resolver"];
          resume_at: string;
          sick_since: string | null;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          adapter: Database["public"]["Enums"]["channel_adapter"];
          base_url: string;
          batch_size: number;
          carrier_id: string;
          created_at?: string;
          enterprise_id: string;
          failures?: number;
          id?: string;
          idempotent: boolean;
          last_error?: string | null;
          name: string;
          next_at?: string;
          number: string;
          probe_at?: string;
          rate_per_s?: number | null;
          receipt_timeout: string;
          resolver?: Database["public"]["Enums"]["template_resolver"];
          resume_at?: string;
          sick_since?: string | null;
          state?: string;
        };
        Update: {
          adapter?: Database["public"]["Enums"]["channel_adapter"];
          base_url?: string;
          batch_size?: number;
          carrier_id?: string;
          created_at?: string;
          enterprise_id?: string;
          failures?: number;
          id?: string;
          idempotent?: boolean;
          last_error?: string | null;
          name?: string;
          next_at?: string;
          number?: string;
          probe_at?: string;
          rate_per_s?: number | null;
          receipt_timeout?: string;
          resolver?: Database["public"]["Enums"]["template_resolver"];
          resume_at?: string;
          sick_since?: string | null;
          state?: string;
        };
        Relationships: [
          {
            foreignKeyName: "channels_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carrier_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "channels_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carriers";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "channels_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "channels_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      chat_identities: {
        Row: {
          aal: string;
          chat_user: string;
          id: string;
          linked_at: string;
          provider: string;
          team: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          aal?: string;
          chat_user: string;
          id?: string;
          linked_at?: string;
          provider: string;
          team: string;
          user_id: string;
        };
        Update: {
          aal?: string;
          chat_user?: string;
          id?: string;
          linked_at?: string;
          provider?: string;
          team?: string;
          user_id?: string;
        };
        Relationships: [];
      };
      chat_subscriptions: {
        Row: {
          chat_channel: string;
          chat_user: string;
          created_at: string;
          created_by: string;
          enterprise_id: string;
          id: string;
          kinds: string[];
          locale: string;
          provider: string;
          team: string;
        };
        ComputedFields: never;
        Insert: {
          chat_channel: string;
          chat_user: string;
          created_at?: string;
          created_by: string;
          enterprise_id: string;
          id?: string;
          kinds: string[];
          locale: string;
          provider: string;
          team: string;
        };
        Update: {
          chat_channel?: string;
          chat_user?: string;
          created_at?: string;
          created_by?: string;
          enterprise_id?: string;
          id?: string;
          kinds?: string[];
          locale?: string;
          provider?: string;
          team?: string;
        };
        Relationships: [
          {
            foreignKeyName: "chat_subscriptions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "chat_subscriptions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      click_days: {
        Row: {
          account_id: string | null;
          clicks: number;
          day: string;
          enterprise_id: string;
          item: string;
          name: string;
          place: Database["public"]["Enums"]["click_place"];
          shortcut_id: string | null;
          vendor: Database["public"]["Enums"]["vendor"];
        };
        ComputedFields: never;
        Insert: {
          account_id?: string | null;
          clicks: number;
          day: string;
          enterprise_id: string;
          item: string;
          name: string;
          place: Database["public"]["Enums"]["click_place"];
          shortcut_id?: string | null;
          vendor: Database["public"]["Enums"]["vendor"];
        };
        Update: {
          account_id?: string | null;
          clicks?: number;
          day?: string;
          enterprise_id?: string;
          item?: string;
          name?: string;
          place?: Database["public"]["Enums"]["click_place"];
          shortcut_id?: string | null;
          vendor?: Database["public"]["Enums"]["vendor"];
        };
        Relationships: [
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "click_account_names";
            referencedColumns: ["account_id"];
          },
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_account_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_accounts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "click_shortcut_names";
            referencedColumns: ["shortcut_id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcuts";
            referencedColumns: ["id"];
          },
        ];
      };
      deliveries: {
        Row: {
          carrier_id: string | null;
          code: string | null;
          enterprise_id: string;
          final_at: string | null;
          handed_at: string | null;
          id: number;
          ordinal: number;
          params: Json | null;
          phone: string;
          resolved: number;
          segments: number;
          send_id: string;
          state: Database["public"]["Enums"]["delivery_state"];
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Insert: {
          carrier_id?: string | null;
          code?: string | null;
          enterprise_id: string;
          final_at?: string | null;
          handed_at?: string | null;
          id: number;
          ordinal: number;
          params?: Json | null;
          phone: string;
          resolved?: number;
          segments?: number;
          send_id: string;
          state?: Database["public"]["Enums"]["delivery_state"];
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Update: {
          carrier_id?: string | null;
          code?: string | null;
          enterprise_id?: string;
          final_at?: string | null;
          handed_at?: string | null;
          id?: number;
          ordinal?: number;
          params?: Json | null;
          phone?: string;
          resolved?: number;
          segments?: number;
          send_id?: string;
          state?: Database["public"]["Enums"]["delivery_state"];
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Relationships: [];
      };
      domains: {
        Row: {
          created_at: string;
          created_by: string | null;
          custom_codes: boolean;
          decided_at: string | null;
          decided_by: string | null;
          enabled: boolean;
          enterprise_id: string;
          host: string | null;
          id: string;
          is_default: boolean;
          name: string;
          proof_name: string | null;
          proof_path: string | null;
          reason: string | null;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          custom_codes?: boolean;
          decided_at?: string | null;
          decided_by?: string | null;
          enabled?: boolean;
          enterprise_id: string;
          host?: string | null;
          id?: string;
          is_default?: boolean;
          name: string;
          proof_name?: string | null;
          proof_path?: string | null;
          reason?: string | null;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          custom_codes?: boolean;
          decided_at?: string | null;
          decided_by?: string | null;
          enabled?: boolean;
          enterprise_id?: string;
          host?: string | null;
          id?: string;
          is_default?: boolean;
          name?: string;
          proof_name?: string | null;
          proof_path?: string | null;
          reason?: string | null;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "domains_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "domains_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      enterprises: {
        Row: {
          approver_mfa: string;
          created_at: string;
          created_by: string | null;
          group_burst: number;
          id: string;
          jump_approval: boolean;
          marketing_from: string;
          marketing_to: string;
          name: string;
          operation_protection: boolean;
          personal_burst: number;
          review_hours: number | null;
          time_zone: string;
        };
        ComputedFields: never;
        Insert: {
          approver_mfa?: string;
          created_at?: string;
          created_by?: string | null;
          group_burst?: number;
          id?: string;
          jump_approval?: boolean;
          marketing_from?: string;
          marketing_to?: string;
          name: string;
          operation_protection?: boolean;
          personal_burst?: number;
          review_hours?: number | null;
          time_zone?: string;
        };
        Update: {
          approver_mfa?: string;
          created_at?: string;
          created_by?: string | null;
          group_burst?: number;
          id?: string;
          jump_approval?: boolean;
          marketing_from?: string;
          marketing_to?: string;
          name?: string;
          operation_protection?: boolean;
          personal_burst?: number;
          review_hours?: number | null;
          time_zone?: string;
        };
        Relationships: [];
      };
      erasures: {
        Row: {
          created_at: string;
          created_by: string;
          enterprise_id: string;
          files: number;
          finished_at: string | null;
          id: string;
          links: number;
          messages: number;
          numbers: number;
          other_rows: number;
          reason: string;
          state: string;
          waits_for: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by: string;
          enterprise_id: string;
          files?: number;
          finished_at?: string | null;
          id?: string;
          links?: number;
          messages?: number;
          numbers?: number;
          other_rows?: number;
          reason: string;
          state?: string;
          waits_for?: string | null;
        };
        Update: {
          created_at?: string;
          created_by?: string;
          enterprise_id?: string;
          files?: number;
          finished_at?: string | null;
          id?: string;
          links?: number;
          messages?: number;
          numbers?: number;
          other_rows?: number;
          reason?: string;
          state?: string;
          waits_for?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "erasures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "erasures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      exports: {
        Row: {
          advanced_at: string;
          bytes: number;
          columns: string[];
          created_at: string;
          cursor: Json | null;
          downloaded_at: string | null;
          enterprise_id: string;
          error: string | null;
          expires_at: string | null;
          filters: NonNullable<Json>;
          finished_at: string | null;
          format: Database["public"]["Enums"]["export_format"];
          id: string;
          lease: string | null;
          leased_until: string;
          locale: string;
          made_by: string;
          name: string;
          parent: string | null;
          rows: number;
          slices: number;
          sort: Json | null;
          source: string;
          state: Database["public"]["Enums"]["export_state"];
          tail: Json | null;
          total: number | null;
          tries: number;
          whole: boolean;
          zone: string;
        };
        ComputedFields: never;
        Insert: {
          advanced_at?: string;
          bytes?: number;
          columns: string[];
          created_at?: string;
          cursor?: Json | null;
          downloaded_at?: string | null;
          enterprise_id: string;
          error?: string | null;
          expires_at?: string | null;
          filters?: NonNullable<Json>;
          finished_at?: string | null;
          format: Database["public"]["Enums"]["export_format"];
          id?: string;
          lease?: string | null;
          leased_until?: string;
          locale: string;
          made_by: string;
          name: string;
          parent?: string | null;
          rows?: number;
          slices?: number;
          sort?: Json | null;
          source: string;
          state?: Database["public"]["Enums"]["export_state"];
          tail?: Json | null;
          total?: number | null;
          tries?: number;
          whole?: boolean;
          zone: string;
        };
        Update: {
          advanced_at?: string;
          bytes?: number;
          columns?: string[];
          created_at?: string;
          cursor?: Json | null;
          downloaded_at?: string | null;
          enterprise_id?: string;
          error?: string | null;
          expires_at?: string | null;
          filters?: NonNullable<Json>;
          finished_at?: string | null;
          format?: Database["public"]["Enums"]["export_format"];
          id?: string;
          lease?: string | null;
          leased_until?: string;
          locale?: string;
          made_by?: string;
          name?: string;
          parent?: string | null;
          rows?: number;
          slices?: number;
          sort?: Json | null;
          source?: string;
          state?: Database["public"]["Enums"]["export_state"];
          tail?: Json | null;
          total?: number | null;
          tries?: number;
          whole?: boolean;
          zone?: string;
        };
        Relationships: [
          {
            foreignKeyName: "exports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "exports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      filing_documents: {
        Row: {
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          id: string;
          material: Database["public"]["Enums"]["filing_material"];
          name: string;
          path: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          id?: string;
          material: Database["public"]["Enums"]["filing_material"];
          name: string;
          path: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          id?: string;
          material?: Database["public"]["Enums"]["filing_material"];
          name?: string;
          path?: string;
        };
        Relationships: [
          {
            foreignKeyName: "filing_documents_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filing_documents_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      filing_materials: {
        Row: {
          document_id: string;
          enterprise_id: string;
          id: number;
          material: Database["public"]["Enums"]["filing_material"];
          replaced_at: string | null;
          version_id: string;
        };
        ComputedFields: never;
        Insert: {
          document_id: string;
          enterprise_id: string;
          id?: never;
          material: Database["public"]["Enums"]["filing_material"];
          replaced_at?: string | null;
          version_id: string;
        };
        Update: {
          document_id?: string;
          enterprise_id?: string;
          id?: never;
          material?: Database["public"]["Enums"]["filing_material"];
          replaced_at?: string | null;
          version_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "filing_materials_document_id_fkey";
            columns: ["document_id"];
            isOneToOne: false;
            referencedRelation: "filing_documents";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filing_materials_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filing_materials_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "filing_materials_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "filing_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "filing_materials_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "filing_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      filing_versions: {
        Row: {
          certificate: Database["public"]["Enums"]["filing_certificate"];
          company_name: string | null;
          contact: string | null;
          contact_email: string | null;
          contact_phone: string | null;
          created_at: string;
          created_by: string | null;
          credit_code: string | null;
          decided_at: string | null;
          decided_by: string | null;
          ends_on: string | null;
          enterprise_id: string;
          enterprise_type: Database["public"]["Enums"]["enterprise_type"] | null;
          filing_id: string;
          id: string;
          industry: Database["public"]["Enums"]["filing_industry"] | null;
          own: NonNullable<Json>;
          reason: string | null;
          remind: number | null;
          revision: number;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          version: number;
        };
        ComputedFields: never;
        Insert: {
          certificate: Database["public"]["Enums"]["filing_certificate"];
          company_name?: string | null;
          contact?: string | null;
          contact_email?: string | null;
          contact_phone?: string | null;
          created_at?: string;
          created_by?: string | null;
          credit_code?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          ends_on?: string | null;
          enterprise_id: string;
          enterprise_type?: Database["public"]["Enums"]["enterprise_type"] | null;
          filing_id: string;
          id?: string;
          industry?: Database["public"]["Enums"]["filing_industry"] | null;
          own?: NonNullable<Json>;
          reason?: string | null;
          remind?: number | null;
          revision?: number;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          version: number;
        };
        Update: {
          certificate?: Database["public"]["Enums"]["filing_certificate"];
          company_name?: string | null;
          contact?: string | null;
          contact_email?: string | null;
          contact_phone?: string | null;
          created_at?: string;
          created_by?: string | null;
          credit_code?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          ends_on?: string | null;
          enterprise_id?: string;
          enterprise_type?: Database["public"]["Enums"]["enterprise_type"] | null;
          filing_id?: string;
          id?: string;
          industry?: Database["public"]["Enums"]["filing_industry"] | null;
          own?: NonNullable<Json>;
          reason?: string | null;
          remind?: number | null;
          revision?: number;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: "filing_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filing_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "filing_versions_filing_id_fkey";
            columns: ["filing_id"];
            isOneToOne: false;
            referencedRelation: "filing_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filing_versions_filing_id_fkey";
            columns: ["filing_id"];
            isOneToOne: false;
            referencedRelation: "filing_history";
            referencedColumns: ["filing_id"];
          },
          {
            foreignKeyName: "filing_versions_filing_id_fkey";
            columns: ["filing_id"];
            isOneToOne: false;
            referencedRelation: "filings";
            referencedColumns: ["id"];
          },
        ];
      };
      filings: {
        Row: {
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          form: Database["public"]["Enums"]["filing_form"];
          id: string;
          latest_version_id: string | null;
          live_version_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          form: Database["public"]["Enums"]["filing_form"];
          id?: string;
          latest_version_id?: string | null;
          live_version_id?: string | null;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          form?: Database["public"]["Enums"]["filing_form"];
          id?: string;
          latest_version_id?: string | null;
          live_version_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "filings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "filings_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "filing_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "filings_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "filing_versions";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filings_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "filing_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "filings_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "filing_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      frozen_links: {
        Row: {
          enterprise_id: string;
          frozen_at: string;
          frozen_by: string | null;
          id: number;
          reason: string;
          send_id: string | null;
          task_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id: string;
          frozen_at?: string;
          frozen_by?: string | null;
          id: number;
          reason: string;
          send_id?: string | null;
          task_id?: string | null;
        };
        Update: {
          enterprise_id?: string;
          frozen_at?: string;
          frozen_by?: string | null;
          id?: number;
          reason?: string;
          send_id?: string | null;
          task_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "frozen_links_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "frozen_links_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "frozen_links_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "frozen_links_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "frozen_links_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "frozen_links_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "group_link_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "frozen_links_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "personal_task_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "frozen_links_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_task_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "frozen_links_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_tasks";
            referencedColumns: ["id"];
          },
        ];
      };
      group_members: {
        Row: {
          enterprise_id: string;
          group_id: string;
          member_id: string;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id: string;
          group_id: string;
          member_id: string;
        };
        Update: {
          enterprise_id?: string;
          group_id?: string;
          member_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "group_members_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_members_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "group_members_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "group_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_members_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_members_member_id_fkey";
            columns: ["member_id"];
            isOneToOne: false;
            referencedRelation: "member_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_members_member_id_fkey";
            columns: ["member_id"];
            isOneToOne: false;
            referencedRelation: "members";
            referencedColumns: ["id"];
          },
        ];
      };
      group_policies: {
        Row: {
          enterprise_id: string;
          group_id: string;
          policy_id: string;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id: string;
          group_id: string;
          policy_id: string;
        };
        Update: {
          enterprise_id?: string;
          group_id?: string;
          policy_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "group_policies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_policies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "group_policies_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "group_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_policies_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_policies_policy_id_fkey";
            columns: ["policy_id"];
            isOneToOne: false;
            referencedRelation: "policies";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "group_policies_policy_id_fkey";
            columns: ["policy_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["id"];
          },
        ];
      };
      groups: {
        Row: {
          created_at: string;
          enterprise_id: string;
          id: string;
          name: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          enterprise_id: string;
          id?: string;
          name: string;
        };
        Update: {
          created_at?: string;
          enterprise_id?: string;
          id?: string;
          name?: string;
        };
        Relationships: [
          {
            foreignKeyName: "groups_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "groups_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      holidays: {
        Row: {
          day: string;
          id: string;
          kind: Database["public"]["Enums"]["holiday_kind"];
          name: string;
        };
        ComputedFields: never;
        Insert: {
          day: string;
          id?: string;
          kind: Database["public"]["Enums"]["holiday_kind"];
          name: string;
        };
        Update: {
          day?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["holiday_kind"];
          name?: string;
        };
        Relationships: [];
      };
      incident_events: {
        Row: {
          at: string;
          by: string | null;
          details: Json | null;
          enterprise_id: string;
          id: number;
          incident_id: string;
          reason: string | null;
          what: string;
        };
        ComputedFields: never;
        Insert: {
          at?: string;
          by?: string | null;
          details?: Json | null;
          enterprise_id: string;
          id?: never;
          incident_id: string;
          reason?: string | null;
          what: string;
        };
        Update: {
          at?: string;
          by?: string | null;
          details?: Json | null;
          enterprise_id?: string;
          id?: never;
          incident_id?: string;
          reason?: string | null;
          what?: string;
        };
        Relationships: [
          {
            foreignKeyName: "incident_events_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "incident_events_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "incident_events_incident_id_fkey";
            columns: ["incident_id"];
            isOneToOne: false;
            referencedRelation: "incident_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "incident_events_incident_id_fkey";
            columns: ["incident_id"];
            isOneToOne: false;
            referencedRelation: "incidents";
            referencedColumns: ["id"];
          },
        ];
      };
      incidents: {
        Row: {
          cause: string;
          closed_at: string | null;
          closed_by: string | null;
          closed_reason: string | null;
          enterprise_id: string;
          id: string;
          name: string;
          number: number;
          opened_at: string;
          owner: string | null;
          resource: string;
          resource_id: string | null;
          state: string;
          taken_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          cause: string;
          closed_at?: string | null;
          closed_by?: string | null;
          closed_reason?: string | null;
          enterprise_id: string;
          id?: string;
          name: string;
          number?: never;
          opened_at?: string;
          owner?: string | null;
          resource: string;
          resource_id?: string | null;
          state?: string;
          taken_at?: string | null;
        };
        Update: {
          cause?: string;
          closed_at?: string | null;
          closed_by?: string | null;
          closed_reason?: string | null;
          enterprise_id?: string;
          id?: string;
          name?: string;
          number?: never;
          opened_at?: string;
          owner?: string | null;
          resource?: string;
          resource_id?: string | null;
          state?: string;
          taken_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "incidents_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "incidents_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      invitations: {
        Row: {
          created_at: string;
          email: string;
          enterprise_id: string;
          expires_at: string;
          group_ids: string[];
          id: string;
          invited_by: string;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          email: string;
          enterprise_id: string;
          expires_at?: string;
          group_ids: string[];
          id?: string;
          invited_by: string;
          state?: string;
        };
        Update: {
          created_at?: string;
          email?: string;
          enterprise_id?: string;
          expires_at?: string;
          group_ids?: string[];
          id?: string;
          invited_by?: string;
          state?: string;
        };
        Relationships: [
          {
            foreignKeyName: "invitations_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "invitations_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      jump_batches: {
        Row: {
          batch_no: string;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by: string | null;
          due_at: string;
          due_certain: boolean;
          enterprise_id: string;
          id: string;
          links: number;
          name: string;
          proof_name: string | null;
          proof_path: string | null;
          purpose: string;
          reason: string | null;
          source: string;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
        };
        ComputedFields: never;
        Insert: {
          batch_no: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          due_at: string;
          due_certain: boolean;
          enterprise_id: string;
          id?: string;
          links: number;
          name: string;
          proof_name?: string | null;
          proof_path?: string | null;
          purpose: string;
          reason?: string | null;
          source: string;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
        };
        Update: {
          batch_no?: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          due_at?: string;
          due_certain?: boolean;
          enterprise_id?: string;
          id?: string;
          links?: number;
          name?: string;
          proof_name?: string | null;
          proof_path?: string | null;
          purpose?: string;
          reason?: string | null;
          source?: string;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "jump_batches_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_batches_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      jump_links: {
        Row: {
          batch_id: string;
          enterprise_id: string;
          form: string;
          ordinal: number;
          url: string;
        };
        ComputedFields: never;
        Insert: {
          batch_id: string;
          enterprise_id: string;
          form?: never;
          ordinal: number;
          url: string;
        };
        Update: {
          batch_id?: string;
          enterprise_id?: string;
          form?: never;
          ordinal?: number;
          url?: string;
        };
        Relationships: [
          {
            foreignKeyName: "jump_links_batch_id_fkey";
            columns: ["batch_id"];
            isOneToOne: false;
            referencedRelation: "jump_batches";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_links_batch_id_fkey";
            columns: ["batch_id"];
            isOneToOne: false;
            referencedRelation: "jump_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_links_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_links_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      link_aliases: {
        Row: {
          code: string;
          enterprise_id: string;
          host: string;
          link_id: number;
          task_id: string;
        };
        ComputedFields: never;
        Insert: {
          code: string;
          enterprise_id: string;
          host: string;
          link_id: number;
          task_id: string;
        };
        Update: {
          code?: string;
          enterprise_id?: string;
          host?: string;
          link_id?: number;
          task_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "link_aliases_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_aliases_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "link_aliases_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "group_link_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_aliases_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "personal_task_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_aliases_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_task_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_aliases_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_tasks";
            referencedColumns: ["id"];
          },
        ];
      };
      link_days: {
        Row: {
          bots: number;
          day: string;
          enterprise_id: string;
          humans: number;
          link_id: number | null;
          refused: number;
          resolutions: number;
          send_id: string | null;
          task_id: string | null;
          template_id: string;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Insert: {
          bots?: number;
          day: string;
          enterprise_id: string;
          humans?: number;
          link_id?: number | null;
          refused?: number;
          resolutions?: number;
          send_id?: string | null;
          task_id?: string | null;
          template_id: string;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Update: {
          bots?: number;
          day?: string;
          enterprise_id?: string;
          humans?: number;
          link_id?: number | null;
          refused?: number;
          resolutions?: number;
          send_id?: string | null;
          task_id?: string | null;
          template_id?: string;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Relationships: [
          {
            foreignKeyName: "link_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "link_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "link_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "group_link_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "personal_task_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_task_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_tasks";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "link_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      link_flushes: {
        Row: {
          at: string;
          counts: number[];
          enterprise_id: string;
          kinds: Database["public"]["Enums"]["link_event_kind"][];
          link_ids: number[];
          vendors: Database["public"]["Enums"]["vendor"][];
          xact: unknown;
        };
        ComputedFields: never;
        Insert: {
          at?: string;
          counts: number[];
          enterprise_id: string;
          kinds: Database["public"]["Enums"]["link_event_kind"][];
          link_ids: number[];
          vendors: Database["public"]["Enums"]["vendor"][];
          xact?: unknown;
        };
        Update: {
          at?: string;
          counts?: number[];
          enterprise_id?: string;
          kinds?: Database["public"]["Enums"]["link_event_kind"][];
          link_ids?: number[];
          vendors?: Database["public"]["Enums"]["vendor"][];
          xact?: unknown;
        };
        Relationships: [];
      };
      link_rejects: {
        Row: {
          cust_flag: string | null;
          enterprise_id: string;
          ordinal: number;
          params: Json | null;
          reason: Database["public"]["Enums"]["link_reject_reason"];
          task_id: string;
        };
        ComputedFields: never;
        Insert: {
          cust_flag?: string | null;
          enterprise_id: string;
          ordinal: number;
          params?: Json | null;
          reason: Database["public"]["Enums"]["link_reject_reason"];
          task_id: string;
        };
        Update: {
          cust_flag?: string | null;
          enterprise_id?: string;
          ordinal?: number;
          params?: Json | null;
          reason?: Database["public"]["Enums"]["link_reject_reason"];
          task_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "group_link_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "personal_task_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_task_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_tasks";
            referencedColumns: ["id"];
          },
        ];
      };
      links: {
        Row: {
          cust_flag: string | null;
          enterprise_id: string;
          id: number;
          maximum: number;
          minute: number | null;
          minute_used: number | null;
          ordinal: number;
          params: Json | null;
          task_id: string;
          used: number;
          used_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          cust_flag?: string | null;
          enterprise_id: string;
          id: number;
          maximum?: number;
          minute?: number | null;
          minute_used?: number | null;
          ordinal: number;
          params?: Json | null;
          task_id: string;
          used?: number;
          used_at?: string | null;
        };
        Update: {
          cust_flag?: string | null;
          enterprise_id?: string;
          id?: number;
          maximum?: number;
          minute?: number | null;
          minute_used?: number | null;
          ordinal?: number;
          params?: Json | null;
          task_id?: string;
          used?: number;
          used_at?: string | null;
        };
        Relationships: [];
      };
      list_views: {
        Row: {
          created_at: string;
          enterprise_id: string;
          id: string;
          is_default: boolean;
          name: string;
          owner: string;
          query: string;
          resource: string;
          shared: boolean;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          enterprise_id: string;
          id?: string;
          is_default?: boolean;
          name: string;
          owner: string;
          query: string;
          resource: string;
          shared?: boolean;
        };
        Update: {
          created_at?: string;
          enterprise_id?: string;
          id?: string;
          is_default?: boolean;
          name?: string;
          owner?: string;
          query?: string;
          resource?: string;
          shared?: boolean;
        };
        Relationships: [
          {
            foreignKeyName: "list_views_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "list_views_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      media: {
        Row: {
          bytes: number;
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          height: number | null;
          id: string;
          kind: string;
          name: string;
          path: string;
          width: number | null;
        };
        ComputedFields: never;
        Insert: {
          bytes: number;
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          height?: number | null;
          id?: string;
          kind: string;
          name: string;
          path: string;
          width?: number | null;
        };
        Update: {
          bytes?: number;
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          height?: number | null;
          id?: string;
          kind?: string;
          name?: string;
          path?: string;
          width?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: "media_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "media_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      members: {
        Row: {
          created_at: string;
          email: string;
          enterprise_id: string;
          id: string;
          name: string;
          pseudonym: string | null;
          state: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          email: string;
          enterprise_id: string;
          id?: string;
          name: string;
          pseudonym?: string | null;
          state?: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          email?: string;
          enterprise_id?: string;
          id?: string;
          name?: string;
          pseudonym?: string | null;
          state?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "members_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "members_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      number_file_parts: {
        Row: {
          accepted: number | null;
          bytes: number;
          enterprise_id: string;
          file_id: string;
          first_line: number;
          lines: number | null;
          part: number;
          path: string;
          rejected: number | null;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          accepted?: number | null;
          bytes: number;
          enterprise_id: string;
          file_id: string;
          first_line: number;
          lines?: number | null;
          part: number;
          path: string;
          rejected?: number | null;
          state?: string;
        };
        Update: {
          accepted?: number | null;
          bytes?: number;
          enterprise_id?: string;
          file_id?: string;
          first_line?: number;
          lines?: number | null;
          part?: number;
          path?: string;
          rejected?: number | null;
          state?: string;
        };
        Relationships: [
          {
            foreignKeyName: "number_file_parts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "number_file_parts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "number_file_parts_file_id_fkey";
            columns: ["file_id"];
            isOneToOne: false;
            referencedRelation: "number_files";
            referencedColumns: ["id"];
          },
        ];
      };
      number_files: {
        Row: {
          accepted: number;
          bytes: number;
          columns: string[] | null;
          content_hash: string;
          created_at: string;
          created_by: string | null;
          delimiter: string | null;
          duplicates: number;
          edition: string;
          emptied_at: string | null;
          enterprise_id: string;
          erased: number;
          error: string | null;
          finished_at: string | null;
          gaps: string[];
          has_header: boolean | null;
          id: string;
          invalid: number;
          lines: number;
          name: string;
          parts: number;
          parts_done: number;
          phone_column: string | null;
          same_as: string | null;
          source: string;
          state: Database["public"]["Enums"]["number_file_state"];
        };
        ComputedFields: never;
        Insert: {
          accepted?: number;
          bytes?: number;
          columns?: string[] | null;
          content_hash?: string;
          created_at?: string;
          created_by?: string | null;
          delimiter?: string | null;
          duplicates?: number;
          edition?: string;
          emptied_at?: string | null;
          enterprise_id: string;
          erased?: number;
          error?: string | null;
          finished_at?: string | null;
          gaps?: string[];
          has_header?: boolean | null;
          id?: string;
          invalid?: number;
          lines?: number;
          name: string;
          parts: number;
          parts_done?: number;
          phone_column?: string | null;
          same_as?: string | null;
          source?: string;
          state?: Database["public"]["Enums"]["number_file_state"];
        };
        Update: {
          accepted?: number;
          bytes?: number;
          columns?: string[] | null;
          content_hash?: string;
          created_at?: string;
          created_by?: string | null;
          delimiter?: string | null;
          duplicates?: number;
          edition?: string;
          emptied_at?: string | null;
          enterprise_id?: string;
          erased?: number;
          error?: string | null;
          finished_at?: string | null;
          gaps?: string[];
          has_header?: boolean | null;
          id?: string;
          invalid?: number;
          lines?: number;
          name?: string;
          parts?: number;
          parts_done?: number;
          phone_column?: string | null;
          same_as?: string | null;
          source?: string;
          state?: Database["public"]["Enums"]["number_file_state"];
        };
        Relationships: [
          {
            foreignKeyName: "number_files_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "number_files_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "number_files_same_as_fkey";
            columns: ["same_as"];
            isOneToOne: false;
            referencedRelation: "number_files";
            referencedColumns: ["id"];
          },
        ];
      };
      number_rejects: {
        Row: {
          enterprise_id: string;
          file_id: string;
          line: number;
          number: string | null;
          reason: Database["public"]["Enums"]["reject_reason"];
          value: string;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id: string;
          file_id: string;
          line: number;
          number?: string | null;
          reason: Database["public"]["Enums"]["reject_reason"];
          value: string;
        };
        Update: {
          enterprise_id?: string;
          file_id?: string;
          line?: number;
          number?: string | null;
          reason?: Database["public"]["Enums"]["reject_reason"];
          value?: string;
        };
        Relationships: [
          {
            foreignKeyName: "number_rejects_file_id_fkey";
            columns: ["file_id"];
            isOneToOne: false;
            referencedRelation: "number_files";
            referencedColumns: ["id"];
          },
        ];
      };
      numbers: {
        Row: {
          enterprise_id: string;
          file_id: string;
          line: number;
          params: Json | null;
          phone: string;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id: string;
          file_id: string;
          line: number;
          params?: Json | null;
          phone: string;
        };
        Update: {
          enterprise_id?: string;
          file_id?: string;
          line?: number;
          params?: Json | null;
          phone?: string;
        };
        Relationships: [];
      };
      offers: {
        Row: {
          created_at: string;
          currency: string;
          id: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          price_fen: number;
          revision: number;
          sale_from: string;
          sale_until: string | null;
          size: number;
          sku: string;
          spec: string;
          state: string;
          validity_months: number;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          currency: string;
          id?: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          price_fen: number;
          revision?: number;
          sale_from?: string;
          sale_until?: string | null;
          size: number;
          sku: string;
          spec?: string;
          state?: string;
          validity_months?: number;
        };
        Update: {
          created_at?: string;
          currency?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["quota_kind"];
          price_fen?: number;
          revision?: number;
          sale_from?: string;
          sale_until?: string | null;
          size?: number;
          sku?: string;
          spec?: string;
          state?: string;
          validity_months?: number;
        };
        Relationships: [];
      };
      opt_outs: {
        Row: {
          added_by: string | null;
          at: string;
          enterprise_id: string;
          erased: boolean;
          id: number;
          phone: string;
          proof: string | null;
          reason: string;
          signature: string;
        };
        ComputedFields: never;
        Insert: {
          added_by?: string | null;
          at?: string;
          enterprise_id: string;
          erased?: boolean;
          id?: never;
          phone: string;
          proof?: string | null;
          reason: string;
          signature: string;
        };
        Update: {
          added_by?: string | null;
          at?: string;
          enterprise_id?: string;
          erased?: boolean;
          id?: never;
          phone?: string;
          proof?: string | null;
          reason?: string;
          signature?: string;
        };
        Relationships: [
          {
            foreignKeyName: "opt_outs_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "opt_outs_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      orders: {
        Row: {
          confirmed_itself: boolean;
          currency: string;
          decided_at: string | null;
          decided_by: string | null;
          decided_by_name: string | null;
          enterprise_id: string;
          enterprise_name: string;
          id: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          offer_id: string;
          order_no: string;
          ordered_at: string;
          ordered_by: string;
          ordered_by_name: string;
          payment_reference: string | null;
          price_fen: number;
          quantity: number;
          reason: string | null;
          revision: number;
          size: number;
          sku: string;
          spec: string;
          state: Database["public"]["Enums"]["order_state"];
          total_fen: number;
          units: number;
          validity_months: number;
        };
        ComputedFields: never;
        Insert: {
          confirmed_itself?: boolean;
          currency: string;
          decided_at?: string | null;
          decided_by?: string | null;
          decided_by_name?: string | null;
          enterprise_id: string;
          enterprise_name: string;
          id?: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          offer_id: string;
          order_no: string;
          ordered_at?: string;
          ordered_by: string;
          ordered_by_name: string;
          payment_reference?: string | null;
          price_fen: number;
          quantity: number;
          reason?: string | null;
          revision: number;
          size: number;
          sku: string;
          spec: string;
          state?: Database["public"]["Enums"]["order_state"];
          total_fen?: never;
          units?: never;
          validity_months: number;
        };
        Update: {
          confirmed_itself?: boolean;
          currency?: string;
          decided_at?: string | null;
          decided_by?: string | null;
          decided_by_name?: string | null;
          enterprise_id?: string;
          enterprise_name?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["quota_kind"];
          offer_id?: string;
          order_no?: string;
          ordered_at?: string;
          ordered_by?: string;
          ordered_by_name?: string;
          payment_reference?: string | null;
          price_fen?: number;
          quantity?: number;
          reason?: string | null;
          revision?: number;
          size?: number;
          sku?: string;
          spec?: string;
          state?: Database["public"]["Enums"]["order_state"];
          total_fen?: never;
          units?: never;
          validity_months?: number;
        };
        Relationships: [
          {
            foreignKeyName: "orders_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "orders_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "orders_offer_id_fkey";
            columns: ["offer_id"];
            isOneToOne: false;
            referencedRelation: "offer_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "orders_offer_id_fkey";
            columns: ["offer_id"];
            isOneToOne: false;
            referencedRelation: "offers";
            referencedColumns: ["id"];
          },
        ];
      };
      own_fields: {
        Row: {
          bound: boolean;
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          hint: string | null;
          hint_en: string | null;
          id: string;
          in_chat: boolean;
          key: string;
          kind: Database["public"]["Enums"]["own_kind"];
          max: number | null;
          min: number | null;
          name: string;
          name_en: string | null;
          options: Json | null;
          place: number;
          required: boolean;
          resource: string;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          bound?: boolean;
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          hint?: string | null;
          hint_en?: string | null;
          id?: string;
          in_chat?: boolean;
          key: string;
          kind: Database["public"]["Enums"]["own_kind"];
          max?: number | null;
          min?: number | null;
          name: string;
          name_en?: string | null;
          options?: Json | null;
          place: number;
          required?: boolean;
          resource: string;
          state?: string;
        };
        Update: {
          bound?: boolean;
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          hint?: string | null;
          hint_en?: string | null;
          id?: string;
          in_chat?: boolean;
          key?: string;
          kind?: Database["public"]["Enums"]["own_kind"];
          max?: number | null;
          min?: number | null;
          name?: string;
          name_en?: string | null;
          options?: Json | null;
          place?: number;
          required?: boolean;
          resource?: string;
          state?: string;
        };
        Relationships: [
          {
            foreignKeyName: "own_fields_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "own_fields_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      packages: {
        Row: {
          enterprise_id: string;
          expires_at: string;
          id: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          order_id: string;
          paid_at: string;
          size: number;
          spec: string;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id: string;
          expires_at: string;
          id?: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          order_id: string;
          paid_at?: string;
          size: number;
          spec?: string;
        };
        Update: {
          enterprise_id?: string;
          expires_at?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["quota_kind"];
          order_id?: string;
          paid_at?: string;
          size?: number;
          spec?: string;
        };
        Relationships: [
          {
            foreignKeyName: "packages_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "packages_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "packages_order_id_fkey";
            columns: ["order_id"];
            isOneToOne: true;
            referencedRelation: "orders";
            referencedColumns: ["id"];
          },
        ];
      };
      policies: {
        Row: {
          created_at: string;
          document: NonNullable<Json>;
          enterprise_id: string | null;
          id: string;
          name: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          document: NonNullable<Json>;
          enterprise_id?: string | null;
          id?: string;
          name: string;
        };
        Update: {
          created_at?: string;
          document?: NonNullable<Json>;
          enterprise_id?: string | null;
          id?: string;
          name?: string;
        };
        Relationships: [
          {
            foreignKeyName: "policies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "policies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      port_bindings: {
        Row: {
          account_id: string;
          automatic: boolean;
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          id: string;
          port_id: string;
          region: number;
          signature: string;
          stretch: unknown;
        };
        ComputedFields: never;
        Insert: {
          account_id: string;
          automatic?: boolean;
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          id?: string;
          port_id: string;
          region: number;
          signature: string;
          stretch: unknown;
        };
        Update: {
          account_id?: string;
          automatic?: boolean;
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          id?: string;
          port_id?: string;
          region?: number;
          signature?: string;
          stretch?: unknown;
        };
        Relationships: [
          {
            foreignKeyName: "port_bindings_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "click_account_names";
            referencedColumns: ["account_id"];
          },
          {
            foreignKeyName: "port_bindings_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_account_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_accounts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "port_bindings_port_id_fkey";
            columns: ["port_id"];
            isOneToOne: false;
            referencedRelation: "port_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_port_id_fkey";
            columns: ["port_id"];
            isOneToOne: false;
            referencedRelation: "ports";
            referencedColumns: ["id"];
          },
        ];
      };
      ports: {
        Row: {
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["port_kind"];
          number: string;
          place: number;
          proof_name: string;
          proof_path: string;
          signatures: string[];
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          id?: string;
          kind: Database["public"]["Enums"]["port_kind"];
          number: string;
          place?: never;
          proof_name: string;
          proof_path: string;
          signatures: string[];
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["port_kind"];
          number?: string;
          place?: never;
          proof_name?: string;
          proof_path?: string;
          signatures?: string[];
        };
        Relationships: [
          {
            foreignKeyName: "ports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "ports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      profiles: {
        Row: {
          email: string;
          enterprise_id: string | null;
          locale: string | null;
          name: string;
          notices: string[];
          quiet_from: string | null;
          quiet_until: string | null;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          email: string;
          enterprise_id?: string | null;
          locale?: string | null;
          name: string;
          notices?: string[];
          quiet_from?: string | null;
          quiet_until?: string | null;
          user_id: string;
        };
        Update: {
          email?: string;
          enterprise_id?: string | null;
          locale?: string | null;
          name?: string;
          notices?: string[];
          quiet_from?: string | null;
          quiet_until?: string | null;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "profiles_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "profiles_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      quota_accounts: {
        Row: {
          account: string;
          balance: number;
          enterprise_id: string;
          id: number;
          kind: Database["public"]["Enums"]["quota_kind"];
          package_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          account: string;
          balance?: number;
          enterprise_id: string;
          id?: never;
          kind: Database["public"]["Enums"]["quota_kind"];
          package_id?: string | null;
        };
        Update: {
          account?: string;
          balance?: number;
          enterprise_id?: string;
          id?: never;
          kind?: Database["public"]["Enums"]["quota_kind"];
          package_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "quota_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "quota_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "quota_accounts_package_id_fkey";
            columns: ["package_id"];
            isOneToOne: false;
            referencedRelation: "package_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "quota_accounts_package_id_fkey";
            columns: ["package_id"];
            isOneToOne: false;
            referencedRelation: "packages";
            referencedColumns: ["id"];
          },
        ];
      };
      quota_ledger: {
        Row: {
          account: string;
          amount: number;
          at: string;
          enterprise_id: string;
          id: number;
          kind: Database["public"]["Enums"]["quota_kind"];
          package_id: string | null;
          reason: string;
          send_id: string | null;
          task_id: string | null;
          transfer: string;
        };
        ComputedFields: never;
        Insert: {
          account: string;
          amount: number;
          at?: string;
          enterprise_id: string;
          id?: never;
          kind: Database["public"]["Enums"]["quota_kind"];
          package_id?: string | null;
          reason: string;
          send_id?: string | null;
          task_id?: string | null;
          transfer: string;
        };
        Update: {
          account?: string;
          amount?: number;
          at?: string;
          enterprise_id?: string;
          id?: never;
          kind?: Database["public"]["Enums"]["quota_kind"];
          package_id?: string | null;
          reason?: string;
          send_id?: string | null;
          task_id?: string | null;
          transfer?: string;
        };
        Relationships: [];
      };
      receipts: {
        Row: {
          at: string | null;
          channel_id: string;
          code: string | null;
          enterprise_id: string;
          id: number;
          received_at: string;
          reference: string;
          status: string;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Insert: {
          at?: string | null;
          channel_id: string;
          code?: string | null;
          enterprise_id: string;
          id?: never;
          received_at?: string;
          reference: string;
          status: string;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Update: {
          at?: string | null;
          channel_id?: string;
          code?: string | null;
          enterprise_id?: string;
          id?: never;
          received_at?: string;
          reference?: string;
          status?: string;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Relationships: [
          {
            foreignKeyName: "receipts_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipts_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      replies: {
        Row: {
          at: string | null;
          channel_id: string;
          enterprise_id: string;
          id: string;
          opted_out: boolean;
          phone: string;
          received_at: string;
          signature: string | null;
          text: string;
        };
        ComputedFields: never;
        Insert: {
          at?: string | null;
          channel_id: string;
          enterprise_id: string;
          id: string;
          opted_out: boolean;
          phone: string;
          received_at?: string;
          signature?: string | null;
          text: string;
        };
        Update: {
          at?: string | null;
          channel_id?: string;
          enterprise_id?: string;
          id?: string;
          opted_out?: boolean;
          phone?: string;
          received_at?: string;
          signature?: string | null;
          text?: string;
        };
        Relationships: [
          {
            foreignKeyName: "replies_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "replies_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "replies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "replies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      resolve_tasks: {
        Row: {
          asked: number;
          batch_no: string;
          decided_at: string | null;
          decided_by: string | null;
          domain_id: string;
          enterprise_id: string;
          expires_at: string;
          failed: number;
          finished_at: string | null;
          frozen_at: string | null;
          frozen_by: string | null;
          frozen_reason: string | null;
          id: string;
          jump_url: string | null;
          kind: Database["public"]["Enums"]["resolve_task_kind"];
          link_id: number | null;
          made: number;
          max_resolutions: number;
          name: string;
          number_file_id: string | null;
          reason: string | null;
          signatures: string[];
          source: string;
          source_send_id: string | null;
          state: Database["public"]["Enums"]["resolve_task_state"];
          submitted_at: string;
          submitted_by: string | null;
          template_id: string;
          validity_days: number;
          version_id: string;
        };
        ComputedFields: never;
        Insert: {
          asked: number;
          batch_no: string;
          decided_at?: string | null;
          decided_by?: string | null;
          domain_id: string;
          enterprise_id: string;
          expires_at: string;
          failed?: number;
          finished_at?: string | null;
          frozen_at?: string | null;
          frozen_by?: string | null;
          frozen_reason?: string | null;
          id?: string;
          jump_url?: string | null;
          kind: Database["public"]["Enums"]["resolve_task_kind"];
          link_id?: number | null;
          made?: number;
          max_resolutions: number;
          name: string;
          number_file_id?: string | null;
          reason?: string | null;
          signatures: string[];
          source: string;
          source_send_id?: string | null;
          state?: Database["public"]["Enums"]["resolve_task_state"];
          submitted_at?: string;
          submitted_by?: string | null;
          template_id: string;
          validity_days: number;
          version_id: string;
        };
        Update: {
          asked?: number;
          batch_no?: string;
          decided_at?: string | null;
          decided_by?: string | null;
          domain_id?: string;
          enterprise_id?: string;
          expires_at?: string;
          failed?: number;
          finished_at?: string | null;
          frozen_at?: string | null;
          frozen_by?: string | null;
          frozen_reason?: string | null;
          id?: string;
          jump_url?: string | null;
          kind?: Database["public"]["Enums"]["resolve_task_kind"];
          link_id?: number | null;
          made?: number;
          max_resolutions?: number;
          name?: string;
          number_file_id?: string | null;
          reason?: string | null;
          signatures?: string[];
          source?: string;
          source_send_id?: string | null;
          state?: Database["public"]["Enums"]["resolve_task_state"];
          submitted_at?: string;
          submitted_by?: string | null;
          template_id?: string;
          validity_days?: number;
          version_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "resolve_tasks_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domain_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domains";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "resolve_tasks_number_file_id_fkey";
            columns: ["number_file_id"];
            isOneToOne: false;
            referencedRelation: "number_files";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_source_send_id_fkey";
            columns: ["source_send_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_source_send_id_fkey";
            columns: ["source_send_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "resolve_tasks_source_send_id_fkey";
            columns: ["source_send_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "resolve_tasks_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      retention_periods: {
        Row: {
          days: number;
          enterprise_id: string;
          failed_at: string | null;
          failure: string | null;
          id: string;
          kind: string;
          purged: number | null;
          purged_at: string | null;
          purged_to: string | null;
          tried_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          days: number;
          enterprise_id: string;
          failed_at?: string | null;
          failure?: string | null;
          id?: string;
          kind: string;
          purged?: number | null;
          purged_at?: string | null;
          purged_to?: string | null;
          tried_at?: string | null;
        };
        Update: {
          days?: number;
          enterprise_id?: string;
          failed_at?: string | null;
          failure?: string | null;
          id?: string;
          kind?: string;
          purged?: number | null;
          purged_at?: string | null;
          purged_to?: string | null;
          tried_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "retention_periods_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "retention_periods_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      robots: {
        Row: {
          created_at: string;
          created_by: string;
          enterprise_id: string;
          failures: number;
          host: string;
          id: string;
          kind: string;
          kinds: string[];
          last_at: string | null;
          last_error: string | null;
          locale: string;
          name: string;
          signed: boolean;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by: string;
          enterprise_id: string;
          failures?: number;
          host: string;
          id?: string;
          kind: string;
          kinds: string[];
          last_at?: string | null;
          last_error?: string | null;
          locale: string;
          name: string;
          signed: boolean;
          state?: string;
        };
        Update: {
          created_at?: string;
          created_by?: string;
          enterprise_id?: string;
          failures?: number;
          host?: string;
          id?: string;
          kind?: string;
          kinds?: string[];
          last_at?: string | null;
          last_error?: string | null;
          locale?: string;
          name?: string;
          signed?: boolean;
          state?: string;
        };
        Relationships: [
          {
            foreignKeyName: "robots_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "robots_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      send_approvals: {
        Row: {
          approver: string;
          at: string;
          enterprise_id: string;
          hash: string;
          reason: string | null;
          send_id: string;
          stands_for: string[];
          submitted_at: string;
        };
        ComputedFields: never;
        Insert: {
          approver: string;
          at?: string;
          enterprise_id: string;
          hash: string;
          reason?: string | null;
          send_id: string;
          stands_for?: string[];
          submitted_at: string;
        };
        Update: {
          approver?: string;
          at?: string;
          enterprise_id?: string;
          hash?: string;
          reason?: string | null;
          send_id?: string;
          stands_for?: string[];
          submitted_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "send_approvals_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_approvals_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "send_approvals_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_approvals_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "send_approvals_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
        ];
      };
      send_days: {
        Row: {
          day: string;
          delivered: number;
          enterprise_id: string;
          expired: number;
          failed: number;
          resolved: number;
          send_count: number;
          send_id: string;
          submission_count: number;
          timed_out: number;
          unknown: number;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Insert: {
          day: string;
          delivered?: number;
          enterprise_id: string;
          expired?: number;
          failed?: number;
          resolved?: number;
          send_count?: number;
          send_id: string;
          submission_count?: number;
          timed_out?: number;
          unknown?: number;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Update: {
          day?: string;
          delivered?: number;
          enterprise_id?: string;
          expired?: number;
          failed?: number;
          resolved?: number;
          send_count?: number;
          send_id?: string;
          submission_count?: number;
          timed_out?: number;
          unknown?: number;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Relationships: [
          {
            foreignKeyName: "send_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "send_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "send_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
        ];
      };
      send_settings: {
        Row: {
          enterprise_id: string;
          marketing_per_day: number;
          marketing_per_hour: number;
          notice_per_day: number;
          notice_per_minute: number;
          pause_at_failures: number;
          pay_as_you_go: boolean;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id: string;
          marketing_per_day?: number;
          marketing_per_hour?: number;
          notice_per_day?: number;
          notice_per_minute?: number;
          pause_at_failures?: number;
          pay_as_you_go?: boolean;
        };
        Update: {
          enterprise_id?: string;
          marketing_per_day?: number;
          marketing_per_hour?: number;
          notice_per_day?: number;
          notice_per_minute?: number;
          pause_at_failures?: number;
          pay_as_you_go?: boolean;
        };
        Relationships: [
          {
            foreignKeyName: "send_settings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: true;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_settings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: true;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      send_totals: {
        Row: {
          cancelled: number;
          capped: number;
          delivered: number;
          duplicates: number;
          enterprise_id: string;
          expired: number;
          failed: number;
          handed: number;
          intended: number;
          invalid: number;
          opted_out: number;
          pending: number;
          resolved: number;
          send_id: string;
          timed_out: number;
          unknown: number;
        };
        ComputedFields: never;
        Insert: {
          cancelled?: number;
          capped?: number;
          delivered?: number;
          duplicates: number;
          enterprise_id: string;
          expired?: number;
          failed?: number;
          handed?: number;
          intended: number;
          invalid: number;
          opted_out?: number;
          pending?: number;
          resolved?: number;
          send_id: string;
          timed_out?: number;
          unknown?: number;
        };
        Update: {
          cancelled?: number;
          capped?: number;
          delivered?: number;
          duplicates?: number;
          enterprise_id?: string;
          expired?: number;
          failed?: number;
          handed?: number;
          intended?: number;
          invalid?: number;
          opted_out?: number;
          pending?: number;
          resolved?: number;
          send_id?: string;
          timed_out?: number;
          unknown?: number;
        };
        Relationships: [
          {
            foreignKeyName: "send_totals_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_totals_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "send_totals_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: true;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_totals_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: true;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "send_totals_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: true;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
        ];
      };
      sends: {
        Row: {
          batch_no: string;
          channel_id: string;
          columns: NonNullable<Json>;
          consent: string | null;
          consent_name: string | null;
          consent_path: string | null;
          created_at: string;
          created_by: string | null;
          cron: string | null;
          decided_at: string | null;
          decided_by: string | null;
          domain_id: string;
          enterprise_id: string;
          failure_reasons: Json | null;
          finished_at: string | null;
          guarded_ends: number;
          guarded_failures: number;
          hash: string | null;
          held_at: string | null;
          id: string;
          is_marketing: boolean;
          lapsed: boolean;
          left_out: number;
          left_out_lines: number[];
          messages_gone_at: string | null;
          name: string;
          next_at: string | null;
          number_file_id: string;
          origin: Database["public"]["Enums"]["send_origin"];
          own: NonNullable<Json>;
          parent_id: string | null;
          pause_code: string | null;
          pause_details: Json | null;
          pause_reason: string | null;
          paused_at: string | null;
          paused_by: string | null;
          reason: string | null;
          repeat_until: string | null;
          revision: number;
          scheduled_at: string | null;
          segments: number;
          sms_app_id: string;
          sms_signature_id: string;
          sms_template_id: string;
          sms_text: string;
          started_at: string | null;
          state: Database["public"]["Enums"]["send_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          template_id: string;
          timing: Database["public"]["Enums"]["send_timing"];
          trial: boolean;
          trial_result: Json | null;
          trial_size: number;
          units: number;
          validity_days: number;
          version_id: string;
        };
        ComputedFields: never;
        Insert: {
          batch_no: string;
          channel_id: string;
          columns?: NonNullable<Json>;
          consent?: string | null;
          consent_name?: string | null;
          consent_path?: string | null;
          created_at?: string;
          created_by?: string | null;
          cron?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          domain_id: string;
          enterprise_id: string;
          failure_reasons?: Json | null;
          finished_at?: string | null;
          guarded_ends?: number;
          guarded_failures?: number;
          hash?: string | null;
          held_at?: string | null;
          id?: string;
          is_marketing: boolean;
          lapsed?: boolean;
          left_out?: number;
          left_out_lines?: number[];
          messages_gone_at?: string | null;
          name: string;
          next_at?: string | null;
          number_file_id: string;
          origin?: Database["public"]["Enums"]["send_origin"];
          own?: NonNullable<Json>;
          parent_id?: string | null;
          pause_code?: string | null;
          pause_details?: Json | null;
          pause_reason?: string | null;
          paused_at?: string | null;
          paused_by?: string | null;
          reason?: string | null;
          repeat_until?: string | null;
          revision?: number;
          scheduled_at?: string | null;
          segments: number;
          sms_app_id: string;
          sms_signature_id: string;
          sms_template_id: string;
          sms_text: string;
          started_at?: string | null;
          state?: Database["public"]["Enums"]["send_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          template_id: string;
          timing: Database["public"]["Enums"]["send_timing"];
          trial?: boolean;
          trial_result?: Json | null;
          trial_size?: number;
          units?: number;
          validity_days?: number;
          version_id: string;
        };
        Update: {
          batch_no?: string;
          channel_id?: string;
          columns?: NonNullable<Json>;
          consent?: string | null;
          consent_name?: string | null;
          consent_path?: string | null;
          created_at?: string;
          created_by?: string | null;
          cron?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          domain_id?: string;
          enterprise_id?: string;
          failure_reasons?: Json | null;
          finished_at?: string | null;
          guarded_ends?: number;
          guarded_failures?: number;
          hash?: string | null;
          held_at?: string | null;
          id?: string;
          is_marketing?: boolean;
          lapsed?: boolean;
          left_out?: number;
          left_out_lines?: number[];
          messages_gone_at?: string | null;
          name?: string;
          next_at?: string | null;
          number_file_id?: string;
          origin?: Database["public"]["Enums"]["send_origin"];
          own?: NonNullable<Json>;
          parent_id?: string | null;
          pause_code?: string | null;
          pause_details?: Json | null;
          pause_reason?: string | null;
          paused_at?: string | null;
          paused_by?: string | null;
          reason?: string | null;
          repeat_until?: string | null;
          revision?: number;
          scheduled_at?: string | null;
          segments?: number;
          sms_app_id?: string;
          sms_signature_id?: string;
          sms_template_id?: string;
          sms_text?: string;
          started_at?: string | null;
          state?: Database["public"]["Enums"]["send_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          template_id?: string;
          timing?: Database["public"]["Enums"]["send_timing"];
          trial?: boolean;
          trial_result?: Json | null;
          trial_size?: number;
          units?: number;
          validity_days?: number;
          version_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "sends_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domain_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domains";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "sends_number_file_id_fkey";
            columns: ["number_file_id"];
            isOneToOne: false;
            referencedRelation: "number_files";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "sends_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_app_id_fkey";
            columns: ["sms_app_id"];
            isOneToOne: false;
            referencedRelation: "sms_app_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_app_id_fkey";
            columns: ["sms_app_id"];
            isOneToOne: false;
            referencedRelation: "sms_apps";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_signature_id_fkey";
            columns: ["sms_signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_signature_id_fkey";
            columns: ["sms_signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_template_id_fkey";
            columns: ["sms_template_id"];
            isOneToOne: false;
            referencedRelation: "sms_template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_template_id_fkey";
            columns: ["sms_template_id"];
            isOneToOne: false;
            referencedRelation: "sms_templates";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "sends_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      service_accounts: {
        Row: {
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          id: string;
          name: string;
          own: NonNullable<Json>;
          reason: string | null;
          remark: string;
          state: Database["public"]["Enums"]["account_state"];
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          id?: string;
          name: string;
          own?: NonNullable<Json>;
          reason?: string | null;
          remark?: string;
          state?: Database["public"]["Enums"]["account_state"];
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          id?: string;
          name?: string;
          own?: NonNullable<Json>;
          reason?: string | null;
          remark?: string;
          state?: Database["public"]["Enums"]["account_state"];
        };
        Relationships: [
          {
            foreignKeyName: "service_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "service_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      shortcut_versions: {
        Row: {
          buttons: NonNullable<Json>;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by: string | null;
          enterprise_id: string;
          id: string;
          proofs: NonNullable<Json>;
          reason: string | null;
          regions: number[];
          revision: number;
          shortcut_id: string;
          signature: string;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          timed: NonNullable<Json>;
          version: number;
        };
        ComputedFields: never;
        Insert: {
          buttons: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id: string;
          id?: string;
          proofs: NonNullable<Json>;
          reason?: string | null;
          regions: number[];
          revision?: number;
          shortcut_id: string;
          signature: string;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          timed: NonNullable<Json>;
          version: number;
        };
        Update: {
          buttons?: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id?: string;
          id?: string;
          proofs?: NonNullable<Json>;
          reason?: string | null;
          regions?: number[];
          revision?: number;
          shortcut_id?: string;
          signature?: string;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          timed?: NonNullable<Json>;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: "shortcut_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "shortcut_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "shortcut_versions_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "click_shortcut_names";
            referencedColumns: ["shortcut_id"];
          },
          {
            foreignKeyName: "shortcut_versions_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "shortcut_versions_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcuts";
            referencedColumns: ["id"];
          },
        ];
      };
      shortcuts: {
        Row: {
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          frozen_at: string | null;
          frozen_by: string | null;
          frozen_reason: string | null;
          id: string;
          latest_version_id: string | null;
          live_version_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id: string;
          frozen_at?: string | null;
          frozen_by?: string | null;
          frozen_reason?: string | null;
          id?: string;
          latest_version_id?: string | null;
          live_version_id?: string | null;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          enterprise_id?: string;
          frozen_at?: string | null;
          frozen_by?: string | null;
          frozen_reason?: string | null;
          id?: string;
          latest_version_id?: string | null;
          live_version_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "shortcuts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "shortcuts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "shortcuts_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "shortcuts_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_versions";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "shortcuts_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "shortcuts_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      sms_apps: {
        Row: {
          created_at: string;
          created_by: string | null;
          enabled: boolean;
          enterprise_id: string;
          id: string;
          name: string;
          uplink_at: string | null;
          uplink_error: string | null;
          uplink_failures: number;
          uplink_state: string;
          uplink_url: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          enabled?: boolean;
          enterprise_id: string;
          id?: string;
          name: string;
          uplink_at?: string | null;
          uplink_error?: string | null;
          uplink_failures?: number;
          uplink_state?: string;
          uplink_url?: string | null;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          enabled?: boolean;
          enterprise_id?: string;
          id?: string;
          name?: string;
          uplink_at?: string | null;
          uplink_error?: string | null;
          uplink_failures?: number;
          uplink_state?: string;
          uplink_url?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "sms_apps_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_apps_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      sms_signatures: {
        Row: {
          app_id: string;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["signature_kind"];
          name: string;
          proof_name: string | null;
          proof_path: string | null;
          purpose: string;
          reason: string | null;
          source: Database["public"]["Enums"]["signature_source"];
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          third_party: boolean;
        };
        ComputedFields: never;
        Insert: {
          app_id: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id: string;
          id?: string;
          kind: Database["public"]["Enums"]["signature_kind"];
          name: string;
          proof_name?: string | null;
          proof_path?: string | null;
          purpose?: string;
          reason?: string | null;
          source?: Database["public"]["Enums"]["signature_source"];
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          third_party?: boolean;
        };
        Update: {
          app_id?: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["signature_kind"];
          name?: string;
          proof_name?: string | null;
          proof_path?: string | null;
          purpose?: string;
          reason?: string | null;
          source?: Database["public"]["Enums"]["signature_source"];
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          third_party?: boolean;
        };
        Relationships: [
          {
            foreignKeyName: "sms_signatures_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_app_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_signatures_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_apps";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_signatures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_signatures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      sms_templates: {
        Row: {
          app_id: string;
          content: string;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["signature_kind"];
          name: string;
          purpose: string;
          reason: string | null;
          signature_id: string;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          variables: NonNullable<Json>;
        };
        ComputedFields: never;
        Insert: {
          app_id: string;
          content: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id: string;
          id?: string;
          kind: Database["public"]["Enums"]["signature_kind"];
          name: string;
          purpose?: string;
          reason?: string | null;
          signature_id: string;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          variables?: NonNullable<Json>;
        };
        Update: {
          app_id?: string;
          content?: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id?: string;
          id?: string;
          kind?: Database["public"]["Enums"]["signature_kind"];
          name?: string;
          purpose?: string;
          reason?: string | null;
          signature_id?: string;
          state?: Database["public"]["Enums"]["review_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          variables?: NonNullable<Json>;
        };
        Relationships: [
          {
            foreignKeyName: "sms_templates_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_app_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_apps";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "sms_templates_have_their_signatures_kind";
            columns: ["signature_id", "kind"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id", "kind"];
          },
          {
            foreignKeyName: "sms_templates_have_their_signatures_kind";
            columns: ["signature_id", "kind"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id", "kind"];
          },
          {
            foreignKeyName: "sms_templates_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
        ];
      };
      statement_acceptances: {
        Row: {
          accepted_at: string;
          edition: string;
          enterprise_id: string;
          statement: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string;
          edition: string;
          enterprise_id: string;
          statement: string;
          user_id: string;
        };
        Update: {
          accepted_at?: string;
          edition?: string;
          enterprise_id?: string;
          statement?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "statement_acceptances_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "statement_acceptances_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      template_days: {
        Row: {
          bots: number;
          day: string;
          delivered: number;
          enterprise_id: string;
          expired: number;
          failed: number;
          humans: number;
          kind: string;
          minted: number;
          refused: number;
          resolutions: number;
          send_count: number;
          signature_id: string | null;
          submission_count: number;
          template_id: string;
          timed_out: number;
          unknown: number;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Insert: {
          bots?: number;
          day: string;
          delivered?: number;
          enterprise_id: string;
          expired?: number;
          failed?: number;
          humans?: number;
          kind: string;
          minted?: number;
          refused?: number;
          resolutions?: number;
          send_count?: number;
          signature_id?: string | null;
          submission_count?: number;
          template_id: string;
          timed_out?: number;
          unknown?: number;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Update: {
          bots?: number;
          day?: string;
          delivered?: number;
          enterprise_id?: string;
          expired?: number;
          failed?: number;
          humans?: number;
          kind?: string;
          minted?: number;
          refused?: number;
          resolutions?: number;
          send_count?: number;
          signature_id?: string | null;
          submission_count?: number;
          template_id?: string;
          timed_out?: number;
          unknown?: number;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Relationships: [
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "template_days_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      template_versions: {
        Row: {
          content: NonNullable<Json>;
          content_hash: string;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by: string | null;
          enterprise_id: string;
          id: string;
          own: NonNullable<Json>;
          parameters: string[];
          reason: string | null;
          revision: number;
          state: Database["public"]["Enums"]["version_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          template_id: string;
          vendors: Database["public"]["Enums"]["vendor"][];
          version: number;
        };
        ComputedFields: never;
        Insert: {
          content: NonNullable<Json>;
          content_hash: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id: string;
          id?: string;
          own?: NonNullable<Json>;
          parameters: string[];
          reason?: string | null;
          revision?: number;
          state?: Database["public"]["Enums"]["version_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          template_id: string;
          vendors: Database["public"]["Enums"]["vendor"][];
          version: number;
        };
        Update: {
          content?: NonNullable<Json>;
          content_hash?: string;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id?: string;
          id?: string;
          own?: NonNullable<Json>;
          parameters?: string[];
          reason?: string | null;
          revision?: number;
          state?: Database["public"]["Enums"]["version_state"];
          submitted_at?: string | null;
          submitted_by?: string | null;
          template_id?: string;
          vendors?: Database["public"]["Enums"]["vendor"][];
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: "template_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_versions_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "template_versions_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_versions_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "template_versions_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      templates: {
        Row: {
          category: string;
          created_at: string;
          created_by: string | null;
          enabled: boolean;
          enterprise_id: string;
          id: string;
          latest_version_id: string | null;
          layout: string;
          live_version_id: string | null;
          name: string;
          usage: Database["public"]["Enums"]["template_usage"];
        };
        ComputedFields: never;
        Insert: {
          category: string;
          created_at?: string;
          created_by?: string | null;
          enabled?: boolean;
          enterprise_id: string;
          id?: string;
          latest_version_id?: string | null;
          layout: string;
          live_version_id?: string | null;
          name: string;
          usage: Database["public"]["Enums"]["template_usage"];
        };
        Update: {
          category?: string;
          created_at?: string;
          created_by?: string | null;
          enabled?: boolean;
          enterprise_id?: string;
          id?: string;
          latest_version_id?: string | null;
          layout?: string;
          live_version_id?: string | null;
          name?: string;
          usage?: Database["public"]["Enums"]["template_usage"];
        };
        Relationships: [
          {
            foreignKeyName: "templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "templates_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "templates_latest_version_id_fkey";
            columns: ["latest_version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "templates_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "templates_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      unit_prices: {
        Row: {
          currency: string;
          id: string;
          item: string;
          price_micros: number;
          since: string;
        };
        ComputedFields: never;
        Insert: {
          currency: string;
          id?: string;
          item: string;
          price_micros: number;
          since?: string;
        };
        Update: {
          currency?: string;
          id?: string;
          item?: string;
          price_micros?: number;
          since?: string;
        };
        Relationships: [];
      };
      vendor_reviews: {
        Row: {
          decided_at: string | null;
          decided_by: string | null;
          enterprise_id: string;
          id: string;
          reason: string | null;
          state: Database["public"]["Enums"]["vendor_review_state"];
          vendor: Database["public"]["Enums"]["vendor"];
          version_id: string;
        };
        ComputedFields: never;
        Insert: {
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id: string;
          id?: string;
          reason?: string | null;
          state?: Database["public"]["Enums"]["vendor_review_state"];
          vendor: Database["public"]["Enums"]["vendor"];
          version_id: string;
        };
        Update: {
          decided_at?: string | null;
          decided_by?: string | null;
          enterprise_id?: string;
          id?: string;
          reason?: string | null;
          state?: Database["public"]["Enums"]["vendor_review_state"];
          vendor?: Database["public"]["Enums"]["vendor"];
          version_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "vendor_reviews_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "vendor_reviews_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "vendor_reviews_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "vendor_reviews_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
        ];
      };
    };
    Views: {
      account_part_cards: {
        Row: {
          account_id: string;
          account_state: Database["public"]["Enums"]["account_state"];
          change_reason: string | null;
          content: Json | null;
          created_at: string;
          decided_at: string | null;
          decided_by_name: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["account_part_kind"];
          live_content: Json | null;
          live_version: number | null;
          name: string;
          next_own: NonNullable<Json>;
          reason: string | null;
          remark: string;
          revision: number;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          version: number;
          version_id: string;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "account_parts_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "click_account_names";
            referencedColumns: ["account_id"];
          },
          {
            foreignKeyName: "account_parts_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_account_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_parts_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_accounts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_parts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "account_parts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      account_signatures: {
        Row: {
          enterprise_id: string | null;
          id: string | null;
          name: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      alert_cards: {
        Row: {
          at: string;
          details: NonNullable<Json>;
          enterprise_id: string;
          id: number;
          kind: string;
          name: string | null;
          resource: string;
          resource_id: string | null;
          seen_at: string | null;
          seen_by_name: string | null;
          state: string | null;
          waits: boolean | null;
        };
        ComputedFields: never;
        Insert: {
          at?: string | null;
          details?: Json | null;
          enterprise_id?: string | null;
          id?: number | null;
          kind?: string | null;
          name?: never;
          resource?: string | null;
          resource_id?: string | null;
          seen_at?: string | null;
          seen_by_name?: never;
          state?: never;
          waits?: never;
        };
        Update: {
          at?: string | null;
          details?: Json | null;
          enterprise_id?: string | null;
          id?: number | null;
          kind?: string | null;
          name?: never;
          resource?: string | null;
          resource_id?: string | null;
          seen_at?: string | null;
          seen_by_name?: never;
          state?: never;
          waits?: never;
        };
        Relationships: [
          {
            foreignKeyName: "alerts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "alerts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      approval_rule_cards: {
        Row: {
          able: number | null;
          approvers: number;
          conditions: Json | null;
          created_at: string;
          created_by: string | null;
          enterprise_id: string;
          group_id: string | null;
          group_name: string | null;
          id: string;
          marketing: boolean | null;
          min_audience: number | null;
          min_units: number | null;
          name: string;
          requester_group: string | null;
          requester_group_id: string | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "approval_rules_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "approval_rules_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "group_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_group_id_fkey";
            columns: ["group_id"];
            isOneToOne: false;
            referencedRelation: "groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_requester_group_id_fkey";
            columns: ["requester_group_id"];
            isOneToOne: false;
            referencedRelation: "group_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approval_rules_requester_group_id_fkey";
            columns: ["requester_group_id"];
            isOneToOne: false;
            referencedRelation: "groups";
            referencedColumns: ["id"];
          },
        ];
      };
      audit_entries: {
        Row: {
          actor_name: string | null;
          after: Json | null;
          at: string;
          before: Json | null;
          code: string | null;
          details: Json | null;
          enterprise_id: string | null;
          id: number;
          name: string | null;
          outcome: Database["public"]["Enums"]["audit_outcome"];
          reason: string | null;
          resource: string;
          resource_id: string | null;
          source: string;
          verb: string;
        };
        ComputedFields: never;
        Insert: {
          actor_name?: never;
          after?: never;
          at?: string | null;
          before?: never;
          code?: string | null;
          details?: never;
          enterprise_id?: string | null;
          id?: number | null;
          name?: never;
          outcome?: Database["public"]["Enums"]["audit_outcome"] | null;
          reason?: string | null;
          resource?: string | null;
          resource_id?: string | null;
          source?: string | null;
          verb?: string | null;
        };
        Update: {
          actor_name?: never;
          after?: never;
          at?: string | null;
          before?: never;
          code?: string | null;
          details?: never;
          enterprise_id?: string | null;
          id?: number | null;
          name?: never;
          outcome?: Database["public"]["Enums"]["audit_outcome"] | null;
          reason?: string | null;
          resource?: string | null;
          resource_id?: string | null;
          source?: string | null;
          verb?: string | null;
        };
        Relationships: [];
      };
      banned_word_cards: {
        Row: {
          added_at: string;
          id: string;
          why: string;
          word: string;
        };
        ComputedFields: never;
        Insert: {
          added_at?: string | null;
          id?: string | null;
          why?: string | null;
          word?: string | null;
        };
        Update: {
          added_at?: string | null;
          id?: string | null;
          why?: string | null;
          word?: string | null;
        };
        Relationships: [];
      };
      call_limit_cards: {
        Row: {
          allowed_24h: number | null;
          id: string | null;
          most: number | null;
          name: string | null;
          per: string | null;
          refused_24h: number | null;
          scope: string | null;
          why: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      carrier_cards: {
        Row: {
          adapter: Database["public"]["Enums"]["channel_adapter"];
          base_url: string;
          batch_size: number;
          channels: number | null;
          created_at: string;
          health: string | null;
          id: string;
          idempotent: boolean;
          key_rotated_at: string | null;
          last_outage_at: string | null;
          minutes_down: number | null;
          name: string;
          number_prefix: string | null;
          open_to_all: boolean;
          rate_per_s: number | null;
          receipt_hours: number | null;
          revision: number;
          sick: number | null;
          state: string;
        };
        ComputedFields: never;
        Relationships: [];
      };
      carrier_outage_cards: {
        Row: {
          carrier_id: string;
          carrier_name: string | null;
          channel_id: string;
          channel_name: string;
          enterprise_name: string | null;
          error: string | null;
          id: number;
          minutes: number | null;
          since: string;
          until: string | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "carrier_outages_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carrier_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_outages_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carriers";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_outages_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_outages_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
        ];
      };
      carrier_test_cards: {
        Row: {
          asked_at: string;
          asked_by_name: string;
          carrier_id: string;
          carrier_name: string | null;
          channel_number: string;
          code: string | null;
          ended_at: string | null;
          id: string;
          number: string;
          state: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "carrier_tests_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carrier_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "carrier_tests_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carriers";
            referencedColumns: ["id"];
          },
        ];
      };
      channel_cards: {
        Row: {
          adapter: Database["public"]["Enums"]["channel_adapter"];
          batch_size: number;
          carrier_id: string;
          carrier_name: string | null;
          created_at: string;
          enterprise_id: string;
          enterprise_name: string | null;
          failures: number;
          health: string | null;
          id: string;
          idempotent: boolean;
          last_error: string | null;
          name: string;
          number: string;
          rate_per_s: number | null;
          receipt_timeout: string;
          resolver: Database["public"]["Enums"]["template_resolver"];
          sick_since: string | null;
          state: string;
          tries_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          adapter?: Database["public"]["Enums"]["channel_adapter"] | null;
          batch_size?: number | null;
          carrier_id?: string | null;
          carrier_name?: never;
          created_at?: string | null;
          enterprise_id?: string | null;
          enterprise_name?: never;
          failures?: number | null;
          health?: never;
          id?: string | null;
          idempotent?: boolean | null;
          last_error?: string | null;
          name?: string | null;
          number?: string | null;
          rate_per_s?: number | null;
          receipt_timeout?: string | null;
          resolver?: Database["public"]["Enums"]["template_resolver"] | null;
          sick_since?: string | null;
          state?: string | null;
          tries_at?: never;
        };
        Update: {
          adapter?: Database["public"]["Enums"]["channel_adapter"] | null;
          batch_size?: number | null;
          carrier_id?: string | null;
          carrier_name?: never;
          created_at?: string | null;
          enterprise_id?: string | null;
          enterprise_name?: never;
          failures?: number | null;
          health?: never;
          id?: string | null;
          idempotent?: boolean | null;
          last_error?: string | null;
          name?: string | null;
          number?: string | null;
          rate_per_s?: number | null;
          receipt_timeout?: string | null;
          resolver?: Database["public"]["Enums"]["template_resolver"] | null;
          sick_since?: string | null;
          state?: string | null;
          tries_at?: never;
        };
        Relationships: [
          {
            foreignKeyName: "channels_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carrier_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "channels_carrier_id_fkey";
            columns: ["carrier_id"];
            isOneToOne: false;
            referencedRelation: "carriers";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "channels_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "channels_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      chat_identity_cards: {
        Row: {
          aal: string | null;
          account: string | null;
          id: string | null;
          linked_at: string | null;
          member_id: string | null;
          member_name: string | null;
          provider: string | null;
          user_id: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      click_account_names: {
        Row: {
          account_id: string;
          account_name: string;
          enterprise_id: string;
          remark: string;
        };
        ComputedFields: never;
        Insert: {
          account_id?: string | null;
          account_name?: string | null;
          enterprise_id?: string | null;
          remark?: string | null;
        };
        Update: {
          account_id?: string | null;
          account_name?: string | null;
          enterprise_id?: string | null;
          remark?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "service_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "service_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      click_detail_days: {
        Row: {
          account_id: string | null;
          account_name: string | null;
          clicks: number;
          day: string;
          enterprise_id: string;
          item: string;
          item_name: string;
          line: string | null;
          name: string | null;
          place: Database["public"]["Enums"]["click_place"];
          remark: string | null;
          shortcut_id: string | null;
          shortcut_name: string | null;
          vendor: Database["public"]["Enums"]["vendor"];
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "click_account_names";
            referencedColumns: ["account_id"];
          },
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_account_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_accounts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "click_shortcut_names";
            referencedColumns: ["shortcut_id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcuts";
            referencedColumns: ["id"];
          },
        ];
      };
      click_report_days: {
        Row: {
          account_id: string | null;
          account_name: string | null;
          clicks: number | null;
          day: string;
          enterprise_id: string;
          homes: number | null;
          line: string | null;
          menus: number | null;
          name: string | null;
          remark: string | null;
          shortcut_id: string | null;
          shortcut_name: string | null;
          shortcuts: number | null;
          vendor: Database["public"]["Enums"]["vendor"];
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "click_account_names";
            referencedColumns: ["account_id"];
          },
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_account_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_accounts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "click_shortcut_names";
            referencedColumns: ["shortcut_id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcut_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "click_days_shortcut_id_fkey";
            columns: ["shortcut_id"];
            isOneToOne: false;
            referencedRelation: "shortcuts";
            referencedColumns: ["id"];
          },
        ];
      };
      click_shortcut_names: {
        Row: {
          enterprise_id: string;
          shortcut_id: string;
          shortcut_name: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "shortcuts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "shortcuts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      deciders: {
        Row: {
          away_until: string | null;
          delegate_name: string | null;
          email: string | null;
          enterprise_id: string | null;
          id: string | null;
          name: string | null;
          resource: string | null;
          resource_id: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      delivery_cards: {
        Row: {
          carrier_id: string | null;
          code: string | null;
          enterprise_id: string;
          final_at: string | null;
          handed_at: string | null;
          id: number;
          link_code: string | null;
          ordinal: number;
          param_names: string[] | null;
          phone: string | null;
          resolved: number;
          segments: number;
          send_id: string;
          state: Database["public"]["Enums"]["delivery_state"];
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Insert: {
          carrier_id?: never;
          code?: string | null;
          enterprise_id?: string | null;
          final_at?: string | null;
          handed_at?: string | null;
          id?: number | null;
          link_code?: never;
          ordinal?: number | null;
          param_names?: never;
          phone?: never;
          resolved?: number | null;
          segments?: number | null;
          send_id?: string | null;
          state?: Database["public"]["Enums"]["delivery_state"] | null;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Update: {
          carrier_id?: never;
          code?: string | null;
          enterprise_id?: string | null;
          final_at?: string | null;
          handed_at?: string | null;
          id?: number | null;
          link_code?: never;
          ordinal?: number | null;
          param_names?: never;
          phone?: never;
          resolved?: number | null;
          segments?: number | null;
          send_id?: string | null;
          state?: Database["public"]["Enums"]["delivery_state"] | null;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Relationships: [];
      };
      domain_cards: {
        Row: {
          created_at: string;
          created_by: string | null;
          custom_codes: boolean;
          decided_at: string | null;
          decided_by_name: string | null;
          enabled: boolean;
          enterprise_id: string;
          host: string | null;
          id: string;
          is_default: boolean;
          link_example: string | null;
          name: string;
          proof_name: string | null;
          proof_path: string | null;
          reason: string | null;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          created_by?: string | null;
          custom_codes?: boolean | null;
          decided_at?: string | null;
          decided_by_name?: never;
          enabled?: boolean | null;
          enterprise_id?: string | null;
          host?: string | null;
          id?: string | null;
          is_default?: boolean | null;
          link_example?: never;
          name?: string | null;
          proof_name?: string | null;
          proof_path?: string | null;
          reason?: string | null;
          state?: Database["public"]["Enums"]["review_state"] | null;
          submitted_at?: string | null;
          submitted_by?: string | null;
          submitted_by_name?: never;
          waits_for?: never;
        };
        Update: {
          created_at?: string | null;
          created_by?: string | null;
          custom_codes?: boolean | null;
          decided_at?: string | null;
          decided_by_name?: never;
          enabled?: boolean | null;
          enterprise_id?: string | null;
          host?: string | null;
          id?: string | null;
          is_default?: boolean | null;
          link_example?: never;
          name?: string | null;
          proof_name?: string | null;
          proof_path?: string | null;
          reason?: string | null;
          state?: Database["public"]["Enums"]["review_state"] | null;
          submitted_at?: string | null;
          submitted_by?: string | null;
          submitted_by_name?: never;
          waits_for?: never;
        };
        Relationships: [
          {
            foreignKeyName: "domains_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "domains_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      erasure_cards: {
        Row: {
          created_at: string;
          created_by: string;
          created_by_name: string | null;
          enterprise_id: string;
          files: number;
          finished_at: string | null;
          id: string;
          links: number;
          messages: number;
          name: string | null;
          numbers: number;
          other_rows: number;
          reason: string;
          state: string;
          waits_for: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          created_by?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          files?: number | null;
          finished_at?: string | null;
          id?: string | null;
          links?: number | null;
          messages?: number | null;
          name?: never;
          numbers?: number | null;
          other_rows?: number | null;
          reason?: string | null;
          state?: string | null;
          waits_for?: string | null;
        };
        Update: {
          created_at?: string | null;
          created_by?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          files?: number | null;
          finished_at?: string | null;
          id?: string | null;
          links?: number | null;
          messages?: number | null;
          name?: never;
          numbers?: number | null;
          other_rows?: number | null;
          reason?: string | null;
          state?: string | null;
          waits_for?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "erasures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "erasures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      export_cards: {
        Row: {
          bytes: number;
          created_at: string;
          downloaded: boolean | null;
          downloaded_at: string | null;
          enterprise_id: string;
          error: string | null;
          expires_at: string | null;
          finished_at: string | null;
          format: Database["public"]["Enums"]["export_format"];
          id: string;
          name: string;
          rows: number;
          source: string;
          state: Database["public"]["Enums"]["export_state"];
          total: number | null;
          whole: boolean;
        };
        ComputedFields: never;
        Insert: {
          bytes?: number | null;
          created_at?: string | null;
          downloaded?: never;
          downloaded_at?: string | null;
          enterprise_id?: string | null;
          error?: string | null;
          expires_at?: string | null;
          finished_at?: string | null;
          format?: Database["public"]["Enums"]["export_format"] | null;
          id?: string | null;
          name?: string | null;
          rows?: number | null;
          source?: string | null;
          state?: Database["public"]["Enums"]["export_state"] | null;
          total?: number | null;
          whole?: boolean | null;
        };
        Update: {
          bytes?: number | null;
          created_at?: string | null;
          downloaded?: never;
          downloaded_at?: string | null;
          enterprise_id?: string | null;
          error?: string | null;
          expires_at?: string | null;
          finished_at?: string | null;
          format?: Database["public"]["Enums"]["export_format"] | null;
          id?: string | null;
          name?: string | null;
          rows?: number | null;
          source?: string | null;
          state?: Database["public"]["Enums"]["export_state"] | null;
          total?: number | null;
          whole?: boolean | null;
        };
        Relationships: [
          {
            foreignKeyName: "exports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "exports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      filing_cards: {
        Row: {
          certificate: Database["public"]["Enums"]["filing_certificate"];
          commitment_name: string | null;
          commitment_path: string | null;
          company_name: string | null;
          company_relation_name: string | null;
          company_relation_path: string | null;
          contact: string | null;
          contact_email: string | null;
          contact_phone: string | null;
          created_at: string;
          created_by: string | null;
          created_by_name: string | null;
          credit_code: string | null;
          decided_at: string | null;
          decided_by_name: string | null;
          ends_on: string | null;
          enterprise_id: string;
          enterprise_type: Database["public"]["Enums"]["enterprise_type"] | null;
          form: Database["public"]["Enums"]["filing_form"];
          huawei_authorisation_name: string | null;
          huawei_authorisation_path: string | null;
          id: string;
          industry: Database["public"]["Enums"]["filing_industry"] | null;
          lacks: string[] | null;
          licence_name: string | null;
          licence_path: string | null;
          live_ends_on: string | null;
          live_since: string | null;
          live_version: number | null;
          name: string | null;
          own: NonNullable<Json>;
          port_register_name: string | null;
          port_register_path: string | null;
          reason: string | null;
          revision: number;
          shared: Json | null;
          signature_authorisation_name: string | null;
          signature_authorisation_path: string | null;
          special_name: string | null;
          special_path: string | null;
          standing: string | null;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          version: number;
          version_id: string;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "filings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      filing_history: {
        Row: {
          created_at: string;
          created_by_name: string | null;
          enterprise_id: string;
          filing_id: string;
          holds: boolean | null;
          id: string | null;
          latest: boolean | null;
          material: Database["public"]["Enums"]["filing_material"];
          name: string;
          path: string;
          versions: number[] | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "filings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "filings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      group_cards: {
        Row: {
          created_at: string;
          enterprise_id: string;
          id: string;
          member_names: Json | null;
          members: Json | null;
          name: string;
          policies: Json | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          enterprise_id?: string | null;
          id?: string | null;
          member_names?: never;
          members?: never;
          name?: string | null;
          policies?: never;
        };
        Update: {
          created_at?: string | null;
          enterprise_id?: string | null;
          id?: string | null;
          member_names?: never;
          members?: never;
          name?: string | null;
          policies?: never;
        };
        Relationships: [
          {
            foreignKeyName: "groups_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "groups_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      group_link_days: {
        Row: {
          address: string | null;
          batch_no: string;
          bots: number;
          day: string;
          enterprise_id: string;
          humans: number;
          line: string | null;
          link_id: number | null;
          refused: number;
          resolutions: number;
          task_id: string | null;
          task_name: string;
          template_id: string;
          template_name: string;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "link_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "group_link_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "personal_task_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_task_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_days_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_tasks";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      group_link_names: {
        Row: {
          address: string | null;
          batch_no: string;
          enterprise_id: string;
          task_id: string;
          task_name: string;
          template_id: string;
          template_name: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      history_entries: {
        Row: {
          actor_name: string | null;
          after: Json | null;
          at: string | null;
          before: Json | null;
          code: string | null;
          details: Json | null;
          enterprise_id: string | null;
          id: number | null;
          name: string | null;
          of_id: string | null;
          of_resource: string | null;
          outcome: Database["public"]["Enums"]["audit_outcome"] | null;
          part: string | null;
          reason: string | null;
          resource: string | null;
          resource_id: string | null;
          source: string | null;
          verb: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      holiday_cards: {
        Row: {
          day: string;
          id: string;
          kind: Database["public"]["Enums"]["holiday_kind"];
          name: string;
        };
        ComputedFields: never;
        Insert: {
          day?: string | null;
          id?: string | null;
          kind?: Database["public"]["Enums"]["holiday_kind"] | null;
          name?: string | null;
        };
        Update: {
          day?: string | null;
          id?: string | null;
          kind?: Database["public"]["Enums"]["holiday_kind"] | null;
          name?: string | null;
        };
        Relationships: [];
      };
      incident_cards: {
        Row: {
          cause: string;
          closed_at: string | null;
          closed_by_name: string | null;
          closed_reason: string | null;
          enterprise_id: string;
          events: Json | null;
          id: string;
          name: string;
          number: number;
          opened_at: string;
          owner_name: string | null;
          resource: string;
          resource_id: string | null;
          state: string;
          taken_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          cause?: string | null;
          closed_at?: string | null;
          closed_by_name?: never;
          closed_reason?: string | null;
          enterprise_id?: string | null;
          events?: never;
          id?: string | null;
          name?: string | null;
          number?: number | null;
          opened_at?: string | null;
          owner_name?: never;
          resource?: string | null;
          resource_id?: string | null;
          state?: string | null;
          taken_at?: string | null;
        };
        Update: {
          cause?: string | null;
          closed_at?: string | null;
          closed_by_name?: never;
          closed_reason?: string | null;
          enterprise_id?: string | null;
          events?: never;
          id?: string | null;
          name?: string | null;
          number?: number | null;
          opened_at?: string | null;
          owner_name?: never;
          resource?: string | null;
          resource_id?: string | null;
          state?: string | null;
          taken_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "incidents_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "incidents_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      invitation_cards: {
        Row: {
          created_at: string;
          email: string;
          enterprise_id: string;
          expires_at: string;
          groups: Json | null;
          id: string;
          invited_by: string | null;
          state: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          email?: string | null;
          enterprise_id?: string | null;
          expires_at?: string | null;
          groups?: never;
          id?: string | null;
          invited_by?: never;
          state?: never;
        };
        Update: {
          created_at?: string | null;
          email?: string | null;
          enterprise_id?: string | null;
          expires_at?: string | null;
          groups?: never;
          id?: string | null;
          invited_by?: never;
          state?: never;
        };
        Relationships: [
          {
            foreignKeyName: "invitations_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "invitations_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      jump_cards: {
        Row: {
          batch_no: string;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by_name: string | null;
          due_at: string;
          due_certain: boolean;
          enterprise_id: string;
          first_urls: Json | null;
          id: string;
          links: number;
          name: string;
          proof_name: string | null;
          proof_path: string | null;
          purpose: string;
          reason: string | null;
          source: string;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Insert: {
          batch_no?: string | null;
          created_at?: string | null;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by_name?: never;
          due_at?: string | null;
          due_certain?: boolean | null;
          enterprise_id?: string | null;
          first_urls?: never;
          id?: string | null;
          links?: number | null;
          name?: string | null;
          proof_name?: string | null;
          proof_path?: string | null;
          purpose?: string | null;
          reason?: string | null;
          source?: string | null;
          state?: Database["public"]["Enums"]["review_state"] | null;
          submitted_at?: string | null;
          submitted_by?: string | null;
          submitted_by_name?: never;
          waits_for?: never;
        };
        Update: {
          batch_no?: string | null;
          created_at?: string | null;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by_name?: never;
          due_at?: string | null;
          due_certain?: boolean | null;
          enterprise_id?: string | null;
          first_urls?: never;
          id?: string | null;
          links?: number | null;
          name?: string | null;
          proof_name?: string | null;
          proof_path?: string | null;
          purpose?: string | null;
          reason?: string | null;
          source?: string | null;
          state?: Database["public"]["Enums"]["review_state"] | null;
          submitted_at?: string | null;
          submitted_by?: string | null;
          submitted_by_name?: never;
          waits_for?: never;
        };
        Relationships: [
          {
            foreignKeyName: "jump_batches_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_batches_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      jump_link_cards: {
        Row: {
          batch_id: string;
          batch_no: string;
          created_at: string;
          decided_at: string | null;
          due_at: string;
          due_certain: boolean;
          enterprise_id: string;
          name: string;
          ordinal: number;
          reason: string | null;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          url: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "jump_links_batch_id_fkey";
            columns: ["batch_id"];
            isOneToOne: false;
            referencedRelation: "jump_batches";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_links_batch_id_fkey";
            columns: ["batch_id"];
            isOneToOne: false;
            referencedRelation: "jump_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_links_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "jump_links_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      ledger_entries: {
        Row: {
          account: string;
          amount: number;
          at: string;
          enterprise_id: string;
          holder: string | null;
          holder_id: string | null;
          id: number;
          kind: Database["public"]["Enums"]["quota_kind"];
          package_id: string | null;
          reason: string;
          send_id: string | null;
          task_id: string | null;
          transfer: string;
        };
        ComputedFields: never;
        Insert: {
          account?: string | null;
          amount?: number | null;
          at?: string | null;
          enterprise_id?: string | null;
          holder?: never;
          holder_id?: never;
          id?: number | null;
          kind?: Database["public"]["Enums"]["quota_kind"] | null;
          package_id?: string | null;
          reason?: string | null;
          send_id?: string | null;
          task_id?: string | null;
          transfer?: string | null;
        };
        Update: {
          account?: string | null;
          amount?: number | null;
          at?: string | null;
          enterprise_id?: string | null;
          holder?: never;
          holder_id?: never;
          id?: number | null;
          kind?: Database["public"]["Enums"]["quota_kind"] | null;
          package_id?: string | null;
          reason?: string | null;
          send_id?: string | null;
          task_id?: string | null;
          transfer?: string | null;
        };
        Relationships: [];
      };
      link_cards: {
        Row: {
          address: string | null;
          batch_no: string;
          code: string | null;
          created_at: string;
          cust_flag: string | null;
          custom_code: string | null;
          enterprise_id: string;
          expires_at: string;
          frozen_at: string | null;
          frozen_reason: string | null;
          id: number;
          kind: Database["public"]["Enums"]["resolve_task_kind"];
          maximum: number;
          ordinal: number;
          param_names: string[] | null;
          signatures: string[];
          status: string | null;
          task_id: string;
          task_name: string;
          template_id: string;
          template_name: string;
          used: number;
          used_at: string | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      link_events: {
        Row: {
          at: string;
          enterprise_id: string;
          kind: Database["public"]["Enums"]["link_event_kind"] | null;
          link_id: number | null;
          n: number | null;
          vendor: Database["public"]["Enums"]["vendor"] | null;
          xact: unknown;
        };
        ComputedFields: never;
        Relationships: [];
      };
      link_reject_cards: {
        Row: {
          cust_flag: string | null;
          enterprise_id: string;
          ordinal: number;
          param_names: string[] | null;
          reason: Database["public"]["Enums"]["link_reject_reason"];
          task_id: string;
        };
        ComputedFields: never;
        Insert: {
          cust_flag?: never;
          enterprise_id?: string | null;
          ordinal?: number | null;
          param_names?: never;
          reason?: Database["public"]["Enums"]["link_reject_reason"] | null;
          task_id?: string | null;
        };
        Update: {
          cust_flag?: never;
          enterprise_id?: string | null;
          ordinal?: number | null;
          param_names?: never;
          reason?: Database["public"]["Enums"]["link_reject_reason"] | null;
          task_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "group_link_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "personal_task_names";
            referencedColumns: ["task_id"];
          },
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_task_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "link_rejects_task_id_fkey";
            columns: ["task_id"];
            isOneToOne: false;
            referencedRelation: "resolve_tasks";
            referencedColumns: ["id"];
          },
        ];
      };
      member_cards: {
        Row: {
          created_at: string;
          email: string | null;
          enterprise_id: string;
          groups: Json | null;
          id: string;
          name: string | null;
          state: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          email?: never;
          enterprise_id?: string | null;
          groups?: never;
          id?: string | null;
          name?: never;
          state?: string | null;
          user_id?: string | null;
        };
        Update: {
          created_at?: string | null;
          email?: never;
          enterprise_id?: string | null;
          groups?: never;
          id?: string | null;
          name?: never;
          state?: string | null;
          user_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "members_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "members_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      offer_cards: {
        Row: {
          created_at: string;
          currency: string;
          id: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          price_fen: number;
          revision: number;
          sale_from: string;
          sale_until: string | null;
          size: number;
          sku: string;
          spec: string;
          state: string;
          unit_micros: number | null;
          validity_months: number;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          currency?: string | null;
          id?: string | null;
          kind?: Database["public"]["Enums"]["quota_kind"] | null;
          price_fen?: number | null;
          revision?: number | null;
          sale_from?: string | null;
          sale_until?: string | null;
          size?: number | null;
          sku?: string | null;
          spec?: string | null;
          state?: string | null;
          unit_micros?: never;
          validity_months?: number | null;
        };
        Update: {
          created_at?: string | null;
          currency?: string | null;
          id?: string | null;
          kind?: Database["public"]["Enums"]["quota_kind"] | null;
          price_fen?: number | null;
          revision?: number | null;
          sale_from?: string | null;
          sale_until?: string | null;
          size?: number | null;
          sku?: string | null;
          spec?: string | null;
          state?: string | null;
          unit_micros?: never;
          validity_months?: number | null;
        };
        Relationships: [];
      };
      opt_out_cards: {
        Row: {
          added_by: string | null;
          at: string;
          enterprise_id: string;
          id: number;
          phone: string | null;
          proof: string | null;
          reason: string;
          replied: boolean | null;
          signature: string;
        };
        ComputedFields: never;
        Insert: {
          added_by?: string | null;
          at?: string | null;
          enterprise_id?: string | null;
          id?: number | null;
          phone?: never;
          proof?: string | null;
          reason?: string | null;
          replied?: never;
          signature?: string | null;
        };
        Update: {
          added_by?: string | null;
          at?: string | null;
          enterprise_id?: string | null;
          id?: number | null;
          phone?: never;
          proof?: string | null;
          reason?: string | null;
          replied?: never;
          signature?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "opt_outs_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "opt_outs_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      own_field_cards: {
        Row: {
          bound: boolean;
          choices: string[] | null;
          created_at: string;
          created_by_name: string | null;
          enterprise_id: string;
          hint: string | null;
          hint_en: string | null;
          id: string;
          in_chat: boolean;
          key: string;
          kind: Database["public"]["Enums"]["own_kind"];
          max: number | null;
          min: number | null;
          name: string;
          name_en: string | null;
          options: Json | null;
          place: number;
          required: boolean;
          resource: string;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          bound?: boolean | null;
          choices?: never;
          created_at?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          hint?: string | null;
          hint_en?: string | null;
          id?: string | null;
          in_chat?: boolean | null;
          key?: string | null;
          kind?: Database["public"]["Enums"]["own_kind"] | null;
          max?: number | null;
          min?: number | null;
          name?: string | null;
          name_en?: string | null;
          options?: Json | null;
          place?: number | null;
          required?: boolean | null;
          resource?: string | null;
          state?: string | null;
        };
        Update: {
          bound?: boolean | null;
          choices?: never;
          created_at?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          hint?: string | null;
          hint_en?: string | null;
          id?: string | null;
          in_chat?: boolean | null;
          key?: string | null;
          kind?: Database["public"]["Enums"]["own_kind"] | null;
          max?: number | null;
          min?: number | null;
          name?: string | null;
          name_en?: string | null;
          options?: Json | null;
          place?: number | null;
          required?: boolean | null;
          resource?: string | null;
          state?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "own_fields_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "own_fields_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      package_cards: {
        Row: {
          available: number | null;
          enterprise_id: string;
          expires_at: string;
          id: string;
          kind: Database["public"]["Enums"]["quota_kind"];
          order_id: string;
          order_no: string | null;
          paid_at: string;
          size: number;
          spec: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "packages_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "packages_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "packages_order_id_fkey";
            columns: ["order_id"];
            isOneToOne: true;
            referencedRelation: "orders";
            referencedColumns: ["id"];
          },
        ];
      };
      personal_task_days: {
        Row: {
          batch_no: string;
          bots: number | null;
          day: string | null;
          enterprise_id: string | null;
          humans: number | null;
          line: string | null;
          minted: number | null;
          refused: number | null;
          resolutions: number | null;
          task_id: string | null;
          task_name: string;
          template_id: string;
          template_name: string;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      personal_task_names: {
        Row: {
          batch_no: string;
          enterprise_id: string;
          task_id: string;
          task_name: string;
          template_id: string;
          template_name: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      policy_cards: {
        Row: {
          created_at: string;
          document: NonNullable<Json>;
          enterprise_id: string;
          groups: Json | null;
          id: string;
          name: string;
          system: boolean | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      port_binding_cards: {
        Row: {
          account_id: string;
          account_name: string;
          account_remark: string;
          automatic: boolean;
          created_at: string;
          created_by_name: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["port_kind"];
          number: string;
          port_id: string;
          region: number;
          signature: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "port_bindings_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "click_account_names";
            referencedColumns: ["account_id"];
          },
          {
            foreignKeyName: "port_bindings_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_account_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_account_id_fkey";
            columns: ["account_id"];
            isOneToOne: false;
            referencedRelation: "service_accounts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "port_bindings_port_id_fkey";
            columns: ["port_id"];
            isOneToOne: false;
            referencedRelation: "port_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "port_bindings_port_id_fkey";
            columns: ["port_id"];
            isOneToOne: false;
            referencedRelation: "ports";
            referencedColumns: ["id"];
          },
        ];
      };
      port_cards: {
        Row: {
          bindings: number | null;
          created_at: string;
          created_by_name: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["port_kind"];
          number: string;
          proof_name: string;
          proof_path: string;
          signatures: string[];
        };
        ComputedFields: never;
        Insert: {
          bindings?: never;
          created_at?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          id?: string | null;
          kind?: Database["public"]["Enums"]["port_kind"] | null;
          number?: string | null;
          proof_name?: string | null;
          proof_path?: string | null;
          signatures?: string[] | null;
        };
        Update: {
          bindings?: never;
          created_at?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          id?: string | null;
          kind?: Database["public"]["Enums"]["port_kind"] | null;
          number?: string | null;
          proof_name?: string | null;
          proof_path?: string | null;
          signatures?: string[] | null;
        };
        Relationships: [
          {
            foreignKeyName: "ports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "ports_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      quota_balances: {
        Row: {
          available: number | null;
          enterprise_id: string;
          expired: number | null;
          granted: number | null;
          kind: Database["public"]["Enums"]["quota_kind"];
          low: string | null;
          next_expiry: string | null;
          packages: number | null;
          payg_used: number | null;
          reserved: number | null;
          runs_out_on: string | null;
          unpaid: number | null;
          used: number | null;
          used_14d: number | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "quota_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "quota_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      receipt_cards: {
        Row: {
          at: string | null;
          channel: string | null;
          channel_id: string;
          code: string | null;
          enterprise_id: string;
          id: number;
          received_at: string;
          reference: string | null;
          status: string;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Insert: {
          at?: string | null;
          channel?: never;
          channel_id?: string | null;
          code?: never;
          enterprise_id?: string | null;
          id?: number | null;
          received_at?: string | null;
          reference?: never;
          status?: string | null;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Update: {
          at?: string | null;
          channel?: never;
          channel_id?: string | null;
          code?: never;
          enterprise_id?: string | null;
          id?: number | null;
          received_at?: string | null;
          reference?: never;
          status?: string | null;
          vendor?: Database["public"]["Enums"]["vendor"] | null;
        };
        Relationships: [
          {
            foreignKeyName: "receipts_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipts_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      reply_cards: {
        Row: {
          at: string | null;
          channel: string | null;
          channel_id: string;
          enterprise_id: string;
          id: string | null;
          opted_out: boolean;
          phone: string | null;
          received_at: string;
          reply_id: string;
          signature: string | null;
          text: string | null;
        };
        ComputedFields: never;
        Insert: {
          at?: string | null;
          channel?: never;
          channel_id?: string | null;
          enterprise_id?: string | null;
          id?: never;
          opted_out?: boolean | null;
          phone?: never;
          received_at?: string | null;
          reply_id?: string | null;
          signature?: string | null;
          text?: never;
        };
        Update: {
          at?: string | null;
          channel?: never;
          channel_id?: string | null;
          enterprise_id?: string | null;
          id?: never;
          opted_out?: boolean | null;
          phone?: never;
          received_at?: string | null;
          reply_id?: string | null;
          signature?: string | null;
          text?: never;
        };
        Relationships: [
          {
            foreignKeyName: "replies_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "replies_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "replies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "replies_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      report_days: {
        Row: {
          day: string | null;
          delivered: number | null;
          enterprise_id: string | null;
          expired: number | null;
          failed: number | null;
          resolutions: number | null;
          resolved: number | null;
          send_count: number | null;
          submission_count: number | null;
          timed_out: number | null;
          unknown: number | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      resolve_task_cards: {
        Row: {
          address: string | null;
          allowance: number | null;
          asked: number;
          batch_no: string;
          bots: number | null;
          category: string;
          code: string | null;
          created_by_name: string | null;
          decided_at: string | null;
          decided_by: string | null;
          decided_by_name: string | null;
          domain_id: string;
          domain_name: string;
          enterprise_id: string;
          expires_at: string;
          failed: number;
          file_name: string | null;
          finished_at: string | null;
          frozen_at: string | null;
          frozen_by: string | null;
          frozen_by_name: string | null;
          frozen_reason: string | null;
          humans: number | null;
          id: string;
          jump_url: string | null;
          kind: Database["public"]["Enums"]["resolve_task_kind"];
          layout: string;
          link_id: number | null;
          made: number;
          max_resolutions: number;
          name: string;
          number_file_id: string | null;
          params: Json | null;
          reason: string | null;
          refused: number | null;
          resolved: number | null;
          signatures: string[];
          source: string;
          source_send_id: string | null;
          source_send_name: string | null;
          state: Database["public"]["Enums"]["resolve_task_state"];
          status: string | null;
          submitted_at: string;
          submitted_by: string | null;
          template_id: string;
          template_name: string;
          validity_days: number;
          version: number;
          version_id: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "resolve_tasks_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domain_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domains";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "resolve_tasks_number_file_id_fkey";
            columns: ["number_file_id"];
            isOneToOne: false;
            referencedRelation: "number_files";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_source_send_id_fkey";
            columns: ["source_send_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_source_send_id_fkey";
            columns: ["source_send_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "resolve_tasks_source_send_id_fkey";
            columns: ["source_send_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "resolve_tasks_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "resolve_tasks_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "resolve_tasks_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      retention_cards: {
        Row: {
          days: number;
          enterprise_id: string;
          failed_at: string | null;
          failure: string | null;
          fewest: number | null;
          id: string;
          kind: string;
          most: number | null;
          name: string;
          place: number | null;
          purged: number | null;
          purged_at: string | null;
          purged_to: string | null;
          usual: number | null;
          why: string | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "retention_periods_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "retention_periods_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      reviewers: {
        Row: {
          away_until: string | null;
          delegate_name: string | null;
          email: string | null;
          enterprise_id: string | null;
          id: string | null;
          me: boolean | null;
          name: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      robot_cards: {
        Row: {
          created_at: string;
          created_by: string;
          created_by_name: string | null;
          enterprise_id: string;
          failures: number;
          health: string | null;
          host: string;
          id: string;
          kind: string;
          kinds: string[];
          last_at: string | null;
          last_error: string | null;
          locale: string;
          name: string;
          signed: boolean;
          state: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          created_by?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          failures?: number | null;
          health?: never;
          host?: string | null;
          id?: string | null;
          kind?: string | null;
          kinds?: string[] | null;
          last_at?: string | null;
          last_error?: string | null;
          locale?: string | null;
          name?: string | null;
          signed?: boolean | null;
          state?: string | null;
        };
        Update: {
          created_at?: string | null;
          created_by?: string | null;
          created_by_name?: never;
          enterprise_id?: string | null;
          failures?: number | null;
          health?: never;
          host?: string | null;
          id?: string | null;
          kind?: string | null;
          kinds?: string[] | null;
          last_at?: string | null;
          last_error?: string | null;
          locale?: string | null;
          name?: string | null;
          signed?: boolean | null;
          state?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "robots_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "robots_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      sealed_audit: {
        Row: {
          at: string;
          enterprise_id: string;
          hash: string;
          names: Json | null;
          previous: string | null;
          row: string | null;
          seq: number;
        };
        ComputedFields: never;
        Relationships: [];
      };
      send_cards: {
        Row: {
          accepted: number | null;
          approvals: Json | null;
          batch_no: string;
          cancelled: number | null;
          capped: number | null;
          channel_id: string;
          charged: Json | null;
          columns: NonNullable<Json>;
          consent: string | null;
          consent_name: string | null;
          consent_path: string | null;
          cost: Json | null;
          created_at: string;
          created_by: string | null;
          cron: string | null;
          decided_at: string | null;
          decided_by: string | null;
          decided_by_name: string | null;
          delivered: number | null;
          dispatch_limit: number | null;
          domain_id: string;
          duplicates: number | null;
          enterprise_id: string;
          expanded: number | null;
          expired: number | null;
          failed: number | null;
          failure_reasons: Json | null;
          file_name: string;
          finished_at: string | null;
          first_at: string | null;
          guarded_ends: number;
          guarded_failures: number;
          handed: number | null;
          hash: string | null;
          held_at: string | null;
          id: string;
          intended: number | null;
          invalid: number | null;
          is_marketing: boolean;
          lapsed: boolean;
          layout: string;
          left_out: number;
          left_out_lines: number[];
          link_example: string | null;
          messages_gone_at: string | null;
          name: string;
          next_at: string | null;
          number_file_id: string;
          opted_out: number | null;
          origin: Database["public"]["Enums"]["send_origin"];
          own: NonNullable<Json>;
          parent_id: string | null;
          parent_name: string | null;
          pause_code: string | null;
          pause_details: Json | null;
          pause_reason: string | null;
          paused_at: string | null;
          paused_by: string | null;
          paused_by_name: string | null;
          pending: number | null;
          reason: string | null;
          repeat_until: string | null;
          resolved: number | null;
          revision: number;
          scheduled_at: string | null;
          segments: number;
          segments_handed: number | null;
          signature: string;
          signature_kind: Database["public"]["Enums"]["signature_kind"];
          sms_app_id: string;
          sms_signature_id: string;
          sms_template_id: string;
          sms_template_name: string;
          sms_text: string;
          started_at: string | null;
          state: Database["public"]["Enums"]["send_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          template_id: string;
          template_name: string;
          timed_out: number | null;
          timing: Database["public"]["Enums"]["send_timing"];
          trial: boolean;
          trial_figures: Json | null;
          trial_result: Json | null;
          trial_size: number;
          twin: Json | null;
          units: number;
          unknown: number | null;
          validity_days: number;
          version_id: string;
          waits_for: Json | null;
          waits_until: string | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "sends_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channel_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_channel_id_fkey";
            columns: ["channel_id"];
            isOneToOne: false;
            referencedRelation: "channels";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domain_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_domain_id_fkey";
            columns: ["domain_id"];
            isOneToOne: false;
            referencedRelation: "domains";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "sends_number_file_id_fkey";
            columns: ["number_file_id"];
            isOneToOne: false;
            referencedRelation: "number_files";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "sends_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_app_id_fkey";
            columns: ["sms_app_id"];
            isOneToOne: false;
            referencedRelation: "sms_app_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_app_id_fkey";
            columns: ["sms_app_id"];
            isOneToOne: false;
            referencedRelation: "sms_apps";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_signature_id_fkey";
            columns: ["sms_signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_signature_id_fkey";
            columns: ["sms_signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_template_id_fkey";
            columns: ["sms_template_id"];
            isOneToOne: false;
            referencedRelation: "sms_template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_template_id_fkey";
            columns: ["sms_template_id"];
            isOneToOne: false;
            referencedRelation: "sms_templates";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "sends_version_id_fkey";
            columns: ["version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      send_names: {
        Row: {
          batch_no: string;
          enterprise_id: string;
          send_id: string;
          send_name: string;
          signature: string;
          template_name: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "sends_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      send_report: {
        Row: {
          batch_no: string;
          day: string;
          delivered: number | null;
          enterprise_id: string;
          expired: number | null;
          failed: number | null;
          resolutions: number | null;
          send_count: number | null;
          send_id: string;
          send_name: string;
          signature: string;
          signature_id: string;
          submission_count: number | null;
          template_id: string;
          template_name: string;
          timed_out: number | null;
          unknown: number | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "send_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "send_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "send_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "send_names";
            referencedColumns: ["send_id"];
          },
          {
            foreignKeyName: "send_days_send_id_fkey";
            columns: ["send_id"];
            isOneToOne: false;
            referencedRelation: "sends";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_sms_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "sends_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      send_report_days: {
        Row: {
          bots: number;
          day: string;
          delivered: number;
          enterprise_id: string;
          expired: number;
          failed: number;
          humans: number;
          kind: string;
          layout: string;
          line: string | null;
          minted: number;
          refused: number;
          resolutions: number;
          send_count: number;
          signature: string | null;
          signature_id: string | null;
          submission_count: number;
          template_id: string;
          template_name: string;
          timed_out: number;
          unknown: number;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "template_days_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      service_account_cards: {
        Row: {
          created_at: string;
          created_by_name: string | null;
          enterprise_id: string;
          home_state: Database["public"]["Enums"]["review_state"];
          id: string;
          industry: string | null;
          intro: string | null;
          logo_name: string | null;
          logo_path: string | null;
          menus_state: Database["public"]["Enums"]["review_state"];
          missing: string[] | null;
          name: string;
          own: NonNullable<Json>;
          ports: number | null;
          profile_state: Database["public"]["Enums"]["review_state"];
          reason: string | null;
          remark: string;
          state: Database["public"]["Enums"]["account_state"];
          usable: boolean | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "service_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "service_accounts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      session_cards: {
        Row: {
          aal: string | null;
          address: string | null;
          client: string | null;
          created_at: string | null;
          current: boolean | null;
          id: string | null;
          seen_at: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      shortcut_cards: {
        Row: {
          buttons: NonNullable<Json>;
          created_at: string;
          created_by_name: string | null;
          decided_at: string | null;
          decided_by_name: string | null;
          enterprise_id: string;
          frozen_at: string | null;
          frozen_by_name: string | null;
          frozen_reason: string | null;
          id: string;
          live_buttons: Json | null;
          live_regions: number[] | null;
          live_signature: string | null;
          live_timed: Json | null;
          live_version: number | null;
          own_signature: boolean | null;
          proofs: NonNullable<Json>;
          reason: string | null;
          regions: number[];
          revision: number;
          serving: string | null;
          signature: string;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          timed: NonNullable<Json>;
          version: number;
          version_id: string;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "shortcuts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "shortcuts_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      sms_app_cards: {
        Row: {
          created_at: string;
          created_by_name: string | null;
          enabled: boolean;
          enterprise_id: string;
          id: string;
          name: string;
          signatures: number | null;
          templates: number | null;
          uplink_at: string | null;
          uplink_error: string | null;
          uplink_health: string | null;
          uplink_url: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string | null;
          created_by_name?: never;
          enabled?: boolean | null;
          enterprise_id?: string | null;
          id?: string | null;
          name?: string | null;
          signatures?: never;
          templates?: never;
          uplink_at?: string | null;
          uplink_error?: string | null;
          uplink_health?: never;
          uplink_url?: string | null;
        };
        Update: {
          created_at?: string | null;
          created_by_name?: never;
          enabled?: boolean | null;
          enterprise_id?: string | null;
          id?: string | null;
          name?: string | null;
          signatures?: never;
          templates?: never;
          uplink_at?: string | null;
          uplink_error?: string | null;
          uplink_health?: never;
          uplink_url?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "sms_apps_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_apps_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      sms_signature_cards: {
        Row: {
          app_id: string;
          app_name: string;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by_name: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["signature_kind"];
          name: string;
          proof_name: string | null;
          proof_path: string | null;
          purpose: string;
          reason: string | null;
          source: Database["public"]["Enums"]["signature_source"];
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          third_party: boolean;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "sms_signatures_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_app_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_signatures_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_apps";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_signatures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_signatures_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      sms_template_cards: {
        Row: {
          app_id: string;
          app_name: string;
          body: string | null;
          content: string;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by_name: string | null;
          enterprise_id: string;
          id: string;
          kind: Database["public"]["Enums"]["signature_kind"];
          name: string;
          purpose: string;
          reason: string | null;
          segments: number | null;
          signature_id: string;
          signature_name: string;
          state: Database["public"]["Enums"]["review_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          variables: NonNullable<Json>;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "sms_templates_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_app_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_app_id_fkey";
            columns: ["app_id"];
            isOneToOne: false;
            referencedRelation: "sms_apps";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "sms_templates_have_their_signatures_kind";
            columns: ["signature_id", "kind"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id", "kind"];
          },
          {
            foreignKeyName: "sms_templates_have_their_signatures_kind";
            columns: ["signature_id", "kind"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id", "kind"];
          },
          {
            foreignKeyName: "sms_templates_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_templates_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
        ];
      };
      statement_cards: {
        Row: {
          accepted_at: string;
          accepted_by_name: string | null;
          edition: string;
          enterprise_id: string;
          statement: string;
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string | null;
          accepted_by_name?: never;
          edition?: string | null;
          enterprise_id?: string | null;
          statement?: string | null;
        };
        Update: {
          accepted_at?: string | null;
          accepted_by_name?: never;
          edition?: string | null;
          enterprise_id?: string | null;
          statement?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "statement_acceptances_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "statement_acceptances_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      template_cards: {
        Row: {
          category: string;
          content: NonNullable<Json>;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by_name: string | null;
          enabled: boolean;
          enterprise_id: string;
          id: string;
          layout: string;
          live_version: number | null;
          live_version_id: string | null;
          name: string;
          own: NonNullable<Json>;
          parameters: string[];
          reason: string | null;
          revision: number;
          state: Database["public"]["Enums"]["version_state"];
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          usage: Database["public"]["Enums"]["template_usage"];
          vendor_states: Json | null;
          vendors: Database["public"]["Enums"]["vendor"][];
          version: number;
          version_id: string;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "templates_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["version_id"];
          },
          {
            foreignKeyName: "templates_live_version_id_fkey";
            columns: ["live_version_id"];
            isOneToOne: false;
            referencedRelation: "template_versions";
            referencedColumns: ["id"];
          },
        ];
      };
      template_names: {
        Row: {
          enterprise_id: string;
          layout: string;
          template_id: string;
          template_name: string;
        };
        ComputedFields: never;
        Insert: {
          enterprise_id?: string | null;
          layout?: string | null;
          template_id?: string | null;
          template_name?: string | null;
        };
        Update: {
          enterprise_id?: string | null;
          layout?: string | null;
          template_id?: string | null;
          template_name?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "templates_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
        ];
      };
      template_report: {
        Row: {
          bots: number;
          day: string;
          delivered: number;
          enterprise_id: string;
          expired: number;
          failed: number;
          humans: number;
          kind: string;
          layout: string;
          line: string | null;
          minted: number;
          refused: number;
          resolutions: number;
          send_count: number;
          signature: string | null;
          signature_id: string | null;
          submission_count: number;
          template_id: string;
          template_name: string;
          timed_out: number;
          unknown: number;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "template_days_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signature_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_signature_id_fkey";
            columns: ["signature_id"];
            isOneToOne: false;
            referencedRelation: "sms_signatures";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      template_resolution_days: {
        Row: {
          bots: number | null;
          day: string;
          enterprise_id: string;
          humans: number | null;
          layout: string;
          minted: number | null;
          refused: number | null;
          resolutions: number | null;
          template_id: string;
          template_name: string;
          vendor: Database["public"]["Enums"]["vendor"] | null;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "enterprises";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_enterprise_id_fkey";
            columns: ["enterprise_id"];
            isOneToOne: false;
            referencedRelation: "policy_cards";
            referencedColumns: ["enterprise_id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_cards";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "template_names";
            referencedColumns: ["template_id"];
          },
          {
            foreignKeyName: "template_days_template_id_fkey";
            columns: ["template_id"];
            isOneToOne: false;
            referencedRelation: "templates";
            referencedColumns: ["id"];
          },
        ];
      };
      tenant_cards: {
        Row: {
          channels: number | null;
          created_at: string | null;
          handed_30d: number | null;
          id: string | null;
          last_send_at: string | null;
          members: number | null;
          name: string | null;
          open_orders: number | null;
          sends: number | null;
          sends_30d: number | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      unit_price_cards: {
        Row: {
          currency: string;
          current: boolean | null;
          id: string;
          item: string;
          price_micros: number;
          since: string;
        };
        ComputedFields: never;
        Insert: {
          currency?: string | null;
          current?: never;
          id?: string | null;
          item?: string | null;
          price_micros?: number | null;
          since?: string | null;
        };
        Update: {
          currency?: string | null;
          current?: never;
          id?: string | null;
          item?: string | null;
          price_micros?: number | null;
          since?: string | null;
        };
        Relationships: [];
      };
      vendor_review_cards: {
        Row: {
          asked_at: string | null;
          content: Json | null;
          decided_at: string | null;
          decided_by_name: string | null;
          enterprise_name: string | null;
          id: string | null;
          layout: string | null;
          reason: string | null;
          state: Database["public"]["Enums"]["vendor_review_state"] | null;
          template_name: string | null;
          usage: Database["public"]["Enums"]["template_usage"] | null;
          vendor: Database["public"]["Enums"]["vendor"] | null;
          version: number | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      waiting_reviews: {
        Row: {
          asks_me: boolean | null;
          enterprise_id: string | null;
          id: string | null;
          mine: boolean | null;
          number: string | null;
          origin: Database["public"]["Enums"]["send_origin"] | null;
          part: string | null;
          resource: string | null;
          submitted_at: string | null;
          submitted_by: string | null;
          submitted_by_name: string | null;
          title: string | null;
          waits_for: Json | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
    };
    Functions: {
      accept_invitation: { Args: { input: Json; request?: string }; Returns: Json };
      add_media: { Args: { input: Json; request?: string }; Returns: Json };
      add_number_part: { Args: { file: string; input: Json; request?: string }; Returns: Json };
      add_resolutions: { Args: { input: Json; request?: string; task: string }; Returns: Json };
      add_validity: { Args: { input: Json; request?: string; task: string }; Returns: Json };
      add_vendor_key: { Args: { input: Json; request?: string }; Returns: Json };
      add_vendor_range: { Args: { input: Json; request?: string }; Returns: Json };
      allowed_transitions: { Args: { ids: string[]; resource: string }; Returns: Json };
      approve_account_part: {
        Args: { account_part: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      approve_domain: {
        Args: { domain: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      approve_filing: {
        Args: { filing: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      approve_jump_batch: {
        Args: { jump_batch: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      approve_send: {
        Args: { reason?: string; request?: string; send: string; shown?: string };
        Returns: Json;
      };
      approve_shortcut: {
        Args: { reason?: string; request?: string; shortcut: string; shown?: string };
        Returns: Json;
      };
      approve_sms_signature: {
        Args: { reason?: string; request?: string; shown?: string; sms_signature: string };
        Returns: Json;
      };
      approve_sms_template: {
        Args: { reason?: string; request?: string; shown?: string; sms_template: string };
        Returns: Json;
      };
      approve_template: {
        Args: { reason?: string; request?: string; shown?: string; template: string };
        Returns: Json;
      };
      assign_account_part: { Args: { account_part: string; input: Json; request?: string }; Returns: Json };
      assign_domain: { Args: { domain: string; input: Json; request?: string }; Returns: Json };
      assign_filing: { Args: { filing: string; input: Json; request?: string }; Returns: Json };
      assign_jump_batch: { Args: { input: Json; jump_batch: string; request?: string }; Returns: Json };
      assign_send: { Args: { input: Json; request?: string; send: string }; Returns: Json };
      assign_shortcut: { Args: { input: Json; request?: string; shortcut: string }; Returns: Json };
      assign_sms_signature: { Args: { input: Json; request?: string; sms_signature: string }; Returns: Json };
      assign_sms_template: { Args: { input: Json; request?: string; sms_template: string }; Returns: Json };
      assign_template: { Args: { input: Json; request?: string; template: string }; Returns: Json };
      audit_export: {
        Args: { after_seq?: number; deployment?: boolean; from_time: string; most?: number; to_time: string };
        Returns: Json;
      };
      audit_proof: { Args: { after_seq?: number; deployment?: boolean; most?: number }; Returns: Json };
      audit_quota: { Args: Record<PropertyKey, never>; Returns: Json };
      begin_link: { Args: Record<PropertyKey, never>; Returns: Json };
      begin_number_file: { Args: { input: Json; request?: string }; Returns: Json };
      begin_question: { Args: { thread: string }; Returns: Json };
      beginning: { Args: Record<PropertyKey, never>; Returns: Json };
      break_glass_send: { Args: { reason?: string; request?: string; send: string }; Returns: Json };
      cancel_order: { Args: { package_order: string; reason?: string; request?: string }; Returns: Json };
      cancel_resolve_task: { Args: { reason?: string; request?: string; task: string }; Returns: Json };
      cancel_send: { Args: { reason?: string; request?: string; send: string }; Returns: Json };
      claim_alert_posts: { Args: { homes?: string[]; most?: number }; Returns: Json };
      claim_card_updates: {
        Args: { decided_only?: boolean; homes?: string[]; most?: number };
        Returns: Json;
      };
      claim_chat_runs: { Args: { homes?: string[]; most?: number }; Returns: Json };
      claim_homes: { Args: { homes?: string[] }; Returns: Json };
      claim_job: { Args: { job: string; seconds: number }; Returns: boolean };
      claim_uplink_posts: { Args: { most?: number }; Returns: Json };
      clear_default_list_view: { Args: { list_view: string; request?: string }; Returns: Json };
      clock_sweep: { Args: Record<PropertyKey, never>; Returns: Json };
      clock_tick: { Args: Record<PropertyKey, never>; Returns: Json };
      close_incident: { Args: { incident: string; reason?: string; request?: string }; Returns: Json };
      confirm_order: { Args: { input: Json; package_order: string; request?: string }; Returns: Json };
      create_approval_rule: { Args: { input: Json; request?: string }; Returns: Json };
      create_banned_word: { Args: { input: Json; request?: string }; Returns: Json };
      create_carrier: { Args: { input: Json; request?: string }; Returns: Json };
      create_domains: { Args: { input: Json; request?: string }; Returns: Json };
      create_enterprise: { Args: { input: Json; request?: string }; Returns: Json };
      create_erasure: { Args: { input: Json; reason?: string; request?: string }; Returns: Json };
      create_export: { Args: { input: Json; reason?: string; request?: string }; Returns: Json };
      create_filing: { Args: { input: Json; request?: string }; Returns: Json };
      create_group: { Args: { input: Json; request?: string }; Returns: Json };
      create_holiday: { Args: { input: Json; request?: string }; Returns: Json };
      create_invitation: { Args: { input: Json; request?: string }; Returns: Json };
      create_jump_batch: { Args: { input: Json; request?: string }; Returns: Json };
      create_list_view: { Args: { input: Json; request?: string }; Returns: Json };
      create_offer: { Args: { input: Json; request?: string }; Returns: Json };
      create_order: { Args: { input: Json; request?: string }; Returns: Json };
      create_own_field: { Args: { input: Json; request?: string }; Returns: Json };
      create_policy: { Args: { input: Json; request?: string }; Returns: Json };
      create_port: { Args: { input: Json; request?: string }; Returns: Json };
      create_port_binding: { Args: { input: Json; request?: string }; Returns: Json };
      create_resolve_task: { Args: { input: Json; request?: string }; Returns: Json };
      create_robot: { Args: { input: Json; request?: string }; Returns: Json };
      create_send: { Args: { input: Json; request?: string }; Returns: Json };
      create_service_account: { Args: { input: Json; request?: string }; Returns: Json };
      create_shortcut: { Args: { input: Json; request?: string }; Returns: Json };
      create_sms_app: { Args: { input: Json; request?: string }; Returns: Json };
      create_sms_signature: { Args: { input: Json; request?: string }; Returns: Json };
      create_sms_template: { Args: { input: Json; request?: string }; Returns: Json };
      create_template: { Args: { input: Json; request?: string }; Returns: Json };
      decline_order: { Args: { package_order: string; reason?: string; request?: string }; Returns: Json };
      delete_approval_rule: { Args: { approval_rule: string; request?: string }; Returns: Json };
      delete_banned_word: { Args: { banned_word: string; request?: string }; Returns: Json };
      delete_export: { Args: { export: string; request?: string }; Returns: Json };
      delete_group: { Args: { request?: string; user_group: string }; Returns: Json };
      delete_holiday: { Args: { holiday: string; request?: string }; Returns: Json };
      delete_list_view: { Args: { list_view: string; request?: string }; Returns: Json };
      delete_policy: { Args: { policy: string; request?: string }; Returns: Json };
      delete_port: { Args: { port: string; request?: string }; Returns: Json };
      delete_port_binding: { Args: { port_binding: string; request?: string }; Returns: Json };
      delete_robot: { Args: { request?: string; robot: string }; Returns: Json };
      deployment_health: { Args: Record<PropertyKey, never>; Returns: Json };
      digest: { Args: { period: string }; Returns: Json };
      disable_domain: { Args: { domain: string; request?: string }; Returns: Json };
      disable_member: { Args: { member: string; request?: string }; Returns: Json };
      disable_sms_app: { Args: { request?: string; sms_app: string }; Returns: Json };
      disable_template: { Args: { request?: string; template: string }; Returns: Json };
      discard_number_file: { Args: { file: string; request?: string }; Returns: Json };
      download_export: { Args: { export: string }; Returns: Json };
      edit_presence: { Args: { id: string; leave?: boolean; resource: string; tab: string }; Returns: Json };
      enable_domain: { Args: { domain: string; request?: string }; Returns: Json };
      enable_member: { Args: { member: string; request?: string }; Returns: Json };
      enable_sms_app: { Args: { request?: string; sms_app: string }; Returns: Json };
      enable_template: { Args: { request?: string; template: string }; Returns: Json };
      end_question: {
        Args: { answer: string; question: string; thread: string; tokens: number };
        Returns: undefined;
      };
      end_slack_workspace: { Args: { at: string; team: string }; Returns: Json };
      explain_right: {
        Args: { action: string; id?: string; member?: string; resource?: string; source?: string };
        Returns: Json;
      };
      find_card: {
        Args: { chat_channel: string; messages: string[]; provider: string; team?: string };
        Returns: Json;
      };
      find_link: { Args: { code: string }; Returns: Json };
      find_recipient: { Args: { number: string; of?: string; resource: string }; Returns: Json };
      find_requests: { Args: { first: string; last: string }; Returns: Json };
      finish_alert_post: { Args: { error?: string; post: number }; Returns: Json };
      finish_card_update: {
        Args: { again_in_s?: number; card_id: string; error?: string; hash?: string; seq: number };
        Returns: Json;
      };
      finish_job: { Args: { error?: string; job: string }; Returns: undefined };
      finish_link: { Args: { code: string }; Returns: Json };
      finish_uplink_post: { Args: { error?: string; post: number }; Returns: Json };
      first_message: { Args: { send: string }; Returns: Json };
      freeze_link: { Args: { link: string; reason?: string; request?: string }; Returns: Json };
      freeze_service_account: {
        Args: { reason?: string; request?: string; service_account: string };
        Returns: Json;
      };
      freeze_shortcut: { Args: { reason?: string; request?: string; shortcut: string }; Returns: Json };
      get_send_settings: { Args: Record<PropertyKey, never>; Returns: Json };
      grant_channel: { Args: { input: Json; request?: string }; Returns: Json };
      import_opt_outs: { Args: { input: Json; reason?: string; request?: string }; Returns: Json };
      invitation_for: { Args: { token: string }; Returns: Json };
      keep_chat_runs: { Args: { runs: Json }; Returns: Json };
      keep_home: { Args: { provider: string; team?: string }; Returns: Json };
      keep_slack_workspace: { Args: { name: string; team: string; token: string }; Returns: Json };
      leave_enterprise: { Args: { enterprise: string; request?: string }; Returns: Json };
      limits_report: { Args: Record<PropertyKey, never>; Returns: Json };
      list_slack_workspaces: { Args: Record<PropertyKey, never>; Returns: Json };
      may: { Args: { action: string }; Returns: boolean };
      mint_tokens: { Args: { tokens: Json; ttl_seconds?: number }; Returns: Json };
      note_incident: { Args: { incident: string; reason?: string; request?: string }; Returns: Json };
      pass_vendor_review: { Args: { request?: string; vendor_review: string }; Returns: Json };
      pause_carrier: { Args: { carrier: string; reason?: string; request?: string }; Returns: Json };
      pause_channel: { Args: { channel: string; reason?: string; request?: string }; Returns: Json };
      pause_robot: { Args: { request?: string; robot: string }; Returns: Json };
      pause_send: { Args: { reason?: string; request?: string; send: string }; Returns: Json };
      platform_overview: { Args: Record<PropertyKey, never>; Returns: Json };
      preview_cost: { Args: { numbers: number; segments: number }; Returns: Json };
      price_list: { Args: Record<PropertyKey, never>; Returns: Json };
      pseudonymise_member: { Args: { member: string; reason?: string; request?: string }; Returns: Json };
      read_token: { Args: { token: string }; Returns: Json };
      record_failed_sign_in: { Args: { address: string; email: string }; Returns: undefined };
      refuse_vendor_review: {
        Args: { reason?: string; request?: string; vendor_review: string };
        Returns: Json;
      };
      regenerate_resolve_task: { Args: { input?: Json; request?: string; task: string }; Returns: Json };
      register_card: {
        Args: {
          chat_channel: string;
          hash?: string;
          locale: string;
          message: string;
          preview?: string;
          provider: string;
          resource: string;
          resource_id: string;
          said?: Json;
          team?: string;
        };
        Returns: Json;
      };
      reject_account_part: {
        Args: { account_part: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      reject_domain: {
        Args: { domain: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      reject_filing: {
        Args: { filing: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      reject_jump_batch: {
        Args: { jump_batch: string; reason?: string; request?: string; shown?: string };
        Returns: Json;
      };
      reject_send: {
        Args: { reason?: string; request?: string; send: string; shown?: string };
        Returns: Json;
      };
      reject_shortcut: {
        Args: { reason?: string; request?: string; shortcut: string; shown?: string };
        Returns: Json;
      };
      reject_sms_signature: {
        Args: { reason?: string; request?: string; shown?: string; sms_signature: string };
        Returns: Json;
      };
      reject_sms_template: {
        Args: { reason?: string; request?: string; shown?: string; sms_template: string };
        Returns: Json;
      };
      reject_template: {
        Args: { reason?: string; request?: string; shown?: string; template: string };
        Returns: Json;
      };
      release_send: { Args: { request?: string; send: string; shown?: string }; Returns: Json };
      remove_opt_out: { Args: { opt_out: string; reason?: string; request?: string }; Returns: Json };
      remove_vendor_range: { Args: { input: Json; request?: string }; Returns: Json };
      report: {
        Args: {
          by?: string[];
          filters?: Json;
          first: string;
          last: string;
          most?: number;
          period?: string;
          report: string;
        };
        Returns: Json;
      };
      resend_send: { Args: { request?: string; send: string }; Returns: Json };
      restore_channel: { Args: { channel: string; request?: string }; Returns: Json };
      restore_own_field: { Args: { own_field: string; request?: string }; Returns: Json };
      resume_carrier: { Args: { carrier: string; request?: string }; Returns: Json };
      resume_channel: { Args: { channel: string; request?: string }; Returns: Json };
      resume_robot: { Args: { request?: string; robot: string }; Returns: Json };
      resume_send: { Args: { request?: string; send: string }; Returns: Json };
      resume_sms_app: { Args: { request?: string; sms_app: string }; Returns: Json };
      retire_own_field: { Args: { own_field: string; request?: string }; Returns: Json };
      retire_vendor_key: { Args: { input: Json; request?: string }; Returns: Json };
      retry_export: { Args: { export: string; request?: string }; Returns: Json };
      reveal_recipient: {
        Args: { id: string; reason?: string; request?: string; resource: string };
        Returns: Json;
      };
      revoke_channel: { Args: { channel: string; reason?: string; request?: string }; Returns: Json };
      revoke_invitation: { Args: { invitation: string; request?: string }; Returns: Json };
      revoke_other_sessions: { Args: { request?: string }; Returns: Json };
      revoke_session: { Args: { request?: string; session: string }; Returns: Json };
      rotate_carrier: { Args: { carrier: string; input: Json; request?: string }; Returns: Json };
      rotate_robot: { Args: { input: Json; request?: string; robot: string }; Returns: Json };
      rotate_sms_app: { Args: { request?: string; sms_app: string }; Returns: Json };
      see_alert: { Args: { alert: string; request?: string }; Returns: Json };
      send_details: {
        Args: {
          after?: number;
          most?: number;
          number?: string;
          result?: Database["public"]["Enums"]["delivery_state"];
          sent_from?: string;
          sent_to?: string;
          signature?: string;
          template?: string;
        };
        Returns: Json;
      };
      set_approver_mfa: { Args: { input: Json; request?: string }; Returns: Json };
      set_default_domain: { Args: { domain: string; request?: string }; Returns: Json };
      set_default_list_view: { Args: { list_view: string; request?: string }; Returns: Json };
      set_delegate: { Args: { input: Json; request?: string }; Returns: Json };
      set_link_rules: { Args: { input: Json; request?: string }; Returns: Json };
      set_locale: { Args: { input: Json }; Returns: Json };
      set_marketing_window: { Args: { input: Json; request?: string }; Returns: Json };
      set_notices: { Args: { input: Json }; Returns: Json };
      set_operation_protection: { Args: { input: Json; request?: string }; Returns: Json };
      set_own_filing: { Args: { filing: string; input: Json; request?: string }; Returns: Json };
      set_own_send: { Args: { input: Json; request?: string; send: string }; Returns: Json };
      set_own_service_account: {
        Args: { input: Json; request?: string; service_account: string };
        Returns: Json;
      };
      set_own_template: { Args: { input: Json; request?: string; template: string }; Returns: Json };
      set_review_hours: { Args: { input: Json; request?: string }; Returns: Json };
      set_sale_settings: { Args: { input: Json; request?: string }; Returns: Json };
      set_send_settings: { Args: { input: Json; request?: string }; Returns: Json };
      set_unit_price: { Args: { input: Json; request?: string }; Returns: Json };
      share_list_view: { Args: { list_view: string; request?: string }; Returns: Json };
      start_import: { Args: { file: string; request?: string }; Returns: Json };
      submit_account_part: { Args: { account_part: string; request?: string }; Returns: Json };
      submit_domain: { Args: { domain: string; request?: string }; Returns: Json };
      submit_filing: { Args: { filing: string; request?: string }; Returns: Json };
      submit_send: { Args: { input?: Json; request?: string; send: string }; Returns: Json };
      submit_shortcut: { Args: { request?: string; shortcut: string }; Returns: Json };
      submit_sms_signature: { Args: { request?: string; sms_signature: string }; Returns: Json };
      submit_sms_template: { Args: { request?: string; sms_template: string }; Returns: Json };
      submit_template: { Args: { request?: string; template: string }; Returns: Json };
      subscribe_chat_channel: { Args: { input: Json; request?: string }; Returns: Json };
      switch_enterprise: { Args: { enterprise: string }; Returns: Json };
      take_chat_runs: { Args: { runs: Json }; Returns: Json };
      take_incident: { Args: { incident: string; request?: string }; Returns: Json };
      take_over_incident: { Args: { incident: string; request?: string }; Returns: Json };
      test_carrier: { Args: { carrier: string; input: Json; request?: string }; Returns: Json };
      test_robot: { Args: { request?: string; robot: string }; Returns: Json };
      trace_recipient: { Args: { number: string; reason?: string; request?: string }; Returns: Json };
      transition_many: {
        Args: {
          ids: string[];
          input?: Json;
          reason?: string;
          request?: string;
          resource: string;
          shown?: Json;
          verb: string;
        };
        Returns: Json;
      };
      try_approval_rules: { Args: { days?: number; rules?: Json }; Returns: Json };
      type_numbers: { Args: { input: Json; request?: string }; Returns: Json };
      unfreeze_link: { Args: { link: string; reason?: string; request?: string }; Returns: Json };
      unfreeze_service_account: { Args: { request?: string; service_account: string }; Returns: Json };
      unfreeze_shortcut: { Args: { request?: string; shortcut: string }; Returns: Json };
      unlink_chat_identity: { Args: { identity: string; request?: string }; Returns: Json };
      unshare_list_view: { Args: { list_view: string; request?: string }; Returns: Json };
      unsubscribe_chat_channel: { Args: { chat_channel: string; request?: string }; Returns: Json };
      update_account_part: { Args: { account_part: string; input: Json; request?: string }; Returns: Json };
      update_approval_rule: { Args: { approval_rule: string; input: Json; request?: string }; Returns: Json };
      update_banned_word: { Args: { banned_word: string; input: Json; request?: string }; Returns: Json };
      update_call_limit: { Args: { call_limit: string; input: Json; request?: string }; Returns: Json };
      update_carrier: { Args: { carrier: string; input: Json; request?: string }; Returns: Json };
      update_channel: { Args: { channel: string; input: Json; request?: string }; Returns: Json };
      update_chat_channel: { Args: { chat_channel: string; input: Json; request?: string }; Returns: Json };
      update_domain: { Args: { domain: string; input: Json; request?: string }; Returns: Json };
      update_enterprise: { Args: { input: Json; request?: string }; Returns: Json };
      update_filing: { Args: { filing: string; input: Json; request?: string }; Returns: Json };
      update_group: { Args: { input: Json; request?: string; user_group: string }; Returns: Json };
      update_holiday: { Args: { holiday: string; input: Json; request?: string }; Returns: Json };
      update_list_view: { Args: { input: Json; list_view: string; request?: string }; Returns: Json };
      update_offer: { Args: { input: Json; offer: string; request?: string }; Returns: Json };
      update_own_field: { Args: { input: Json; own_field: string; request?: string }; Returns: Json };
      update_policy: { Args: { input: Json; policy: string; request?: string }; Returns: Json };
      update_retention_period: {
        Args: { input: Json; request?: string; retention_period: string };
        Returns: Json;
      };
      update_robot: { Args: { input: Json; request?: string; robot: string }; Returns: Json };
      update_send: { Args: { input: Json; request?: string; send: string }; Returns: Json };
      update_shortcut: { Args: { input: Json; request?: string; shortcut: string }; Returns: Json };
      update_sms_app: { Args: { input: Json; request?: string; sms_app: string }; Returns: Json };
      update_sms_signature: { Args: { input: Json; request?: string; sms_signature: string }; Returns: Json };
      update_sms_template: { Args: { input: Json; request?: string; sms_template: string }; Returns: Json };
      update_template: { Args: { input: Json; request?: string; template: string }; Returns: Json };
      urge_account_part: { Args: { account_part: string; request?: string }; Returns: Json };
      urge_domain: { Args: { domain: string; request?: string }; Returns: Json };
      urge_filing: { Args: { filing: string; request?: string }; Returns: Json };
      urge_jump_batch: { Args: { jump_batch: string; request?: string }; Returns: Json };
      urge_send: { Args: { request?: string; send: string }; Returns: Json };
      urge_shortcut: { Args: { request?: string; shortcut: string }; Returns: Json };
      urge_sms_signature: { Args: { request?: string; sms_signature: string }; Returns: Json };
      urge_sms_template: { Args: { request?: string; sms_template: string }; Returns: Json };
      urge_template: { Args: { request?: string; template: string }; Returns: Json };
      vendor_proofs: { Args: Record<PropertyKey, never>; Returns: Json };
      who_can: { Args: { action: string; id?: string; resource?: string; source?: string }; Returns: Json };
      whoami: { Args: Record<PropertyKey, never>; Returns: Json };
      withdraw_account_part: { Args: { account_part: string; request?: string }; Returns: Json };
      withdraw_offer: { Args: { offer: string; request?: string }; Returns: Json };
      withdraw_shortcut: { Args: { request?: string; shortcut: string }; Returns: Json };
      withdraw_template: { Args: { request?: string; template: string }; Returns: Json };
    };
    Enums: {
      account_part_kind: "profile" | "menus" | "home";
      account_state: "active" | "frozen";
      audit_outcome: "granted" | "refused";
      channel_adapter: "sandbox";
      click_place: "menu" | "home" | "shortcut";
      delivery_state:
        | "pending"
        | "handed"
        | "unknown"
        | "timed_out"
        | "expired"
        | "failed"
        | "delivered"
        | "opted_out"
        | "capped"
        | "cancelled";
      enterprise_type:
        | "company"
        | "government"
        | "institution"
        | "sole_trader"
        | "private_non_enterprise"
        | "social_organisation";
      export_format: "csv" | "xlsx" | "ndjson";
      export_state: "queued" | "running" | "done" | "failed" | "expired";
      filing_certificate: "business_licence" | "three_in_one" | "five_in_one" | "non_profit";
      filing_form: "send_task" | "short_link" | "basic" | "service_account";
      filing_industry:
        | "finance"
        | "social"
        | "entertainment"
        | "travel"
        | "shopping"
        | "local_life"
        | "sports_health"
        | "education"
        | "news"
        | "carrier"
        | "other";
      filing_material:
        | "licence"
        | "commitment"
        | "signature_authorisation"
        | "port_register"
        | "huawei_authorisation"
        | "company_relation"
        | "special";
      holiday_kind: "off" | "workday";
      link_event_kind: "resolution" | "human" | "bot" | "refused";
      link_reject_reason:
        | "missing_parameter"
        | "cust_flag_missing"
        | "cust_flag_too_long"
        | "duplicate"
        | "retrying";
      number_file_state: "uploading" | "importing" | "ready" | "failed";
      order_state: "ordered" | "paid" | "cancelled" | "declined";
      own_kind: "text" | "long" | "choice" | "flag" | "count" | "day";
      port_kind: "plain" | "prefix" | "suffix";
      quota_kind: "aim_resolution" | "basic" | "sa_resolution";
      reject_reason:
        | "invalid_number"
        | "duplicate"
        | "too_many_columns"
        | "line_too_long"
        | "cust_flag_missing"
        | "cust_flag_too_long"
        | "unclean"
        | "open_quote";
      resolve_task_kind: "group" | "personal";
      resolve_task_state: "generating" | "partial" | "done" | "failed" | "cancelled";
      review_state: "draft" | "in_review" | "approved" | "rejected";
      send_origin: "own" | "occurrence" | "resend";
      send_state:
        | "draft"
        | "in_review"
        | "rejected"
        | "expanding"
        | "ready"
        | "sending"
        | "trial_hold"
        | "recurring"
        | "paused"
        | "done"
        | "cancelled";
      send_timing: "immediate" | "scheduled" | "recurring";
      signature_kind: "notification" | "promotion";
      signature_source: "company" | "website" | "app" | "mini_program" | "shop" | "trademark";
      template_resolver: "carrier" | "by_hand";
      template_usage: "commercial" | "trial";
      vendor: "huawei" | "xiaomi" | "oppo" | "vivo" | "meizu" | "samsung";
      vendor_review_state: "pending" | "approved" | "rejected";
      version_state: "draft" | "in_review" | "vendor_review" | "approved" | "rejected";
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  public: {
    Enums: {
      account_part_kind: ["profile", "menus", "home"],
      account_state: ["active", "frozen"],
      audit_outcome: ["granted", "refused"],
      channel_adapter: ["sandbox"],
      click_place: ["menu", "home", "shortcut"],
      delivery_state: [
        "pending",
        "handed",
        "unknown",
        "timed_out",
        "expired",
        "failed",
        "delivered",
        "opted_out",
        "capped",
        "cancelled",
      ],
      enterprise_type: [
        "company",
        "government",
        "institution",
        "sole_trader",
        "private_non_enterprise",
        "social_organisation",
      ],
      export_format: ["csv", "xlsx", "ndjson"],
      export_state: ["queued", "running", "done", "failed", "expired"],
      filing_certificate: ["business_licence", "three_in_one", "five_in_one", "non_profit"],
      filing_form: ["send_task", "short_link", "basic", "service_account"],
      filing_industry: [
        "finance",
        "social",
        "entertainment",
        "travel",
        "shopping",
        "local_life",
        "sports_health",
        "education",
        "news",
        "carrier",
        "other",
      ],
      filing_material: [
        "licence",
        "commitment",
        "signature_authorisation",
        "port_register",
        "huawei_authorisation",
        "company_relation",
        "special",
      ],
      holiday_kind: ["off", "workday"],
      link_event_kind: ["resolution", "human", "bot", "refused"],
      link_reject_reason: [
        "missing_parameter",
        "cust_flag_missing",
        "cust_flag_too_long",
        "duplicate",
        "retrying",
      ],
      number_file_state: ["uploading", "importing", "ready", "failed"],
      order_state: ["ordered", "paid", "cancelled", "declined"],
      own_kind: ["text", "long", "choice", "flag", "count", "day"],
      port_kind: ["plain", "prefix", "suffix"],
      quota_kind: ["aim_resolution", "basic", "sa_resolution"],
      reject_reason: [
        "invalid_number",
        "duplicate",
        "too_many_columns",
        "line_too_long",
        "cust_flag_missing",
        "cust_flag_too_long",
        "unclean",
        "open_quote",
      ],
      resolve_task_kind: ["group", "personal"],
      resolve_task_state: ["generating", "partial", "done", "failed", "cancelled"],
      review_state: ["draft", "in_review", "approved", "rejected"],
      send_origin: ["own", "occurrence", "resend"],
      send_state: [
        "draft",
        "in_review",
        "rejected",
        "expanding",
        "ready",
        "sending",
        "trial_hold",
        "recurring",
        "paused",
        "done",
        "cancelled",
      ],
      send_timing: ["immediate", "scheduled", "recurring"],
      signature_kind: ["notification", "promotion"],
      signature_source: ["company", "website", "app", "mini_program", "shop", "trademark"],
      template_resolver: ["carrier", "by_hand"],
      template_usage: ["commercial", "trial"],
      vendor: ["huawei", "xiaomi", "oppo", "vivo", "meizu", "samsung"],
      vendor_review_state: ["pending", "approved", "rejected"],
      version_state: ["draft", "in_review", "vendor_review", "approved", "rejected"],
    },
  },
} as const;
