//! Simulating the host, the device, the network and the buyer around a page; each combination is a
//! recipe that travels in the link.

use leptos::prelude::*;

use super::Studio;
use super::canvas;
use hosts::Host;

mod bar;
mod cards;
pub mod hosts;
pub mod kill;
mod matrix;
mod must;
pub mod recipe;
mod sequence;
mod sim;
pub mod words;

pub use recipe::Recipe;
pub use sim::{Disk, Kill, Sim};

/// Opens the page in the next host of the table.
pub fn next_host(studio: Studio) {
    studio.change(|state| {
        let now = state.sim.host.unwrap_or(Host::H5);
        let at = Host::ALL.iter().position(|(host, _)| *host == now);
        let (next, _) = Host::ALL[at.map_or(0, |at| (at + 1) % Host::ALL.len())];
        state.sim.host = (next != Host::H5).then_some(next);
    });
}

/// Looks through the next sample buyer.
pub fn next_buyer(studio: Studio) {
    let buyers =
        leptos::prelude::untrack(|| super::rail::samples(studio, campaign::Locale::ZhCn, true));
    studio.change(|state| {
        let now = state.buyer.as_ref();
        let at = now
            .and_then(|now| buyers.iter().position(|(id, _)| id == now))
            .unwrap_or(0);
        let next = (at + 1) % buyers.len().max(1);
        state.buyer = buyers
            .get(next)
            .filter(|_| next > 0)
            .map(|(id, _)| id.clone());
    });
}

/// The view.
pub fn simulate(studio: Studio) -> impl IntoView {
    view! {
        <main class="sim">
            <section class="stage">
                {bar::bar(studio)}
                <div class="simmain" tabindex="-1">
                    {matrix::matrix(studio)}
                    {cards::network(studio)}
                    {cards::device(studio)}
                    {cards::buyer(studio)}
                </div>
            </section>
            <section class="stage side">
                {bar::side(studio)}
                {canvas::phone(studio)}
            </section>
        </main>
    }
    .into_any()
}
