//! The program itself on a virtual screen: it opens the sample, draws it, and answers a click.
//!
//! Needs `Xvfb` and `xdotool`; without them the test says that it was skipped, unless `LINEFOLD_REQUIRE_WINDOW=1`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use linefold::scene::{Rgba, Theme};
use std::fs;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_mins(4);

/// The canvas of a window of 1366 by 768.
const CANVAS: (Range<usize>, Range<usize>) = (216..1050, 124..632);

/// Where the dots of lines stand in the inspector, and from where down.
const DOTS: (usize, Range<usize>) = (1076, 190..740);

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// What is on the screen.
#[derive(Clone, PartialEq)]
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<(u8, u8, u8)>,
}

impl Picture {
    /// Reads the file that `Xvfb -fbdir` keeps: the format of `xwd`, 32 bits a pixel, blue first. `None` while it is
    /// not there yet.
    fn of_screen(file: &Path) -> Option<Self> {
        let bytes = fs::read(file).ok()?;
        // The header is of big-endian words: its own length, version, format, depth, width, height, and so on.
        let word = |i: usize| {
            let raw = bytes.get(4 * i..4 * i + 4)?;
            usize::try_from(u32::from_be_bytes(raw.try_into().ok()?)).ok()
        };
        let (width, height, line, colors) = (word(4)?, word(5)?, word(12)?, word(19)?);
        assert_eq!(word(11), Some(32), "bits a pixel");
        let start = word(0)? + 12 * colors;
        let rows = bytes.get(start..start + line * height)?.chunks_exact(line);
        let pixels = rows.flat_map(|row| row[..4 * width].chunks_exact(4).map(|p| (p[2], p[1], p[0]))).collect();
        Some(Self { width, height, pixels })
    }

    fn at(&self, x: usize, y: usize) -> (u8, u8, u8) {
        self.pixels[y * self.width + x]
    }

    /// The pixels of the canvas with their places.
    fn canvas(&self) -> impl Iterator<Item = (usize, usize, (u8, u8, u8))> {
        CANVAS.1.clone().flat_map(move |y| CANVAS.0.clone().map(move |x| (x, y, self.at(x, y))))
    }

    fn canvas_pixels(&self) -> Vec<(u8, u8, u8)> {
        self.canvas().map(|(_, _, pixel)| pixel).collect()
    }

    /// How many pixels of the canvas have this colour.
    fn count(&self, color: Rgba) -> usize {
        self.canvas().filter(|(_, _, pixel)| *pixel == (color.r, color.g, color.b)).count()
    }

    /// The middle of all pixels of the canvas that have this colour.
    fn middle_of(&self, color: Rgba) -> Option<(usize, usize)> {
        let found: Vec<_> = self.canvas().filter(|(_, _, pixel)| *pixel == (color.r, color.g, color.b)).collect();
        let n = found.len();
        (n > 0).then(|| (found.iter().map(|p| p.0).sum::<usize>() / n, found.iter().map(|p| p.1).sum::<usize>() / n))
    }
}

/// A virtual screen with the program on it.
struct Desk {
    display: String,
    screen: PathBuf,
    program: Running,
    _server: Running,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn with_the_sample() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-fbdir"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        let program = Command::new(env!("CARGO_BIN_EXE_linefold"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .arg("sample_data")
            .env("DISPLAY", &display)
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("XDG_CONFIG_HOME", folder.path())
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let screen = folder.path().join("Xvfb_screen0");
        Self { display, screen, program: Running(program), _server: Running(server), _folder: folder }
    }

    fn xdotool(&self, words: &[&str]) {
        let done = Command::new("xdotool").args(words).env("DISPLAY", &self.display).status().unwrap();
        assert!(done.success(), "xdotool {words:?}");
    }

    fn click(&self, x: usize, y: usize) {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
        thread::sleep(Duration::from_millis(200));
        self.xdotool(&["click", "1"]);
        // Away from the canvas, so that nothing is brought forward by the pointer resting on it.
        thread::sleep(Duration::from_millis(200));
        self.xdotool(&["mousemove", "300", "72"]);
    }

    /// What is on the screen once `wanted` is so and nothing has moved for a second.
    fn picture_when(&mut self, what: &str, wanted: impl Fn(&Picture) -> bool) -> Picture {
        let began = Instant::now();
        let mut before: Option<Picture> = None;
        loop {
            thread::sleep(Duration::from_secs(1));
            assert!(self.program.0.try_wait().unwrap().is_none(), "the program ended by itself");
            let now = Picture::of_screen(&self.screen);
            if let (Some(before), Some(now)) = (&before, &now)
                && before.canvas_pixels() == now.canvas_pixels()
                && wanted(now)
            {
                return now.clone();
            }
            before = now;
            assert!(began.elapsed() < PATIENCE, "waited in vain: {what}");
        }
    }
}

#[test]
fn the_program_draws_the_sample_and_answers_a_click_on_a_line() {
    if let Some(missing) = ["Xvfb", "xdotool"].into_iter().find(|program| !is_on_path(program)) {
        assert!(std::env::var("LINEFOLD_REQUIRE_WINDOW").as_deref() != Ok("1"), "{missing} is not installed");
        eprintln!("SKIPPED: the real window was not tested, {missing} is not installed");
        return;
    }
    let theme = Theme::dark();
    let mut desk = Desk::with_the_sample();

    let hues = |picture: &Picture| theme.hues.iter().filter(|hue| picture.count(**hue) > 100).count();
    let first = desk.picture_when("cities in their hues", |picture| hues(picture) >= 3);
    let mut colors = first.canvas_pixels();
    colors.sort_unstable();
    colors.dedup();
    assert!(colors.len() > 50, "the canvas is drawn");
    assert_eq!(first.count(theme.accent), 0, "nothing is selected yet");

    // A line in the list of the overview: the first dot of a hue in the inspector.
    let is_hue = |pixel: (u8, u8, u8)| theme.hues.iter().any(|hue| pixel == (hue.r, hue.g, hue.b));
    let dot = DOTS.1.clone().find(|&y| is_hue(first.at(DOTS.0, y))).expect("a line stands in the inspector");
    desk.click(DOTS.0 + 30, dot + 4);
    let selected = desk.picture_when("a ring round the line", |picture| picture.count(theme.accent) > 40);
    assert_ne!(selected.canvas_pixels(), first.canvas_pixels());

    // The same line on the canvas: cleared by a click on the ground, selected by a click in the middle of its ring.
    let (x, y) = selected.middle_of(theme.accent).unwrap();
    let empty = selected.canvas().step_by(977).find(|&(x, y, _)| is_ground(&selected, x, y, theme.canvas));
    let (ground_x, ground_y, _) = empty.expect("there is free ground on the canvas");
    desk.click(ground_x, ground_y);
    desk.picture_when("nothing selected", |picture| picture.count(theme.accent) == 0);
    desk.click(x, y);
    let again = desk.picture_when("the line selected again", |picture| picture.count(theme.accent) > 40);
    assert_eq!(again.middle_of(theme.accent), Some((x, y)), "it is the same line, and nothing moved");
}

/// Whether there is nothing but ground within 24 points.
fn is_ground(picture: &Picture, x: usize, y: usize, ground: Rgba) -> bool {
    let free = |x: usize, y: usize| picture.at(x, y) == (ground.r, ground.g, ground.b);
    let (xs, ys) = (x.saturating_sub(24)..=x + 24, y.saturating_sub(24)..=y + 24);
    ys.clone().all(|y| y < picture.height && xs.clone().all(|x| x < picture.width && free(x, y)))
}
