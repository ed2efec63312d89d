//! The window, driven as a user drives it: controls found by their accessible names, nothing rendered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use linefold::domain::{Level, Verdict};
use linefold::ui::{Answer, Dialogs, LinefoldApp, Recent, Setup, Templates};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Dialogs whose answers were written beforehand; they remember what they were asked.
#[derive(Default)]
pub struct Scripted {
    answers: Mutex<Vec<Answer>>,
    asked: Mutex<Vec<String>>,
}

impl Scripted {
    pub fn answering(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers.into_iter().collect()), asked: Mutex::default() })
    }

    fn answer(&self, asked: String) -> Answer {
        self.asked.lock().unwrap().push(asked);
        let mut answers = self.answers.lock().unwrap();
        if answers.is_empty() { Answer::Cancelled } else { answers.remove(0) }
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Dialogs for Scripted {
    fn open_files(&self) -> Answer {
        self.answer("files".to_owned())
    }

    fn open_folder(&self) -> Answer {
        self.answer("folder".to_owned())
    }

    fn save_file(&self, name: &str) -> Answer {
        self.answer(format!("save {name}"))
    }
}

pub type Window<'a> = Harness<'a, LinefoldApp>;

pub fn window<'a>(open: Vec<PathBuf>, dialogs: Arc<Scripted>, recent: Recent) -> Window<'a> {
    window_with(Setup { open, dialogs, recent, templates: Templates::default() })
}

pub fn window_with<'a>(setup: Setup) -> Window<'a> {
    let mut window = unsettled(setup);
    settle(&mut window);
    window
}

/// A window whose work has not ended.
pub fn unsettled<'a>(setup: Setup) -> Window<'a> {
    Harness::builder().with_size([1366.0, 768.0]).build_eframe(|created| {
        let mut app = LinefoldApp::new(&created.egui_ctx, setup);
        app.canvas_mut().set_reduced_motion(true);
        app
    })
}

/// Draws frames until no work is under way and the canvas, where it is to be seen, is at rest.
pub fn settle(window: &mut Window<'_>) {
    for _ in 0..3 {
        window.step();
    }
    for _ in 0..3000 {
        let app = window.state();
        if !app.is_busy() && (!app.shows_picture() || app.canvas().is_settled()) {
            break;
        }
        thread::sleep(Duration::from_millis(10));
        window.step();
    }
    for _ in 0..3 {
        window.step();
    }
}

pub fn click(window: &mut Window<'_>, name: &str) {
    window.get_by_label(name).click();
    settle(window);
}

/// Presses a key with nothing holding the keyboard.
pub fn press(window: &mut Window<'_>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// The accessible names of all nodes that hold `part`.
pub fn named(window: &Window<'_>, part: &str) -> Vec<String> {
    let found = window.query_all_by_label_contains(part);
    found.filter_map(|node| node.accesskit_node().label().or_else(|| node.value())).collect()
}

/// A small operation: one line run from London that sells in Norwich. It changed its number on 11 March; a day later
/// its customers knew. One row of the file is broken.
fn small_operation(folder: &Path) -> PathBuf {
    let mut rows =
        String::from("Target Number,Direction,Other Party,Event,Date and Time,Duration (s),IMEI,Latitude,Longitude\n");
    let mut row = |target: &str, other: u32, day: u32, minute: u32, night: bool| {
        let (hour, lat, lon) = if night { (23, 51.512, -0.128) } else { (12, 51.515, -0.13) };
        writeln!(
            rows,
            "{target},Out,07700 9002{other:02},SMS,{day:02}/03/2026 {hour:02}:{minute:02}:00,,352099001761481,{lat},{lon}"
        ).unwrap();
    };
    for day in 1..=20 {
        let target = if day <= 10 { "07700 900112" } else { "07700 900267" };
        for customer in 0..14 {
            row(target, customer, day, customer * 3, customer % 2 == 0);
        }
    }
    rows.push_str("07700 900112,Out,07700 900201,SMS,31/02/2026 12:00:00,,352099001761481,51.5,-0.1\n");
    let places: Vec<_> = (0..14).map(|c| format!("07700 9002{c:02},Norwich,Interview\n")).collect();
    fs::write(folder.join("records.csv"), rows).unwrap();
    fs::write(folder.join("places.csv"), format!("number,town,basis\n{}", places.concat())).unwrap();
    folder.to_owned()
}

fn opened<'a>() -> (tempfile::TempDir, Window<'a>, Arc<Scripted>) {
    opened_with([])
}

fn opened_with<'a>(answers: impl IntoIterator<Item = Answer>) -> (tempfile::TempDir, Window<'a>, Arc<Scripted>) {
    let folder = tempfile::tempdir().unwrap();
    let dialogs = Scripted::answering(answers);
    let window = window(vec![small_operation(folder.path())], Arc::clone(&dialogs), Recent::default());
    (folder, window, dialogs)
}

