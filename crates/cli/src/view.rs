//! A quote as a person reads it.

mod refund;
mod top_up;

pub(crate) use refund::refund;
pub(crate) use top_up::top_up;

use campaign::civil::Civil;
use campaign::model::Zone;
use campaign::say::{
    audience, missing, money, offer_name, offer_title, reason, step_title, version_tag,
};
use campaign::{Campaign, Locale};
use pricing::{
    Applied, Audience, Benefit, Funder, Gives, Instant, Layer, Money, OfferId, Quote, Sku,
};

use crate::quote::Order;
use crate::table::Table;

/// The whole quote.
pub(crate) fn quote(order: &Order, quote: &Quote, locale: Locale, by_clock: bool) -> String {
    let mut view = View {
        order,
        quote,
        locale,
        out: String::new(),
    };
    view.head(by_clock);
    view.lines();
    view.sums();
    view.applied();
    view.beside();
    view.conditional();
    view.next();
    view.unused();
    view.search();
    view.out
}

struct View<'a> {
    order: &'a Order,
    quote: &'a Quote,
    locale: Locale,
    out: String,
}

impl<'a> View<'a> {
    fn campaign(&self) -> &'a Campaign {
        &self.order.campaign
    }

    fn money(&self, amount: Money) -> String {
        money(amount, &self.campaign().currency, self.locale)
    }

    /// An amount that comes off.
    fn off(&self, amount: Money) -> String {
        self.money(-amount)
    }

    /// What an offer is called; all flash prices are called the same, so theirs names the product.
    fn offer(&self, id: &OfferId) -> String {
        let mut name = offer_name(self.campaign(), id, self.locale);
        if let Some((_, item)) = self.campaign().flash_item(id) {
            name += &format!(" {}", self.product(&item.sku));
        }
        name
    }

    /// What an offer is called, with the step it reached where it has several.
    fn applied_name(&self, applied: &Applied) -> String {
        let name = self.offer(&applied.offer);
        let offer = self.campaign().ruleset.offer(&applied.offer);
        let (Some(offer), Some(tier)) = (offer, applied.tier) else {
            return name;
        };
        match &offer.benefit {
            Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers }
                if tiers.len() > 1 =>
            {
                let step = step_title(self.campaign(), offer, tier, self.locale);
                if name == offer_title(self.campaign(), offer, self.locale) {
                    step
                } else {
                    format!("{name} · {step}")
                }
            }
            Benefit::PerEach { .. } if tier > 1 => format!("{name} ×{tier}"),
            _ => name,
        }
    }

    fn product(&self, sku: &Sku) -> String {
        match self.campaign().product(sku) {
            Some(product) => product.name.get(self.locale).to_owned(),
            None => sku.as_str().to_owned(),
        }
    }

    fn say(&self, zh_cn: &'static str, zh_tw: &'static str, en: &'static str) -> &'static str {
        match self.locale {
            Locale::ZhCn => zh_cn,
            Locale::ZhTw => zh_tw,
            Locale::En => en,
        }
    }

    /// Two words next to each other: Chinese needs no blank.
    fn joined(&self, one: &str, other: &str) -> String {
        let blank = if self.locale == Locale::En { " " } else { "" };
        format!("{one}{blank}{other}")
    }

    fn heading(&mut self, words: &str) {
        self.out += &format!("\n{words}\n");
    }

    fn table(&mut self, words: &str, table: &Table) {
        if !table.is_empty() {
            self.heading(words);
            table.write(&mut self.out, 2);
        }
    }

    fn head(&mut self, by_clock: bool) {
        let campaign = self.campaign();
        let name = campaign.name.get(self.locale);
        let (id, version) = (&campaign.id, campaign.version);
        self.out += &format!(
            "{name} · {id} v{version} · {}\n",
            version_tag(campaign.hash)
        );
        let at = instant(self.quote.at, &campaign.zone);
        let clock = if by_clock {
            self.say("（本机时钟）", "（本機時鐘）", " (this computer’s clock)")
        } else {
            ""
        };
        self.out += &format!("{at}{clock}\n");
    }

    fn lines(&mut self) {
        let mut table = Table::new(1);
        table.row([
            self.say("商品", "商品", "item"),
            self.say("件数", "件數", "units"),
            self.say("日常价", "原價", "list"),
            self.say("单品优惠后", "單品優惠後", "item price"),
            self.say("实付", "實付", "pays"),
        ]);
        for (line, priced) in self.order.cart.lines.iter().zip(&self.quote.lines) {
            let name = self.product(&line.sku);
            let units = line.quantity.to_string();
            if priced.ticked {
                table.row([
                    &name,
                    &units,
                    &self.money(priced.list),
                    &self.money(priced.after_item),
                    &self.money(priced.payable),
                ]);
            } else {
                let off = self.say("未勾选", "未勾選", "not ticked");
                table.row([&name, &units, "", "", off]);
            }
        }
        self.out.push('\n');
        table.write(&mut self.out, 0);
    }

    fn sums(&mut self) {
        let quote = self.quote;
        let mut table = Table::new(1);
        let goods = quote.payable - (quote.freight - quote.freight_off);
        let listed = self.say("商品合计", "商品合計", "goods at list prices");
        table.row([listed, &self.money(quote.list)]);
        let off = self.say("商品优惠", "商品優惠", "taken off goods");
        table.row([off, &self.off(quote.list - goods)]);
        table.row([
            self.say("运费", "運費", "delivery"),
            &self.money(quote.freight - quote.freight_off),
        ]);
        let payable = self.say("应付", "應付", "to pay");
        table.row([payable, &self.money(quote.payable)]);
        if !quote.deposit.is_zero() {
            let deposit = self.say("其中已付定金", "其中已付訂金", "of it paid as a deposit");
            table.row([deposit, &self.money(quote.deposit)]);
            let balance = self.say("尾款", "尾款", "balance");
            table.row([balance, &self.money(quote.balance())]);
        }
        table.row([
            self.say("共省", "共省", "saved"),
            &self.money(quote.saved()),
        ]);
        if !quote.insistence().is_zero() {
            let choice = self.say(
                "不限定用券时应付",
                "不限定用券時應付",
                "to pay if coupons were chosen freely",
            );
            table.row([choice, &self.money(quote.free_choice)]);
        }
        self.out.push('\n');
        table.write(&mut self.out, 0);
    }

    fn applied(&mut self) {
        let mut table = Table::new(3);
        for applied in &self.quote.applied {
            let mut funder = self.joined(
                self.funder(applied.funder),
                self.say("出资", "出資", "pays"),
            );
            if applied.coupon {
                funder += self.say("，用券", "，用券", ", from the wallet");
            }
            table.row([
                &self.applied_name(applied),
                &self.layer(applied.layer),
                &funder,
                &self.off(applied.amount),
            ]);
        }
        self.table(self.say("已享优惠", "已享優惠", "applied"), &table);
    }

    fn beside(&mut self) {
        let mut table = Table::new(2);
        for beside in &self.quote.beside {
            let gives = self.gives(&beside.gives);
            table.row([&self.offer(&beside.offer), &gives]);
        }
        self.table(self.say("另有", "另有", "besides the price"), &table);
    }

    /// What is given beside the price.
    fn gives(&self, gives: &Gives) -> String {
        match gives {
            Gives::Gifts(gifts) => {
                let mut told = Vec::new();
                for gift in gifts {
                    let mut text = format!("{} × {}", self.product(&gift.sku), gift.units);
                    if gift.short > 0 {
                        let gone = self.say("件已赠完", "件已贈完", "more are gone");
                        text += &format!(" ({} {gone})", gift.short);
                    }
                    told.push(text);
                }
                told.join(self.say("、", "、", ", "))
            }
            Gives::Cashback(amount) => {
                let back = self.say("返现", "返現", "cashback");
                format!("{back} {}", self.money(*amount))
            }
            Gives::Points(points) => self.points(i64::try_from(*points).unwrap_or(i64::MAX)),
        }
    }

    fn points(&self, points: i64) -> String {
        let unit = self.say("积分", "點", "points");
        format!("{points} {unit}")
    }

    fn conditional(&mut self) {
        let mut table = Table::new(2);
        for conditional in &self.quote.conditional {
            if !self.campaign().can_come(&conditional.offer, self.quote.at) {
                continue;
            }
            let condition = match &conditional.fact {
                Some(fact) => {
                    let fact = Audience::Asserted(fact.clone());
                    audience(self.campaign(), &fact, self.locale)
                }
                None => {
                    let offer = self.campaign().ruleset.offer(&conditional.offer);
                    let deposit =
                        offer.is_some_and(|offer| matches!(offer.benefit, Benefit::Deposit { .. }));
                    if deposit {
                        self.say("付了定金", "付了訂金", "with the deposit paid")
                    } else {
                        self.say("抢到名额", "搶到名額", "with a slot")
                    }
                    .to_owned()
                }
            };
            let payable = self.say("应付", "應付", "to pay");
            table.row([
                &self.offer(&conditional.offer),
                &condition,
                &format!("{payable} {}", self.money(conditional.payable)),
            ]);
        }
        let words = self.say("有条件的优惠", "有條件的優惠", "if the server says so");
        self.table(words, &table);
    }

    fn next(&mut self) {
        let mut table = Table::new(3);
        for next in &self.quote.next {
            let Some(short) = next.missing else {
                continue;
            };
            let (now, then) = (self.off(next.off_now), self.off(next.off_next));
            table.row([
                &self.offer(&next.offer),
                &missing(self.campaign(), short, self.locale),
                &format!("{now} → {then}"),
            ]);
        }
        self.table(self.say("凑单", "湊單", "next steps"), &table);
    }

    fn unused(&mut self) {
        let mut table = Table::new(2);
        for unused in &self.quote.unused {
            table.row([
                &self.offer(&unused.offer),
                &reason(self.campaign(), &unused.reason, self.locale),
            ]);
        }
        self.table(self.say("未享优惠", "未享優惠", "not applied"), &table);
    }

    fn search(&mut self) {
        let search = self.quote.search;
        let count = search.examined.to_string();
        let mut words = match self.locale {
            Locale::ZhCn => format!("比较了 {count} 种用法，"),
            Locale::ZhTw => format!("比較了 {count} 種用法，"),
            Locale::En if search.examined == 1 => "1 selection compared; ".to_owned(),
            Locale::En => format!("{count} selections compared; "),
        };
        if search.proved {
            words += self.say(
                "已证明最省",
                "已證明最省",
                "this one is proved to be the lowest",
            );
        } else {
            let gap = self.money(search.gap);
            words += &match self.locale {
                Locale::ZhCn => format!("最多还可能省 {gap}"),
                Locale::ZhTw => format!("最多還可能省 {gap}"),
                Locale::En => format!("this one is at most {gap} above the lowest"),
            };
        }
        self.heading(&words);
    }

    fn funder(&self, funder: Funder) -> &'static str {
        match funder {
            Funder::Shop => self.say("店铺", "店家", "shop"),
            Funder::Platform => self.say("平台", "平台", "platform"),
            Funder::Brand => self.say("品牌", "品牌", "brand"),
        }
    }

    fn layer(&self, layer: Layer) -> String {
        match layer {
            Layer::ITEM => self.say("单品价", "單品價", "item price"),
            Layer::MEMBER_EXTRA => self.say("会员折上折", "會員折上折", "member extra"),
            Layer::DEPOSIT => self.say("定金", "訂金", "deposit"),
            Layer::MULTI_UNIT => self.say("多件优惠", "多件優惠", "several units"),
            Layer::SHOP_REDUCTION => self.say("店铺满减", "店家滿額折", "shop reduction"),
            Layer::SHOP_COUPON => self.say("店铺券", "店家券", "shop coupon"),
            Layer::CROSS_SHOP => self.say("跨店满减", "跨店滿額折", "cross-shop reduction"),
            Layer::PLATFORM_COUPON => self.say("平台券", "平台券", "platform coupon"),
            Layer::RED_PACKET => self.say("红包", "紅包", "red packet"),
            Layer::POINTS => self.say("积分", "點數", "points"),
            Layer::FREIGHT => self.say("运费", "運費", "delivery"),
            other => return self.joined(self.say("层", "層", "layer"), &other.0.to_string()),
        }
        .to_owned()
    }
}

/// `2026-06-18 10:00:00 +08:00`.
fn instant(at: Instant, zone: &Zone) -> String {
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
        ..
    } = Civil::at(at, zone);
    let offset = zone.offset_minutes.unsigned_abs();
    let sign = if zone.offset_minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (offset / 60, offset % 60);
    format!(
        "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} {sign}{hours:02}:{minutes:02}"
    )
}
