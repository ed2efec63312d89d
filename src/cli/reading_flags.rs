//! What can be said on the command line of how files are read.

use super::Failure;
use crate::domain::DialPlan;
use crate::import::{
    CODE_WORDS, DateOrder, Doubt, FileReport, ImportOptions, LEFT_ASIDE, Reading, field_names, read_templates,
    zone_of_name,
};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How files are to be read, as far as it is said.
#[derive(Args, Clone, Debug, Default)]
pub struct ReadingFlags {
    /// Say what a column holds: its header, or its place as in "#3", then the field; "-" leaves it aside. May be given often.
    /// With export also a number: from 0 (forces alone) to 1 (places where they lie on the map).
    #[arg(long = "map", value_name = "COLUMN=FIELD", value_parser = map_said, help_heading = READING)]
    map: Vec<MapSaid>,
    /// Say what a code of a column means, as in "MOC=out voice": in, out, voice, sms, mms, data, other. May be given often.
    #[arg(long = "code", value_name = "CODE=MEANING", value_parser = code_and_meaning, help_heading = READING)]
    pub code: Vec<(String, String)>,
    /// Which part of a date comes first.
    #[arg(long, value_enum, help_heading = READING)]
    pub dates: Option<DatesChoice>,
    /// Zone of times that name none, as in Europe/Paris, UTC or +02:00.
    #[arg(long, value_name = "NAME", value_parser = zone, help_heading = READING)]
    pub zone: Option<String>,
    /// The number whose records the files hold.
    #[arg(long, value_name = "NUMBER", help_heading = READING)]
    pub target: Option<String>,
    /// Country by whose dial plan numbers are completed, as in GB.
    #[arg(long, value_name = "CC", value_parser = region, help_heading = READING)]
    pub region: Option<String>,
    /// Use the reading templates kept in this folder.
    #[arg(long, value_name = "FOLDER", help_heading = READING)]
    pub templates: Option<PathBuf>,
    /// Where a file can be read in more than one way, take the likeliest.
    #[arg(long, help_heading = READING)]
    pub assume: bool,
}

const READING: &str = "How files are read";

/// One `--map`.
#[derive(Clone, Debug, PartialEq)]
enum MapSaid {
    /// What a column holds.
    Column(String, String),
    /// How much a picture follows the map.
    Pull(f32),
}

/// Which part of a date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DatesChoice {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

impl From<DatesChoice> for DateOrder {
    fn from(choice: DatesChoice) -> Self {
        match choice {
            DatesChoice::Dmy => Self::Day,
            DatesChoice::Mdy => Self::Month,
            DatesChoice::Ymd => Self::Year,
        }
    }
}

impl ReadingFlags {
    /// How much a picture is to follow the map, 0 to 1, where that is said.
    pub fn pull(&self) -> Option<f32> {
        self.map.iter().rev().find_map(|said| match said {
            MapSaid::Pull(pull) => Some(*pull),
            MapSaid::Column(..) => None,
        })
    }

    fn columns(&self) -> impl Iterator<Item = (&String, &String)> {
        self.map.iter().filter_map(|said| match said {
            MapSaid::Column(column, field) => Some((column, field)),
            MapSaid::Pull(_) => None,
        })
    }

    /// What the importer is told.
    ///
    /// # Errors
    /// If the number is none in the dial plan that was said.
    pub fn options(&self) -> Result<ImportOptions, Failure> {
        let mut options = ImportOptions { reading: self.reading(), ..ImportOptions::default() };
        if let Some(region) = &self.region
            && let Some(plan) = DialPlan::of_region(region)
        {
            options.plan = *plan;
        }
        if let Some(target) = &self.target {
            crate::domain::Msisdn::parse(target, &options.plan)
                .map_err(|error| Failure::new(format!("--target: {error}. Expected a number such as 07700 900112.")))?;
        }
        if let Some(folder) = &self.templates {
            let (templates, problems) = read_templates(folder);
            for problem in problems {
                eprintln!("{problem}");
            }
            options.templates = templates;
        }
        Ok(options)
    }

    fn reading(&self) -> Reading {
        Reading {
            columns: self.columns().map(|(column, field)| (column.clone(), field.clone())).collect(),
            codes: self.code.iter().cloned().collect(),
            dates: self.dates.map(DateOrder::from),
            zone: self.zone.clone(),
            target: self.target.clone(),
            region: self.region.clone(),
        }
    }

