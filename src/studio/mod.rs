//! The studio: every state of a campaign at every moment, in a browser.
//!
//! One pure [`state::State`] says what is shown and travels in the address; the phone is a frame
//! with the very embed bundle, driven by the attributes of its `<dacu-campaign>`; the gallery
//! mounts every variant that the tests use. Rooms are chosen by the hash: `#/preview`, `#/gallery`, `#/edit`.

use std::sync::Arc;

use campaign::hash::fnv1a;
use campaign::{Campaign, Locale, Problem};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use pricing::Instant;
use wasm_bindgen::JsValue;

use crate::runtime::fetch;

mod aside;
mod beside;
pub mod bundle;
mod canvas;
mod controls;
mod dialog;
pub mod editor;
pub mod explain;
mod frame;
mod gallery;
mod icons;
mod js;
pub mod keys;
mod link;
mod live;
mod observe;
mod palette;
mod rail;
pub mod scrubber;
pub mod share;
mod shell;
pub mod simulate;
pub mod state;
pub mod words;

use bundle::Bundle;
use editor::Editor;
use explain::Explain;
use frame::Frame;
use scrubber::changes::{self, Change};
use share::{draft, packed};
use state::{CAMPAIGNS, State, View};
use words::Say;

/// The address follows the state after it has rested this long, in milliseconds: browsers refuse
/// pages that write it with every frame.
const ADDRESS_REST_MS: u32 = 220;

/// A campaign file as far as it has come.
#[derive(Clone)]
pub struct File {
    name: &'static str,
    status: FileStatus,
    problems: Arc<Vec<Problem>>,
    /// FNV-1a of the text it was read from.
    hash: u64,
}

#[derive(Clone)]
enum FileStatus {
    Loading,
    Unreachable,
    /// It is no campaign; its text.
    Malformed(Arc<str>),
    Open(Loaded),
}

/// A campaign with everything that the scrubber derives from it once.
#[derive(Clone)]
pub struct Loaded(Arc<Inside>);

struct Inside {
    text: Arc<str>,
    campaign: Arc<Campaign>,
    changes: Vec<Change>,
}

impl Loaded {
    /// Reads a campaign file; what is wrong with it comes along.
    #[must_use]
    pub fn read(text: &Arc<str>) -> (Option<Self>, Vec<Problem>) {
        let parsed = campaign::parse(text);
        let loaded = parsed
            .campaign
            .map(|campaign| Self::new(text.clone(), Arc::new(campaign)));
        (loaded, parsed.problems)
    }

    /// A campaign with the text it was read from.
    fn new(text: Arc<str>, campaign: Arc<Campaign>) -> Self {
        Self(Arc::new(Inside {
            text,
            changes: changes::changes(&campaign),
            campaign,
        }))
    }

    /// The file as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The same, to keep.
    #[must_use]
    pub fn shared_text(&self) -> Arc<str> {
        self.0.text.clone()
    }

    /// The campaign.
    #[must_use]
    pub fn campaign(&self) -> &Campaign {
        &self.0.campaign
    }

    /// The same, to keep.
    #[must_use]
    pub fn shared_campaign(&self) -> Arc<Campaign> {
        self.0.campaign.clone()
    }

    /// Everything that changes in it, in order of time.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.0.changes
    }
}

