//! The timeline as a picture: bands over a ruler of days, without scripts, light or dark as the
//! reader's screen is.

use campaign::civil::{Civil, day_start};
use campaign::model::{Campaign, Coupon, Draw, FlashSale, Phase, PhaseKind};
use campaign::{Locale, Words, say, words};
use pricing::{Instant, Window};
use unicode_width::UnicodeWidthStr;

use super::{Times, instants};
use crate::markup::escaped;

const HOUR_MS: i64 = 3_600_000;
/// Width of the whole, in pixels, and where the ruler starts and ends.
const WIDTH: i64 = 1200;
const LEFT: i64 = 196;
const RIGHT: i64 = 1176;
const TOP: i64 = 100;
/// Height of a row, of the bar in it, and of a heading.
const ROW: i64 = 30;
const BAR: i64 = 20;
const HEADING: i64 = 34;
/// Between two marks of the ruler at least.
const MARK: i64 = 62;

const STYLE: &str = "\
svg{--page:#fffdfa;--ink:#2a1f1a;--soft:#6f625a;--line:#eadfd6;--band:#f8f1ea;--phase:#b3261e;--warm:#b0651a;--after:#7a6f68;\
--flash:#c2410c;--claim:#8a5a00;--use:#f0dcb0;--draw:#6d3a9c;--redeem:#e3d5f2;--on:#fff;--dark:#3a2c10}\
@media (prefers-color-scheme:dark){svg{--page:#17120f;--ink:#f4ece6;--soft:#b3a59b;--line:#362c26;--band:#201a16;\
--phase:#e2574c;--warm:#c9863c;--after:#8d8179;--flash:#f0813f;--claim:#d9a441;--use:#4a3a1a;--draw:#b48be0;--redeem:#3c2d52;\
--on:#17120f;--dark:#f1e2bd}}\
text{font-family:system-ui,'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif;\
font-size:13px;fill:var(--ink)}\
.page{fill:var(--page)}.name{font-size:20px;font-weight:600}.soft{fill:var(--soft);font-size:12px}\
.head{font-size:12px;font-weight:600;fill:var(--soft)}.band{fill:var(--band)}.rule{stroke:var(--line)}\
.label{text-anchor:end}.tick{text-anchor:middle;fill:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}\
.in{fill:var(--on);font-size:12px}.on{fill:var(--dark);font-size:12px}\
.phase{fill:var(--phase)}.warm{fill:var(--warm)}.after{fill:var(--after)}.flash{fill:var(--flash)}.claim{fill:var(--claim)}\
.use{fill:var(--use)}.draw{fill:var(--draw)}.redeem{fill:var(--redeem)}.release{fill:var(--page);stroke:var(--claim);stroke-width:1.5}";

/// Draws the whole timeline.
pub(super) fn draw(campaign: &Campaign, times: &Times, locale: Locale) -> String {
    let all = instants(campaign);
    let from = all.first().copied().unwrap_or_default();
    let until = all
        .last()
        .copied()
        .unwrap_or_default()
        .max(from.plus_ms(HOUR_MS));
    let mut picture = Picture {
        campaign,
        times,
        locale,
        window: Window { from, until },
        y: TOP,
        under: String::new(),
        over: String::new(),
    };
    picture.phases();
    picture.sessions();
    picture.coupons();
    picture.draws();
    picture.legend();
    picture.done()
}

struct Picture<'a> {
    campaign: &'a Campaign,
    times: &'a Times,
    locale: Locale,
    window: Window,
    /// Where the next row begins.
    y: i64,
    /// What lies under the marks of the ruler, and what over them.
    under: String,
    over: String,
}

