import type { Brand } from "./rules.ts";

/**
 * The phones of table 5-1 (§5), series by series as the guide lists them. It ends with the models of 2023: of one that
 * it lacks only its versions tell (device.ts). `prefix` is before a model's name unless the name begins with it.
 *
 * The guide has names run together or cut by its page; read by hand as: Meizu `16 th plus16X` = 16th Plus,
 * 16X; Samsung S `22/22+22 Ultra` = 22, 22+, 22 Ultra; OPPO K `7/7x5G` = 7, 7x 5G; OPPO A `7/7` + `2/72n` =
 * 7, 72, 72n; 红米 `Pro1/2` = Pro, 1, 2, and its list ends with an empty name; vivo Y `71t/73` + `/73s` =
 * 71t, 73, 73s. Its OriginOS series lists systems, kept as they are.
 */
export interface Series {
  readonly brand: Brand;
  readonly series: string;
  readonly models: readonly string[];
}

function series(brand: Brand, name: string, prefix: string, models: string): Series {
  const full = models.split("/").map((model) => {
    const named = model.toLowerCase().startsWith(prefix.trim().toLowerCase());
    return named ? model : prefix + model;
  });
  return { brand, series: name, models: full };
}

const HUAWEI: readonly Series[] = [
  series("huawei", "麦芒系列", "麦芒", "4/5/6/7/8/9 5G/10"),
  series(
    "huawei",
    "畅享系列",
    "畅享",
    "5/5S/6/6S/7/7S/7 PLUS/8/8 PLUS/8E/8E青春/9/9E/9S/9 PLUS/MAX/10/10E/10S/10 PLUS/20E/20 SE/20 PRO/20 PRO+/20 PLUS 5G/20 5G/Z 5G/50/50 PRO/50Z/60/60 PRO/60X",
  ),
  series(
    "huawei",
    "P系列",
    "P",
    "P6/P7/P8/P9/P9 PLUS/P10/P10 PLUS/P20/P20 PRO/P30/P30 PRO/P40/P40 PRO/P40 LITE/P40 LITE 5G/P40 LITE E/P40 PRO+/P50 PRO 4G/P50 E/P50/P50 PRO/P60/P60 ART/P60 PRO",
  ),
  series(
    "huawei",
    "NOVA系列",
    "nova ",
    "NOVA/2/2S/2 PLUS/3/3E/3I/4/4E/5/5 PRO/5I/5I PRO/LITE/6/6（5G）/6 SE/7/7 5G/7 PRO 5G/7 SE/7 SE 2021/7 SE 5G/7 SE 5G活力版/7 SE 5G乐活版/8/8 SE/8 PRO/8 PRO 4G/8 SE 4G/8I/8 SE 5G/8 SE活力版/9/9 z/9SE/9 PRO/10/10 PRO/10Z/10 SE/10 青春版/11 PRO/11 ULTRA/Y60/Y70",
  ),
  series(
    "huawei",
    "MATE系列",
    "Mate ",
    "S/2/7/8/9/9 PRO/9保时捷设计/10/10 PRO/10保时捷设计/RS保时捷设计/20/20 PRO/20 PRO (UD)/20 RS保时捷设计/30/30 5G/30 PRO/30 PRO 5G/30 RS保时捷设计/30E PRO 5G/40/40 PRO/40 PRO+/40 PRO 4G/40 RS保时捷设计/40 RS保时捷设计典藏版/40E/40E 4G/40E PRO/40E PRO 5G/60/60 PRO/60 PRO+/20 X/20 X (5G)/50/50 PRO/50 RS保时捷设计/50E",
  ),
  series("huawei", "G系列", "G", "6/7/7 PLUS/9 PLUS/9青春版/G700/G730"),
  series("huawei", "Y系列", "Y", "635/7P/8P/9A/9 PRIME 2019"),
];

