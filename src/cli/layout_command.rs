//! `linefold layout`: an edge list in, positions out, nothing else of the program in between.

use crate::diag::{Monitor, Place, Problem};
use crate::ids::Interner;
use crate::layout::{Body, Graph, LayoutRequest, Spring, layout, quality};
use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use std::fs::File;
use std::path::Path;
use std::time::Instant;

/// Names of the columns that hold the two ends of an edge, as they occur in the wild.
const ENDS: [(&str, &str); 5] =
    [("source", "target"), ("src", "dst"), ("from", "to"), ("a", "b"), ("a_party", "b_party")];
/// Names of the column that holds the weight.
const WEIGHTS: [&str; 4] = ["weight", "events", "count", "value"];
/// Half a side of a node's box, in world units.
const HALF: f32 = 4.0;

/// Lays out the graph of the edge list `edges` and writes `node,x,y` to `out`, in the order in which nodes first occur.
///
/// The list has two or three columns: the ends of an edge and, if given, its weight. A header row is known by its names; without
/// one the first columns are taken. With `timings` what was done and how long it took goes to standard error.
///
/// # Errors
/// A [`Problem`] with its row if the list cannot be read or a row cannot be understood, if `out` cannot be written, or if the
/// monitor said to stop.
pub fn run(edges: &Path, out: &Path, seed: u64, timings: bool, monitor: &dyn Monitor) -> Result<(), Problem> {
    let started = Instant::now();
    let EdgeList { names, springs } = read(edges)?;
    let read_in = started.elapsed();
    // Before the long work: a path that cannot be written should not cost a minute.
    let mut writer = WriterBuilder::new().from_path(out).map_err(|e| unwritable(out, &e.to_string()))?;

    let springs = balanced(springs);
    let body = Body { half_width: HALF, half_height: HALF, anchor: None, pin: None, start: None };
    let bodies = vec![body; names.len()];
    let request = LayoutRequest { bodies, springs, map_pull: 0.0, seed, aspect: 1.0 };
    let started = Instant::now();
    let positions = layout(&request, monitor).map_err(|stopped| {
        Problem::error(stopped.to_string(), "Run it again to start over.", Place::file(file_name(edges)))
    })?;
    let laid_out = started.elapsed();

    let started = Instant::now();
    let write = |writer: &mut csv::Writer<File>| -> csv::Result<()> {
        writer.write_record(["node", "x", "y"])?;
        for ((_, name), p) in names.iter().zip(&positions) {
            writer.write_record([name.as_str(), &p.x.to_string(), &p.y.to_string()])?;
        }
        Ok(writer.flush()?)
    };
    write(&mut writer).map_err(|e| unwritable(out, &e.to_string()))?;
    let written = started.elapsed();

    if timings {
        let graph = Graph::new(request.bodies.len(), &request.springs);
        eprintln!("{} nodes, {} links", graph.len(), graph.edge_count());
        eprintln!("read    {:8.3} s", read_in.as_secs_f64());
        eprintln!("layout  {:8.3} s", laid_out.as_secs_f64());
        eprintln!("write   {:8.3} s", written.as_secs_f64());
        eprintln!("near2   {:8.3}", quality::near2(&graph, &positions));
        eprintln!("stress  {:8.3}", quality::stress(&graph, &positions));
    }
    Ok(())
}

struct EdgeList {
    names: Interner<String>,
    springs: Vec<Spring>,
}

/// Which column is what.
#[derive(Clone, Copy)]
struct Columns {
    source: usize,
    target: usize,
    weight: Option<usize>,
}

fn read(edges: &Path) -> Result<EdgeList, Problem> {
    let file = File::open(edges).map_err(|e| {
        let message = format!("The edge list cannot be opened: {e}.");
        Problem::error(message, "Check the path.", Place::file(file_name(edges)))
    })?;
    read_from(file, &file_name(edges))
}

fn read_from(input: impl std::io::Read, file: &str) -> Result<EdgeList, Problem> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    let mut list = EdgeList { names: Interner::default(), springs: Vec::new() };
    let mut columns = None;
    let mut record = StringRecord::new();
    loop {
        let here = |row: u64| Place::file(file).at_row(row);
        let more = reader.read_record(&mut record).map_err(|e| {
            let row = e.position().map_or(1, csv::Position::line);
            Problem::error(format!("The row cannot be read: {e}."), "Save the list as UTF-8 text.", here(row))
        })?;
        if !more {
            break;
        }
        let row = record.position().map_or(1, csv::Position::line);
        let Some(columns) = columns else {
            let (found, is_header) = columns_of(&record).map_err(|message| {
                let hint = "An edge list has the columns source,target and, if need be, weight.";
                Problem::error(message, hint, here(row))
            })?;
            columns = Some(found);
            if !is_header {
                add(&mut list, &record, found, here(row))?;
            }
            continue;
        };
        add(&mut list, &record, columns, here(row))?;
    }
    if list.springs.is_empty() {
        let hint = "An edge list has a row for each edge: source,target and, if need be, weight.";
        return Err(Problem::error("The list holds no edge.", hint, Place::file(file)));
    }
    Ok(list)
}

