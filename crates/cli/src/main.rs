//! The command `dacu`.
//!
//! Exit status: 0 if all is well, 1 if a check failed, 2 if the arguments or a file cannot be used.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use ::lint::Market;
use campaign::Locale;
use campaign::model::Channel;
use clap::{Args, Parser, Subcommand, ValueEnum};
use dacu_cli::lint::Form;
use dacu_cli::migrate::Then;
use dacu_cli::quote::Source;
use dacu_cli::refund::Request;
use dacu_cli::{
    Said, card, cases, diff, draw, lint, migrate, quote, refund, roas, timeline, top_up, trust,
};
use pricing::{Instant, LineRefund, RefundPolicy, Return};

/// Prices, lints, compares, signs and explains campaign files, offline.
#[derive(Parser)]
#[command(name = "dacu", version, arg_required_else_help = true, after_help = STATUS)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// What a cart costs, what took every cent off, and what did not apply and why.
    #[command(after_help = CART)]
    Quote {
        #[command(flatten)]
        order: Order,
        #[command(flatten)]
        answer: Answer,
    },
    /// What goes back when goods do: to the shopper, to each funder, to the wallet.
    #[command(after_help = CART, mut_arg("at", |at| at.required(true).help(PLACED)))]
    Refund {
        #[command(flatten)]
        order: Order,
        #[command(flatten)]
        back: Back,
        #[command(flatten)]
        answer: Answer,
    },
    /// What to add to a cart: what reaches a next step for least, and what makes the total fall.
    #[command(after_help = CART)]
    TopUp {
        #[command(flatten)]
        order: Order,
        #[command(flatten)]
        answer: Answer,
    },
    /// Brings a draft, or a file of an earlier version, to the version that this build reads.
    Migrate {
        /// The campaign file.
        #[arg(value_name = "FILE")]
        campaign: PathBuf,
        /// Writes it back, if it then reads; without this it is printed.
        #[arg(long)]
        write: bool,
        /// Says what would change; the status is 1 where anything would.
        #[arg(long, conflicts_with = "write")]
        check: bool,
    },
    /// What came back for what a campaign spent (广告投产比), in minor units.
    Roas {
        /// What the campaign cost.
        #[arg(long, value_name = "AMOUNT")]
        spend: u64,
        /// What was sold in it.
        #[arg(long, value_name = "AMOUNT")]
        sales: u64,
        /// What is left of sales before that cost, in ten-thousandths; without it ROI is not known.
        #[arg(long, value_name = "RATE", value_parser = clap::value_parser!(u32).range(..=10_000))]
        margin: Option<u32>,
    },
    /// What names a campaign file: SHA-256 over its canonical form, and over what its prices rest on.
    Hash {
        /// The campaign file.
        #[arg(value_name = "FILE")]
        campaign: PathBuf,
    },
    /// Signs a campaign file with Ed25519 and prints it.
    Sign {
        /// The campaign file.
        #[arg(value_name = "FILE")]
        campaign: PathBuf,
        /// A file with the secret key, 64 hexadecimal digits.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// The public key of a secret one.
    PublicKey {
        /// A file with the secret key, 64 hexadecimal digits.
        #[arg(value_name = "FILE")]
        key: PathBuf,
    },
    /// Whether a campaign file is signed with a key and has not been changed since.
    Verify {
        /// The campaign file.
        #[arg(value_name = "FILE")]
        campaign: PathBuf,
        /// The public key, 64 hexadecimal digits.
        #[arg(long, value_name = "KEY")]
        key: String,
    },
    /// What a new version of a campaign changes, and what of it is forbidden once shoppers have seen it.
    Diff {
        /// The version that is running.
        #[arg(value_name = "RUNNING")]
        running: PathBuf,
        /// The version to be published.
        #[arg(value_name = "PROPOSED")]
        proposed: PathBuf,
        /// The instant of the change [default: this computer's clock]
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        at: Option<Instant>,
    },
    /// Draws that can be verified.
    #[command(subcommand)]
    Draw(Draw),
    /// What law, platforms and the file itself forbid; the status is 1 where there is an error.
    Lint {
        #[command(flatten)]
        check: Check,
    },
    /// What starts and ends when: phases, flash sessions, coupons, draws.
    Timeline {
        /// The campaign file.
        #[arg(value_name = "FILE")]
        campaign: PathBuf,
        /// The zone that times are told in: an IANA name, or an offset such as +09:00 [default: the file's]
        #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
        zone: Option<String>,
        /// Draws it as well, as an SVG without scripts.
        #[arg(long, value_name = "OUT")]
        svg: Option<PathBuf>,
        /// The language of names.
        #[arg(long, value_enum, default_value_t = Language::ZhCn)]
        locale: Language,
    },
    /// The static cards of a campaign, as the markup that a page embeds.
    Card {
        /// The campaign file.
        #[arg(value_name = "FILE")]
        campaign: PathBuf,
        /// The address at which the page finds the file.
        #[arg(long, value_name = "URL")]
        src: String,
        /// Where a shopper can buy where the widgets cannot be.
        #[arg(long, value_name = "URL")]
        link: String,
        /// The language of the cards.
        #[arg(long, value_enum, default_value_t = Language::ZhCn)]
        locale: Language,
    },
    /// Reference cases with known results (format peer-cases/1), each priced by this engine.
    Cases {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// The JSON Schema of campaign files, for editors.
    Schema,
}

#[derive(Subcommand)]
enum Draw {
    /// Works records out again; with a campaign file, against what it published.
    Verify {
        /// Files of one record, or of a list of them.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The campaign file that was published before the draw.
        #[arg(long, value_name = "FILE")]
        campaign: Option<PathBuf>,
        /// The published root of the log: then all records of the draw are needed, in their order.
        #[arg(long, value_name = "DIGITS", requires = "campaign")]
        root: Option<String>,
    },
    /// The commitment to a seed, for the campaign file.
    Commitment {
        /// A file with the seed, 64 hexadecimal digits of a cryptographic source.
        #[arg(value_name = "FILE")]
        seed: PathBuf,
    },
}

/// What scripts may rely on.
const STATUS: &str = "Exit status: 0 if all is well, 1 if a check failed, 2 if the arguments or a file cannot be used.";

/// The instant that a refund cannot do without: by then every price of the order was settled.
const PLACED: &str = "The instant at which the order was placed, such as 2026-06-18T10:00:00+08:00";

/// The form of a cart file, in the help of every command that reads one.
const CART: &str = "\
A cart file is JSON:
  { \"lines\": [{ \"sku\": \"tea\", \"quantity\": 2, \"ticked\": true, \"id\": \"tea-2\" }],
    \"buyer\": { \"facts\": { \"member:black\": true }, \"coupons\": [\"c50\"], \"tokens\": [\"flash:20:tea\"],
               \"points\": 300, \"quotas\": [{ \"offer\": \"gift\", \"left\": 5 }],
               \"pinned\": [], \"refused\": [] },
    \"freight\": 800 }
Only `lines` and their `sku` have to be there: a line is one ticked unit, a fact that is not named is
unknown, and freight is what the campaign says. Amounts are whole minor units. A coupon may also be
{ \"coupon\", \"claimed_at\", \"expires_at\" }, a token { \"offer\", \"units\", \"price\", \"expires_at\" }.";

/// How the answer is told.
#[derive(Args)]
struct Answer {
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::ZhCn)]
    locale: Language,
    /// Answer in JSON, problems too.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Order {
    /// The campaign file.
    #[arg(long, value_name = "FILE")]
    campaign: PathBuf,
    /// The cart file; its form is told below. Without it, a sample of the campaign.
    #[arg(long, value_name = "FILE")]
    cart: Option<PathBuf>,
    /// A sample cart of the campaign by its id [default: the first]
    #[arg(long, value_name = "ID", conflicts_with = "cart")]
    sample_cart: Option<String>,
    /// A sample buyer of the campaign by its id [default: the first]
    #[arg(long, value_name = "ID", conflicts_with = "cart")]
    sample_buyer: Option<String>,
    /// The instant, such as 2026-06-18T10:00:00+08:00 [default: this computer's clock]
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    at: Option<Instant>,
    /// A coupon in the wallet as well, as if claimed now; may be repeated.
    #[arg(long, value_name = "COUPON")]
    coupon: Vec<String>,
    /// A coupon that the shopper insists on; may be repeated.
    #[arg(long, value_name = "COUPON")]
    pin: Vec<String>,
    /// A coupon that the shopper does not want used; may be repeated.
    #[arg(long, value_name = "COUPON")]
    refuse: Vec<String>,
}

#[derive(Args)]
struct Check {
    /// The campaign file.
    #[arg(required_unless_present = "list", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Prints every rule with severity, profile and source.
    #[arg(long, conflicts_with_all = ["file", "channel", "market", "history", "json", "sarif"])]
    list: bool,
    /// The channel [default: every one that the file declares]
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    channel: Option<Channel>,
    /// Where goods are sold: cn, eu or uk [default: what goes with the channel]
    #[arg(long, value_name = "MARKET", value_parser = market)]
    market: Option<Market>,
    /// Past prices: { "prices": [{ "sku", "price", "from", "until", "sold", "countdown"? }] }
    #[arg(long, value_name = "PRICES")]
    history: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long, conflicts_with = "sarif")]
    json: bool,
    /// Answer in SARIF 2.1.0, for code hosts.
    #[arg(long)]
    sarif: bool,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    locale: Language,
}

