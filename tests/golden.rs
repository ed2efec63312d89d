//! Pictures compared as SVG text, each of one matter. `LINEFOLD_BLESS=1` writes them anew and makes that run fail, so that a change
//! is looked at before it is kept.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use crate::support::drawing::Drawing;
use linefold::domain::{ActorKey, Level};
use std::fs;
use std::path::Path;

/// Compares a picture with the one kept under `name`.
#[track_caller]
fn looks_like(name: &str, drawing: &Drawing) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name).with_extension("svg");
    let drawn = drawing.svg();
    if std::env::var_os("LINEFOLD_BLESS").is_some() {
        fs::write(&kept, &drawn).unwrap();
        panic!("{name} was written anew: look at it, then run again without LINEFOLD_BLESS");
    }
    let expected = fs::read_to_string(&kept).unwrap_or_default();
    if drawn != expected {
        let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("svg");
        fs::write(&seen, &drawn).unwrap();
        let differs = drawn.lines().zip(expected.lines()).find(|(a, b)| a != b);
        panic!("{name} looks different: {differs:?} (drawn, kept); the picture drawn is {}", seen.display());
    }
}

#[test]
fn a_city_is_a_filled_circle_with_its_number_of_lines() {
    let drawing = Drawing::new(Level::Lines, 220.0, 90.0).city("London", 6, (55.0, 38.0));
    looks_like("city", &drawing.city("Leeds", 4, (160.0, 38.0)));
}

#[test]
fn a_folded_line_with_a_suggestion_wears_a_dashed_ring() {
    let drawing = Drawing::new(Level::Lines, 240.0, 80.0)
        .line("Marco", "London", &[(112, 0), (267, 47), (431, 190)], (50.0, 32.0))
        .line("Jet", "Birmingham", &[(150, 0), (151, 5)], (120.0, 32.0))
        .line("Zed", "Liverpool", &[(160, 0)], (190.0, 32.0));
    looks_like("folded", &drawing.suggested("Marco"));
}

#[test]
fn an_unfolded_line_shows_its_numbers_in_order_of_time() {
    let drawing = Drawing::new(Level::Lines, 280.0, 190.0)
        .city("London", 6, (140.0, 150.0))
        .line("Marco", "London", &[(112, 0), (267, 47), (431, 190)], (140.0, 60.0))
        .suggested("Marco")
        .tie("London", "Marco", 4005);
    looks_like("unfolded", &drawing.unfold("Marco", 1.0));
}

#[test]
fn numbers_leave_a_line_one_after_the_other() {
    let drawing = Drawing::new(Level::Lines, 280.0, 120.0).line(
        "Marco",
        "London",
        &[(112, 0), (267, 47), (431, 190)],
        (140.0, 60.0),
    );
    looks_like("unfolding", &drawing.unfold("Marco", 0.5));
}

#[test]
fn a_long_line_unfolds_into_rows() {
    let numbers: Vec<_> = (0..7).map(|i| (200 + i, 60 * i64::try_from(i).unwrap())).collect();
    let drawing = Drawing::new(Level::Lines, 460.0, 200.0).line("Ash", "London", &numbers, (230.0, 100.0));
    looks_like("rows", &drawing.unfold("Ash", 1.0));
}

#[test]
fn a_line_that_sells_in_its_own_city_is_a_loop() {
    let places = Drawing::new(Level::Places, 260.0, 170.0).city("Birmingham", 4, (90.0, 110.0));
    looks_like("loop", &places.flow("Birmingham", "Birmingham", 1, 1));
}

#[test]
fn a_line_and_its_own_city_are_joined_out_and_back() {
    let lines = Drawing::new(Level::Lines, 220.0, 110.0).city("Birmingham", 4, (50.0, 50.0)).line(
        "Zed",
        "Birmingham",
        &[(160, 0)],
        (170.0, 50.0),
    );
    looks_like("out_and_back", &lines.tie("Birmingham", "Zed", 700).tie("Zed", "Birmingham", 600));
}