impl PartialEq for Loaded {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What every part of the studio shares; cheap to copy.
#[derive(Clone, Copy)]
pub struct Studio {
    /// What is shown. That its clock was set alone tells nobody: who shows the time follows [`Studio::at`].
    pub state: RwSignal<State>,
    /// The campaign files.
    pub files: RwSignal<Vec<File>>,
    /// The open campaign, once it has come.
    pub loaded: Memo<Option<Loaded>>,
    /// What the server's clock shows.
    pub at: Memo<Instant>,
    /// Tells that the clock of the state was set.
    moved: Trigger,
    /// Tells that the address has been written, so that links may follow.
    written: Trigger,
    /// Whether the clock runs.
    pub playing: RwSignal<bool>,
    /// The phone.
    pub frame: Frame,
    /// What the inspector knows.
    pub explain: Explain,
    /// The embed bundle.
    pub bundle: RwSignal<Bundle>,
    /// A sentence that stands at the foot for a moment, such as «link copied».
    pub note: RwSignal<Option<String>>,
    /// How the gallery's states differ from what was accepted, once that was asked.
    pub changes: RwSignal<gallery::Changes>,
    /// Whether single keys do anything.
    pub single_keys: RwSignal<bool>,
    /// Whether the list of keys is open.
    pub help: RwSignal<bool>,
    /// Whether the dialog of sharing is open.
    pub sharing: RwSignal<bool>,
    /// Whether the command palette is open.
    pub palette: RwSignal<bool>,
    /// Whether the rail is open where it does not fit beside the stage.
    pub drawer: RwSignal<bool>,
    /// The campaign editor.
    pub editor: Editor,
    lang: Memo<state::Lang>,
}

impl Studio {
    fn new() -> Self {
        let hash = window().location().hash().unwrap_or_default();
        let state = RwSignal::new(State::from_hash(&hash));
        let files = RwSignal::new(
            CAMPAIGNS
                .into_iter()
                .map(|name| File {
                    name,
                    status: FileStatus::Loading,
                    problems: Arc::default(),
                    hash: 0,
                })
                .collect::<Vec<_>>(),
        );
        let editor = Editor::new();
        let open = Memo::new(move |_| state.with(|state| state.campaign.clone()));
        let loaded = Memo::new(move |_| {
            let open = open.get();
            // A draft of the campaign is what is looked at, until it is published or dropped.
            if let Some(draft) = editor.loaded(&open) {
                return Some(draft);
            }
            files.with(|files| {
                let file = files.iter().find(|file| file.name == open)?;
                match &file.status {
                    FileStatus::Open(loaded) => Some(loaded.clone()),
                    _ => None,
                }
            })
        });
        let moved = Trigger::new();
        let at = Memo::new(move |_| {
            moved.track();
            let chosen = state.with(|state| state.at);
            chosen.unwrap_or_else(|| {
                loaded.with(|loaded| {
                    let opening = |loaded: &Loaded| changes::opening(loaded.campaign());
                    loaded.as_ref().map_or(Instant::default(), opening)
                })
            })
        });
        Self {
            state,
            files,
            loaded,
            at,
            moved,
            written: Trigger::new(),
            playing: RwSignal::new(false),
            frame: Frame::new(),
            explain: Explain::new(),
            bundle: RwSignal::new(Bundle::Loading),
            note: RwSignal::new(None),
            changes: RwSignal::new(gallery::Changes::new()),
            single_keys: RwSignal::new(keys::single_keys()),
            help: RwSignal::new(false),
            sharing: RwSignal::new(false),
            palette: RwSignal::new(false),
            drawer: RwSignal::new(false),
            editor,
            lang: Memo::new(move |_| state.with(|state| state.lang)),
        }
    }

    /// Words in the studio's language; follows it.
    #[must_use]
    pub fn say(&self, words: Say) -> &'static str {
        words.get(self.lang.get())
    }