#[test]
fn the_start_screen_offers_what_can_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = small_operation(folder.path()).join("records.csv");
    let dialogs = Scripted::answering([Answer::Paths(vec![file])]);
    let mut window = window(Vec::new(), Arc::clone(&dialogs), Recent::default());
    for name in ["Open files", "Open folder", "Open the sample", "OFFICIAL-SENSITIVE", "No case open"] {
        assert!(window.query_by_label(name).is_some(), "{name}");
    }
    click(&mut window, "Open files");
    assert_eq!(dialogs.asked(), ["files"]);
    assert!(window.query_by_label("Open the sample").is_none(), "the start screen is gone");
    assert!(window.query_by_label("281 record rows read").is_some(), "{:?}", named(&window, "read"));
    assert!(window.query_by_label("280 accepted").is_some());
    assert!(window.query_by_label("0 duplicate, 1 rejected").is_some());
}

#[test]
fn cities_and_towns_stand_in_the_left_panel_with_their_counts() {
    let (_folder, mut window, _) = opened();
    assert!(window.query_by_label("London, 1 line, 2 numbers").is_some(), "{:?}", named(&window, "London"));
    click(&mut window, "Norwich, 1 line, 2 numbers");
    assert!(window.query_by_label("1 selected").is_some());
    assert!(window.query_by_label("Force: Norfolk").is_some(), "{:?}", named(&window, "Force"));
    assert!(window.query_by_label("Lines that sell here").is_some());
}

#[test]
fn a_selected_line_shows_its_facts_and_evidence_that_adds_up() {
    let (_folder, mut window, _) = opened();
    let line = named(&window, "900112, 2 numbers").into_iter().find(|name| name.ends_with("events")).unwrap();
    click(&mut window, &line);
    assert!(window.query_by_label("Records: 280: 0 calls, 280 texts").is_some(), "{:?}", named(&window, "Records"));
    assert!(window.query_by_label_contains("City: London, from").is_some(), "{:?}", named(&window, "City"));
    assert!(window.query_by_label("Towns: Norwich").is_some(), "{:?}", named(&window, "Towns"));
    assert!(window.query_by_label_contains("1: 07700 900112").is_some());
    assert!(window.query_by_label_contains("2: 07700 900267").is_some());

    // In tenths, as shown: `+7.1` is 71.
    let bits = |name: &String| {
        let said = name.rsplit(": ").next().unwrap().trim_end_matches(" bits").replace('\u{2212}', "-");
        said.replace(['+', '.'], "").parse::<i64>().unwrap()
    };
    let rows: Vec<_> =
        named(&window, " bits").into_iter().filter(|name| name.ends_with(" bits") && name.contains(": ")).collect();
    let (total, reasons): (Vec<_>, Vec<_>) = rows.iter().partition(|name| name.starts_with("Total"));
    assert!(reasons.len() >= 3, "{rows:?}");
    assert_eq!(total.len(), 1, "{rows:?}");
    assert_eq!(reasons.iter().map(|name| bits(name)).sum::<i64>(), bits(total[0]), "{rows:?}");
}

#[test]
fn a_fold_is_accepted_with_its_reason_taken_back_and_made_again() {
    let (_folder, mut window, _) = opened();
    let to_judge = named(&window, "900112 to 900267").into_iter().find(|name| name.contains("bits")).unwrap();
    click(&mut window, &to_judge);
    assert!(window.query_by_label("Fold 900267 into 900112?").is_some());
    window.get_by_label("Reason").focus();
    window.step();
    window.get_by_label("Reason").type_text("Same phone, all customers told");
    window.step();
    click(&mut window, "Accept");
    let decisions: Vec<_> = window.state().session().case().decisions().cloned().collect();
    assert_eq!(decisions.len(), 1);
    assert_eq!(
        (decisions[0].verdict, decisions[0].reason.as_str()),
        (Verdict::Accepted, "Same phone, all customers told")
    );
    assert!(window.query_by_label("Accepted").is_some());
    assert!(window.query_by_label("0 folds to judge").is_some());

    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().session().case().decisions().count(), 0);
    assert!(window.query_by_label("1 fold to judge").is_some());
    click(&mut window, "Redo accept fold 07700 900112 to 07700 900267");
    assert_eq!(window.state().session().case().decisions().count(), 1);
    click(&mut window, "Reopen");
    assert_eq!(window.state().session().case().decisions().count(), 0);
}

