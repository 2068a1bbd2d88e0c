/** The part of pdfkit 0.20 that letters use; it has no types of its own, and those of others are of an older one. */
declare module "pdfkit" {
  class PDFDocument {
    constructor(options: {
      readonly size: "A4";
      readonly margin: number;
      readonly font: Uint8Array;
      readonly lang: string;
      readonly displayTitle: boolean;
      readonly info: Readonly<Record<string, string>>;
    });
    fontSize(size: number): this;
    text(
      text: string,
      options?: {
        readonly align?: "left" | "center" | "right";
        readonly indent?: number;
        readonly lineGap?: number;
        readonly paragraphGap?: number;
      },
    ): this;
    moveDown(lines?: number): this;
    end(): void;
  }

  export = PDFDocument;
}

declare module "pdfkit/output" {
  import type PDFDocument from "pdfkit";

  export function toBytes(document: PDFDocument): Promise<Uint8Array<ArrayBuffer>>;
}
