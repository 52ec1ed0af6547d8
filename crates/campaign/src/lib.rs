//! The campaign file: what a planner writes and everyone else trusts.
//!
//! [`parse`] turns one JSON document into a [`Campaign`], whose types cannot hold a wrong value, or
//! into everything that is wrong with it; [`timeline`] says what is on at an instant; [`say`] makes
//! the words that shoppers read from the fields that the engine reads.
//!
//! [`compare`] says what may change once shoppers have seen a campaign, [`experiment`] who sees which
//! variation of it, and [`fair`] what a turn of a verifiable draw comes to. `migrate` brings drafts and
//! files of earlier versions to the current one (feature `schema`).
//!
//! What it does not do: no clock, no network, no floats, no prices (that is `pricing`), no randomness
//! and no secrets: the seed of a draw is the server's.
//!
//! The feature `prose`, on by default, says what is wrong in sentences and warns of what only looks
//! wrong. The embed bundle leaves it out: a file is then refused for the same faults, apart from texts
//! that only look lost or unfilled, and a [`Problem`] has its place and its code (`character` for all that nobody sees). The feature `json-quote`, off by default, takes carts and
//! gives quotes as JSON.
//!
//! The feature `planner`, on by default, reads what planners and lints need and a page does not
//! ([`plan`]); without it those fields are known and passed over.
//!
//! The feature `copy`, on by default, has words that no widget of the bundle shows: [`say::card`],
//! [`say::banner`], [`say::badges`], [`say::share_card`], [`say::odds_table`] and [`say::faq`].
//!
//! # Limits
//!
//! So much is read, and one more is a problem of the code `limit` with its path, line and column.
//!
//! | what | most |
//! |---|---|
//! | a file | 2 MiB ([`json::MAX_BYTES`]) |
//! | lists and maps in one another | 32 ([`json::MAX_DEPTH`]) |
//! | entries of any list | 20,000 ([`json::MAX_ENTRIES`]), and of each list what the schema says: 500 products, 200 offers, 200 coupons, 100 sessions of a sale, 100 prizes, 20 tiers … |
//! | names of a map | 1,000 ([`json::MAX_NAMES`]) |
//! | sessions and flash prices, with all that `repeats` make | 400, 4,000 |
//! | characters of a name, of a paragraph | 80, 2,000 |
//! | letters of an id | 64 (code `id`) |
//! | an amount, a count | 10^12 minor units, 10^8 (code `range`) |
//! | problems that are told | 100, and one that says there are more |
//!
//! # The file
//!
//! Amounts are whole numbers of the minor unit; instants are RFC 3339 with an offset; a text is a
//! string (simplified Chinese) or `{ "zh-CN": …, "zh-TW": …, "en": … }`; a window is `from` and
//! `until`, and `until` is the first instant after it. **A `rate` is what is paid, in basis points:
//! 8折 is 8000.** Fields that nobody asked for are errors.
//!
//! | part | fields |
//! |---|---|
//! | head | `schema`, `id`, `version`, `name`, `slogan`?, `time_zone {name, offset}`, `currency {code, exponent, symbol}`, `channels`, `theme`, `preset`?, `organiser {name, contact}`, `signature {key, ed25519}`? |
//! | `shops` | `id`, `name` |
//! | `phases` | `id`, `kind` (`warm_up`, `live`, `extension`, `after`), `name`, window, `precedence`? |
//! | `audiences`, `tags` | `fact` or `tag`, and the `name` that shoppers read |
//! | `products` | `sku`, `shop`? (where there is one only), `name`, `spec`?, `price`, `floor`? (1 minor unit), `tags`?, `picture`?, `compare_at {price, basis}`? |
//! | `freight` | an amount for every order before offers, nothing if left out; or `{flat?, templates [{scope?, by (pieces, grams), first, first_fee, step, step_fee, free_from {threshold, base?}?}]}`, which add up |
//! | `offers` | `id`, `kind`, `name`?, `scope`?, `audience`?, window?, and what the kind needs |
//! | `coupons` | `id`, `level` (`shop`, `platform`, `red_packet`), `name`, `threshold` or `count`?, `amount` or `rate` with `cap`?, `scope`?, `audience`?, `claim`, `validity` (a window, or `days_from_claim` and `until`), `releases [{at?, count}]`, `per_buyer`? (1), `claimable`? (true), `early_access`? |
//! | `ladders` | `id`, `name`, `coupons` in rising order |
//! | `flash_sales` | `id`, `name`, `sessions [{id, window, items, early_access?}]`, `repeats`?; `items [{sku, price or rate, quota?, per_buyer?}]` |
//! | `repeats` | `id`, `minutes` of each session, `items`, and `starts` (instants), or `at` (times of day) with a window and `weekdays`? (`mon` … `sun`); `early_access [{audience, minutes}]`? |
//! | `early_access` | who starts sooner: `[{audience, from}]` |
//! | `draws` | `id`, `name`, window, `redeem_until`, `prizes`, `sectors`?, `daily_chances`? (1), `tasks`?, `terms`, `per_buyer`? (prizes in all), `consolation`? (a prize without limits), `commitment`? (SHA-256 of the seed) |
//! | prize | `id`, `name`, `figure`?, `label`?, `icon`, `tone`, `ppm`, `kind` with what it needs, `value`, `stock`?, `per_day`?, `per_buyer`?, `windows`? |
//! | `experiments` | `id`, `unit` (`shopper`), `name`?, `seed`? (the id), `hash_version`? (2), `variations`, `coverage`? (10000), `namespace {id, from, until}`?, window?, `phases`?, `force`?, `bucket_version`? (0), `min_bucket_version`? (0), `review {reviewer, date, reason}` where it tests prices, thresholds or odds |
//! | variation | `id`, `weight` (all sum to 10000), and of all but the first what differs: `texts [{place, id?, text}]`, `order`, `theme`, `offers`, `odds {draw, prizes [{prize, ppm}]}` |
//! | `samples` | `carts` and `buyers` for the preview |
//! | the plan | `goals`, `budget`, `costs`, `draw_terms`, `published_at`, `assists`, `invites`, `sign_ins`, `points_shop`, `popups`, `reviews`, `notices`, `share_card`, `copy`, `faq`, `timers`, `scarcity`, `personalisation`, `minors`, `promises`, `ticked_by_default`, `group_fill`, `analytics`; all may be left out ([`plan::Plan`]) |
//!
//! | offer kind | fields | layer |
//! |---|---|---|
//! | `time_limited` | `rate` with `per`? (`unit`, `line`), `amount_off` or `price`; window required; `per_order`? | item |
//! | `member_price` | the same for an `audience` | item |
//! | `group_buy` 拼团 | `price`, `size` of a group, `hours`, `per_order`?; needs a token | item |
//! | `bargain` 砍价 | `sku` and no `scope`, `price` at the end, `helpers`, `hours`, `per_order`?; needs a token | item |
//! | `add_on` 换购 | `items` (skus) and no `scope`, `price`, `requires`, `per_order`? | item |
//! | `member_extra` 折上折 | `rate` on top of the item price; `audience` required | member extra |
//! | `deposit` 定金膨胀 | `paid` and `counts_as` of a unit, window of the deposit, `balance {from, until}`, `per_order`?; needs a token | deposit |
//! | `nth_item` 第二件半价 | `places [{nth, rate or off}]`, `every`? (the last place), `order`? and `fill`? (`dearest`, `cheapest`, `most_units`), `times`? | several units |
//! | `n_for_price` 3件99元 | `count`, `price` of a group (or `rate` or `off`, `per`? `unit` or `group`), `fill`?, `times`? | several units |
//! | `buy_get` 买2送1 | `buy`, `get`, `rate` or `off` (free without), `get_from`? (`scope`, `same_sku`) or `get_scope`, `buy_pick`?, `get_pick`?, `times`? | several units |
//! | `bundle` 套餐 | `parts [{skus or scope, count?}]`, `price`, `rate` or `off`, `times`? | several units |
//! | `first_and_further` 首件续件 | `first`?, `further`?, `most`? units of a sku | several units |
//! | `count_reduction` | `tiers [{count, rate or off}]` | several units, or shop reduction for amounts |
//! | `full_reduction` 满减 | `tiers [{threshold, off or rate}]`, `base`?, `cross_shop`? | shop reduction or cross-shop |
//! | `per_each_reduction` 每满减 | `each`, `off`, `times`?, `base`?, `cross_shop`? | the same |
//! | `order_price` 一口价 | `price`, `threshold` or `count`?, `base`?, `cross_shop`? | the same |
//! | `points` 积分抵扣 | `worth` of one point, `share`? of what is left, `cap`? | points |
//! | `free_freight` 包邮 | `threshold` or `count`?, `base`? | freight |
//! | `gift` 满赠 | `tiers [{threshold or count, gifts [{sku, count?}]}]`, `base`?, `times`? (1), `quota`? of sets | beside |
//! | `cashback` 返现 | `amount` or `share` of what is paid, `threshold` or `count`?, `base`?, `arrives {after, days}` (`payment`, `receipt`, `campaign`) | beside |
//! | `earn_points` 送积分 | `each`, `points`, `threshold` or `count`?, `base`? | beside |
//!
//! Defaults that are rules:
//!
//! - Without a window an offer is on from the first start to the last end of the phases of the kinds
//!   `live` and `extension`.
//! - `base` is `after_item` for reductions, gifts and shop coupons (满减前的金额判断门槛), `remaining` for
//!   platform coupons, red packets, free freight and what comes on top, and `list` for what an offer
//!   of an item layer `requires`.
//! - Offers of one kind of layer and one shop compete, and the best applies; one with a
//!   `stack_group` of its own is used on top. Offers of different shops and layers stack, and what
//!   comes on top never competes. Offers of several units and on top are of one `shop` unless they
//!   are `cross_shop`.
//! - With a `preset` (`tmall_parallel`, `tmall_2016`, `jd`, `youzan`) bases, shares, overflow, spare
//!   cents, exclusion and funders are those of [`pricing::Platform`] where an offer does not say.
//! - A category coupon (品类券) is a coupon whose `scope` names tags.
//! - Any offer may require more of the cart than its own threshold: `requires {threshold or count,
//!   base?, scope?}`, or a list of them; what is in that scope counts, whether or not the offer works
//!   on it, and without a scope the whole cart does.
//! - Any offer may also set `priority`, `exclusive`, `rate_base`, `rounding`, `grain`, `share_base`,
//!   `spare`, `on_overflow`, `funder` and `cap`; they mean what they mean in [`pricing::Offer`]. What
//!   comes on top cannot be exclusive or capped.
//! - `repeats` are plain sessions once they are read: those that start in the window, named
//!   `<id>-20261111-1000` after their local date and time; at most 400 sessions and 4000 prices.
//!   Dates of the lunar calendar are told as `starts`, and so are sessions in a zone whose clocks
//!   change meanwhile: local time is a fixed offset here.
//! - `early_access` is for buyers of whom the server asserts the fact. What they pay in a session
//!   before its start is the offer `flash:<session>:<sku>:<fact>`; a quota is one for all.
//! - A flash price is the offer `flash:<session>:<sku>`; with a `quota` it needs a token.

pub mod civil;
#[cfg(feature = "planner")]
pub mod compare;
pub mod eligibility;
#[cfg(feature = "experiment")]
pub mod experiment;
#[cfg(feature = "fair")]
pub mod fair;
#[cfg(feature = "prose")]
mod fix;
pub mod hash;
#[cfg(feature = "sha256")]
pub mod hex;
pub mod json;
#[cfg(feature = "schema")]
pub mod migrate;
pub mod model;
#[cfg(feature = "planner")]
pub mod plan;
mod play;
pub mod prize;
mod problem;
#[cfg(feature = "json-quote")]
pub mod quote_json;
mod read;
pub mod say;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "sha256")]
pub mod signed;
mod text;
pub mod timeline;

#[cfg(feature = "prose")]
pub use fix::fixes;
pub use model::Campaign;
pub use problem::{Problem, Severity};
#[cfg(feature = "json-quote")]
pub use quote_json::quote_json;
#[cfg(feature = "prose")]
pub use read::traditional;
pub use read::{Parsed, SCHEMA, parse, parse_document, parse_head};
pub use text::{Locale, Text, Words};
