"""Vietnamese."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": "nói chuyện, trò chuyện, liên hệ, liên lạc, trao đổi, nói, chat với, tư vấn, gặp",
    "transfer": "chuyển, kết nối, nối máy, chuyển tôi, chuyển máy, chuyển cho, gọi",
    "want": """
        tôi muốn, muốn, cần, tôi cần, cho tôi, cho mình, mình muốn, xin, yêu cầu, cho em, làm ơn cho,
        thích
    """,
    "can": "có thể, có, có ai, được không, có phải",
    "staff": """
        nhân viên, tổng đài viên, người thật, con người, tư vấn viên, đại diện, quản lý, điện thoại viên,
        người phụ trách, chuyên viên, giám sát, người có thẩm quyền, cấp trên, hỗ trợ viên
    """,
    "someone": "người, ai đó, một người, người khác",
    "real": "thật sự, thực sự",
    "bot": "bot, robot, máy, chatbot, trí tuệ nhân tạo, máy tính, người máy, máy móc, trả lời tự động",
    "unwanted": "không muốn, chán, thay vì, không cần, đừng, chứ không phải, không thích, mệt với",
    "not": "không, chưa, đừng, chẳng",
    "service": "chăm sóc khách hàng, dịch vụ khách hàng, tổng đài, bộ phận hỗ trợ, cskh",
    "maybe": "gọi cho tôi, gọi lại cho tôi, gọi lại",
    "act": "giúp, đọc, xem, kiểm tra, trả lời, giải quyết, hỗ trợ",
    "veto": "bao nhiêu, gói, vai trò, mời, giấy phép, tính năng, lương, tuyển dụng",
    "identity": "bạn là, có phải là, tôi đang nói, em là, anh là, đây là",
    "mine": "chủ nhà, bác sĩ, hàng xóm, luật sư, của tôi, bạn bè, người yêu",
    "goods": "tiền, tài khoản, tệp, số dư, khoản",
    "ignored": """
        nhân sự, nhân quyền, người bán, người nhận, người gửi, không biết, không hiểu, không hoạt động,
        không giúp, mỗi người, người dùng, người lớn, người mua, nhân viên của tôi
    """,
    "past": "đã nói chuyện, đã liên hệ, đã gặp, đã trao đổi",
    "me": "tôi, mình",
    "else": "khác",
    "filler": """
        với, cùng, một, đến, tới, cho, tôi, được, ngay, ạ, vui lòng, sang, bây giờ, trực tiếp, nào, làm ơn,
        giùm, mình, đi, của, nhé, các
    """,
    "courtesy": "vui lòng, làm ơn, xin chào, chào, cảm ơn, vâng, ngay, ạ, đi, với, nhé, dạ, nhưng",
}

_PROMISE: Final = {
    "transferring": """
        tôi sẽ chuyển, tôi đang chuyển, tôi sẽ kết nối, tôi đã chuyển, em sẽ chuyển, mình sẽ chuyển,
        tôi sẽ nối máy
    """,
    "staff": "nhân viên, đồng nghiệp, chuyên viên, đội ngũ, tư vấn viên, bộ phận, người, tổng đài viên",
    "future": "sẽ",
    "contact": "liên hệ, gọi, trả lời, hỗ trợ, liên lạc, phản hồi, giúp",
    "you": "bạn, quý khách, anh, chị, yêu cầu của bạn",
    "hedge": "có thể, có muốn, không, bạn muốn, rất tiếc",
    "condition": "nếu",
    "but": "nhưng",
}

_LEGAL: Final = {
    "threat": """
        kiện, khởi kiện, ra tòa, tòa án, kiện ra tòa, pháp lý, tố cáo, hành động pháp lý, khiếu kiện,
        pháp luật
    """,
    "lawyer": "luật sư",
    "mine": "của tôi",
    "authority": """
        công an, cục cạnh tranh, bảo vệ người tiêu dùng, hội bảo vệ người tiêu dùng, cảnh sát,
        quản lý thị trường
    """,
    "act": "báo, trình báo, liên hệ, khiếu nại, gửi, nhờ, thuê, sẽ",
    "veto": "giảm giá, mẫu, hóa đơn, sách, phim",
}

_VALUE: Final = {
    "strong": """
        bán buôn, bán sỉ, giá sỉ, mua sỉ, đơn hàng lớn, số lượng lớn, hợp đồng năm, hợp đồng khung,
        đấu thầu, đại lý, nhà phân phối, cho công ty chúng tôi, doanh nghiệp chúng tôi,
        chiết khấu số lượng, nhượng quyền, hợp tác kinh doanh
    """,
    "unit": "giấy phép, người dùng, nhân viên, chiếc, chi nhánh, bản quyền, cái, sản phẩm",
    "buy": "báo giá, mua, đặt, cần, giá",
    "veto": "hủy, hóa đơn, giao hàng, hoàn tiền, sinh viên",
}

_MOOD: Final = {
    "insult": """
        ngu, ngu ngốc, đồ ngu, vô dụng, rác rưởi, câm miệng, im đi, lừa đảo, đồ điên, khốn nạn, tệ hại,
        dở hơi, nói dối, kinh tởm, xấu xí, tồi tệ, vô tích sự, mất dạy, óc chó
    """,
    "fury": """
        tức giận, giận dữ, bực mình, bực bội, chán ngấy, không thể chấp nhận, quá đáng, không bao giờ nữa,
        điên tiết, phẫn nộ, thất vọng quá
    """,
    "bad": """
        không hoạt động, không giúp, thất vọng, sai rồi, lại nữa, vẫn chưa, lần thứ ba, không hiểu,
        không hài lòng, quá tệ
    """,
    "curse": "đm, vcl, mẹ kiếp, chết tiệt, đcm, đéo",
    "distress": "tự tử, muốn chết, tự làm hại, tự sát, nguy hiểm đến tính mạng, không muốn sống",
    "you": "bạn, mày, chúng mày, các người",
    "very": "quá, thật, rất, là, đồ",
    "not": "không, chưa",
    "joy": "cảm ơn, vui, tuyệt, tốt lắm",
}

VIETNAMESE: Final = Language("vi", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
