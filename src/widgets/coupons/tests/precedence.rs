//! Which of a coupon's facts decides.

use pricing::{OfferId, Standing};
use protocol::{Code, Stock};

use crate::widgets::coupons::state::{Asked, Facts, Held, Left, State, When, state_of};
use crate::widgets::coupons::view::left;
use crate::widgets::test_model::at;

/// The shopper of `facts` that nothing stands in the way of.
fn free() -> Facts<'static> {
    Facts {
        known: true,
        held: Held::Nothing,
        full: false,
        asked: Asked::No,
        when: When::During,
        paused: false,
        logged_in: true,
        standing: Standing::Holds,
        left: Left::Enough,
        online: true,
    }
}

fn refused(code: &Code) -> Asked<'_> {
    Asked::Refused(code)
}

#[test]
fn what_comes_first() {
    #[track_caller]
    fn check(facts: Facts<'_>, expected: State) {
        assert_eq!(state_of(&facts), expected, "{facts:?}");
    }
    check(free(), State::Claimable);

    // Each fact alone.
    let later = at("2026-11-11T14:00:00+08:00");
    for (asked, expected) in [
        (Asked::Open, State::Claiming),
        (refused(&Code::Timeout), State::Failed),
        (refused(&Code::Offline), State::Failed),
        (refused(&Code::Unknown), State::Failed),
        (refused(&Code::SoldOut(None)), State::SoldOut),
        (refused(&Code::LimitReached), State::LimitReached),
        (refused(&Code::LoginNeeded), State::LoginNeeded),
        (refused(&Code::Paused), State::Paused),
        (refused(&Code::Ended), State::Ended),
        (refused(&Code::NotStarted(later)), State::NotStarted),
        (
            refused(&Code::NotEligible("new_buyer".into())),
            State::Ineligible,
        ),
    ] {
        check(Facts { asked, ..free() }, expected);
    }
    let before = Facts {
        when: When::Before,
        ..free()
    };
    let over = Facts {
        when: When::Over,
        ..free()
    };
    let out = Facts {
        online: false,
        ..free()
    };
    let guest = Facts {
        logged_in: false,
        ..free()
    };
    let gone = Facts {
        left: Left::Nothing,
        ..free()
    };
    let few = Facts {
        left: Left::Few,
        ..free()
    };
    let paused = Facts {
        paused: true,
        ..free()
    };
    let unknown = Facts {
        known: false,
        ..free()
    };
    let other = Facts {
        standing: Standing::Fails,
        ..free()
    };
    check(before.clone(), State::NotStarted);
    check(over.clone(), State::Ended);
    check(out.clone(), State::Offline);
    check(guest.clone(), State::LoginNeeded);
    check(gone.clone(), State::SoldOut);
    check(few.clone(), State::LowStock);
    check(paused.clone(), State::Paused);
    check(unknown.clone(), State::Conditional);
    check(other.clone(), State::Ineligible);
    check(
        Facts {
            standing: Standing::Unknown,
            ..free()
        },
        State::Claimable,
    );
    check(
        Facts {
            left: Left::Unknown,
            ..free()
        },
        State::Claimable,
    );

    // Pairs: the first one wins.
    check(
        Facts {
            standing: Standing::Fails,
            ..before.clone()
        },
        State::Ineligible,
    );
    check(
        Facts {
            standing: Standing::Fails,
            ..over.clone()
        },
        State::Ended,
    );
    check(
        Facts {
            paused: true,
            ..before.clone()
        },
        State::NotStarted,
    );
    check(
        Facts {
            logged_in: false,
            ..paused.clone()
        },
        State::Paused,
    );
    check(
        Facts {
            left: Left::Nothing,
            ..guest.clone()
        },
        State::LoginNeeded,
    );
    check(
        Facts {
            online: false,
            ..gone.clone()
        },
        State::SoldOut,
    );
    check(
        Facts {
            online: false,
            ..few.clone()
        },
        State::Offline,
    );
    check(
        Facts {
            online: false,
            ..unknown.clone()
        },
        State::Offline,
    );
    check(
        Facts {
            asked: Asked::Open,
            ..out.clone()
        },
        State::Offline,
    );
    check(
        Facts {
            asked: Asked::Open,
            ..gone.clone()
        },
        State::Claiming,
    );
    check(
        Facts {
            asked: Asked::Open,
            ..unknown.clone()
        },
        State::Claiming,
    );
    check(
        Facts {
            asked: refused(&Code::Timeout),
            ..gone.clone()
        },
        State::Failed,
    );

    // As many as allowed: what became of them, whatever else.
    for rest in [
        free(),
        before,
        over.clone(),
        out,
        guest,
        gone.clone(),
        paused,
        unknown,
        other,
    ] {
        check(
            Facts {
                full: true,
                held: Held::Usable,
                ..rest.clone()
            },
            State::Claimed,
        );
        check(
            Facts {
                full: true,
                held: Held::Used,
                ..rest.clone()
            },
            State::Used,
        );
        check(
            Facts {
                full: true,
                held: Held::Expired,
                ..rest.clone()
            },
            State::Expired,
        );
    }
    let asked = Facts {
        asked: Asked::Open,
        ..free()
    };
    check(
        Facts {
            full: true,
            held: Held::Usable,
            ..asked
        },
        State::Claimed,
    );

    // Fewer than allowed: another one can be claimed, and what is held is never hidden.
    check(
        Facts {
            held: Held::Usable,
            ..free()
        },
        State::Claimable,
    );
    check(
        Facts {
            held: Held::Usable,
            ..few
        },
        State::LowStock,
    );
    check(
        Facts {
            held: Held::Usable,
            ..gone.clone()
        },
        State::Claimed,
    );
    check(
        Facts {
            held: Held::Usable,
            ..over.clone()
        },
        State::Claimed,
    );
    check(
        Facts {
            held: Held::Used,
            ..gone
        },
        State::SoldOut,
    );
    check(
        Facts {
            held: Held::Used,
            ..over.clone()
        },
        State::Used,
    );
    check(
        Facts {
            held: Held::Expired,
            ..over
        },
        State::Expired,
    );
    check(
        Facts {
            held: Held::Usable,
            asked: refused(&Code::LimitReached),
            ..free()
        },
        State::LimitReached,
    );
}

/// Few are twenty, or a tenth of what was released.
#[test]
fn few_are_a_number_or_a_share() {
    #[track_caller]
    fn check(remaining: u32, released: u32, expected: Left) {
        let offer = OfferId::new("coupon-15");
        let stock = Stock {
            offer,
            remaining,
            released,
        };
        assert_eq!(left(&stock), expected, "{remaining} of {released}");
    }
    check(0, 100, Left::Nothing);
    check(1, 100, Left::Few);
    check(20, 100, Left::Few);
    check(21, 100, Left::Enough);
    check(100, 1_000, Left::Few);
    check(101, 1_000, Left::Enough);
}
