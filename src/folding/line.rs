//! Lines, the links between their numbers, and the pairs that were judged.

use super::{Alternative, Contradiction, Evidence, Wanted, calibration};
use crate::domain::{Instant, LineKey, Msisdn, NumberPair, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;

/// What stands behind a link. A machine only ever suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// No link: the number stands alone.
    Alone,
    /// The machine thinks so.
    Suggested,
    /// An analyst said so.
    Accepted,
}

impl Status {
    /// As in `lines.csv`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Suggested => "suggested",
            Self::Accepted => "accepted",
        }
    }
}

/// How two numbers of one line stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tie {
    /// The one took over from the other.
    Succession,
    /// The one ran beside the other. In its line it stands where it was born.
    Beside,
}

/// What became of a pair that was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is a link of a line.
    Folded,
    /// Good enough to be shown to an analyst, not good enough to be folded without one.
    ToJudge,
    /// Other pairs explain the two numbers better.
    Explained,
    /// The evidence is too weak.
    Weak,
    /// It would put two numbers into one line of which an analyst said that they cannot be in one.
    Barred,
    /// An analyst rejected it, or said that it cannot be.
    Rejected,
}

/// An ordered pair of numbers that was judged, with the reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// The pair.
    pub pair: NumberPair,
    /// Whether the new number is weighed as a successor or as one that runs beside.
    pub tie: Tie,
    /// Prior first, then every reason. Their bits add up to `score_bits` exactly.
    pub evidence: Vec<Evidence>,
    /// The sum, in bits.
    pub score_bits: f64,
    /// How many bits the best other explanation of the two numbers would cost; never more than the score.
    pub margin_bits: f64,
    /// Seconds of silence between the last use of the old number and the first of the new; negative where they overlap.
    pub gap_secs: i64,
    /// What became of it.
    pub standing: Standing,
    /// What an analyst said.
    pub verdict: Option<Verdict>,
    /// The best other explanation of the old number and of the new, and what it costs.
    pub alternatives: Vec<Alternative>,
    /// What data would decide, what could add most first; empty where nothing is missing.
    pub would_decide: Vec<Wanted>,
}

impl Candidate {
    /// The score in words: `Strong: about 40 times likelier than not`. Weights are odds, never a percentage of truth, and no more is
    /// claimed than was seen of pairs with such a score whose truth is known.
    pub fn words(&self) -> String {
        let odds = calibration::shipped().odds(self.score_bits);
        let band = match odds {
            o if o >= 20.0 => "Strong",
            o if o >= 4.0 => "Moderate",
            o if o >= EVEN => "Weak",
            o if o > 1.0 / EVEN => "Undecided",
            _ => "Against",
        };
        match odds {
            o if o >= EVEN => format!("{band}: about {} times likelier than not", rounded(o)),
            o if o > 1.0 / EVEN => format!("{band}: about as likely as not"),
            o => format!("{band}: about {} times less likely than not", rounded(1.0 / o)),
        }
    }
}

/// Odds below this, either way, are not told as odds.
const EVEN: f64 = 2.0;

/// Down to two significant digits.
fn rounded(odds: f64) -> String {
    let unit = 10f64.powf((odds.log10().floor() - 1.0).max(0.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and some million")]
    let whole = ((odds / unit).floor() * unit).round() as u64;
    crate::domain::grouped(whole)
}

/// Two neighbours of a line: one number took over from another, or ran beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The pair.
    pub pair: NumberPair,
    /// Whether the one took over from the other or ran beside it.
    pub tie: Tie,
    /// Suggested by the machine or accepted by an analyst; never alone.
    pub status: Status,
    /// The score in bits.
    pub score_bits: f64,
    /// Seconds of silence between the two; negative where they overlap.
    pub gap_secs: i64,
    /// When a blocking order on the old number bit, if one did shortly before the change.
    pub order_effective: Option<Instant>,
    /// Share of the old number's recent contacts told within the first hour of the new, 0 to 1, where the old had any.
    pub told_first_hour: Option<f64>,
}

/// A number of a line, with its robust life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineNumber {
    /// The number.
    pub number: Msisdn,
    /// First use.
    pub first: Instant,
    /// Last use.
    pub last: Instant,
    /// Records it takes part in.
    pub records: u32,
    /// Distinct parties it deals with.
    pub contacts: u32,
    /// Handsets it was seen in.
    pub handsets: u32,
    /// SIMs it was seen on.
    pub sims: u32,
    /// Whether its records were asked for.
    pub requested: bool,
}

