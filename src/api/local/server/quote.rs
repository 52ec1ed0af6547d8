//! What the server would charge.

use pricing::{Cart, LineId, Sku};
use protocol::{Choice, Code, Reply};

use super::Visit;

impl Visit<'_> {
    /// Prices skus and quantities by the server's own list; nothing of the page is believed.
    pub(super) fn quote(
        &self,
        lines: &[(LineId, Sku, u32)],
        choice: &Choice,
    ) -> Result<Reply, Code> {
        let mut cart = Cart {
            lines: Vec::with_capacity(lines.len()),
            freight: self.campaign.freight,
        };
        for (id, sku, units) in lines {
            let Some(product) = self.campaign.product(sku) else {
                return Err(Code::Unknown);
            };
            let mut line = product.line(*units, true);
            line.id = id.clone();
            cart.lines.push(line);
        }
        let ruleset = &self.campaign.ruleset;
        match ruleset.quote(&cart, &self.me().buyer(choice), self.now) {
            Ok(quote) => Ok(Reply::Quoted {
                payable: quote.payable,
                ruleset: ruleset.hash(),
            }),
            Err(_) => Err(Code::Unknown),
        }
    }
}
