//! The files of the case: those with several tables as one.

use crate::domain::{count, grouped};
use crate::import::{Batch, Content, FileReport};
use std::sync::Arc;

/// A file of the case with its tables.
#[derive(Clone, Debug)]
pub(super) struct SourceFile<'a> {
    /// At least one.
    pub(super) tables: Vec<&'a Arc<Batch>>,
}

/// The files of these tables, in the order of their first tables.
pub(super) fn source_files(batches: &[Arc<Batch>]) -> Vec<SourceFile<'_>> {
    let mut files: Vec<SourceFile<'_>> = Vec::new();
    for batch in batches {
        match files.iter_mut().find(|file| file.sha256() == batch.source.sha256) {
            Some(file) => file.tables.push(batch),
            None => files.push(SourceFile { tables: vec![batch] }),
        }
    }
    files
}

/// What a table holds: how many, and the noun for one and for many.
fn held(batch: &Batch) -> Option<(u64, &'static str, &'static str)> {
    Some(match batch.report.content {
        Content::Records => (batch.report.accepted, "record", "records"),
        Content::Orders => (batch.orders.len() as u64, "blocking order", "blocking orders"),
        Content::Attributions => (batch.attributions.len() as u64, "attribution", "attributions"),
        Content::NumberPlaces => (batch.number_places.len() as u64, "place of a number", "places of numbers"),
        Content::CellSites => (batch.cell_sites.len() as u64, "cell site", "cell sites"),
        Content::Unknown => return None,
    })
}

/// What a table holds, counted: records, orders, attributions, places, cell sites.
pub(super) fn holds(batch: &Batch) -> String {
    held(batch).map_or_else(|| "not understood".to_owned(), |(n, one, many)| count(n, one, many))
}

/// The figure that stands for a table in a list: a dash where it holds nothing that is counted.
pub(super) fn figure(batch: &Batch) -> String {
    held(batch).map_or_else(|| "–".to_owned(), |(n, ..)| grouped(n))
}

impl SourceFile<'_> {
    /// The hash of its content.
    pub(super) fn sha256(&self) -> &str {
        self.tables.first().map_or("", |batch| &batch.source.sha256)
    }

    /// Its name without its folder.
    pub(super) fn name(&self) -> &str {
        self.tables.first().map_or("", |batch| &batch.source.name)
    }

    /// What it holds, in words and as a figure for a list.
    pub(super) fn holds(&self) -> (String, String) {
        if let [only] = self.tables.as_slice() {
            return (holds(only), figure(only));
        }
        let tables = count(self.tables.len() as u64, "table", "tables");
        let known: Vec<_> = self.tables.iter().filter_map(|batch| held(batch)).collect();
        let n = known.iter().map(|(n, ..)| n).sum();
        match known.first() {
            None => (format!("not understood, {tables}"), "–".to_owned()),
            Some((_, one, many)) if known.iter().all(|(_, other, _)| other == one) => {
                (format!("{} in {tables}", count(n, one, many)), grouped(n))
            }
            Some(_) => (format!("{} in {tables}", count(n, "entry", "entries")), grouped(n)),
        }
    }

    /// A sum over its tables.
    pub(super) fn sum(&self, of: fn(&FileReport) -> u64) -> u64 {
        self.tables.iter().map(|batch| of(&batch.report)).sum()
    }
}