    /// Whether every column that was named is in one of the files.
    ///
    /// # Errors
    /// The first that is in none, with the columns there are.
    pub fn check_columns<'r>(&self, reports: impl Iterator<Item = &'r FileReport>) -> Result<(), Failure> {
        let header = |r: &'r FileReport| r.columns.iter().map(|c| c.header.clone()).collect::<Vec<_>>();
        let headers: Vec<(Vec<String>, Option<&str>)> = reports.map(|r| (header(r), r.part.as_deref())).collect();
        let names = |key: &str| headers.iter().any(|(header, table)| Reading::names_column(key, header, *table));
        let missing = self.columns().find(|(key, _)| !names(key));
        let Some((key, _)) = missing else { return Ok(()) };
        let mut there: Vec<String> = Vec::new();
        for header in headers.iter().flat_map(|(header, _)| header).filter(|h| !h.is_empty()) {
            let quoted = format!("\"{header}\"");
            if !there.contains(&quoted) {
                there.push(quoted);
            }
        }
        let there = if there.is_empty() { "none with a name".to_owned() } else { there.join(", ") };
        Err(Failure::new(format!(
            "--map: no file has a column \"{key}\". The columns there are: {there}; or by place, as in \"#3\"."
        )))
    }

    /// Whether nothing is in doubt, or the likeliest is to be taken.
    ///
    /// # Errors
    /// What is in doubt, with the words that settle it.
    pub fn check_doubts<'r>(&self, reports: impl Iterator<Item = &'r FileReport>) -> Result<(), Failure> {
        let mut text = String::new();
        let reports: Vec<&FileReport> = reports.collect();
        for report in reports.iter().filter(|r| !r.doubts.is_empty()) {
            // Of several tables in doubt each may have another answer.
            let others = reports.iter().filter(|r| r.file == report.file && !r.doubts.is_empty()).count();
            let table = report.part.as_deref().filter(|_| others > 1);
            text.push_str(&report.file);
            text.extend(table.map(|table| format!(", {table}")));
            text.push_str(" can be read in more than one way.\n");
            for doubt in &report.doubts {
                text.push_str(&in_words(doubt, table));
            }
        }
        if self.assume || text.is_empty() {
            return Ok(());
        }
        text.push_str("No records were written. Say which it is, or add --assume to take what is likeliest.");
        Err(Failure::new(text))
    }
}

fn in_words(doubt: &Doubt, table: Option<&str>) -> String {
    let mut text = format!("  {} {}\n", doubt.question, doubt.why);
    for (i, choice) in doubt.choices.iter().enumerate() {
        let likeliest = if i == 0 { " (likeliest)" } else { "" };
        let reading = table.map_or_else(|| choice.reading.clone(), |table| choice.reading.of_table(table));
        text.extend(["    ", &reading.flags().join(" "), ": ", &choice.words, likeliest, "\n"]);
    }
    if doubt.choices.is_empty() {
        text.push_str("    --target NUMBER: the number whose records these are\n");
    }
    text
}

fn map_said(text: &str) -> Result<MapSaid, String> {
    match text.parse::<f32>() {
        Ok(pull) if (0.0..=1.0).contains(&pull) => Ok(MapSaid::Pull(pull)),
        Ok(_) => Err(format!("\"{text}\" is neither COLUMN=FIELD nor a number from 0 to 1")),
        Err(_) => column_and_field(text).map(|(column, field)| MapSaid::Column(column, field)),
    }
}

fn column_and_field(text: &str) -> Result<(String, String), String> {
    let known = field_names();
    let expected = || format!("the fields are {}, and {LEFT_ASIDE} to leave a column aside", known.join(", "));
    let (column, value) =
        text.rsplit_once('=').ok_or_else(|| format!("\"{text}\" is not COLUMN=FIELD; {}", expected()))?;
    let unknown = value.split(',').map(str::trim).find(|name| *name != LEFT_ASIDE && !known.iter().any(|k| k == name));
    match unknown {
        _ if column.trim().is_empty() => Err(format!("\"{text}\" names no column; expected COLUMN=FIELD")),
        Some(name) => Err(format!("\"{name}\" is no field; {}", expected())),
        None => Ok((column.trim().to_owned(), value.trim().to_owned())),
    }
}

fn code_and_meaning(text: &str) -> Result<(String, String), String> {
    let (code, meaning) =
        text.rsplit_once('=').ok_or_else(|| format!("\"{text}\" is not CODE=MEANING, as in \"MOC=out voice\""))?;
    let meaning = meaning.replace(',', " ").to_lowercase();
    match meaning.split_whitespace().find(|word| !CODE_WORDS.contains(word)) {
        Some(word) => Err(format!("\"{word}\" is no meaning of a code; expected {}", CODE_WORDS.join(", "))),
        None if code.trim().is_empty() || meaning.trim().is_empty() => {
            Err(format!("\"{text}\" is not CODE=MEANING, as in \"MOC=out voice\""))
        }
        None => Ok((code.trim().to_owned(), meaning)),
    }
}

fn zone(text: &str) -> Result<String, String> {
    let expected = "expected a name such as Europe/London, Europe/Paris or UTC, or an offset such as +02:00";
    zone_of_name(text).map(|_| text.to_owned()).ok_or_else(|| format!("zone \"{text}\" is not known; {expected}"))
}

fn region(text: &str) -> Result<String, String> {
    let known = || DialPlan::ALL.iter().map(|p| p.region).collect::<Vec<_>>().join(", ");
    DialPlan::of_region(text)
        .map(|p| p.region.to_owned())
        .ok_or_else(|| format!("region \"{text}\" is not known; expected one of {}", known()))
}
