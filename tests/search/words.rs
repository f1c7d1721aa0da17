//! Words for the generated catalogue: administrative Vietnamese put together anew, parted by semicolons. The lists are long enough for
//! about a thousand different syllables, as many as the real names have.

/// What is done.
pub(crate) const VERBS: &str = "cấp;cấp lại;cấp đổi;gia hạn;thu hồi;điều chỉnh;đăng ký;đăng ký lại;đăng ký thay đổi;xóa đăng ký;công nhận;\
công nhận lại;phê duyệt;thẩm định;thẩm tra;xác nhận;chứng nhận;chứng thực;thông báo;khai báo;công bố;tiếp nhận;giải quyết;hỗ trợ;\
chuyển đổi;chấm dứt;tạm dừng;khôi phục;sửa đổi, bổ sung;đính chính;miễn, giảm;hoàn trả;bổ nhiệm;miễn nhiệm;tuyển chọn;xét tặng;\
kiểm tra;giám định;kiểm định;chấp thuận;cho phép thành lập;giải thể;sáp nhập;hợp nhất;ghi vào sổ;trích lục;di chuyển;khóa;mở khóa;hủy bỏ";

/// On what.
pub(crate) const OBJECTS: &str = "giấy phép nuôi ong lấy mật;giấy phép làm bánh truyền thống;thẻ thợ mộc lành nghề;thẻ dẫn đường leo núi;\
chứng chỉ pha chế trà;chứng chỉ cứu hộ hồ bơi;giấy xác nhận nơi gửi xe;sổ theo dõi tiêm phòng;giấy khai nhận vật rơi;biển số xe ba gác;\
giấy chứng nhận giống hoa lan;giấy phép đào giếng khoan;giấy phép đặt quầy báo;giấy phép treo đèn lồng;hợp đồng thuê sạp chợ;\
quyền khai thác bãi cát;quyền sử dụng ao làng;phương án trồng tre chắn sóng;kế hoạch nạo vét kênh mương;dự án lát gạch ngõ hẻm;\
đề án bảo tồn tiếng nói cổ;hồ sơ xếp hạng đình chùa;danh hiệu nghệ nhân thêu ren;danh hiệu gia đình hiếu học;học bổng trẻ vượt khó;\
chi phí học nghề may;tiền thuốc cho người già yếu;trợ cấp nhà bị sập;trợ cấp ngư dân mất lưới;phụ cấp cô nuôi trẻ;chế độ thăm nom thương binh;\
bảo hiểm mùa màng;phí thoát nước thải;lệ phí bến phà;thuế thuê mặt nước;hóa đơn bán lẻ rau quả;tài khoản nộp phạt trực tuyến;\
mã vùng trồng vải thiều;nhãn hiệu mắm tôm;kiểu dáng nồi đất;sáng chế máy gặt;bản quyền bài dân ca;bản đồ thửa ruộng;mốc giới rừng phòng hộ;\
giấy phép nổ mìn phá đá;giấy phép chở hàng quá khổ;phù hiệu xe buýt nhanh;lý lịch tàu kéo;bằng lái ca nô;đường ngang qua đường sắt;\
trạm cân tải trọng;cột phát sóng;trang tin điện tử xã;tên miền cơ quan;chữ ký số cán bộ;kho lưu trữ huyện cũ;phông tài liệu quý hiếm;\
cơ sở mổ lợn tập trung;trại gà đẻ trứng;vườn ươm cây ăn trái;ao nuôi cá rô phi;lò gạch không nung;xưởng nhuộm vải lụa;xưởng đúc đồng;\
tiệm cầm đồ;phòng chữa răng;nhà hộ sinh;phòng khám mắt;hiệu thuốc nam;nhà trẻ tư nhân;lớp học tình thương;thư viện thôn bản;\
nhà thiếu nhi quận;sân bóng cỏ nhân tạo;câu lạc bộ cờ tướng;đoàn hát chèo;gánh xiếc lưu diễn;lễ hội đua thuyền;hội chợ hàng thủ công;\
đám cưới tập thể;nghĩa trang nhân dân;lò hỏa thiêu;tượng đài liệt sĩ;nhà tình nghĩa;quỹ khuyến học dòng họ;hội người mù;hội chơi chim cảnh;\
tổ hợp tác dệt chiếu;hợp tác xã nấm rơm;hộ bán bún phở;văn phòng dịch thuật;văn phòng thừa kế;trung tâm trọng tài lao động;tổ hòa giải xóm;\
đội dân phòng;chốt kiểm lâm;trạm thú y;nguồn phóng xạ y tế;hóa chất tẩy trắng;bình ga loại nhỏ;pháo hoa tầm thấp;súng bắn sơn;\
thiết bị bay không người lái;mẫu con dấu nổi;chứng minh thư tàu thuyền;hộ chiếu thú cưng;thẻ tạm vào khu mỏ;danh sách cử tri;\
lịch tiếp công dân;đơn xin nhận lại đất hoang;tờ khai mồ mả trong vườn;số nhà ngõ mới mở;ranh giới tổ dân phố;giống lúa nếp cái;\
vùng nuôi tôm sú;bến đò ngang;âu thuyền tránh bão;đập tràn hồ chứa;tuyến cáp ngầm;trạm sạc ô tô điện;mái che pin nắng";

