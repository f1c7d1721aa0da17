// The rules of "check my page": how bad, what is wrong, and what to do, in Vietnamese and English. `{name}` is filled in.

export const RULES = {
  "nothing-here": {
    severity: "error",
    vi: ["Không thấy thẻ nào của bộ công cụ.", "Dán mã của thẻ ở bước 3 vào chỗ muốn hiện."],
    en: ["No tag of the toolkit is here.", "Paste the tag of step 3 where it shall show."],
  },
  "script-missing": {
    severity: "error",
    vi: ["Có thẻ nhưng không có dòng <script>; có thể trang đã bỏ nó khi lưu.", "Dán dòng <script> vào phần <head>. Nếu trang luôn bỏ script, hãy dùng khung iframe."],
    en: ["There is a tag but no <script>; the site may have removed it on saving.", "Paste the <script> line into the <head>. If the site always removes scripts, use the iframe."],
  },
  "tag-missing": {
    severity: "error",
    vi: ["Có dòng <script> nhưng không có thẻ nào.", "Dán mã của thẻ vào chỗ muốn hiện."],
    en: ["There is the <script> but no tag.", "Paste the tag where it shall show."],
  },
  "script-not-module": {
    severity: "error",
    vi: ["Dòng <script> thiếu type=\"module\", nên không chạy.", "Thêm type=\"module\"."],
    en: ["The <script> lacks type=\"module\" and does not run.", "Add type=\"module\"."],
  },
  "script-http": {
    severity: "error",
    vi: ["{src} dùng http; trang https không tải nó.", "Đổi thành https."],
    en: ["{src} is http; a page on https does not load it.", "Make it https."],
  },
  "script-twice": {
    severity: "warning",
    vi: ["Dòng <script> có hai lần.", "Giữ một dòng cho cả trang, dù có mấy thẻ."],
    en: ["The <script> is there twice.", "Keep one for the page, however many tags it has."],
  },
  "two-versions": {
    severity: "error",
    vi: ["Trang có hai phiên bản: {versions}. Bản đến trước sẽ chạy, lúc này lúc khác.", "Giữ một phiên bản."],
    en: ["Two versions are on the page: {versions}. Whichever comes first runs.", "Keep one."],
  },
  "integrity-missing": {
    severity: "warning",
    vi: ["Bản cố định mà không có integrity: trình duyệt không kiểm tra được tệp.", "Thêm integrity=\"{integrity}\" crossorigin=\"anonymous\"."],
    en: ["A pinned version without integrity: the browser cannot check the file.", "Add integrity=\"{integrity}\" crossorigin=\"anonymous\"."],
  },
  "integrity-unpinned": {
    severity: "error",
    vi: ["integrity đi với địa chỉ luôn đổi: khi có bản mới, trang sẽ không chạy nữa.", "Bỏ integrity, hoặc dùng địa chỉ có số phiên bản."],
    en: ["integrity on an address that changes: the next version will not run.", "Remove integrity, or use the address with a version."],
  },
  "integrity-wrong": {
    severity: "error",
    vi: ["integrity không khớp với tệp của phiên bản này; trình duyệt sẽ từ chối.", "Sửa thành integrity=\"{integrity}\"."],
    en: ["integrity does not match the file of this version; browsers refuse it.", "Make it integrity=\"{integrity}\"."],
  },
  "crossorigin-missing": {
    severity: "error",
    vi: ["Có integrity nhưng thiếu crossorigin: từ máy chủ khác, trình duyệt sẽ từ chối.", "Thêm crossorigin=\"anonymous\"."],
    en: ["integrity without crossorigin: from another host, browsers refuse it.", "Add crossorigin=\"anonymous\"."],
  },
  "version-old": {
    severity: "hint",
    vi: ["Trang dùng bản {version}; bản mới là {newest}.", "Lấy mã mới ở bước 3 khi tiện."],
    en: ["The page uses {version}; the newest is {newest}.", "Take the code of step 3 when it suits."],
  },
  "tag-unknown": {
    severity: "error",
    vi: ["Không có thẻ <{tag}>.", "Xem lại tên thẻ."],
    en: ["There is no <{tag}>.", "Look at its name."],
  },
  "tag-closes-itself": {
    severity: "error",
    vi: ["<{tag} /> không tự đóng được trong HTML: phần sau của trang sẽ nằm trong thẻ và biến mất.", "Viết <{tag}> … </{tag}>."],
    en: ["<{tag} /> does not close itself in HTML: the rest of the page is taken into it and vanishes.", "Write <{tag}> … </{tag}>."],
  },
  "tag-open": {
    severity: "error",
    vi: ["<{tag}> không có thẻ đóng: phần sau của trang sẽ biến mất.", "Thêm </{tag}>."],
    en: ["<{tag}> is never closed: the rest of the page vanishes.", "Add </{tag}>."],
  },
  "fallback-missing": {
    severity: "warning",
    vi: ["Trong <{tag}> không có gì: người đọc không có JavaScript hoặc mất mạng sẽ thấy chỗ trống.", "Đặt vài liên kết thật vào trong thẻ; bước 3 có sẵn."],
    en: ["Nothing stands inside <{tag}>: readers without JavaScript or network see a gap.", "Put some real links inside; step 3 has them."],
  },
  "fallback-falls-out": {
    severity: "error",
    vi: ["<{tag}> đứng trong một đoạn văn <p> mà bên trong có danh sách hoặc đoạn khác: trình duyệt đẩy chúng ra khỏi thẻ, người đọc thấy hai lần. Trình soạn thảo WordPress cũ thường thêm <p> như vậy.", "Trong thẻ chỉ để liên kết và <br>, như mã ở bước 3."],
    en: ["<{tag}> stands in a paragraph <p> with a list or another paragraph inside: browsers push them out of the tag, and readers see both. Old WordPress editors add such a <p>.", "Keep links and <br> inside, as the code of step 3 does."],
  },
  "attribute-unknown": {
    severity: "warning",
    vi: ["<{tag}> không có thuộc tính {name}.", "Bỏ đi hoặc sửa tên."],
    en: ["<{tag}> has no attribute {name}.", "Remove it or mend its name."],
  },
  "attribute-twice": {
    severity: "warning",
    vi: ["Thuộc tính {name} có hai lần; chỉ lần đầu được dùng.", "Giữ một."],
    en: ["The attribute {name} is there twice; the first one counts.", "Keep one."],
  },
  "value-bad": {
    severity: "warning",
    vi: ["{name}=\"{value}\" không dùng được, nên giá trị mặc định được dùng.", "Cho phép: {values}."],
    en: ["{name}=\"{value}\" is not valid, so the default holds.", "Allowed: {values}."],
  },
  "feed-not-discovery": {
    severity: "error",
    vi: ["feed=\"{feed}\" không phải tệp cchc.json.", "Ghi địa chỉ của cchc.json."],
    en: ["feed=\"{feed}\" is not the file cchc.json.", "Give the address of cchc.json."],
  },
  "smart-quotes": {
    severity: "error",
    vi: ["Trình soạn thảo đã đổi dấu nháy thành “ ”: thuộc tính bị hỏng.", "Dán mã ở chế độ HTML (khối HTML tuỳ chỉnh), không ở chế độ soạn thảo."],
    en: ["The editor turned quotes into “ ”: attributes are broken.", "Paste as HTML (a custom HTML block), not into the visual editor."],
  },
  "preload-other-version": {
    severity: "warning",
    vi: ["Dòng tải trước là của phiên bản khác: tải về mà không dùng.", "Thay tất cả các dòng của phần <head> cùng một lúc."],
    en: ["This preload is of another version: fetched for nothing.", "Replace all lines of the <head> together."],
  },
  "preload-missing": {
    severity: "hint",
    vi: ["Không có dòng tải trước: thẻ hiện chậm hơn.", "Dán cả đoạn <head> của bước 3."],
    en: ["No preloads: the widget shows later.", "Paste the whole <head> part of step 3."],
  },
  "frame-title": {
    severity: "warning",
    vi: ["Khung iframe không có title: trình đọc màn hình không biết đó là gì.", "Thêm title."],
    en: ["The iframe has no title: screen readers cannot tell what it is.", "Add a title."],
  },
  "policy-refuses": {
    severity: "error",
    vi: ["Chính sách bảo mật (CSP) của trang không cho: {directive} thiếu {missing}.", "Thêm {missing} vào {directive}."],
    en: ["The page's Content-Security-Policy refuses it: {directive} lacks {missing}.", "Add {missing} to {directive}."],
  },
  "policy-strict-dynamic": {
    severity: "hint",
    vi: ["Chính sách có 'strict-dynamic': tên máy chủ không được tính, dòng <script> cần nonce của trang.", "Thêm nonce vào dòng <script>."],
    en: ["The policy has 'strict-dynamic': hosts do not count, the <script> needs the page's nonce.", "Add the nonce to the <script>."],
  },
};

/** What is wrong and what to do, in words: [what, fix]. */
export function told({ rule, words }, lang) {
  return RULES[rule][lang].map((text) => text.replace(/\{(\w+)\}/g, (_, name) => (words[name] === undefined ? "" : words[name])));
}
