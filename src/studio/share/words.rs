//! The words of sharing.

use crate::studio::words::words;

words! {
    SHARE = "分享", "Share";
    THIS_MOMENT = "分享这一刻", "Share this moment";
    LINK = "链接", "Link";
    COPY = "复制", "Copy";
    PACKED = "{} KB，已压缩", "{} KB, packed";
    PLAIN = "{} KB", "{} KB";
    WITH_DRAFT = "连同草稿", "with the draft";
    DRAFT_TOO_LARGE = "草稿太大，没有随链接：请导出 JSON 另发", "The draft is too large for a link: export the JSON and send it";
    CAMPAIGN = "活动", "Campaign";
    MOMENT = "时刻", "Moment";
    SKEW = "时钟偏差", "Clock skew";
    LOOK = "画面", "Look";
    WIDE = "{} 宽", "{} wide";
    HOST = "宿主", "Host";
    RECIPES = "自己的场景", "Own recipes";
    RUNNING = "真机打开即走动", "Let the phone's clock run";

    EXPORT = "导出", "Export";
    PICTURE = "当前画面", "The page in the phone";
    PICTURE_HELP = "整页，{} 像素宽的 PNG", "The whole page, a PNG {} pixels wide";
    PICTURE_ELSEWHERE = "先到预览或模拟，让手机页起来", "Open the preview first, so that there is a page";
    GALLERY = "画廊", "The gallery";
    GALLERY_HELP = "当前筛选的 {} 个状态，一张 PNG", "The {} states of the filter, one PNG";
    GALLERY_ELSEWHERE = "先到画廊，选好要的状态", "Open the gallery first and choose its states";
    DRAWING = "正在画", "Drawing";
    DRAWN = "图片已保存", "Picture saved";
    NOT_DRAWN = "这个浏览器没能画出来：改用系统截屏", "This browser could not draw it: use a screenshot of the system";
    TOO_LARGE = "太大了，先筛选出少一些的状态", "Too large: filter for fewer states";
    FILE = "活动文件", "The campaign file";
    ERRORS = "{} 处错误，服务端会拒绝", "{} errors: a server would refuse it";
    NO_ERRORS = "规则检查无错误", "no errors by the rules";
    SNIPPET = "嵌入代码", "Embedding";
    SNIPPET_HELP = "脚本标签（带完整性校验），或 npm 包", "Script tag with integrity, or the npm package";
    SNIPPET_COPIED = "嵌入代码已复制", "Embedding copied";

    ON_A_PHONE = "真机打开", "On a phone";
    SCAN = "同一局域网扫码，时刻与情境随链接带到手机", "Scan on the same network: moment and context go along";
    NO_LAN = "工作台只在本机开着。用 cargo xtask serve --lan 打开，手机才能扫到", "The studio is open on this machine only. Open it with cargo xtask serve --lan, so that a phone can reach it";
    TOO_LONG = "链接太长，放不进二维码", "The link is too long for a QR code";
    NO_DRAFT_IN_CODE = "手机打开的是已发布的版本；草稿在左边的链接里", "A phone opens the published version; the draft is in the link on the left";
    QR = "二维码", "QR code";
    PALETTE = "搜索或执行", "Search or run";
    NOTHING_LIKE_IT = "没有这样的命令", "No such command";
    TO_CAMPAIGN = "活动", "Campaign";
    TO_WIDGET = "部件", "Widget";
    TO_RECIPE = "场景", "Recipe";
    TO_TAB = "检查器", "Inspector";
}