impl Check {
    fn run(self) -> Said {
        let Some(file) = self.file.filter(|_| !self.list) else {
            return lint::list(self.locale.into());
        };
        let form = match (self.json, self.sarif) {
            (true, _) => Form::Json,
            (_, true) => Form::Sarif,
            _ => Form::Text,
        };
        lint::run(&lint::Request {
            file,
            channel: self.channel,
            market: self.market,
            history: self.history,
            form,
            locale: self.locale.into(),
        })
    }
}

fn channel(name: &str) -> Result<Channel, String> {
    let names = Channel::NAMES.replace(' ', ", ");
    Channel::from_name(name).ok_or(format!("the channels are {names}"))
}

fn market(name: &str) -> Result<Market, &'static str> {
    Market::from_name(name).ok_or("the markets are cn, eu and uk")
}

#[derive(Args)]
struct Back {
    /// Units of a line that come back, such as tea=1; may be repeated.
    #[arg(long = "return", required = true, value_name = "LINE=UNITS", value_parser = refund::read_return)]
    returns: Vec<Return>,
    /// An earlier refund of the order: a line, its units and what went back; may be repeated.
    #[arg(long, value_name = "LINE=UNITS=AMOUNT", value_parser = refund::read_before)]
    before: Vec<LineRefund>,
    /// How much goes back.
    #[arg(long, value_enum, default_value_t = Policy::KeepShare)]
    policy: Policy,
    /// Some of the order has been dispatched, so its freight stays paid.
    #[arg(long)]
    dispatched: bool,
    /// The instant of the refund: coupons that have expired by then do not come back [default: that of the order]
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    on: Option<Instant>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Policy {
    /// What the returned units paid, by their shares.
    #[value(name = "keep_share")]
    KeepShare,
    /// What was paid, less what the rest costs by itself.
    #[value(name = "re_evaluate")]
    ReEvaluate,
}

impl From<Back> for Request {
    fn from(back: Back) -> Self {
        Self {
            returns: back.returns,
            before: back.before,
            dispatched: back.dispatched,
            on: back.on,
            policy: match back.policy {
                Policy::KeepShare => RefundPolicy::KeepShare,
                Policy::ReEvaluate => RefundPolicy::ReEvaluate,
            },
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    /// Simplified Chinese.
    #[value(name = "zh-CN")]
    ZhCn,
    /// Traditional Chinese.
    #[value(name = "zh-TW")]
    ZhTw,
    /// English.
    #[value(name = "en")]
    En,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::ZhCn => Self::ZhCn,
            Language::ZhTw => Self::ZhTw,
            Language::En => Self::En,
        }
    }
}

impl From<Order> for Source {
    fn from(order: Order) -> Self {
        Self {
            campaign: order.campaign,
            cart: order.cart,
            sample_cart: order.sample_cart,
            sample_buyer: order.sample_buyer,
            at: order.at,
            coupons: order.coupon,
            pinned: order.pin,
            refused: order.refuse,
        }
    }
}

fn instant(text: &str) -> Result<Instant, &'static str> {
    campaign::civil::parse_instant(text)
}

