//! Which of a flash item's facts decides.

use protocol::Code;

use super::TWO_PAST_TEN;
use crate::widgets::flash_sale::state::{Asked, Facts, State, When, state_of};
use crate::widgets::test_model::at;

/// A quota item that nothing stands in the way of.
fn free() -> Facts<'static> {
    Facts {
        when: Some(When::During),
        quota: true,
        granted: false,
        asked: Asked::No,
        full: false,
        paused: false,
        logged_in: Some(true),
        gone: false,
        online: true,
    }
}

#[test]
fn what_comes_first() {
    #[track_caller]
    fn check(facts: Facts<'_>, expected: State) {
        assert_eq!(state_of(&facts), expected, "{facts:?}");
    }
    let refused = Asked::Refused;
    check(free(), State::Open);
    for (asked, expected) in [
        (Asked::Open, State::Queueing),
        (refused(&Code::Timeout), State::Failed),
        (refused(&Code::Busy), State::Failed),
        (refused(&Code::SoldOut(None)), State::SoldOut),
        (refused(&Code::LimitReached), State::LimitReached),
        (refused(&Code::LoginNeeded), State::LoginNeeded),
        (refused(&Code::Paused), State::Paused),
        (refused(&Code::Ended), State::Ended),
        (
            refused(&Code::NotStarted(at(TWO_PAST_TEN))),
            State::Upcoming,
        ),
    ] {
        check(Facts { asked, ..free() }, expected);
        // What was granted, and a session that is over, are above any answer.
        check(
            Facts {
                asked,
                granted: true,
                ..free()
            },
            State::GotIt,
        );
        if asked != Asked::Open {
            check(
                Facts {
                    asked,
                    when: Some(When::Over),
                    ..free()
                },
                State::Ended,
            );
        }
    }
    check(
        Facts {
            when: None,
            ..free()
        },
        State::Conditional,
    );
    check(
        Facts {
            when: Some(When::Before),
            ..free()
        },
        State::Upcoming,
    );
    check(
        Facts {
            when: Some(When::Over),
            ..free()
        },
        State::Ended,
    );
    check(
        Facts {
            paused: true,
            ..free()
        },
        State::Paused,
    );
    check(
        Facts {
            logged_in: None,
            ..free()
        },
        State::Conditional,
    );
    check(
        Facts {
            logged_in: Some(false),
            ..free()
        },
        State::LoginNeeded,
    );
    check(
        Facts {
            gone: true,
            ..free()
        },
        State::SoldOut,
    );

    let out = Facts {
        online: false,
        ..free()
    };
    check(out.clone(), State::Offline);
    check(
        Facts {
            asked: Asked::Open,
            ..out.clone()
        },
        State::Offline,
    );
    check(
        Facts {
            logged_in: None,
            ..out.clone()
        },
        State::Offline,
    );
    check(
        Facts {
            when: None,
            ..out.clone()
        },
        State::Offline,
    );
    check(
        Facts {
            gone: true,
            ..out.clone()
        },
        State::SoldOut,
    );
    check(
        Facts {
            granted: true,
            ..out.clone()
        },
        State::GotIt,
    );
    check(
        Facts {
            when: Some(When::Before),
            ..out.clone()
        },
        State::Upcoming,
    );

    // Without a quota the cart takes it, logged in or not, online or not.
    for rest in [
        free(),
        out,
        Facts {
            logged_in: None,
            ..free()
        },
        Facts {
            logged_in: Some(false),
            ..free()
        },
        Facts {
            paused: true,
            ..free()
        },
    ] {
        check(
            Facts {
                quota: false,
                ..rest.clone()
            },
            State::Open,
        );
        check(
            Facts {
                quota: false,
                full: true,
                ..rest
            },
            State::LimitReached,
        );
    }
    let early = Facts {
        when: Some(When::Before),
        ..free()
    };
    check(
        Facts {
            quota: false,
            full: true,
            ..early
        },
        State::Upcoming,
    );
}