/// For whom.
pub(crate) const PEOPLE: &str = "đối với hộ gia đình đông con;đối với người khiếm thị;đối với cựu giáo viên vùng cao;đối với công nhân khu chế xuất;\
đối với sinh viên năm cuối;đối với phụ nữ đơn thân;đối với chủ tàu cá nhỏ;đối với làng nghề lâu đời;đối với doanh nghiệp siêu nhỏ;\
đối với tổ chức tôn giáo;đối với người Việt ở xa về;đối với khách du lịch ba lô;đối với chuyên gia nước bạn;đối với đồng bào dân tộc ít người;\
đối với lao động thời vụ;đối với bệnh nhân chạy thận;đối với thân nhân quân nhân;đối với viên chức biệt phái;đối với trang trại hữu cơ;\
đối với nhà đầu tư lần đầu;đối với chi nhánh ngân hàng;đối với trường phổ thông bán trú;đối với trẻ mồ côi;đối với người cao niên neo đơn;\
đối với nghệ sĩ tự do;đối với tài xế đường dài;đối với hộ nghèo mới thoát;đối với khu tập thể xuống cấp;đối với hội viên hội nông dân;\
đối với nhóm hộ liền kề";

/// When, or in which case.
pub(crate) const CASES: &str = "trong trường hợp mất, rách hoặc nhòe chữ;trong trường hợp thiên tai, dịch bệnh;trong trường hợp đổi tên gọi;\
trong trường hợp chuyển chỗ ở;trong trường hợp sai sót do cơ quan ghi chép;trong trường hợp chủ cũ qua đời;trong trường hợp hết thời hạn;\
khi có yếu tố nước ngoài;khi thay người đứng đầu;khi mở rộng quy mô sản xuất;khi nâng công suất lắp đặt;khi chia tách địa bàn;\
phục vụ nghiên cứu khoa học;phục vụ dịp Tết cổ truyền;phục vụ thi công khẩn cấp;sử dụng vốn ngân sách địa phương;sử dụng nguồn viện trợ;\
theo hình thức xét hồ sơ;theo hình thức đấu giá công khai;theo quy trình rút gọn;theo đề nghị của tòa án;theo nguyện vọng cá nhân;\
nằm ngoài vùng bảo vệ di sản;nằm trong hành lang an toàn lưới điện;thuộc thẩm quyền của cấp trên;thuộc chương trình nông thôn mới;\
có thời hạn dưới năm năm;không thu tiền;lần đầu;từ lần thứ hai trở đi";

/// Where it ends.
pub(crate) const TAILS: &str = "(cấp xã);(cấp tỉnh);(cấp trung ương);tại khu kinh tế cửa khẩu;tại vùng biên;tại đảo tiền tiêu;tại khu phố cổ;\
trên sông, hồ, đầm phá;trên tuyến quốc lộ;qua cổng dịch vụ công;qua bưu cục;bằng văn bản giấy;bằng bản điện tử";

