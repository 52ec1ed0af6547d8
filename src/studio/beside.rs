//! More phones beside the first: what tells each apart, and how it travels in a link.

use campaign::Locale;
use campaign::model::Theme;

use super::state::{State, THEMES, WIDTH_RANGE, theme_name};

/// More phones than this beside the first are not opened: each is a page of its own.
pub const MOST: usize = 3;

/// A phone beside the first. Campaign, time, buyer, cart and faults are the same for all, and so is
/// what they have stored: each is another tab of one browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its width in points.
    pub width: u16,
    /// Its theme; the campaign's own if nothing is set.
    pub theme: Option<Theme>,
    /// Its language.
    pub locale: Locale,
    /// Whether its page is dark.
    pub dark: bool,
    /// Whether its text is large.
    pub large: bool,
}

impl Beside {
    /// The same as the first phone.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self {
            width: state.width,
            theme: state.theme,
            locale: state.locale,
            dark: state.dark,
            large: state.large,
        }
    }

    /// The state that this phone shows.
    #[must_use]
    pub fn over(self, state: &State) -> State {
        State {
            width: self.width,
            theme: self.theme,
            locale: self.locale,
            dark: self.dark,
            large: self.large,
            ..state.clone()
        }
    }
}

/// Phones as a link holds them: `414.calm.en.d`, with commas between them.
#[must_use]
pub fn write(phones: &[Beside]) -> String {
    let one = |phone: &Beside| {
        let mut marks = String::new();
        for (mark, on) in [('d', phone.dark), ('l', phone.large)] {
            if on {
                marks.push(mark);
            }
        }
        let theme = phone.theme.map_or("", theme_name);
        format!("{}.{theme}.{}.{marks}", phone.width, phone.locale.tag())
    };
    phones.iter().map(one).collect::<Vec<_>>().join(",")
}

/// Reads what [`write`] wrote; what is no phone is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Beside> {
    let one = |text: &str| {
        let mut parts = text.split('.');
        let width: u16 = parts.next()?.parse().ok()?;
        let theme = parts.next()?;
        let locale = Locale::from_tag(parts.next()?);
        let marks = parts.next()?;
        Some(Beside {
            width: width.clamp(WIDTH_RANGE.0, WIDTH_RANGE.1),
            theme: THEMES.into_iter().find(|known| theme_name(*known) == theme),
            locale,
            dark: marks.contains('d'),
            large: marks.contains('l'),
        })
    };
    text.split(',').filter_map(one).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_travel() {
        let mut state = State::default();
        state.put_beside();
        state.put_beside();
        state.beside[1].width = 768;
        state.beside[1].theme = Some(Theme::Calm);
        state.beside[1].locale = Locale::En;
        state.beside[1].dark = true;
        state.beside[1].large = true;
        assert_eq!(write(&state.beside), "375..zh-CN.,768.calm.en.dl");
        assert_eq!(read(&write(&state.beside)), state.beside);
        assert_eq!(State::from_hash(&state.to_hash()), state);
        for _ in 0..9 {
            state.put_beside();
        }
        assert_eq!(state.beside.len(), MOST);
        assert_eq!(read("wide.calm.en.,9.loud.en.")[0].width, WIDTH_RANGE.0);
    }
}
