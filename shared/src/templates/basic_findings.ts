/** What the automatic check of a storyboard finds (BAS-3, VMS自动检测), and what to do about it. Part of `findings.ts`. */
export const BASIC_FINDINGS = {
  basic_nothing: [
    "error",
    "模板是空的：请插入文本，以及图片、音频或视频。",
    "There is nothing in it yet: insert a text, and a picture, an audio or a video.",
  ],
  basic_empty_text: [
    "error",
    "第 {n} 帧是空的：请填写文本，或删除此帧。",
    "Frame {n} is empty: write its text, or delete the frame.",
  ],
  basic_empty_medium: [
    "error",
    "第 {n} 帧没有{medium}：请选择{medium}，或删除此帧。",
    "Frame {n} has no {medium}: choose one, or delete the frame.",
  ],
  basic_empty_caption: [
    "error",
    "第 {n} 帧的描述是空的：请填写，或删除描述。",
    "The caption of frame {n} is empty: write it, or take it away.",
  ],
  basic_no_text: [
    "error",
    "模板须包含文字：请插入文本，或为图片、音频或视频增加描述。",
    "There has to be some text: insert one, or give a picture, an audio or a video a caption.",
  ],
  basic_only_text: [
    "error",
    "模板不能只有文字：请插入图片、音频或视频。",
    "It may not be text alone: insert a picture, an audio or a video.",
  ],
  basic_too_many_frames: [
    "error",
    "共有 {count} 帧，最多 {max} 帧：请删除第 {n} 帧及其后的帧，或把文字合并。",
    "There are {count} frames; at most {max} fit. Delete frame {n} and those behind it, or join texts.",
  ],
  basic_too_heavy: [
    "error",
    "模板共 {is}，最多 {max}：请压缩或删除最大的第 {n} 帧（{frame}）。",
    "It has {is} in all; at most {max} fit. Make frame {n}, the largest ({frame}), smaller, or delete it.",
  ],
  basic_link_spaces: [
    "error",
    "链接「{link}」前后都需要一个空格：请在它的{side}加上空格。",
    "There has to be a space before and after the link “{link}”: add one {side} it.",
  ],
  basic_brackets: [
    "error",
    "内容中不能有「{character}」：【】和 [] 只用于签名，签名由系统添加，请删除。",
    "There may be no “{character}” in it: such brackets are for the signature, which the system adds. Take it out.",
  ],
  basic_tail: [
    "error",
    "内容中不能有「{word}」：免流、退订等贴尾信息由系统自动添加，请删除。",
    "It may not say “{word}”: words about opting out are added by the system. Take them out.",
  ],
  basic_subject_missing: ["error", "请填写主题。", "A subject is needed: write it above the frames."],
  basic_subject_character: [
    "error",
    "主题中不能有【】或引号，请删除「{character}」。",
    "A subject has no brackets 【】 and no quotation marks: take “{character}” out.",
  ],
  basic_subject_sign: [
    "warning",
    "主题应尽量避免特殊符号，建议删除「{character}」。",
    "Special signs in a subject are best avoided: better without “{character}”.",
  ],
  basic_image_format: [
    "error",
    "图片须为 jpg、jpeg、png 或 gif：请换一张。",
    "A picture is a jpg, jpeg, png or gif: choose another.",
  ],
  basic_image_height: [
    "error",
    "图片高度为 {is} 像素，最多 {max}：请裁剪或缩小。",
    "The picture is {is} pixels high; at most {max} fit. Crop it or make it smaller.",
  ],
  basic_image_advised: [
    "warning",
    "建议横图为 1920 × 1080、竖图为 962 × 1300（现为 {is}），可裁剪图片。",
    "Advised are 1920 × 1080 for a picture that lies and 962 × 1300 for one that stands (it is {is}): crop it.",
  ],
  basic_medium_bytes: [
    "error",
    "{medium}为 {is}，单个文件最多 {max}：请压缩或换一个。",
    "The {medium} has {is}; one file has at most {max}. Make it smaller, or choose another.",
  ],
  basic_audio_format: [
    "error",
    "音频须为 mp3 或 wav：请换一个。",
    "An audio is an mp3 or wav: choose another.",
  ],
  basic_video_format: [
    "error",
    "视频须为 mp4 或 3gp：请换一个。",
    "A video is an mp4 or 3gp: choose another.",
  ],
  basic_video_long: [
    "warning",
    "视频长 {is} 秒，建议不超过 {max} 秒：可剪短。",
    "The video lasts {is} seconds; at most {max} are advised. Better cut it.",
  ],
  basic_file_name: [
    "error",
    "文件名有 {count} 个字，含扩展名最多 {max} 个：请改短。",
    "The file's name has {count} characters; with its ending at most {max} fit. Make it shorter.",
  ],
  basic_file_ending: [
    "error",
    "文件名须以 {endings} 结尾，与文件的格式一致。",
    "The file's name has to end in {endings}, as what the file is.",
  ],
  basic_subject_parameter: [
    "error",
    "主题中不能使用参数，请改用固定文字。",
    "A subject takes no parameters: write it out.",
  ],
  basic_channel: [
    "error",
    "所选通道不支持智能信息基础版，请选择其他通道。",
    "The chosen channel cannot carry the basic edition: choose another.",
  ],
  km_basic_video: [
    "error",
    "KooMessage 的视频须为 3gp（现为 {is}）：请上传 3gp 视频。",
    "KooMessage takes a video as 3gp (this is {is}): upload it as 3gp.",
  ],
  km_basic_parts: [
    "error",
    "KooMessage 最多接受 10 个素材，描述也算一个，现有 {count} 个：请删除部分描述。",
    "KooMessage takes 10 parts, and a caption is one; there are {count}. Take some captions away.",
  ],
} as const satisfies Record<string, readonly ["error" | "warning", string, string]>;
