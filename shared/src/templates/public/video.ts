// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import { app, button, film, link, type PublicTemplate, params, picture, popup, web } from "./pieces.ts";

export const VIDEO_TEMPLATES: readonly PublicTemplate[] = [
  {
    key: "video_image_text_resort",
    name: "海滨度假酒店",
    industry: "酒店",
    layout: "video_image_text",
    usage: "commercial",
    vendors: ["huawei", "samsung"],
    content: {
      slots: {
        video: film("beach", "16x9", "海浪轻拍沙滩"),
        image: picture("bedroom", "16x9", "看得见海的客房", web("https://resort.example.com/room")),
        title: "听着海浪醒来",
        body: "${name}，会员连住两晚送一晚早餐与接机，可订日期至 ${deadline}。拒收请回复R",
        buttons: [button("查看房态", web("https://resort.example.com/book?m=${member_no}"))],
      },
      params: params({ name: "周女士", "deadline:date": "3月31日", member_no: "R10086" }),
    },
  },
  {
    key: "video_image_text_scenic",
    name: "景区热气球节",
    industry: "旅游",
    layout: "video_image_text",
    usage: "commercial",
    vendors: ["huawei", "samsung"],
    content: {
      slots: {
        video: film("balloon", "16x9", "热气球从山谷升起"),
        image: picture("lake", "16x9", "傍晚的湖面和栈桥", link("https://park.example.com/lake")),
        title: "热气球节开放购票",
        body: "清晨升空、傍晚游湖，一张票两段风景。学生与 60 岁以上游客半价。拒收请回复R",
        buttons: [button("购票", link("https://park.example.com/ticket"))],
      },
    },
  },
  {
    key: "image_text_video_car",
    name: "新车试驾邀约",
    industry: "汽车",
    layout: "image_text_video",
    usage: "commercial",
    vendors: ["huawei", "samsung"],
    content: {
      slots: {
        image: picture("charger", "16x9", "充电桩旁的白色汽车"),
        title: "周末试驾 席位已留",
        body: "${name}，您预留的试驾在 ${date} ${time}，地点${shop}，请带驾驶证。改期或取消可在页面内办理。拒收请回复R",
        video: film("car", "16x9", "红色轿车行驶在公路上"),
        buttons: [button("确认到店", web("https://auto.example.com/drive?b=${booking}"))],
      },
      params: params({
        name: "孙先生",
        "date:date": "12月5日",
        time: "10:30",
        shop: "滨江店",
        booking: "T5521",
      }),
    },
  },
  {
    key: "image_text_video_camp",
    name: "少儿航天冬令营",
    industry: "教育培训",
    layout: "image_text_video",
    usage: "commercial",
    vendors: ["huawei", "samsung"],
    content: {
      slots: {
        image: picture("blocks", "16x9", "积木和套圈玩具"),
        title: "冬令营：造一枚小火箭",
        body: "五天四晚，自己设计、拼装、放飞。每组 8 人配两位老师，含保险与午休。拒收请回复R",
        video: film("rocket", "16x9", "火箭穿过云层飞向星空"),
        buttons: [button("看营期安排", link("https://camp.example.com/winter"))],
      },
    },
  },
  {
    key: "video_phone_plan",
    name: "运营商换机套餐",
    industry: "通信",
    layout: "video",
    usage: "commercial",
    vendors: ["huawei", "oppo", "vivo", "samsung"],
    content: {
      slots: {
        video: film("phone", "16x9", "缓缓转动的手机"),
        title: "换新机 月费减一半",
        body: "${name}，您的号码 ${number} 可办 5G 畅享套餐：前六个月月费 ${price} 元，合约期 24 个月，第七个月起恢复原价。拒收请回复R",
        buttons: [
          button(
            "办理套餐",
            app("telecom://plan/5g", "com.example.telecom", "https://telecom.example.com/5g"),
          ),
        ],
      },
      params: params({ name: "吴先生", number: "138****0018", "price:money": "64" }),
    },
  },
  {
    key: "video_new_year",
    name: "商场新春市集",
    industry: "商业地产",
    layout: "video",
    usage: "commercial",
    vendors: ["huawei", "oppo", "vivo", "samsung"],
    content: {
      slots: {
        video: film("lanterns", "16x9", "轻轻摇动的灯笼"),
        title: "新春市集 周五开张",
        body: "舞狮、糖画、写春联，一楼中庭每天 14 点起。会员停车三小时免费。拒收请回复R",
        buttons: [button("看节目单", web("https://plaza.example.com/fair"))],
      },
    },
  },
  {
    key: "drama_image_palace",
    name: "古装短剧追更",
    industry: "影视文娱",
    layout: "drama_image",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      style: "3:4",
      options: { play_icon: true },
      slots: {
        image: picture("palace", "3x4", "雪夜的宫殿和灯笼", link("https://drama.example.com/snow/12")),
        title: "《雪落长街》更新第 12 集",
        body: "她推开宫门，等她的却不是他。今晚 20 点，会员抢先看两集。拒收请回复R",
        buttons: [
          button("接着看", link("https://drama.example.com/snow/12?u=${user}")),
          button("加入片单", link("https://drama.example.com/list?u=${user}")),
        ],
      },
      params: params({ user: "U77120" }),
    },
  },
  {
    key: "drama_image_city",
    name: "都市短剧上线",
    industry: "影视文娱",
    layout: "drama_image",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      style: "1:1",
      options: { play_icon: true },
      slots: {
        image: picture("city", "1x1", "雨夜的城市街道", link("https://drama.example.com/rain/1")),
        title: "《雨夜车站》今日上线",
        body: "末班车开走以后，站台上多了一个人。前三集免费看。拒收请回复R",
        buttons: [button("免费看三集", link("https://drama.example.com/rain/1"))],
      },
    },
  },
  {
    key: "drama_video_palace",
    name: "古装短剧预告片",
    industry: "影视文娱",
    layout: "drama_video",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      style: "3:4",
      slots: {
        video: film("palace", "3x4", "雪落在宫殿前"),
        title: "《雪落长街》大结局预告",
        body: "十二年的约定，今夜见分晓。预约后开播提醒您。拒收请回复R",
        buttons: [
          button("预约提醒", {
            type: "calendar",
            target: "《雪落长街》大结局",
            begins_at: "${begins}",
            ends_at: "${ends}",
          }),
        ],
      },
      params: params({ begins: "2026-12-20T20:00+08:00", ends: "2026-12-20T21:00+08:00" }),
    },
  },
  {
    key: "drama_video_city",
    name: "悬疑短剧预告片",
    industry: "影视文娱",
    layout: "drama_video",
    usage: "commercial",
    vendors: ["huawei"],
    content: {
      style: "1:1",
      slots: {
        video: film("city", "1x1", "雨夜的车流和灯光"),
        title: "《雨夜车站》第二季预告",
        body: "同一班车，同一个座位，这次换她来等。拒收请回复R",
        buttons: [
          button("看预告全片", link("https://drama.example.com/rain2")),
          button(
            "剧情简介",
            popup("剧情简介", "退休站务员在末班车后捡到一把伞，伞柄上刻着十年前失踪乘客的名字。"),
          ),
        ],
      },
    },
  },
];
