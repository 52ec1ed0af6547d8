//! What has to hold in every recipe, read from what the page and its server have stored.

use leptos::prelude::*;

use super::kill::open_requests;
use super::words as w;
use crate::studio::Studio;
use crate::studio::explain::outcome::{buyer, stored};
use crate::studio::explain::trace;
use crate::studio::icons::severity;

/// The list.
pub(super) fn must(studio: Studio) -> impl IntoView {
    let disk = studio.part(|state| state.sim.storage);
    let told = move || {
        studio.explain.stored.get();
        studio.frame.log.track();
        let at = studio.at.get();
        if !disk.get().is_shared() {
            return Some(vec![("in", studio.say(w::UNREADABLE).to_owned())]);
        }
        let loaded = studio.loaded.get()?;
        let campaign = loaded.campaign();
        let server = stored(&campaign.id, "server").unwrap_or_default();
        let open = open_requests(stored(&campaign.id, "outbox").as_deref());
        let who = studio.state.with(|state| buyer(campaign, state).cloned());
        let me = trace::me(&loaded, who.as_ref(), &server, at)?;
        let within = campaign.coupons.iter().all(|coupon| {
            let held = me
                .coupons
                .iter()
                .filter(|held| held.offer == coupon.id)
                .count();
            let won: usize = me
                .prizes
                .iter()
                .filter(|won| gives(campaign, won, &coupon.id))
                .count();
            held.saturating_sub(won) <= usize::try_from(coupon.per_buyer).unwrap_or(usize::MAX)
        });
        let open = if open == 0 {
            ("ok", studio.say(w::NOTHING_OPEN).to_owned())
        } else {
            (
                "in",
                studio.say(w::STILL_OPEN).replace("{}", &open.to_string()),
            )
        };
        let held = studio
            .say(w::HELD)
            .replacen("{}", &me.coupons.len().to_string(), 1);
        let held = held.replacen("{}", &me.prizes.len().to_string(), 1);
        Some(vec![
            (
                if within { "ok" } else { "er" },
                studio.say(w::ONE_GRANT).to_owned(),
            ),
            open,
            ("ok", held),
        ])
    };
    view! {
        <div class="expect" role="status">
            <h4>{move || studio.say(w::MUST_HOLD)}</h4>
            {move || {
                told()
                    .unwrap_or_default()
                    .into_iter()
                    .map(|(mark, said)| view! { <p>{severity(mark)}<span>{said}</span></p> })
                    .collect_view()
            }}
        </div>
    }
}

/// Whether a prize that was won is this coupon: those are no claims.
fn gives(
    campaign: &campaign::Campaign,
    won: &protocol::MyPrize,
    coupon: &pricing::OfferId,
) -> bool {
    let draw = campaign.draws.iter().find(|draw| draw.id == won.draw);
    let prize = draw.and_then(|draw| draw.prizes.iter().find(|prize| prize.id == won.prize));
    prize.is_some_and(
        |prize| matches!(&prize.kind, campaign::model::PrizeKind::Coupon(given) if given == coupon),
    )
}
