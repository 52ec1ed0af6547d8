//! `dacu lint`: what law, platforms and the file itself forbid.

use std::path::PathBuf;

use campaign::model::Channel;
use campaign::{Locale, Problem, Severity, words};
use lint::{Finding, History, Market, Profile, Subject, Worst, yuan};

use crate::Said;
use crate::input;

/// What is looked at, and how the answer is written.
#[derive(Clone, Debug)]
pub struct Request {
    /// The campaign file.
    pub file: PathBuf,
    /// The channel it is looked at for; every one that the file declares if there is none.
    pub channel: Option<Channel>,
    /// Where goods are sold; what goes with the channel if there is none.
    pub market: Option<Market>,
    /// Past prices.
    pub history: Option<PathBuf>,
    /// How the answer is written.
    pub form: Form,
    /// The language of the answer.
    pub locale: Locale,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For code hosts: SARIF 2.1.0.
    Sarif,
}

/// Every rule with severity, profile and source.
#[must_use]
pub fn list(locale: Locale) -> Said {
    Said::well(lint::list(locale))
}

/// Looks at a file; the status is 1 where there is an error.
#[must_use]
pub fn run(request: &Request) -> Said {
    match look(request) {
        Ok(said) => said,
        Err(faults) => Said::bad_input(&faults),
    }
}

fn look(request: &Request) -> Result<Said, Vec<String>> {
    let name = request.file.display().to_string();
    let locale = request.locale;
    let text = input::text("campaign", &request.file).map_err(|fault| fault.words)?;
    let history = match &request.history {
        None => None,
        Some(path) => {
            let text = input::text("history", path).map_err(|fault| fault.words)?;
            let history = History::parse(&text);
            Some(history.map_err(|fault| vec![format!("{}: {fault}", path.display())])?)
        }
    };
    let parsed = campaign::parse(&text);
    let problems = in_language(parsed.problems, locale);
    let Some(campaign) = parsed.campaign else {
        // What is no campaign has no rules to break: the reader's own words come first.
        let (mut out, mut err) = (String::new(), String::new());
        match request.form {
            Form::Json => out = lint::json(&problems, &[], locale) + "\n",
            Form::Sarif => out = lint::sarif(&name, &problems, &[], locale) + "\n",
            Form::Text => err = told_problems(&name, &problems, locale),
        }
        return Ok(Said {
            out,
            err,
            status: 1,
        });
    };
    let channels = match request.channel {
        Some(channel) => vec![channel],
        None => campaign.channels.clone(),
    };
    let mut findings: Vec<Finding> = Vec::new();
    let mut told = String::new();
    for channel in channels {
        let mut profile = Profile::of(channel);
        if let Some(market) = request.market {
            profile.market = market;
        }
        let mut subject = Subject::new(&text, &campaign, profile);
        if let Some(history) = &history {
            subject = subject.with_history(history);
        }
        let mut found = lint::lint(&subject);
        // One breach of a rule for all channels is told once.
        found.retain(|finding| {
            let mut earlier = findings.iter();
            !earlier.any(|known| {
                known.rule.id == finding.rule.id
                    && known.path == finding.path
                    && known.message == finding.message
            })
        });
        if !found.is_empty() {
            let market = profile.market.name();
            let head = words!(
                "渠道 {0}，市场 {1}：",
                "管道 {0}，市場 {1}：",
                "for {0} in {1}:",
            )
            .get(locale);
            told += &(head.replace("{0}", channel.name()).replace("{1}", market) + "\n");
            told += &lint::text(&name, &found, locale);
        }
        findings.append(&mut found);
    }
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let warnings = findings.len() - errors;
    let out = match request.form {
        Form::Json => lint::json(&problems, &findings, locale) + "\n",
        Form::Sarif => lint::sarif(&name, &problems, &findings, locale) + "\n",
        Form::Text => {
            told += &told_problems(&name, &problems, locale);
            if let Some(worst) = lint::worst_case(&campaign) {
                let at = campaign::say::date_time(worst.at, &campaign.zone, locale);
                told += &worst_cart(&worst, &at, campaign.plan.costs.is_empty(), locale);
            }
            told + &match locale {
                Locale::En => format!("{errors} errors, {warnings} warnings\n"),
                Locale::ZhCn => format!("{errors} 个错误，{warnings} 个警告\n"),
                Locale::ZhTw => format!("{errors} 個錯誤，{warnings} 個警告\n"),
            }
        }
    };
    Ok(Said {
        out,
        err: String::new(),
        status: u8::from(errors > 0),
    })
}

/// The cart that costs the merchant most, in a line; where the file names no cost, the list price
/// stands for it.
fn worst_cart(worst: &Worst, at: &str, by_list: bool, locale: Locale) -> String {
    let words = if by_list {
        words!(
            "试了 {tried} 车，让利最多的一车：{goods}，{at}，原价 {cost}，实付 {paid}，让利 {lost}\n",
            "試了 {tried} 車，讓利最多的一車：{goods}，{at}，原價 {cost}，實付 {paid}，讓利 {lost}\n",
            "worst cart of {tried} tried: {goods} at {at}, at list price {cost}, paid {paid}, off {lost}\n",
        )
    } else {
        words!(
            "试了 {tried} 车，最亏的一车：{goods}，{at}，成本 {cost}，实付 {paid}，亏 {lost}\n",
            "試了 {tried} 車，最虧的一車：{goods}，{at}，成本 {cost}，實付 {paid}，虧 {lost}\n",
            "worst cart of {tried} tried: {goods} at {at}, costs {cost}, paid {paid}, lost {lost}\n",
        )
    };
    words
        .get(locale)
        .replace("{tried}", &worst.priced.to_string())
        .replace("{goods}", &worst.goods())
        .replace("{at}", at)
        .replace("{paid}", &yuan(worst.payable))
        .replace("{cost}", &yuan(worst.cost))
        .replace("{lost}", &yuan(worst.loss))
}

/// The same problems with what they say, and what to do, in a language.
fn in_language(mut problems: Vec<Problem>, locale: Locale) -> Vec<Problem> {
    if locale != Locale::En {
        for problem in &mut problems {
            let in_script = |text: String| match locale {
                Locale::ZhTw => lint::traditional(&text),
                _ => text,
            };
            problem.message = in_script(lint::problem(problem.code, &problem.message));
            if let Some(fix) = lint::problem_fix(problem.code) {
                problem.fix = in_script(fix.to_owned());
            }
        }
    }
    problems
}

/// What the reader says, one a line, and what to do.
fn told_problems(name: &str, problems: &[Problem], locale: Locale) -> String {
    let fix = words!("改法：", "改法：", "fix: ").get(locale);
    let told = problems
        .iter()
        .map(|problem| format!("{name}:{problem}\n  {fix}{}\n", problem.fix));
    told.collect()
}