/// A city, two lines, two towns.
fn small_network(level: Level) -> Drawing {
    Drawing::new(level, 420.0, 240.0)
        .city("London", 2, (210.0, 120.0))
        .line("Jet", "London", &[(150, 0), (151, 5)], (100.0, 60.0))
        .line("Leo", "London", &[(170, 0), (171, 900)], (320.0, 120.0))
        .town("Norwich", (40.0, 150.0))
        .town("Exeter", (350.0, 200.0))
        .tie("London", "Jet", 2900)
        .tie("London", "Leo", 3774)
        .tie("Jet", "Norwich", 1263)
        .tie("Leo", "Exeter", 751)
}

#[test]
fn widths_and_counts_tell_the_events() {
    looks_like("counts", &small_network(Level::Lines));
}

#[test]
fn what_is_selected_stands_forward_with_its_neighbours() {
    looks_like("selected", &small_network(Level::Lines).select("Jet"));
}

#[test]
fn a_selection_on_paper_is_ink_with_a_yellow_ring() {
    looks_like("selected_light", &small_network(Level::Lines).light().select("Jet"));
}

#[test]
fn what_the_mouse_is_on_stands_forward_with_its_neighbours() {
    looks_like("hovered", &small_network(Level::Lines).hover("Leo"));
}

#[test]
fn a_replacement_is_an_arrow_and_dashed_where_it_is_suggested() {
    let drawing = Drawing::new(Level::Numbers, 300.0, 150.0)
        .lone_number(112, Some("London"), (40.0, 40.0))
        .lone_number(267, Some("London"), (150.0, 40.0))
        .lone_number(431, Some("London"), (260.0, 40.0))
        .lone_number(500, None, (95.0, 120.0))
        .tie("900112", "900500", 30)
        .tie("900267", "900500", 9)
        .replaced("900112", "900267", false);
    looks_like("replaced", &drawing.replaced("900267", "900431", true));
}

#[test]
fn flows_in_one_direction_share_a_trunk() {
    let drawing = Drawing::new(Level::Places, 420.0, 260.0)
        .light()
        .city("London", 6, (60.0, 200.0))
        .town("King's Lynn", (230.0, 40.0))
        .town("Norwich", (320.0, 90.0))
        .town("Great Yarmouth", (330.0, 170.0))
        .flow("London", "King's Lynn", 2, 4)
        .flow("London", "Norwich", 3, 8);
    looks_like("trunk", &drawing.flow("London", "Great Yarmouth", 1, 5));
}

#[test]
fn a_long_flow_carries_its_count() {
    let drawing =
        Drawing::new(Level::Places, 420.0, 90.0).city("Liverpool", 2, (50.0, 40.0)).town("Carlisle", (360.0, 40.0));
    looks_like("flow", &drawing.flow("Liverpool", "Carlisle", 2, 31));
}

#[test]
fn what_is_not_known_is_neutral_and_says_so() {
    let drawing = Drawing::new(Level::Places, 320.0, 100.0)
        .unknown(ActorKey::UnknownCity, (60.0, 40.0))
        .unknown(ActorKey::UnknownTown, (250.0, 40.0));
    looks_like("unknown", &drawing.flow("City unknown", "Towns unknown", 1, 2));
}

#[test]
fn hues_that_hue_alone_does_not_tell_apart_carry_letters() {
    let drawing = Drawing::new(Level::Lines, 200.0, 90.0).city("Leeds", 4, (50.0, 40.0)).line(
        "Kay",
        "Leeds",
        &[(180, 0), (181, 20)],
        (150.0, 40.0),
    );
    looks_like("letters", &drawing.tie("Leeds", "Kay", 100));
}

#[test]
fn a_link_bends_round_a_node_in_its_way() {
    let drawing = Drawing::new(Level::Lines, 320.0, 100.0)
        .line("Ash", "London", &[(190, 0)], (30.0, 40.0))
        .town("Norwich", (160.0, 44.0))
        .town("Ipswich", (290.0, 40.0));
    looks_like("detour", &drawing.tie("Ash", "Ipswich", 100));
}

#[test]
fn a_file_carries_marking_title_and_legend() {
    let mut drawing = small_network(Level::Lines).light();
    drawing.view.size.y = 330.0;
    drawing.view.legend = true;
    drawing.view.caption =
        ["OFFICIAL-SENSITIVE", "Lines of <Sandpiper>", "2 lines, 4 numbers"].map(str::to_owned).to_vec();
    looks_like("file", &drawing.fitted());
}