/// Fields of law.
pub(crate) const FIELDS: &str = "Hộ tịch;Cư trú;Đất đai;Xây dựng;Quy hoạch;Giao thông đường bộ;Đường thủy;Chăn nuôi;Trồng trọt;Thủy sản;Lâm nghiệp;\
Thủy lợi;Môi trường;Giáo dục mầm non;Giáo dục nghề nghiệp;Khám bệnh, chữa bệnh;Dược phẩm;An toàn thực phẩm;Bảo trợ xã hội;Người có công;Việc làm;\
Văn hóa;Thể thao;Du lịch;Báo chí;Viễn thông;Lưu trữ;Tôn giáo;Thuế;Phí, lệ phí;Tài chính doanh nghiệp;Hợp tác xã;Sở hữu trí tuệ;Điện lực;Hóa chất;\
Công chứng;Trọng tài;Hòa giải;Phòng cháy;Quốc phòng";

/// Who handles it; `*` is a place.
pub(crate) const HANDLERS: &str = "Ủy ban nhân dân cấp xã;Công an cấp xã;Sở Tư pháp;Sở Y tế;Sở Xây dựng;Sở Nông nghiệp;Sở Văn hóa;Sở Công thương;\
Sở Tài chính;Sở Giáo dục;Sở Nội vụ;Bộ Tài chính;Bộ Y tế;Cục Thuế;Cục Hải quan;Ban quản lý khu công nghiệp;Bảo hiểm xã hội;Thuế cơ sở;\
Văn phòng đăng ký đất đai;Trung tâm việc làm";

/// Syllables that places are named with, as the parishes of no real province.
pub(crate) const PLACES: &str = "an bình cẩm châu chi cao diên dương đại đông đức gia giang hà hải hậu hiệp hoàng hồng hợp hưng khánh kiên kim lạc lai lâm liên linh long \
lộc mai mỹ nam nghi ngọc nguyên nhân nhật ninh phong phú phúc phước quang quế quỳnh sơn tam tân tây thái thanh thạch thắng thịnh thọ thuận thủy thượng tiên \
tiến trà trung trường tuy tường uyên vạn văn vĩnh vinh vũ xuân yên";