/// The columns as the first row tells them, and whether that row is a header.
fn columns_of(first: &StringRecord) -> Result<(Columns, bool), String> {
    // A byte order mark belongs to no name.
    let names: Vec<String> = first.iter().map(|n| n.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
    let find = |name: &str| names.iter().position(|n| n == name);
    let weight = WEIGHTS.iter().find_map(|w| find(w));
    for (source, target) in ENDS {
        if let (Some(source), Some(target)) = (find(source), find(target)) {
            return Ok((Columns { source, target, weight }, true));
        }
    }
    if names.len() < 2 {
        return Err(format!("The first row has {} column, at least two are needed.", names.len()));
    }
    Ok((Columns { source: 0, target: 1, weight: (names.len() > 2).then_some(2) }, false))
}

fn add(list: &mut EdgeList, record: &StringRecord, columns: Columns, place: Place) -> Result<(), Problem> {
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(());
    }
    let cell = |column: usize| record.get(column).map(|c| c.trim_start_matches('\u{feff}').trim()).unwrap_or_default();
    let (source, target) = (cell(columns.source), cell(columns.target));
    if source.is_empty() || target.is_empty() {
        let message =
            format!("The row \"{}\" names one node; an edge has two.", record.iter().collect::<Vec<_>>().join(","));
        return Err(Problem::error(message, "Correct or remove the row.", place));
    }
    let weight = match columns.weight.map(cell).filter(|text| !text.is_empty()) {
        None => 1.0,
        Some(text) => text.parse::<f32>().ok().filter(|w| w.is_finite() && *w > 0.0).ok_or_else(|| {
            let message = format!("The weight \"{text}\" is not a number above 0.");
            Problem::error(message, "Correct the row, or leave the weight empty for 1.", place.clone())
        })?,
    };
    let mut index = |name: &str| u32::try_from(list.names.intern(&name.to_owned()).index()).ok();
    let (Some(a), Some(b)) = (index(source), index(target)) else {
        return Err(Problem::error("There are too many nodes.", "Split the list.", place));
    };
    list.springs.push(Spring { a, b, weight });
    Ok(())
}

/// Weights in units of their median: a layout wants 1 for the usual one, whether a list counts calls or days.
fn balanced(mut springs: Vec<Spring>) -> Vec<Spring> {
    let mut weights: Vec<f32> = springs.iter().map(|s| s.weight).collect();
    weights.sort_by(f32::total_cmp);
    let median = weights.get(weights.len() / 2).copied().unwrap_or(1.0);
    for spring in &mut springs {
        spring.weight /= median;
    }
    springs
}

fn unwritable(out: &Path, why: &str) -> Problem {
    Problem::error(
        format!("The positions cannot be written: {why}."),
        "Choose another path.",
        Place::file(file_name(out)),
    )
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(text: &str) -> Result<Vec<(u32, u32, f32)>, String> {
        let list = read_from(text.as_bytes(), "edges.csv").map_err(|problem| problem.to_string())?;
        Ok(list.springs.iter().map(|s| (s.a, s.b, s.weight)).collect())
    }

    #[test]
    fn headers_are_known_by_their_names_and_may_be_missing() {
        assert_eq!(edges("source,target\nx,y\ny,z\n"), Ok(vec![(0, 1, 1.0), (1, 2, 1.0)]));
        assert_eq!(edges("weight,to,from\n2.5,x,y\n"), Ok(vec![(0, 1, 2.5)]));
        assert_eq!(edges("\u{feff}Src,Dst\nx,y\n"), Ok(vec![(0, 1, 1.0)]));
        assert_eq!(edges("1,2,3\n2,1,4\n"), Ok(vec![(0, 1, 3.0), (1, 0, 4.0)]));
    }

    #[test]
    fn a_bad_row_is_named_with_what_was_found() {
        let error = edges("source,target,weight\nx,y,1\nx,z,lots\n").expect_err("the weight is no number");
        assert!(error.contains("\"lots\"") && error.contains("[edges.csv, row 3]"), "{error}");
        let error = edges("source,target\nx,\n").expect_err("an end is missing");
        assert!(error.contains("row 2"), "{error}");
        assert!(edges("").is_err() && edges("source,target\n").is_err() && edges("alone\n").is_err());
    }
}
