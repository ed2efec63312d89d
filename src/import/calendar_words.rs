//! Names of months and weekdays in the languages of the vocabulary.

use super::words::words;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Names of each month, whole and cut short, without accents.
const MONTHS: [&str; 12] = [
    "jan january janv janvier ene enero janeiro januar januari janner gen gennaio sty stycznia styczen oca ocak led ledna ian \
     ianuarie tammi tammikuu",
    "feb february fev fevr fevrier febrero fevereiro februar februari febbraio lut lutego luty sub subat unor unora februarie helmi",
    "mar march mars marzo marco marz mrz maerz maart mrt marca marzec mart marts brez brezna martie maalis",
    "apr april avr avril abr abril aprile kwi kwietnia kwiecien nis nisan dubna duben aprilie huhti",
    "may mai mayo maio mei mag maggio maj maja mayis kvet kvetna touko",
    "jun june juin junio junho juni giu giugno cze czerwca czerwiec haz haziran cervna cerven iun iunie kesa",
    "jul july juil juillet julio julho juli lug luglio lip lipca lipiec tem temmuz cervence cervenec iul iulie heina",
    "aug august aout ago agosto augustus sie sierpnia sierpien agu agustos augusti srp srpna elo",
    "sep sept september septembre septembro septembre septiembre setiembre set setembro sett settembre wrz wrzesnia wrzesien eyl \
     eylul zari septembrie syys",
    "oct october octobre octubre out outubro okt oktober ott ottobre paz pazdziernika pazdziernik eki ekim rij rijna octombrie loka",
    "nov november novembre noviembre novembro lis listopada listopad kas kasim noiembrie marras listopadu",
    "dec december decembre dic diciembre dez dezembro dezember dicembre gru grudnia grudzien ara aralik des desember pros prosince \
     decembrie joulu",
];

/// Names of weekdays, whole and cut short, without accents.
const WEEKDAYS: &str = "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday \
    lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche lunes martes mie miercoles jue jueves vie \
    viernes sab sabado dom domingo seg segunda ter terca qua quarta qui quinta sex sexta feira mo montag di dienstag mi mittwoch \
    do donnerstag fr freitag sa samstag sonnabend so sonntag mit die don fre son lunedi martedi mercoledi gio giovedi venerdi \
    sabato domenica ma maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag pon poniedzialek wt wtorek sr \
    sroda czw czwartek pt piatek sob sobota nd niedz niedziela pzt pazartesi sal sali car carsamba per persembe cum cuma cmt \
    cumartesi paz pazar man mandag tis tisdag ons onsdag tor tors torsdag fredag lor lordag sondag tir tirsdag ut utery st \
    streda ct ctvrtek pa patek so ne nedele maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai";

/// The word in lower case and without accents.
fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else if word.is_ascii() {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Owned(words(word).concat())
    }
}

/// The number of the month that a word names.
pub(super) fn month_of(word: &str) -> Option<u16> {
    static NAMES: OnceLock<HashMap<&'static str, u16>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let numbered = MONTHS.iter().zip(1..);
        numbered.flat_map(|(names, month)| names.split_ascii_whitespace().map(move |name| (name, month))).collect()
    });
    if word.len() < 3 || word.len() > 20 { None } else { names.get(plain(word).as_ref()).copied() }
}

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    static NAMES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| WEEKDAYS.split_ascii_whitespace().collect());
    (2..15).contains(&word.len()) && names.contains(plain(word).as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_with_and_without_accents() {
        for (word, month) in
            [("Mär", 3), ("AOÛT", 8), ("paź", 10), ("Şubat", 2), ("setembro", 9), ("gru", 12), ("Sept", 9)]
        {
            assert_eq!(month_of(word), Some(month), "{word}");
        }
        assert_eq!((month_of("Luton"), month_of("ab")), (None, None));
        assert!(is_weekday("śr") && is_weekday("Sat") && is_weekday("mié") && !is_weekday("Luton"));
    }
}
