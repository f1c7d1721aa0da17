// What officials and citizens write for long words.

import { fold, key, syllables } from "./vietnamese.mjs";

export const ABBREVIATIONS = [
  ["ủy ban nhân dân", "UBND"],
  ["giấy chứng nhận", "GCN"],
  ["giấy phép lái xe", "GPLX"],
  ["giấy phép xây dựng", "GPXD"],
  ["bảo hiểm xã hội", "BHXH"],
  ["bảo hiểm y tế", "BHYT"],
  ["quyền sử dụng đất", "QSDĐ"],
  ["thẻ căn cước", "CCCD"],
  ["đăng ký kinh doanh", "ĐKKD"],
  ["hộ kinh doanh", "HKD"],
  ["an toàn thực phẩm", "ATTP"],
  ["phòng cháy chữa cháy", "PCCC"],
  ["hợp tác xã", "HTX"],
  ["doanh nghiệp tư nhân", "DNTN"],
  ["công ty cổ phần", "CTCP"],
  ["doanh nghiệp", "DN"],
  ["người lao động", "NLĐ"],
  ["người sử dụng lao động", "NSDLĐ"],
  ["tai nạn lao động", "TNLĐ"],
  ["thu nhập cá nhân", "TNCN"],
  ["giá trị gia tăng", "GTGT"],
  ["mã số thuế", "MST"],
  ["hóa đơn điện tử", "HĐĐT"],
  ["trung học phổ thông", "THPT"],
  ["trung học cơ sở", "THCS"],
  ["chứng chỉ hành nghề", "CCHN"],
  ["lý lịch tư pháp", "LLTP"],
  ["nghĩa vụ quân sự", "NVQS"],
  ["trợ giúp pháp lý", "TGPL"],
  ["bảo trợ xã hội", "BTXH"],
  ["nhà ở xã hội", "NOXH"],
  ["xuất nhập cảnh", "XNC"],
  ["công nghệ thông tin", "CNTT"],
  ["khoa học và công nghệ", "KHCN"],
  ["khám bệnh chữa bệnh", "KCB"],
  ["bất động sản", "BĐS"],
  ["thủ tục hành chính", "TTHC"],
  ["thương mại điện tử", "TMĐT"],
  ["tổ chức tín dụng", "TCTD"],
  ["người có công", "NCC"],
];

/** Other ways to write long words; no query is made from them, but they are the same. */
const OTHERS = [
  ["phòng cháy và chữa cháy", "PCCC"],
  ["phòng cháy chữa cháy", "PCCC"],
  ["căn cước công dân", "CCCD"],
];
const RUNS = [...ABBREVIATIONS, ...OTHERS]
  .map(([long, brief]) => [` ${syllables(long).map(key).join(" ")} `, ` ${fold(brief)} `])
  .sort((a, b) => b[0].length - a[0].length);

/** Folded syllables with every long word written short. */
export function abbreviate(keys) {
  let text = ` ${keys.join(" ")} `;
  for (const [long, brief] of RUNS) text = text.replaceAll(long, brief);
  return text.trim();
}