#[test]
fn a_rejected_fold_parts_its_line() {
    let (_folder, mut window, _) = opened();
    click(&mut window, "Judge 1 fold");
    press(&mut window, Modifiers::NONE, Key::R);
    assert_eq!(window.state().session().derived().summary.lines, 2);
    assert!(window.query_by_label("Rejected").is_some());
    assert!(window.query_by_label("2 lines").is_some());
}

#[test]
fn letters_typed_into_a_field_judge_nothing() {
    let (_folder, mut window, _) = opened();
    click(&mut window, "Judge 1 fold");
    window.get_by_label("Reason").focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::A);
    press(&mut window, Modifiers::NONE, Key::R);
    assert_eq!(window.state().session().case().decisions().count(), 0);
}

#[test]
fn the_level_changes_by_switch_and_by_key() {
    let (_folder, mut window, _) = opened();
    assert_eq!(window.state().canvas().level(), Level::Lines);
    click(&mut window, "Places");
    assert_eq!(window.state().canvas().level(), Level::Places);
    press(&mut window, Modifiers::NONE, Key::Num3);
    assert_eq!(window.state().canvas().level(), Level::Numbers);
    press(&mut window, Modifiers::NONE, Key::Num2);
    assert_eq!(window.state().canvas().level(), Level::Lines);
}

#[test]
fn the_import_report_accounts_for_every_row_and_saves_those_kept_out() {
    let out = tempfile::tempdir().unwrap();
    let saved = out.path().join("kept out.csv");
    let (_folder, mut window, dialogs) = opened_with([Answer::Paths(vec![saved.clone()])]);
    click(&mut window, "records.csv, 280 records: import report");
    let sum = "281 rows read = 280 accepted + 0 duplicate + 1 rejected";
    assert!(window.query_by_label(sum).is_some(), "{:?}", named(&window, "read ="));
    window.get_by_label("Save rejected rows").scroll_to_me();
    settle(&mut window);
    click(&mut window, "Save rejected rows");
    assert_eq!(dialogs.asked(), ["save records-rejected.csv"]);
    let text = fs::read_to_string(&saved).unwrap();
    assert!(text.contains("31/02/2026"), "{text}");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label(sum).is_none(), "the report is closed");
}

#[test]
fn the_picture_is_saved_between_its_markings() {
    let out = tempfile::tempdir().unwrap();
    let saved = out.path().join("picture.svg");
    let (_folder, mut window, dialogs) = opened_with([Answer::Paths(vec![saved.clone()])]);
    press(&mut window, Modifiers::COMMAND, Key::S);
    let asked = dialogs.asked();
    assert!(asked.len() == 1 && asked[0].starts_with("save linefold-") && asked[0].contains(".svg"), "{asked:?}");
    let svg = fs::read_to_string(&saved).unwrap();
    assert!(svg.contains("London") && svg.contains("Norwich"));
    assert!(svg.matches("OFFICIAL-SENSITIVE").count() >= 2);
    assert!(window.query_by_label_contains("Saved ").is_some());
}

#[test]
fn a_picture_of_a_kind_that_is_not_written_says_what_is() {
    let out = tempfile::tempdir().unwrap();
    let (_folder, mut window, _) = opened_with([Answer::Paths(vec![out.path().join("picture.bmp")])]);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(window.query_by_label_contains(".svg or .png").is_some());
    click(&mut window, "Dismiss");
    assert!(window.query_by_label_contains(".svg or .png").is_none());
}

#[test]
fn where_the_desktop_has_no_dialog_a_path_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let case = small_operation(folder.path());
    let dialogs = Scripted::answering([Answer::NoDialog]);
    let mut window = window(Vec::new(), dialogs, Recent::default());
    click(&mut window, "Open folder");
    assert!(window.query_by_label_contains("no file chooser").is_some());
    window.get_by_label("Path").type_text("/no/such/place");
    settle(&mut window);
    click(&mut window, "Open");
    assert!(window.query_by_label_contains("There is no file or folder /no/such/place").is_some());
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Path").focus();
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_label("Path").type_text(case.to_str().unwrap());
    settle(&mut window);
    click(&mut window, "Open");
    assert!(window.query_by_label("281 record rows read").is_some(), "{:?}", named(&window, "no file or folder"));
}