    /// The language of a campaign's texts that goes with the studio's; follows it.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.lang.get().locale()
    }

    /// A part of the state that tells its readers only when it changes.
    pub fn part<T: PartialEq + Clone + Send + Sync + 'static>(
        &self,
        read: fn(&State) -> T,
    ) -> Memo<T> {
        let state = self.state;
        Memo::new(move |_| state.with(read))
    }

    /// Changes the state.
    pub fn change(&self, change: impl FnOnce(&mut State)) {
        self.state.update(change);
    }

    /// Sets the server's clock: with every frame of a pull, so nothing else of the state is asked again.
    pub fn go_to(&self, at: Instant) {
        self.state.update_untracked(|state| state.at = Some(at));
        self.moved.notify();
    }

    /// The state as an address writes it; follows it, its clock too.
    #[must_use]
    pub fn hash(&self) -> String {
        self.moved.track();
        self.state.with(State::to_hash)
    }

    /// Opens a variant in the gallery.
    pub fn open_variant(&self, widget: &str, variant: Option<&str>) {
        self.change(|state| {
            state.view = View::Gallery;
            state.widget = Some(widget.to_owned());
            state.gallery.variant = variant.map(str::to_owned);
            state.gallery.filter.clear();
        });
        self.drawer.set(false);
    }

    /// Selects a widget; in the preview the phone scrolls to it.
    pub fn select_widget(&self, widget: &str) {
        self.change(|state| {
            state.widget = Some(widget.to_owned());
            state.gallery.variant = None;
        });
        if self.state.with_untracked(|state| state.view) == View::Preview {
            self.frame.scroll_to(widget);
        }
        self.drawer.set(false);
    }

    /// Shows a sentence at the foot for a moment.
    pub fn tell(&self, words: Say) {
        self.tell_text(words.get(self.lang.get_untracked()).to_owned());
    }

    /// Shows a sentence that names something at the foot for a moment.
    pub fn tell_text(&self, words: String) {
        let note = self.note;
        note.set(Some(words));
        Timeout::new(2_400, move || note.set(None)).forget();
    }

    /// The text of a campaign file as it is served, once it has come; follows it.
    fn served(&self, name: &str) -> Option<Arc<str>> {
        self.file(name, File::text)
    }

    /// The campaign of a file as it is served, once it has come; follows it.
    fn served_campaign(&self, name: &str) -> Option<Arc<Campaign>> {
        self.file(name, |file| match &file.status {
            FileStatus::Open(loaded) => Some(loaded.shared_campaign()),
            _ => None,
        })
    }

    fn file<T>(&self, name: &str, read: impl Fn(&File) -> Option<T>) -> Option<T> {
        self.files
            .with(|files| read(files.iter().find(|file| file.name == name)?))
    }

    fn fetch_files(&self) {
        for name in CAMPAIGNS {
            let files = self.files;
            let done = move |text: Option<String>| {
                files.update(|files| {
                    if let Some(file) = files.iter_mut().find(|file| file.name == name) {
                        file.read(text.as_deref());
                    }
                });
            };
            fetch::text(&["campaigns/", name, ".json"].concat(), Box::new(done));
        }
    }

    fn fetch_bundle(&self) {
        let bundle = self.bundle;
        let done = move |text: Option<String>| {
            let read = text.as_deref().and_then(bundle::Manifest::read);
            bundle.set(read.map_or(Bundle::Missing, Bundle::Here));
        };
        fetch::text("embed/manifest.json", Box::new(done));
    }

    /// Shows what a link says, its draft too.
    fn open_link(&self, hash: &str) {
        let wanted = State::from_hash(hash);
        if self.state.with_untracked(|state| *state != wanted) {
            self.state.set(wanted);
        }
        if let Some(written) = draft::of(hash) {
            self.editor.bring(*self, written);
        }
    }

    /// Takes the state out of a packed link; a damaged one leaves everything as it is.
    fn open_packed(&self, hash: String) {
        let studio = *self;
        leptos::task::spawn_local(async move {
            if let Some(hash) = packed::unpack(&hash).await {
                studio.open_link(&hash);
            }
        });
    }

    /// Keeps the address and the state the same, whichever changes first.
    fn follow_address(&self) {
        let state = self.state;
        let hash = window().location().hash().unwrap_or_default();
        if packed::is_packed(&hash) {
            self.open_packed(hash);
        } else if let Some(written) = draft::of(&hash) {
            self.editor.bring(*self, written);
        }
        let studio = *self;
        let rest = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |_| {
            studio.moved.track();
            state.track();
            let write = Timeout::new(ADDRESS_REST_MS, move || {
                let Some(hash) = state.try_with_untracked(State::to_hash) else {
                    return;
                };
                studio.written.notify();
                let now = window().location().hash().unwrap_or_default();
                if now.trim_start_matches('#') == hash {
                    return;
                }
                let url = ["#", &hash].concat();
                if let Ok(history) = window().history() {
                    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
                }
            });
            rest.set_value(Some(write));
        });
        let listener = EventListener::new(&window(), "hashchange", move |_| {
            let hash = window().location().hash().unwrap_or_default();
            if packed::is_packed(&hash) {
                return studio.open_packed(hash);
            }
            studio.open_link(&hash);
        });
        let listener = StoredValue::new_local(Some(listener));
        on_cleanup(move || listener.set_value(None));
    }
}

impl File {
    /// The campaign's name, once it has come.
    fn title(&self, locale: Locale) -> Option<String> {
        let campaign = self.campaign()?;
        Some(campaign.name.get(locale).to_owned())
    }

    /// Its version.
    fn version(&self) -> Option<u32> {
        Some(self.campaign()?.version)
    }

    /// When its first phase starts.
    fn starts(&self) -> Option<Instant> {
        Some(self.campaign()?.window().from)
    }

    fn campaign(&self) -> Option<&Campaign> {
        match &self.status {
            FileStatus::Open(loaded) => Some(loaded.campaign()),
            _ => None,
        }
    }

    /// Its text as it is served, once it has come.
    fn text(&self) -> Option<Arc<str>> {
        match &self.status {
            FileStatus::Open(loaded) => Some(loaded.shared_text()),
            FileStatus::Malformed(text) => Some(text.clone()),
            FileStatus::Loading | FileStatus::Unreachable => None,
        }
    }

    fn is_read_from(&self, text: &str) -> bool {
        self.hash == fnv1a(text.as_bytes())
    }

    fn read(&mut self, text: Option<&str>) {
        let Some(text) = text else {
            self.status = FileStatus::Unreachable;
            return;
        };
        self.hash = fnv1a(text.as_bytes());
        let text: Arc<str> = text.into();
        let (loaded, problems) = Loaded::read(&text);
        self.problems = Arc::new(problems);
        self.status = loaded.map_or(FileStatus::Malformed(text), FileStatus::Open);
    }
}

/// Mounts the studio on the page; in a worker, where there is none, answers questions.
pub fn run() {
    if aside::is_here() {
        return aside::serve();
    }
    leptos::mount::mount_to_body(app);
}

fn app() -> impl IntoView {
    let studio = Studio::new();
    studio.fetch_files();
    studio.fetch_bundle();
    studio.follow_address();
    scrubber::play::run(studio);
    keys::listen(studio);
    frame::start_anew();
    frame::drive(studio);
    studio.editor.follow(studio);
    explain::run(studio);
    live::watch(studio);
    simulate::kill::watch(studio);
    shell::shell(studio)
}
