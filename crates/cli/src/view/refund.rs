//! A refund as a person reads it.

use campaign::Locale;
use pricing::{LineId, Quote, Refund};

use super::{View, instant};
use crate::quote::Order;
use crate::table::Table;

/// The whole refund of an order with this quote.
pub(crate) fn refund(order: &Order, quote: &Quote, refund: &Refund, locale: Locale) -> String {
    let mut view = View {
        order,
        quote,
        locale,
        out: String::new(),
    };
    view.head(false);
    view.returned(refund);
    view.back(refund);
    view.out
}

impl View<'_> {
    fn line(&self, id: &LineId) -> String {
        let lines = &self.order.cart.lines;
        match lines.iter().find(|line| line.id == *id) {
            Some(line) => self.product(&line.sku),
            None => id.as_str().to_owned(),
        }
    }

    /// What goes back for each line, and in all.
    fn returned(&mut self, refund: &Refund) {
        let mut table = Table::new(1);
        table.row([
            self.say("退货", "退貨", "returned"),
            self.say("件数", "件數", "units"),
            self.say("退款", "退款", "back"),
        ]);
        for line in &refund.lines {
            let (units, amount) = (line.units.to_string(), self.money(line.amount));
            table.row([&self.line(&line.line), &units, &amount]);
        }
        if !refund.freight.is_zero() {
            let freight = self.say("运费", "運費", "delivery");
            table.row([freight, "", &self.money(refund.freight)]);
        }
        let all = self.say("合计退款", "合計退款", "back in all");
        table.row([all, "", &self.money(refund.amount)]);
        let paid = self.say("原付", "原付", "paid");
        table.row([paid, "", &self.money(self.quote.payable)]);
        if !refund.withheld.is_zero() {
            let withheld = self.say(
                "余下商品重算后多出，未退",
                "其餘商品重算後多出，未退",
                "withheld: the rest costs more by itself",
            );
            table.row([withheld, "", &self.money(refund.withheld)]);
        }
        self.out.push('\n');
        table.write(&mut self.out, 0);
    }

    /// What goes back to others and to the wallet.
    fn back(&mut self, refund: &Refund) {
        let mut table = Table::new(1);
        for back in &refund.funders {
            table.row([self.funder(back.funder), &self.money(back.amount)]);
        }
        self.table(
            self.say("退回出资方", "退回出資方", "back to funders"),
            &table,
        );
        let mut table = Table::new(2);
        for back in &refund.coupons {
            let until = self.say("有效至", "有效至", "good until");
            let at = instant(back.expires_at, &self.campaign().zone);
            table.row([&self.offer(&back.offer), &format!("{until} {at}")]);
        }
        if refund.points != 0 {
            let name = self.say("积分", "點數", "points spent");
            table.row([name, &self.points(refund.points)]);
        }
        self.table(
            self.say("退回钱包", "退回錢包", "back to the wallet"),
            &table,
        );
        let mut table = Table::new(2);
        for back in &refund.beside {
            table.row([&self.offer(&back.offer), &self.gives(&back.gives)]);
        }
        let words = self.say("需收回", "需收回", "no longer earned");
        self.table(words, &table);
        if refund.complete {
            let whole = self.say("整单已退", "整單已退", "The whole order is returned.");
            self.heading(whole);
        }
    }
}