fn main() -> ExitCode {
    let said = match Line::parse().command {
        Command::Quote { order, answer } => {
            quote::run(&order.into(), answer.locale.into(), answer.json)
        }
        Command::Refund {
            order,
            back,
            answer,
        } => refund::run(
            &order.into(),
            &back.into(),
            answer.locale.into(),
            answer.json,
        ),
        Command::TopUp { order, answer } => {
            top_up::run(&order.into(), answer.locale.into(), answer.json)
        }
        Command::Migrate {
            campaign,
            write,
            check,
        } => {
            let then = match (write, check) {
                (true, _) => Then::Write,
                (_, true) => Then::Check,
                _ => Then::Print,
            };
            migrate::run(&campaign, then)
        }
        Command::Roas {
            spend,
            sales,
            margin,
        } => roas::run(roas::Request {
            spend,
            sales,
            margin,
        }),
        Command::Hash { campaign } => trust::hash(&campaign),
        Command::Sign { campaign, key } => trust::sign(&campaign, &key),
        Command::PublicKey { key } => trust::public_key(&key),
        Command::Verify { campaign, key } => trust::verify(&campaign, &key),
        Command::Diff {
            running,
            proposed,
            at,
        } => diff::run(&running, &proposed, at.unwrap_or_else(quote::clock)),
        Command::Draw(Draw::Verify {
            files,
            campaign,
            root,
        }) => draw::verify_records(&draw::Check {
            files,
            campaign,
            root,
        }),
        Command::Draw(Draw::Commitment { seed }) => draw::commitment(&seed),
        Command::Lint { check } => check.run(),
        Command::Timeline {
            campaign,
            zone,
            svg,
            locale,
        } => timeline::run(&timeline::Request {
            file: campaign,
            zone,
            svg,
            locale: locale.into(),
        }),
        Command::Card {
            campaign,
            src,
            link,
            locale,
        } => card::run(&card::Request {
            file: campaign,
            src,
            link,
            locale: locale.into(),
        }),
        Command::Cases { files } => cases::command(&files),
        Command::Schema => Said::well(campaign::schema::json()),
    };
    let Said { out, err, status } = said;
    let written = write(&mut std::io::stdout().lock(), &out);
    // Whom to tell that nobody can be told?
    let _ = write(&mut std::io::stderr().lock(), &err);
    match written {
        Ok(()) => ExitCode::from(status),
        Err(error) => {
            let Said { err, status, .. } = Said::bad_input(&[format!("standard output: {error}")]);
            let _ = write(&mut std::io::stderr().lock(), &err);
            ExitCode::from(status)
        }
    }
}

/// Writes all of a text; a reader that has gone away has read enough.
fn write(to: &mut dyn Write, text: &str) -> std::io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
