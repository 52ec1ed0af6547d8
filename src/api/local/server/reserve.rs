//! Reserving units at a flash price: sessions, limits and quotas.

use campaign::timeline::session_window;
use pricing::OfferId;
use protocol::Code;

use super::{List, Visit};

impl Visit<'_> {
    /// Gives the buyer units of a flash item.
    pub(super) fn reserve(&mut self, id: &OfferId, units: u32) -> Result<(), Code> {
        let (session, item) = match self.campaign.flash_item(id) {
            Some(found) if units > 0 => found,
            _ => return Err(Code::Unknown),
        };
        self.check(&session_window(session, self.known().as_ref()))?;
        // Units are counted in one place, whether they were taken before the start or after it.
        let id = &item.offer;
        let units = i64::from(units);
        self.check_audience(id)?;
        let left = |most: u32, who| {
            let taken = self.state.sum(List::Units, who, id.as_str(), "");
            i64::from(most) - taken
        };
        if units > left(item.per_buyer, Some(self.who)) {
            return Err(Code::LimitReached);
        }
        if let Some(quota) = item.quota
            && units > left(quota, None)
        {
            return Err(Code::SoldOut(None));
        }
        let row = self.state.daily(List::Units, self.who, id.as_str(), "", 0);
        row.count += units;
        Ok(())
    }
}