const HONOR: readonly Series[] = [
  series(
    "honor",
    "荣耀系列",
    "",
    "X1/X20/X20 SE/X30/X30I/X40/X40 GT/X40I/X50I/50 SE/60 SE/60/60 PRO/70/70 PRO/70 PRO+",
  ),
  series("honor", "荣耀麦芒系列", "麦芒", "10"),
  series("honor", "荣耀畅玩系列", "畅玩", "20a/40 PLUS"),
  series("honor", "荣耀V系列", "V", "V10/V20/V30/V30 PRO/V8/V9 PLAY"),
  series("honor", "荣耀PLAY系列", "Play ", "5活力版/6T PRO"),
  series("honor", "HONOR 畅玩系列", "畅玩", "5/5A/6/6A/6X/7/7A/7C/7X/8/8A/8C/9A/20/30/40"),
  series("honor", "HONOR V系列", "V", "8/9/9 PLAY/10/20/30/30 PRO/V40/V40轻奢版"),
  series("honor", "HONOR PLAY系列", "Play ", "PLAY/3/4/4T/4T PRO/4 PRO/7T/7T PRO"),
  series("honor", "HONOR NOTE系列", "Note ", "8/10"),
  series("honor", "HONOR MAGIC系列", "Magic ", "MAGIC/2/3/3 PRO/3 至臻版/4/4 PRO/4 至臻版/5/5 PRO/5 至臻版"),
  series(
    "honor",
    "HONOR系列",
    "",
    "3X/6/6 PLUS/7/7I/8/8青春版/8X/8X MAX/9/9青春版/9I/9X/9X PRO/10/10X/10青春版/X10/X10 MAX/20/20 PRO/20I/20S/20青春版/30/30S/30 PRO/30 PRO+/30I/30青春版/50/50 PRO/80/80 GT/80 PRO/80 PRO 直屏版/80 SE/90/90 PRO",
  ),
];

const XIAOMI: readonly Series[] = [
  series("xiaomi", "小米Play系列", "Play ", "Play 1"),
  series(
    "xiaomi",
    "小米系列",
    "小米",
    "civi/2/2S/3/4/4C/4S/5/5C/5s/5s Plus/5X/6/6X/8/8 SE/8屏幕指纹版/8青春/9/9 Pro/9 SE/9透明版/10/10 Pro/10S/10青春版/10至尊纪念版/11/11 Pro/11 Ultra/11青春版",
  ),
  series("xiaomi", "小米Note系列", "小米Note ", "1/2/3"),
  series("xiaomi", "小米Mix系列", "小米Mix ", "1/2/2S/3/4"),
  series("xiaomi", "小米Max系列", "小米Max ", "1/2/3"),
  series("xiaomi", "小米CC系列", "小米CC", "9/9e/9 PRO/9美图定制版"),
  series("xiaomi", "红米系列", "红米", "Pro/1/2/2A/3/3S/3X/4/4A/4X/5/5 Plus/5A/6/6A/6 Pro"),
  series("xiaomi", "红米Note系列", "红米Note ", "2/3/4/4X/5/5A"),
  series("xiaomi", "Redmi系列", "Redmi ", "S2/7/7A/8/8A/9/9A"),
  series("xiaomi", "Redmi Note系列", "Redmi Note ", "7/7 Pro/8/8 Pro/9 4G版/9 5G版/10/10 Pro/11/11 Pro"),
  series(
    "xiaomi",
    "Redmi K系列",
    "Redmi K",
    "20/20 Pro/20 Pro尊享版/30/30 5G/30 Pro/30至尊纪念版/40/40 Pro/40游戏增强版",
  ),
];

const OPPO: readonly Series[] = [
  series(
    "oppo",
    "OPPO A系列",
    "A",
    "Ace2/3/32/35/52/53/55/56/7/72/72n/73/9/91/92s/93/93s/94/95/97/9x/11/11X",
  ),
  series("oppo", "OPPO Find系列", "Find ", "X/X2/X3/X3 Pro/X5/X5 Pro"),
  series("oppo", "OPPO K系列", "K", "1/3/5/7/7x 5G"),
  series("oppo", "OPPO R系列", "R", "15/15x/15梦境版/17"),
  series(
    "oppo",
    "OPPO Reno系列",
    "Reno ",
    "Ace/Z/2/2 Z/3/4/4 Pro/4 SE/5/5 Pro/5 Pro+/5 K/6/6 Pro/6 Pro+/6 SE/7/7 Pro/8/8 Pro/8 5G/10倍变焦",
  ),
];