impl Picture<'_> {
    /// Where an instant stands; what is outside of the ruler is at its end.
    fn x(&self, at: Instant) -> i64 {
        let at = at.max(self.window.from).min(self.window.until);
        let whole = self.window.until.since(self.window.from);
        LEFT + at.since(self.window.from) * (RIGHT - LEFT) / whole
    }

    fn heading(&mut self, words: &Words) {
        let y = self.y;
        self.under += &format!(
            "<rect class=\"band\" x=\"0\" y=\"{}\" width=\"{WIDTH}\" height=\"{}\"/>",
            y + 6,
            HEADING - 10
        );
        let words = words.get(self.locale);
        self.over += &format!(
            "<text class=\"head\" x=\"16\" y=\"{}\">{words}</text>",
            y + 22
        );
        self.y += HEADING;
    }

    fn label(&mut self, text: &str) {
        let (x, y) = (LEFT - 12, self.y + ROW / 2 + 5);
        // Half a cell is about seven pixels wide.
        let text = shortened(text, (LEFT - 24) as usize / 7);
        self.over += &format!(
            "<text class=\"label\" x=\"{x}\" y=\"{y}\">{}</text>",
            escaped(&text)
        );
    }

    /// A bar.
    fn bar(&mut self, window: Window, class: &str, title: &str) {
        let (from, until) = (self.x(window.from), self.x(window.until));
        let width = (until - from).max(3);
        let y = self.y + (ROW - BAR) / 2;
        let round = if width < 12 { 1 } else { 5 };
        self.over += &format!(
            "<rect class=\"{class}\" x=\"{from}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\" rx=\"{round}\"><title>{}</title></rect>",
            escaped(title)
        );
    }

    /// Words in a bar, or beside it where they have more room.
    fn words(&mut self, window: Window, words: &str, ink: &str) {
        let (from, until) = (self.x(window.from), self.x(window.until));
        let width = words.width() as i64 * 7 + 16;
        let (class, anchor, x) = if width <= until - from {
            (ink, "start", from + 8)
        } else if until + width <= RIGHT {
            ("soft", "start", until + 8)
        } else {
            ("soft", "end", from - 8)
        };
        self.over += &format!(
            "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"{}\">{}</text>",
            self.y + ROW / 2 + 4,
            escaped(words)
        );
    }

    /// From when to when; an end at midnight belongs to the day it closes.
    fn told(&self, window: Window) -> String {
        let mut told = String::new();
        if window.from != Instant::MIN {
            let zone = self.times.zone(window.from);
            told += &say::date_time(window.from, &zone, self.locale);
        }
        told += " – ";
        if window.until != Instant::MAX {
            let zone = self.times.zone(window.until);
            told += &say::end_time(window.until, &zone, self.locale);
        }
        told
    }

    fn phases(&mut self) {
        self.heading(&words!("阶段", "階段", "PHASES"));
        let campaign = self.campaign;
        for phase in &campaign.phases {
            self.phase(phase);
        }
    }

    fn phase(&mut self, phase: &Phase) {
        let class = match phase.kind {
            PhaseKind::WarmUp => "warm",
            PhaseKind::Live | PhaseKind::Extension => "phase",
            PhaseKind::After => "after",
        };
        let name = phase.name.get(self.locale);
        self.label(name);
        let told = self.told(phase.window);
        let title = format!("{name} {told}");
        self.bar(phase.window, class, &title);
        self.words(phase.window, &told, "in");
        self.y += ROW;
    }

    fn sessions(&mut self) {
        let campaign = self.campaign;
        if campaign.flash_sales.is_empty() {
            return;
        }
        self.heading(&words!("秒杀场次", "秒殺場次", "FLASH SESSIONS"));
        for sale in &campaign.flash_sales {
            self.sale(sale);
        }
    }

    fn sale(&mut self, sale: &FlashSale) {
        let name = sale.name.get(self.locale);
        self.label(name);
        for session in &sale.sessions {
            let told = self.told(session.window);
            let title = format!("{name} {} {told}", session.id);
            self.bar(session.window, "flash", &title);
        }
        self.y += ROW;
    }

    fn coupons(&mut self) {
        let campaign = self.campaign;
        if campaign.coupons.is_empty() {
            return;
        }
        self.heading(&words!("优惠券", "優惠券", "COUPONS"));
        for coupon in &campaign.coupons {
            self.coupon(coupon);
        }
    }

    fn coupon(&mut self, coupon: &Coupon) {
        let Some(offer) = self.campaign.ruleset.offer(&coupon.id) else {
            return;
        };
        let name = coupon.name.get(self.locale);
        self.label(name);
        let gives = say::offer_title(self.campaign, offer, self.locale);
        let used = format!("{name} {gives} {}", self.told(offer.window));
        let claimed = Window {
            from: coupon.first_claim(),
            until: coupon.claim.until,
        };
        self.bar(offer.window, "use", &used);
        if coupon.claimable {
            let title = format!("{name} {}", self.told(claimed));
            self.bar(claimed, "claim", &title);
            self.words(claimed, &gives, "in");
            for release in &coupon.releases {
                self.release(release.at, release.count, name);
            }
        } else {
            self.words(offer.window, &gives, "on");
        }
        self.y += ROW;
    }

    fn release(&mut self, at: Instant, count: u32, name: &str) {
        // On the lower edge of the bar, where no words are.
        let (x, y) = (self.x(at), self.y + (ROW + BAR) / 2);
        let title = format!(
            "{name} +{} {}",
            say::count(count.into()),
            say::date_time(at, &self.times.zone(at), self.locale)
        );
        self.over += &format!(
            "<path class=\"release\" d=\"M{x} {}l4 4-4 4-4-4z\"><title>{}</title></path>",
            y - 4,
            escaped(&title)
        );
    }

    fn draws(&mut self) {
        let campaign = self.campaign;
        if campaign.draws.is_empty() {
            return;
        }
        self.heading(&words!("抽奖", "抽獎", "DRAWS"));
        for draw in &campaign.draws {
            self.one_draw(draw);
        }
    }

    fn one_draw(&mut self, draw: &Draw) {
        let name = draw.name.get(self.locale);
        self.label(name);
        // Drawing lies over redeeming, which goes on behind it.
        let redeem = Window {
            from: draw.window.from,
            until: draw.redeem_until,
        };
        let title = format!("{name} {}", self.told(redeem));
        self.bar(redeem, "redeem", &title);
        let told = self.told(draw.window);
        let title = format!("{name} {told}");
        self.bar(draw.window, "draw", &title);
        self.words(draw.window, &told, "in");
        self.y += ROW;
    }

    /// What the colours stand for.
    fn legend(&mut self) {
        let entries = [
            ("claim", words!("可领取", "可領取", "can be claimed")),
            ("use", words!("可使用", "可使用", "can be used")),
            ("draw", words!("可抽奖", "可抽獎", "draw is on")),
            ("redeem", words!("可兑奖", "可兌獎", "can be redeemed")),
        ];
        self.y += 18;
        let y = self.y;
        let mut x = LEFT;
        for (class, words) in entries {
            let words = words.get(self.locale);
            self.over += &format!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" rx=\"4\"/>\
                 <text class=\"soft\" x=\"{}\" y=\"{}\">{words}</text>",
                x + 20,
                y + 11
            );
            x += 44 + words.width() as i64 * 7;
        }
        let words = words!("放券", "釋出", "more are released").get(self.locale);
        self.over += &format!(
            "<path class=\"release\" d=\"M{} {}l4 4-4 4-4-4z\"/><text class=\"soft\" x=\"{}\" y=\"{}\">{words}</text>",
            x + 7,
            y + 3,
            x + 20,
            y + 11
        );
        self.y += 34;
    }

    /// The marks of the ruler: whole days, or parts of one where there is room.
    fn ruler(&self) -> String {
        let whole = self.window.until.since(self.window.from);
        let mut step = HOUR_MS;
        for hours in [
            1, 3, 6, 12, 24, 48, 72, 120, 168, 336, 720, 1440, 2160, 8760,
        ] {
            step = hours * HOUR_MS;
            if step * (RIGHT - LEFT) / whole >= MARK {
                break;
            }
        }
        let zone = self.times.zone(self.window.from);
        let mut ruler = String::new();
        let mut at = day_start(self.window.from, &zone);
        while at <= self.window.until {
            if at >= self.window.from {
                let x = self.x(at);
                let zone = self.times.zone(at);
                let local = Civil::at(at, &zone);
                let words = if (local.hour, local.minute) == (0, 0) {
                    say::date(at, &zone, self.locale)
                } else {
                    say::time(at, &zone)
                };
                ruler += &format!(
                    "<line class=\"rule\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/>\
                     <text class=\"tick\" x=\"{x}\" y=\"{}\">{words}</text>",
                    TOP - 6,
                    self.y - 48,
                    TOP - 14
                );
            }
            at = at.plus_ms(step);
        }
        ruler
    }

    fn done(self) -> String {
        let name = escaped(self.campaign.name.get(self.locale));
        let zone = escaped(&self.times.name);
        let height = self.y;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             role=\"img\" lang=\"{}\" aria-label=\"{name}\"><style>{STYLE}</style>\
             <rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>\
             <text class=\"name\" x=\"16\" y=\"38\">{name}</text><text class=\"soft\" x=\"16\" y=\"60\">{zone} · {}</text>\
             {}{}{}</svg>\n",
            self.locale.tag(),
            escaped(&self.told(self.window)),
            self.under,
            self.ruler(),
            self.over
        )
    }
}

/// A text of at most so many cells.
fn shortened(text: &str, cells: usize) -> String {
    if text.width() <= cells {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if short.width() >= cells.saturating_sub(1) {
            break;
        }
    }
    short + "…"
}