/// What persists while numbers change: an ordered succession of numbers believed to be one line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its name in edits and selections.
    pub key: LineKey,
    /// Its numbers, in order of time; at least one.
    pub numbers: Vec<LineNumber>,
    /// One fewer than numbers: `links[i]` joins `numbers[i]` and `numbers[i + 1]`.
    pub links: Vec<Link>,
}

impl Line {
    /// First use of its first number.
    pub fn first(&self) -> Instant {
        self.numbers.iter().map(|n| n.first).min().unwrap_or_default()
    }

    /// Last use of its last number.
    pub fn last(&self) -> Instant {
        self.numbers.iter().map(|n| n.last).max().unwrap_or_default()
    }

    /// Whether any of its links is only the machine's.
    pub fn holds_suggestion(&self) -> bool {
        self.links.iter().any(|link| link.status == Status::Suggested)
    }
}

/// The answer: every requested number in one line, and every pair that was judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Folding {
    /// All lines, in order of their keys. Together they hold every requested number once.
    pub lines: Vec<Line>,
    /// Every pair that was judged, in order of the pair.
    pub candidates: Vec<Candidate>,
    /// Decisions of an analyst that cannot all hold.
    pub contradictions: Vec<Contradiction>,
    /// The line of each number in `lines`.
    #[serde(skip)]
    pub line_of: BTreeMap<Msisdn, LineKey>,
}

impl Folding {
    /// The line with this key.
    pub fn line(&self, key: LineKey) -> Option<&Line> {
        self.lines.binary_search_by_key(&key, |line| line.key).ok().map(|i| &self.lines[i])
    }

    /// The judgement of a pair.
    pub fn candidate(&self, pair: NumberPair) -> Option<&Candidate> {
        self.candidates.binary_search_by_key(&pair, |c| c.pair).ok().map(|i| &self.candidates[i])
    }

    /// Pairs an analyst should judge: links that only the machine suggests and pairs just below, best first.
    pub fn to_judge(&self) -> Vec<&Candidate> {
        let open = |c: &&Candidate| c.verdict.is_none() && matches!(c.standing, Standing::Folded | Standing::ToJudge);
        let mut open: Vec<_> = self.candidates.iter().filter(open).collect();
        open.sort_by(|a, b| b.score_bits.total_cmp(&a.score_bits).then(a.pair.cmp(&b.pair)));
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(score_bits: f64) -> Candidate {
        let (old, new) = (Msisdn::from_digits(447_700_900_001), Msisdn::from_digits(447_700_900_002));
        Candidate {
            pair: NumberPair { old, new },
            tie: Tie::Succession,
            evidence: Vec::new(),
            score_bits,
            margin_bits: 0.0,
            gap_secs: 0,
            standing: Standing::Weak,
            verdict: None,
            alternatives: Vec::new(),
            would_decide: Vec::new(),
        }
    }

    #[test]
    fn bits_are_told_as_odds_in_words() {
        assert_eq!(scored(25.0).words(), "Strong: about 480 times likelier than not");
        assert_eq!(scored(7.1).words(), "Strong: about 40 times likelier than not");
        assert_eq!(scored(4.9).words(), "Moderate: about 8 times likelier than not");
        assert_eq!(scored(0.1).words(), "Undecided: about as likely as not");
        assert_eq!(scored(-5.0).words(), "Against: about 23 times less likely than not");
    }

    #[test]
    fn words_claim_no_more_than_was_seen() {
        for band in &calibration::shipped().bands {
            let words = scored(band.from_bits).words();
            let digits: String = words.chars().filter(char::is_ascii_digit).collect();
            let Ok(times) = digits.parse::<f64>() else { continue };
            let least_seen = if words.contains("likelier") { band.odds } else { 1.0 / band.odds };
            assert!(times <= least_seen, "{words} at {} bits", band.from_bits);
        }
    }
}
