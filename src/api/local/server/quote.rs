//! What the server would charge.

use pricing::{Cart, Line, LineId, Sku};
use protocol::{Code, Reply};

use super::Visit;

impl Visit<'_> {
    /// Prices skus and quantities by the server's own list; nothing of the page is believed.
    pub(super) fn quote(&self, lines: &[(LineId, Sku, u32)]) -> Result<Reply, Code> {
        let mut cart = Cart {
            lines: Vec::with_capacity(lines.len()),
            freight: self.campaign.freight,
        };
        for (id, sku, units) in lines {
            let Some(product) = self.campaign.product(sku) else {
                return Err(Code::Unknown);
            };
            cart.lines.push(Line {
                id: id.clone(),
                sku: sku.clone(),
                shop: product.shop.clone(),
                unit_price: product.price,
                quantity: *units,
                ticked: true,
                tags: product.tags.clone(),
                floor: product.floor,
            });
        }
        let ruleset = &self.campaign.ruleset;
        match ruleset.quote(&cart, &self.me().buyer(), self.now) {
            Ok(quote) => Ok(Reply::Quoted {
                payable: quote.payable,
                ruleset: ruleset.hash(),
            }),
            Err(_) => Err(Code::Unknown),
        }
    }
}
