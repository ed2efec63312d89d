//! The logs that a phone keeps itself, as tools write them out column by column: what their codes mean is fixed.

use super::code::{Code, Direction};
use super::mapping::Column;
use crate::domain::Kind;

/// Further columns of Android's logs of calls and texts, one of which is enough to tell them.
const MARKS: [&str; 16] = [
    "_id",
    "new",
    "countryiso",
    "geocoded_location",
    "numbertype",
    "numberlabel",
    "thread_id",
    "read",
    "seen",
    "subscription_id",
    "phone_account_address",
    "presentation",
    "protocol",
    "body",
    "service_center",
    "data_usage",
];
/// Digits of a moment in milliseconds since 1970.
const DIGITS_OF_MILLIS: usize = 13;

/// What the codes of a column mean, if it is the `type` of the log of an Android phone (`CallLog.Calls`, `Telephony.Sms`).
pub(super) fn codes(at: usize, columns: &[Column]) -> Option<Vec<(String, Code)>> {
    let named = |name: &str| columns.iter().find(|column| column.header.trim().eq_ignore_ascii_case(name));
    if !columns[at].header.trim().eq_ignore_ascii_case("type") {
        return None;
    }
    let date = named("date")?;
    let calls = named("number").is_some() && named("duration").is_some();
    let texts = !calls && named("address").is_some();
    let is_marked = date.looks.most_digits == DIGITS_OF_MILLIS || MARKS.iter().any(|mark| named(mark).is_some());
    if !(calls || texts) || !is_marked {
        return None;
    }
    // In, out, missed, voicemail, rejected, blocked, answered elsewhere; of texts but the first two were sent at all.
    let known = if calls { "1234567" } else { "12" };
    let read = |code: &String| {
        let direction = if code == "2" { Direction::Outgoing } else { Direction::Incoming };
        let kind = if calls { Kind::Voice } else { Kind::Sms };
        let is_known = code.len() == 1 && known.contains(code.as_str());
        is_known.then(|| (code.clone(), Code { direction: Some(direction), kind: Some(kind) }))
    };
    let codes: Vec<_> = columns[at].looks.distinct().keys().map(read).collect::<Option<_>>()?;
    (!codes.is_empty()).then_some(codes)
}