const MEIZU: readonly Series[] = [
  series(
    "meizu",
    "魅族系列",
    "",
    "X8/16T/16th/16th Plus/16X/16s/16s pro/17/17 pro/18/18 pro/18s/18s pro/18X",
  ),
  series("meizu", "魅族Note系列", "Note ", "8/9"),
  series("meizu", "魅族V系列", "V", "V8标准版/V8高配版"),
  series("meizu", "魅族魅蓝系列", "魅蓝", "3/S6/Note 6"),
];

const VIVO: readonly Series[] = [
  series(
    "vivo",
    "iQOO系列",
    "iQOO ",
    "Z3/Z5x/U1/U1x/U5/U5x/Z1x/Z5/Z5 6000mAh/5/5 Pro/Neo5/Neo5 SE/Neo5S/Neo5活力版/Neo6/Neo6 SE/Neo6S/Neo6活力版/7/8/8 Pro/8 Monster/9/9 Pro/U3/U3x/U3x Standard",
  ),
  series("vivo", "OriginOS系列", "", "OriginOS/OriginOS Ocean"),
  series("vivo", "VIVO S系列", "S", "1/1 Pro/5/6/7/7e/7t/9/9e/10/10e/10 Pro/12/12 Pro"),
  series("vivo", "VIVO T系列", "T", "1/1x/1 Explorer/2"),
  series(
    "vivo",
    "VIVO X系列",
    "X",
    "Fold/Note/9s/9s Plus/20/20王者荣耀/20Plus屏幕指纹版/21i/21s/21 FIFA世界杯非凡版/21屏幕指纹版/23/23幻彩版/27/27 8GB+128GB版/27 Pro/30 5G版/30 Pro 5G版/50/50 Pro/50 Pro+/60/60 Edge/60 Pro/60 Pro St/60 Pro+/60 Pro Standard/60t/60t Pro+/60曲屏版/70/70 Pro/70 Pro+/70T/80 Pro",
  ),
  series(
    "vivo",
    "VIVO Y系列",
    "Y",
    "Y/3s/10 (t1版)/10 (t2)/30/30 2021/30 Standard/30g/30标准版/31s/31s Standard/31s(t1)版/31s标准版/32/33s/50t/51s/52s/52s (t1版)/53/53s/53s (t1版)/53s (t2版)/54s/55s/70s/70t/71/71t/73/73s/74s/75/75s/76s/79/81/81s/83/83全面屏 4GB+64GB/85/93/93s/97",
  ),
  series("vivo", "VIVO Z系列", "Z", "1/1i/1青春版/3x"),
  series("vivo", "VIVO系列", "", "PD2186"),
];

const SAMSUNG: readonly Series[] = [
  series("samsung", "三星Z系列", "Z ", "Fold/Flip/Flip 5G/Fold2 5G/Fold3 5G/Flip3 5G/Fold 4/Flip 4"),
  series(
    "samsung",
    "三星S系列",
    "S",
    "20 FE 5G/20 5G/20+ 5G/20 Ultra 5G/21/21+/21 Ultra/21 FE/22/22+/22 Ultra",
  ),
  series("samsung", "三星A系列", "A", "53 5G/90 5G"),
  series("samsung", "三星W系列", "W", "20/21 5G/22 5G"),
  series("samsung", "三星Note系列", "Note ", "10/10+ 5G/20 5G/20 Ultra 5G"),
  series("samsung", "三星Tab系列", "Tab ", "S6/S7 Lite/S8/S8+/S8 Ultra"),
];

export const SERIES: readonly Series[] = [
  ...HUAWEI,
  ...HONOR,
  ...XIAOMI,
  ...OPPO,
  ...MEIZU,
  ...VIVO,
  ...SAMSUNG,
];
