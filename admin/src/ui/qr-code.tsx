import { QRCode } from "antd";

/** A QR code, dark on light in either theme and with a rim: some scanners read no other. */
export function QrCode({ value, size }: { readonly value: string; readonly size: number }) {
  return <QRCode value={value} type="svg" size={size} errorLevel="L" color="black" bgColor="white" />;
}
