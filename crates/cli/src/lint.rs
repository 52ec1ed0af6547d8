//! `dacu lint`: what law, platforms and the file itself forbid.

use std::path::PathBuf;

use campaign::model::Channel;
use campaign::{Problem, Severity};
use lint::{Finding, History, Market, Profile, Subject, yuan};

use crate::Said;
use crate::input;

/// What is looked at, and how the answer is written.
#[derive(Clone, Debug, Default)]
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
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For code hosts: SARIF 2.1.0.
    Sarif,
}

/// Every rule with severity, profile and source.
#[must_use]
pub fn list() -> Said {
    Said::well(lint::list())
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
    let Some(campaign) = parsed.campaign else {
        // What is no campaign has no rules to break: the reader's own words come first.
        let (mut out, mut err) = (String::new(), String::new());
        match request.form {
            Form::Json => out = lint::json(&parsed.problems, &[]) + "\n",
            Form::Sarif => out = lint::sarif(&name, &parsed.problems, &[]) + "\n",
            Form::Text => err = told_problems(&name, &parsed.problems),
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
            told += &format!("for {} in {market}:\n", channel.name());
            told += &lint::text(&name, &found);
        }
        findings.append(&mut found);
    }
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let warnings = findings.len() - errors;
    let out = match request.form {
        Form::Json => lint::json(&parsed.problems, &findings) + "\n",
        Form::Sarif => lint::sarif(&name, &parsed.problems, &findings) + "\n",
        Form::Text => {
            told += &told_problems(&name, &parsed.problems);
            if let Some(worst) = lint::worst_case(&campaign) {
                let [costs, loss] = if campaign.plan.costs.is_empty() {
                    ["at list price", "off"]
                } else {
                    ["costs", "lost"]
                };
                told += &format!(
                    "worst cart of {} tried: {} at {}, {costs} {}, paid {}, {loss} {}\n",
                    worst.priced,
                    worst.goods(),
                    campaign::say::date_time(worst.at, &campaign.zone, campaign::Locale::ZhCn),
                    yuan(worst.cost),
                    yuan(worst.payable),
                    yuan(worst.loss),
                );
            }
            told + &format!("{errors} errors, {warnings} warnings\n")
        }
    };
    Ok(Said {
        out,
        err: String::new(),
        status: u8::from(errors > 0),
    })
}

/// What the reader says, one a line, and what to do.
fn told_problems(name: &str, problems: &[Problem]) -> String {
    let told = problems
        .iter()
        .map(|problem| format!("{name}:{problem}\n  fix: {}\n", problem.fix));
    told.collect()
}
