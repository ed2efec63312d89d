//! Every judged pair with its reasons, down to the rows of the files, as JSON.

use crate::domain::{DialPlan, Msisdn, NumberPair, RecordId, Records, Source, Zone};
use crate::folding::{Alternative, Candidate, Contradiction, Folding, Missing, Standing, Tie};
use serde::Serialize;

#[derive(Serialize)]
struct File<'a> {
    sources: &'a [Source],
    pairs: Vec<Judged<'a>>,
    contradictions: &'a [Contradiction],
}

#[derive(Serialize)]
struct Judged<'a> {
    #[serde(flatten)]
    pair: NumberPair,
    tie: Tie,
    standing: Standing,
    verdict: Option<crate::domain::Verdict>,
    score_bits: f64,
    margin_bits: f64,
    words: String,
    gap_secs: i64,
    evidence: Vec<Reason<'a>>,
    alternatives: Vec<Other<'a>>,
    would_decide: Vec<Wish<'a>>,
}

#[derive(Serialize)]
struct Reason<'a> {
    comparison: crate::folding::Comparison,
    label: &'a str,
    bits: f64,
    sentence: &'a str,
    records: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    alternative: &'a Alternative,
    sentence: String,
}

#[derive(Serialize)]
struct Wish<'a> {
    what: Missing,
    numbers: &'a [Msisdn],
    from: Option<String>,
    until: Option<String>,
    bits: f64,
    sentence: String,
}

#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    row: u32,
}

/// Every judged pair, in order of the pair: its reasons, whose bits add up to its score, the best other explanations of its numbers,
/// and what data would decide, with dates in `zone`.
///
/// # Errors
/// If JSON cannot be made of it, which would be a bug.
pub fn evidence_json(
    folding: &Folding,
    records: &Records,
    sources: &[Source],
    zone: &Zone,
) -> serde_json::Result<String> {
    let pairs = folding.candidates.iter().map(|candidate| judged(candidate, records, sources, zone)).collect();
    serde_json::to_string_pretty(&File { sources, pairs, contradictions: &folding.contradictions })
}

fn judged<'a>(candidate: &'a Candidate, records: &Records, sources: &'a [Source], zone: &Zone) -> Judged<'a> {
    let name = |number: Msisdn| number.national(&DialPlan::GREAT_BRITAIN);
    let row = |id: &RecordId| {
        let record = records.get(*id);
        let source = sources.get(usize::from(record.source));
        Row { file: source.map_or("", |s| s.name.as_str()), row: record.row }
    };
    Judged {
        pair: candidate.pair,
        tie: candidate.tie,
        standing: candidate.standing,
        verdict: candidate.verdict,
        score_bits: candidate.score_bits,
        margin_bits: candidate.margin_bits,
        words: candidate.words(),
        gap_secs: candidate.gap_secs,
        evidence: candidate
            .evidence
            .iter()
            .map(|e| Reason {
                comparison: e.comparison,
                label: &e.label,
                bits: e.bits,
                sentence: &e.sentence,
                records: e.records.iter().map(row).collect(),
            })
            .collect(),
        alternatives: candidate
            .alternatives
            .iter()
            .map(|alternative| Other { alternative, sentence: alternative.sentence(&name) })
            .collect(),
        would_decide: candidate
            .would_decide
            .iter()
            .map(|wanted| Wish {
                what: wanted.what,
                numbers: &wanted.numbers,
                from: wanted.from.map(|at| at.iso(zone)),
                until: wanted.until.map(|at| at.iso(zone)),
                bits: wanted.bits,
                sentence: wanted.sentence(zone, &name),
            })
            .collect(),
    }
}
