//! What can be said on the command line.

use super::reading_flags::ReadingFlags;
use crate::domain::Level;
use crate::sample::WorldRequest;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Folds replacement phone numbers into lines and draws which city supplies which town. Offline.
#[derive(Debug, Parser)]
#[command(name = "linefold", version, about, args_conflicts_with_subcommands = true, after_help = AFTER_HELP)]
pub struct Call {
    /// Files and folders to open in the window; without any, the sample.
    pub paths: Vec<PathBuf>,

    /// What draws the window; found out by itself where not said.
    #[arg(long, value_enum, default_value_t = RendererChoice::Auto)]
    pub renderer: RendererChoice,

    /// A command that needs no window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const AFTER_HELP: &str =
    "INPUT is any mix of record files and folders. Exit code 0: done; 1: failed, with a message; 2: wrong call.";

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RendererChoice {
    /// wgpu where it works, else OpenGL.
    Auto,
    /// wgpu alone.
    Wgpu,
    /// OpenGL alone.
    Glow,
    /// No graphics chip: large pictures are drawn by the processor.
    Processor,
}

/// A command that needs no window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what the importer understood of each file, and why.
    Inspect(InspectCall),
    /// Write the cleansed records of all input as one canonical CSV.
    Convert(ConvertCall),
    /// Fold numbers into lines and write them as CSV.
    Fold(FoldCall),
    /// Draw the lines into a file.
    Export(ExportCall),
    /// Lay out any graph given as a list of links.
    Layout(LayoutCall),
    /// Write an invented world with its true answer.
    Sample(SampleCall),
    /// Measure lines against the true answer.
    Score(ScoreCall),
}

/// Record files and folders.
#[derive(Args, Clone, Debug)]
pub struct Input {
    /// Record files and folders; side files among them (orders, attributions, places of numbers, cell sites) are known by their columns.
    #[arg(required = true, value_name = "INPUT")]
    pub paths: Vec<PathBuf>,
    /// How the files are to be read, where that is not clear.
    #[command(flatten)]
    pub reading: ReadingFlags,
}

/// `linefold inspect`.
#[derive(Args, Debug)]
pub struct InspectCall {
    /// What to look at.
    #[command(flatten)]
    pub input: Input,
    /// Print a report a program can read.
    #[arg(long)]
    pub json: bool,
    /// Write every row that was kept out, with its reason, to this CSV file.
    #[arg(long, value_name = "FILE")]
    pub rejected: Option<PathBuf>,
}

/// `linefold convert`.
#[derive(Args, Debug)]
pub struct ConvertCall {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Where to write the records.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Print a summary a program can read.
    #[arg(long)]
    pub json: bool,
}

/// `linefold fold`.
#[derive(Args, Debug)]
pub struct FoldCall {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// Where to write the lines.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Where to write every judged pair with its reasons.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// Blocking orders.
    #[arg(long, value_name = "FILE")]
    pub orders: Option<PathBuf>,
    /// Who used which number.
    #[arg(long, value_name = "FILE")]
    pub attributions: Option<PathBuf>,
    /// Print a summary a program can read.
    #[arg(long)]
    pub json: bool,
}

/// Colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeChoice {
    /// For paper.
    Light,
    /// For a screen.
    Dark,
}

/// The level of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LevelChoice {
    /// Cities and towns.
    Places,
    /// Cities, lines and towns.
    Lines,
    /// Every number and its contacts.
    Numbers,
}

impl From<LevelChoice> for Level {
    fn from(choice: LevelChoice) -> Self {
        match choice {
            LevelChoice::Places => Self::Places,
            LevelChoice::Lines => Self::Lines,
            LevelChoice::Numbers => Self::Numbers,
        }
    }
}

/// `linefold export`.
#[derive(Args, Debug)]
pub struct ExportCall {
    /// What to read.
    #[command(flatten)]
    pub input: Input,
    /// The picture: .svg or .png.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Which picture.
    #[arg(long, value_enum, default_value_t = LevelChoice::Lines)]
    pub level: LevelChoice,
    /// Colours.
    #[arg(long, value_enum, default_value_t = ThemeChoice::Light)]
    pub theme: ThemeChoice,
    /// Width and height in points.
    #[arg(long, value_name = "WxH", default_value = "842x516", value_parser = size)]
    pub size: (u32, u32),
    /// Marking over and under the picture.
    #[arg(long, default_value = "OFFICIAL-SENSITIVE")]
    pub marking: String,
}

/// `linefold layout`.
#[derive(Args, Debug)]
pub struct LayoutCall {
    /// Links as CSV: source,target[,weight] (or src,dst; from,to).
    pub edges: PathBuf,
    /// Where to write node,x,y.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Seed of the first positions.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Say how long each part took.
    #[arg(long)]
    pub timings: bool,
}

/// `linefold sample`.
#[derive(Args, Debug)]
pub struct SampleCall {
    /// The folder to write into; it is made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// How many deal lines.
    #[arg(long, default_value_t = WorldRequest::default().lines)]
    pub lines: u32,
    /// How many days of records.
    #[arg(long, default_value_t = WorldRequest::default().days)]
    pub days: u32,
    /// Another seed, another world.
    #[arg(long, default_value_t = WorldRequest::default().seed)]
    pub seed: u64,
    /// How hard the true answer is to find: 0 for the plain case, 1 for all that reality has.
    #[arg(long, default_value_t = WorldRequest::default().hard)]
    pub hard: f32,
    /// Print a summary a program can read.
    #[arg(long)]
    pub json: bool,
}

impl SampleCall {
    /// What is asked of the world's maker.
    pub fn request(&self) -> WorldRequest {
        WorldRequest { lines: self.lines, days: self.days, seed: self.seed, hard: self.hard, ..WorldRequest::default() }
    }
}

/// `linefold score`.
#[derive(Args, Debug)]
pub struct ScoreCall {
    /// The true answer: number,line.
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
    /// The lines found: number,line.
    #[arg(long, value_name = "FILE")]
    pub fold: PathBuf,
    /// Print a summary a program can read.
    #[arg(long)]
    pub json: bool,
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let parsed = text.split_once(['x', 'X']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    match parsed {
        Some((w, h)) if (200..=20_000).contains(&w) && (200..=20_000).contains(&h) => Ok((w, h)),
        _ => Err(format!("\"{text}\" is not a size such as 1200x760, from 200 to 20000 points a side")),
    }
}

/// What was said, or the program's end with a message: exit code 2 for a wrong call, 0 for help.
pub fn parse() -> Call {
    Call::parse()
}
