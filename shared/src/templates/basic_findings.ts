/** What the automatic check of a storyboard finds (BAS-3, VMS自动检测), and what to do about it. Part of `findings.ts`. */
export const BASIC_FINDINGS = {
  basic_nothing: [
    "error",
    "模板是空的，请插入文本，并插入图片、音频或视频。",
    "The template is empty. Insert text, and a picture, audio or video.",
  ],
  basic_empty_text: [
    "error",
    "第 {n} 帧是空的，请填写文本，或删除此帧。",
    "Frame {n} is empty. Enter its text, or delete the frame.",
  ],
  basic_empty_medium: [
    "error",
    "第 {n} 帧没有{medium}，请选择{medium}，或删除此帧。",
    "Frame {n} has no {medium}. Choose one, or delete the frame.",
  ],
  basic_empty_caption: [
    "error",
    "第 {n} 帧的描述是空的，请填写或删除描述。",
    "The caption of frame {n} is empty. Fill it in or delete it.",
  ],
  basic_no_text: [
    "error",
    "模板须包含文字，请插入文本，或为图片、音频或视频增加描述。",
    "The template must contain text. Insert text, or add a caption to a picture, audio or video.",
  ],
  basic_only_text: [
    "error",
    "模板不能只有文字，请插入图片、音频或视频。",
    "The template can't be text only. Insert a picture, audio or video.",
  ],
  basic_too_many_frames: [
    "error",
    "模板共有 {count} 帧，最多 {max} 帧。请删除第 {n} 帧及其后的帧，或合并文字。",
    "The template has {count} frames; the limit is {max}. Delete frame {n} and those after it, or merge text.",
  ],
  basic_too_heavy: [
    "error",
    "模板总大小为 {is}，上限为 {max}。请压缩或删除最大的第 {n} 帧（{frame}）。",
    "The template is {is} in total; the limit is {max}. Compress or delete frame {n}, the largest ({frame}).",
  ],
  basic_link_spaces: [
    "error",
    "链接「{link}」前后都需要一个空格，请在链接{side}加上空格。",
    "The link “{link}” needs a space before and after it. Add one {side} it.",
  ],
  basic_brackets: [
    "error",
    "内容中不能有「{character}」，请删除。【】和 [] 只用于签名，签名由系统添加。",
    "Delete “{character}” from the content. 【】 and [] are only for the signature, which the system adds.",
  ],
  basic_tail: [
    "error",
    "内容中不能有「{word}」，请删除。免流、退订等贴尾信息由系统自动添加。",
    "Delete “{word}” from the content. The system adds opt-out and similar text.",
  ],
  basic_subject_missing: ["error", "请填写主题。", "Enter a subject."],
  basic_subject_character: [
    "error",
    "主题中不能有【】或引号，请删除「{character}」。",
    "The subject can't contain 【】 or quotation marks. Delete “{character}”.",
  ],
  basic_subject_sign: [
    "warning",
    "主题中应尽量避免使用特殊符号，建议删除「{character}」。",
    "Avoid special characters in the subject. We suggest deleting “{character}”.",
  ],
  basic_image_format: [
    "error",
    "图片须为 jpg、jpeg、png 或 gif 格式，请换一张。",
    "Pictures must be JPG, JPEG, PNG or GIF. Choose another picture.",
  ],
  basic_image_height: [
    "error",
    "图片高度为 {is} 像素，最多 {max} 像素，请裁剪或缩小。",
    "The picture is {is} pixels high; the limit is {max}. Crop or shrink it.",
  ],
  basic_image_advised: [
    "warning",
    "建议横图为 1920 × 1080、竖图为 962 × 1300（现为 {is}），可裁剪图片。",
    "We recommend 1920 × 1080 for landscape and 962 × 1300 for portrait pictures (this one is {is}). You can crop it.",
  ],
  basic_medium_bytes: [
    "error",
    "{medium}大小为 {is}，单个文件最大 {max}，请压缩或换一个。",
    "The {medium} is {is}; the limit per file is {max}. Compress it or choose another.",
  ],
  basic_audio_format: [
    "error",
    "音频须为 mp3 或 wav 格式，请换一个。",
    "Audio must be MP3 or WAV. Choose another file.",
  ],
  basic_video_format: [
    "error",
    "视频须为 mp4 或 3gp 格式，请换一个。",
    "Videos must be MP4 or 3GP. Choose another video.",
  ],
  basic_video_long: [
    "warning",
    "视频长 {is} 秒，建议剪短至 {max} 秒以内。",
    "The video is {is} seconds long; {max} or less is recommended. You can trim it.",
  ],
  basic_file_name: [
    "error",
    "文件名有 {count} 个字符，含扩展名最多 {max} 个，请改短。",
    "The file name has {count} characters; the limit is {max}, including the extension. Shorten it.",
  ],
  basic_file_ending: [
    "error",
    "文件名须以 {endings} 结尾，与文件的格式一致。",
    "The file name must end in {endings}, matching the file's format.",
  ],
  basic_subject_parameter: [
    "error",
    "主题中不能使用参数，请改用固定文字。",
    "The subject can't contain parameters. Use fixed text.",
  ],
  basic_channel: [
    "error",
    "所选通道不支持智能信息基础版，请选择其他通道。",
    "The selected channel doesn't support the basic edition. Choose another channel.",
  ],
  km_basic_video: [
    "error",
    "KooMessage 的视频须为 3gp 格式（现为 {is}），请上传 3gp 视频。",
    "KooMessage accepts only 3GP videos (this one is {is}). Upload a 3GP video.",
  ],
  km_basic_parts: [
    "error",
    "KooMessage 最多接受 10 个素材（每条描述也算一个），现有 {count} 个，请删除部分描述。",
    "KooMessage accepts up to 10 items, captions included, and this template has {count}. Delete some captions.",
  ],
} as const satisfies Record<string, readonly ["error" | "warning", string, string]>;