#[test]
fn a_file_that_is_no_table_is_told_and_opens_nothing_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.csv");
    fs::write(&file, "Dear Sir,\nthank you for yours of the 4th.\n").unwrap();
    let window = window(vec![file, folder.path().join("missing.csv")], Scripted::answering([]), Recent::default());
    assert!(window.query_by_label_contains("letter.csv was not understood").is_some());
    assert!(window.query_by_label_contains("missing.csv. Check the spelling").is_some());
}

#[test]
fn the_same_file_is_not_added_twice() {
    let (folder, mut window, _) = opened();
    let again = folder.path().join("copy.csv");
    fs::copy(folder.path().join("records.csv"), &again).unwrap();
    window.state().wish(linefold::ui::UiCommand::Open(vec![again]));
    settle(&mut window);
    assert!(window.query_by_label_contains("copy.csv is the same file as records.csv").is_some());
    assert_eq!(window.state().session().case().batches().len(), 2);
}

#[test]
fn a_line_is_named_and_given_a_role_by_people() {
    let (_folder, mut window, _) = opened();
    let line = named(&window, "900112, 2 numbers").into_iter().find(|name| name.ends_with("events")).unwrap();
    click(&mut window, &line);
    click(&mut window, "900112: rename line");
    window.get_by_label("Name of the line").type_text("Marco");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.query_by_label("Marco: rename line").is_some());
    click(&mut window, "Role: Not set");
    click(&mut window, "Holder");
    assert!(window.query_by_label("Role: Holder").is_some());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(window.query_by_label("900112: rename line").is_some());
}

#[test]
fn decisions_are_not_lost_without_asking() {
    let (_folder, mut window, _) = opened();
    click(&mut window, "Judge 1 fold");
    click(&mut window, "Accept");
    press(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Keep it open");
    assert_eq!(window.state().session().case().decisions().count(), 1);
    press(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Close case");
    assert!(window.query_by_label("Open the sample").is_some(), "the start screen is back");
}

#[test]
fn what_was_opened_is_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    let case = small_operation(folder.path());
    let list = folder.path().join("recent.json");
    drop(window(vec![case.clone()], Scripted::answering([]), Recent::at(list.clone())));
    let mut window = window(Vec::new(), Scripted::answering([]), Recent::at(list));
    let name = fs::canonicalize(&case).unwrap().display().to_string();
    click(&mut window, &name);
    assert!(window.query_by_label("281 record rows read").is_some());
}

#[test]
fn keys_and_menus_answer() {
    let (_folder, mut window, _) = opened();
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(window.query_by_label("Ctrl+O: Open files").is_some(), "{:?}", named(&window, "Open files"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Ctrl+O: Open files").is_none());
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(window.query_by_label("1 selected").is_some());
    click(&mut window, "Select");
    click(&mut window, "Clear selection");
    assert!(window.query_by_label("Nothing selected").is_some());
    press(&mut window, Modifiers::COMMAND, Key::B);
    assert!(window.query_by_label("281 record rows read").is_none(), "the left panel is a rail");
    click(&mut window, "Open the left panel");
    assert!(window.query_by_label("281 record rows read").is_some());
}

#[test]
fn escape_closes_a_menu_before_it_clears_the_selection() {
    let (_folder, mut window, _) = opened();
    press(&mut window, Modifiers::COMMAND, Key::A);
    click(&mut window, "View");
    assert!(window.query_by_label("Larger text").is_some());
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert_eq!(window.state().canvas().level(), Level::Lines, "keys are the menu's while it is open");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Larger text").is_none());
    assert!(window.query_by_label("1 selected").is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Nothing selected").is_some());
}

/// A file that is dropped onto the window.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl eframe::egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn dropped_files_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = small_operation(folder.path()).join("records.csv");
    let mut window = window(Vec::new(), Scripted::answering([]), Recent::default());
    window.input_mut().dropped_files.push(Arc::new(Dropped(file)));
    settle(&mut window);
    assert!(window.query_by_label("281 record rows read").is_some());
}

/// Kept beside the tests that use it, so that a changed world fails here first.
#[test]
fn the_small_operation_is_one_line_of_two_numbers() {
    let (_folder, window, _) = opened();
    let summary = &window.state().session().derived().summary;
    assert_eq!((summary.lines, summary.numbers, summary.to_judge), (1, 2, 1));
}
