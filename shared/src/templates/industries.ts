import { type Label, label } from "../ground/tone.ts";

/** Industries of public templates (模板行业), each stored by its Chinese name. One that a platform admin writes besides is shown as it is. */
const NAMES: Readonly<Record<string, string>> = {
  零售百货: "Retail",
  生鲜超市: "Groceries",
  食品: "Food",
  餐饮: "Restaurants",
  美妆个护: "Beauty",
  母婴: "Mother and baby",
  数码家电: "Electronics",
  家居家装: "Home",
  运动户外: "Sports",
  汽车: "Cars",
  银行: "Banking",
  保险: "Insurance",
  通信: "Telecoms",
  物流快递: "Logistics",
  水电燃气: "Utilities",
  物业: "Property services",
  商业地产: "Shopping centres",
  医院: "Hospitals",
  医药健康: "Health",
  教育培训: "Education",
  旅游: "Travel",
  酒店: "Hotels",
  航空: "Airlines",
  铁路: "Railways",
  客运: "Coaches",
  影视文娱: "Entertainment",
};

export const INDUSTRY_WORDS: Readonly<Record<string, Label>> = Object.fromEntries(
  Object.entries(NAMES).map(([zh, en]) => [zh, label("neutral", zh, en)]),
);