/// What is made, sold, kept and taught; most of the different syllables are here.
pub(crate) const GOODS: &str = "gỗ lim;sắt xoắn;thép gai;xi măng;vôi bột;cát vàng;sỏi cuội;đá ong;ngói âm dương;gạch lát;sơn chống gỉ;kính cường lực;\
rèm cửa;khung nhôm;ống nhựa;bồn inox;vòi phun;dây chão;lưới vây;phao cứu sinh;mái chèo;cánh buồm;neo thuyền;lốp xe;yên ngựa;xích líp;phanh đĩa;đèn pha;còi hú;\
gương cầu;ắc quy;bugi;xăng sinh khối;dầu luyn;mỡ bò;than củi;củi trấu;nến thơm;diêm quẹt;bật lửa;nồi hấp;chảo gang;xoong quấy;thìa bạc;đũa tre;bát chiết yêu;đĩa sứ;chum vại;\
lọ lục bình;ấm chuyên;phích nước;khay mây;rổ rá;nong nia;sàng gạo;cối xay;chày giã;thúng mủng;quang gánh;đòn gánh;cuốc xẻng;liềm hái;cày bừa;bừa cỏ;bình xịt;phân lân;\
phân đạm;vôi tỏa;thuốc trừ sâu;bả chuột;bẫy kẹp;hạt cải;mầm đậu;củ gừng;nghệ tươi;riềng sả;tỏi cô đơn;hành tím;ớt chỉ thiên;hạt tiêu;quế chi;hoa hồi;thảo quả;\
sâm dây;nấm linh chi;mộc nhĩ;măng khô;rau muống;rau ngót;cải bẹ;xà lách;súp lơ;bí đỏ;bầu sao;mướp đắng;dưa chuột;cà rốt;khoai lang;sắn dây;ngô bao tử;lạc nhân;vừng đen;đỗ xanh;\
gạo tẻ;gạo lứt;cốm vòng;bánh chưng;bánh giầy;xôi gấc;chè kho;mứt sen;kẹo lạc;ô mai;sấu dầm;mơ muối;nước mắm;tương bần;giấm bỗng;rượu nếp;bia hơi;cà phê chồn;trà shan tuyết;\
sữa dê;bơ lạt;phô mai;trứng vịt lộn;thịt gác bếp;giò lụa;nem chua;chả mực;cá kho;tôm nõn;cua gạch;ghẹ xanh;ốc nhồi;hến sông;ngao hoa;sò huyết;hàu sữa;mực nang;bạch tuộc;rong nho;\
cá chép;cá trắm;cá quả;cá lăng;cá chình;lươn đồng;ếch ương;ba ba;rùa tai đỏ;rắn mối;tắc kè;nhím bờm;dúi mốc;cầy hương;hươu sao;nai rừng;lợn mán;bò sữa;trâu ngố;dê cỏ;cừu lông;\
thỏ trắng;chó becgie;mèo mướp;gà tre;vịt trời;ngan đen;ngỗng sư tử;bồ câu;chim cút;đà điểu;công lam;yến sào;ong ruồi;tằm tơ;dế than;giun quế;\
vải thô;lụa tơ;len lông;gấm thêu;nhung the;áo dài;khăn xếp;nón quai thao;guốc mộc;giày da;dép lốp;tất sợi;găng tay;mũ nồi;thắt lưng;cúc xà cừ;khóa kéo;kim chỉ;thoi dệt;khung cửi;\
chăn bông;gối cao su;đệm lò xo;màn tuyn;chiếu cói;thảm xơ dừa;tủ chè;sập gụ;ghế bành;bàn trà;giường tầng;kệ sách;võng đay;nôi mây;xe nôi;búp bê;diều sáo;đèn ông sao;\
mặt nạ giấy bồi;tò he;con quay;bi ve;cờ vây;vợt cước;lưới rổ;giày trượt;xà đơn;tạ tay;bóng rổ;kèn lá;sáo trúc;đàn bầu;đàn nguyệt;nhị hồ;trống cơm;chiêng đồng;phách tre;tranh Đông Hồ;\
tượng đất;nặn gốm;khảm trai;chạm bạc;thếp vàng;sơn mài;giấy dó;mực tàu;bút lông;nghiên đá;phấn viết;vở kẻ;thước gập;ê ke;la bàn;kính lúp;ống nhòm;cân tạ;nhiệt kế;ẩm kế;đồng hồ quả lắc;\
máy ảnh phim;loa kéo;micro;quạt thóc;tủ đông;bếp từ;lò vi sóng;nồi áp suất;ấm siêu tốc;bàn ủi;máy sấy;robot hút bụi;camera;chip nhớ;pin sạc;cáp quang;ổ cứng;mạch in;đi ốt;rơ le;\
găng y tế;khẩu trang;bông gạc;băng dính;xe lăn;nạng gỗ;nẹp vít;ống nghe;kính áp tròng;răng sứ;tóc giả;dao mổ;kim châm;cao dán;dầu gió;cồn thuốc;thuốc nhỏ mắt;siro ho;viên sủi;\
nước súc miệng;son dưỡng;phấn phủ;kem nẻ;xà phòng;bồ kết;lược sừng;gương soi;nước hoa;bỉm;khăn ướt;giấy vệ sinh;túi nilon;hộp xốp;thùng phuy;pallet;container;kiện rơm;bao tải;dây thừng";

/// What is done with goods.
pub(crate) const WORKS: &str = "cơ sở sản xuất;đại lý bán buôn;cửa hàng bán lẻ;giấy phép nhập khẩu;giấy phép xuất khẩu;quy chuẩn chất lượng;kho bảo quản;\
phiếu kiểm nghiệm;nhãn hàng hóa;mã số lô;giá trần;hạn ngạch thuế quan;tem truy xuất;giấy chứng nhận xuất xứ;hội chợ;lớp dạy nghề làm;mẫu thử;hồ sơ công bố;\
giấy vận chuyển;điểm thu gom";
