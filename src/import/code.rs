//! Codes of operators: which way a record went and what kind of event it was.

use super::target_words::{way_from_target, way_of_person, ways_of_pair};
use super::words::{pieces, words};
use crate::domain::Kind;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

/// Which way a record went, seen from the number whose records these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    Incoming,
    Outgoing,
}

/// What a code says. Either part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    pub direction: Option<Direction>,
    pub kind: Option<Kind>,
}

/// What one word says of the way. Weak words (`in`, `to`) give way to strong ones (`originating`).
#[derive(Clone, Copy, Debug, Default)]
struct Hint {
    incoming: u8,
    outgoing: u8,
    kinds: u8,
}

const VOICE: u8 = 1;
const DATA: u8 = 2;
const OTHER: u8 = 4;
const SMS: u8 = 8;
const MMS: u8 = 16;

const IN_STRONG: &str = "inbox bejovo fogadott dolazn* primljen* prichadz* prijat* saapuv* tuleva* vastaanotet* masuk diterima \
    rebud* εισερχομεν* входящ* принят* полученн* вхід* واردة وارد مستلمة 来电 被叫 接收 呼入 着信 수신 sissetulev \
    binnenkom* recept* rein wejsc* intrar* primit* ic incoming inbound inward mt mtc mtsms ptc terminat* term received \
    receive receives recv rcvd recd rx missed incom* entrant* entree entrees entrada entrata recebid* recu recue recus \
    recues recibid* eingeh* eingeg* ankomm* kommend* eingang empfang* inkom* ontvang* ended finished smt smsmt smmt \
    arrivee arrives perdid* perdu* recibe receb* recoit riceve ontvangt odbiera arandi aranma alma ricevut* przychodz* odebran* nieodebran* gelen* alinan inkommande mottag* prichozi \
    saapuva* indgaende innkommende verpasst* gemist persa perse cevapsiz cagri";
const IN_WEAK: &str = "passiv passif pasiv* passivo in ind from to_us wej we ent eing inn";
const OUT_STRONG: &str = "outbox kimeno kezdemenyezett odlazn* poslan* odchadz* odoslan* lahtev* soitettu lahetet* keluar \
    terkirim dikirim sortint εξερχομεν* исходящ* отправленн* вихід* صادرة صادر مرسلة 去电 主叫 发送 呼出 発信 발신 \
    valjaminev originad* emission emissao emisja raus wyjsc* iesir* efectuat* og outgoing outbound outward mo moc mosms \
    poc originat* orig origin sent send sends dialled dialed dialing dialling made placed tx outgo* sortant* salient* \
    sortie sorties salida salidas saida saidas efetuad* efectuad* effettuat* effectue* realizad* enviad* envoye* emis \
    emise emises emitid* ausgeh* ausgeg* abgeh* abgeg* gehend* ausgang gesend* uitgaand* verzonden started smo smsmo smmo \
    submit depart uscent* uscita inviat* wychodz* wykonan* wyslan* giden* yapilan* gonderme gonderilen utgaende skickat skickad* \
    ringt llama chama chiama belt dzwoni ringer appelle aradi odchoz* trimis* lahteva* udgaende utgaaende gewahlt* gebeld getatigt* composed";
const OUT_WEAK: &str = "aktiv actif activ* attivo out ud to uit ut wyj sal ausg";
const VOICE_WORDS: &str = "hang hanghivas govor poziv* glasovn* puhelu puhe suara panggilan veu trucada φωνη κληση голос* \
    звон* вызов речь разговор* мовл* مكالمة صوت صوتية 语音 通话 电话 音声 通話 음성 tale tal taler telephon* voice call \
    calls calling speech telephony tel telephone phone moc mtc poc ptc volte vowifi audio voz voix vocal vocale appel \
    appels llamada* chamada* anruf* gesprach* sprach* telefoni* telefon conversation* voce fonia video gsm landline \
    mobile vo spraak* oproep* gesprek* chiamata chiamate telefonata telefonate conversazione ses arama* konusma* gorusme* \
    glos glosow* rozmow* polaczeni* samtal* rost* hovor* hlas* apel puhelu* opkald* anrop voip ims ts11";
const SMS_WORDS: &str = "uzenet poruk* sprav* tekstiviesti* pesan missatge μηνυμα смс сообщен* رسالة رسائل نصية 短信 \
    メッセージ 문자 kurzmitteilung* sms smss text texts texted txt texto textos message messages msg smo smt mosms mtsms smsmo \
    smsmt smmo smmt mensaje* mensage* mensagem mensagens nachricht* textnachricht* kurznachricht* rcs bericht* \
    tekstbericht* messaggi* mesaj* wiadomos* meddeland* textmeddelande* zprav* viesti* besked* melding* ts21 ts22";
const MMS_WORDS: &str = "mms picture multimedia pxt bild foto";
const DATA_WORDS: &str = "adat podaci podatk* данные интернет δεδομενα بيانات 数据 流量 データ data gprs packet pdp \
    internet web browsing ps ip datos donnees dados daten wap edge session gprsdata dati dane veri gegevens mobildata";
const OTHER_WORDS: &str = "voicemail vm vmail mailbox forward* forwarding cf cfu cfb cfw cfnr cfnry cfnrc divert* \
    diversion redirect* ussd rcf other sonstige autre otro outro altro buzon repondeur messagerie renvoi renvoye* \
    transfere* desviad* weitergeleit* weiterleit* umgeleit* rufumleitung deviat* inoltrat* doorgeschakeld* przekierowan* \
    yonlendir* anrufbeantworter";

/// What whole words say, and what the beginnings of bent words say (`entrant*`: `entrante`, `entrants`).
struct Dictionary {
    words: HashMap<&'static str, Hint>,
    stems: Vec<(&'static str, Hint)>,
}

/// Words that say nothing, of which codes are glued all the same: `mocallrecord`.
const MUTE: [&str; 6] = ["record", "rec", "cdr", "event", "leg", "type"];

impl Dictionary {
    fn knows(&self, piece: &str) -> bool {
        self.words.contains_key(piece) || MUTE.contains(&piece)
    }

    fn hint(&self, word: &str) -> Option<Hint> {
        let bent = || {
            let found = self.stems.iter().filter(|(stem, _)| word.len() <= stem.len() + 5 && word.starts_with(stem));
            found.max_by_key(|(stem, _)| stem.len()).map(|(_, hint)| *hint)
        };
        self.words.get(word).copied().or_else(bent)
    }

    /// What a word says of the way that begins words of one way alone: `usc` of `uscente`, `sort` of `sortant`.
    fn way_begun(&self, word: &str) -> Option<Hint> {
        if !(3..7).contains(&word.len()) {
            return None;
        }
        let ways = self.words.iter().map(|(known, hint)| (*known, *hint)).chain(self.stems.iter().copied());
        let begun = ways.filter(|(known, _)| known.len() > word.len() && known.starts_with(word));
        let (mut incoming, mut outgoing) = (false, false);
        for (_, hint) in begun {
            // A word that is of a kind alone is begun as well: then it is no way for certain.
            incoming |= hint.incoming > 0 || hint.outgoing == 0;
            outgoing |= hint.outgoing > 0 || hint.incoming == 0;
        }
        let weak = |one: bool| u8::from(one);
        (incoming != outgoing).then(|| Hint { incoming: weak(incoming), outgoing: weak(outgoing), kinds: 0 })
    }

    /// What a long word says of the way from within: `msoriginating`, `mobileterminatedcall`.
    fn way_inside(&self, word: &str) -> Option<Hint> {
        let whole = self.words.iter().map(|(known, hint)| (*known, *hint));
        let ways = whole.chain(self.stems.iter().copied());
        let inside = ways.filter(|(known, h)| known.len() > 6 && h.incoming != h.outgoing && word.contains(known));
        inside.max_by_key(|(known, _)| (known.len(), *known)).map(|(_, hint)| Hint { kinds: 0, ..hint })
    }
}

fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        let mut all: HashMap<&'static str, Hint> = HashMap::new();
        let mut add = |list: &'static str, change: &dyn Fn(&mut Hint)| {
            for word in list.split_whitespace() {
                change(all.entry(word).or_default());
            }
        };
        add(IN_STRONG, &|h| h.incoming = 2);
        add(IN_WEAK, &|h| h.incoming = h.incoming.max(1));
        add(OUT_STRONG, &|h| h.outgoing = 2);
        add(OUT_WEAK, &|h| h.outgoing = h.outgoing.max(1));
        add(VOICE_WORDS, &|h| h.kinds |= VOICE);
        add(SMS_WORDS, &|h| h.kinds |= SMS);
        add(MMS_WORDS, &|h| h.kinds |= MMS);
        add(DATA_WORDS, &|h| h.kinds |= DATA);
        add(OTHER_WORDS, &|h| h.kinds |= OTHER);
        let mut stems: Vec<(&'static str, Hint)> =
            all.iter().filter_map(|(word, hint)| Some((word.strip_suffix('*')?, *hint))).collect();
        stems.sort_unstable_by_key(|(stem, _)| *stem);
        let words = all.into_iter().filter(|(word, _)| !word.ends_with('*')).collect();
        Dictionary { words, stems }
    })
}

/// `SMSO`, `SMST`, `voiceI`: a letter of a way behind a kind.
fn way_behind_kind(word: &str) -> Option<Hint> {
    let kinds = ["sms", "mms", "voice", "call", "gprs"];
    match kinds.iter().find_map(|kind| word.strip_prefix(kind))? {
        "o" => Some(Hint { outgoing: 1, ..Hint::default() }),
        "i" | "t" => Some(Hint { incoming: 1, ..Hint::default() }),
        _ => None,
    }
}

/// What a code says by its words: `Voice Call - Outgoing`, `mSTerminatingSMSinMSC`, `SMT`, `A2P_SMSIN`, `Appel entrant`.
pub(super) fn read_code(text: &str) -> Code {
    if text.is_empty() || text.len() > 60 {
        return Code::default();
    }
    let dictionary = dictionary();
    let mut sum = Hint::default();
    let mut add = |hint: &Hint| {
        sum.incoming = sum.incoming.max(hint.incoming);
        sum.outgoing = sum.outgoing.max(hint.outgoing);
        sum.kinds |= hint.kinds;
    };
    let mut words = words(text);
    // `Call O/G`, `SMS I/C`: letters of one word behind that of a kind.
    if let [.., o, g] = &words[..]
        && matches!((o.as_str(), g.as_str()), ("o", "g") | ("i", "c"))
    {
        let way = format!("{o}{g}");
        words.truncate(words.len() - 2);
        words.push(way);
    }
    // `O/G`, `I/C`: letters of one word.
    if words.len() > 1 && words.len() < 5 && words.iter().all(|w| w.len() == 1) {
        words = vec![words.concat()];
    }
    for word in &words {
        if let Some(hint) = dictionary.hint(word) {
            add(&hint);
        } else if let Some(parts) = pieces(word, 2, |piece| dictionary.knows(piece)) {
            parts.iter().filter_map(|part| dictionary.words.get(part)).for_each(&mut add);
        } else {
            let way = dictionary.way_inside(word).or_else(|| way_behind_kind(word));
            way.or_else(|| dictionary.way_begun(word)).iter().for_each(&mut add);
        }
    }
    // `SMSinMSC`, `gprsSession2`: a kind inside a word that is not known as a whole.
    if sum.kinds == 0 {
        let lower = text.to_ascii_lowercase();
        for (stem, kind) in [("mms", MMS), ("sms", SMS), ("voice", VOICE), ("gprs", DATA)] {
            sum.kinds |= if lower.contains(stem) { kind } else { 0 };
        }
    }
    if words.iter().any(|w| w == "voice") && words.iter().any(|w| w == "mail" || w == "message") {
        sum.kinds |= OTHER;
        sum.kinds &= !SMS;
    }
    let direction = arrow(text).or_else(|| way_from_target(&words)).or(match sum.incoming.cmp(&sum.outgoing) {
        std::cmp::Ordering::Greater => Some(Direction::Incoming),
        std::cmp::Ordering::Less => Some(Direction::Outgoing),
        std::cmp::Ordering::Equal => None,
    });
    let direction = direction.or_else(|| way_of_person(&words));
    let kind = match sum.kinds {
        0 => None,
        k if k & MMS != 0 => Some(Kind::Mms),
        k if k & SMS != 0 => Some(Kind::Sms),
        k if k & OTHER != 0 => Some(Kind::Other),
        k if k & DATA != 0 => Some(Kind::Data),
        _ => Some(Kind::Voice),
    };
    // A forwarded call came in before it went on.
    let direction = direction
        .or((kind == Some(Kind::Other) && sum.kinds & OTHER != 0 && is_forward(&words)).then_some(Direction::Incoming));
    Code { direction, kind }
}

fn is_forward(words: &[String]) -> bool {
    words.iter().any(|w| {
        w.starts_with("forward") || w.starts_with("cf") || w.starts_with("divert") || w.starts_with("redirect")
    })
}

/// What the words of the name of a file or a sheet say of the way of all its records, if they are plain: `Outgoing calls`,
/// `SMS reçus`.
pub(super) fn direction_of_name(name: &str) -> Option<Direction> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut words = words(stem);
    words.retain(|word| word != "sheet");
    let hints: Vec<Hint> = words.iter().filter_map(|word| dictionary().hint(word)).collect();
    // `Calls in`: weak words tell it where all others are known and no number of a month or page is among them.
    let least = u8::from(hints.len() != words.len());
    match (hints.iter().any(|h| h.incoming > least), hints.iter().any(|h| h.outgoing > least)) {
        (true, false) => Some(Direction::Incoming),
        (false, true) => Some(Direction::Outgoing),
        _ => None,
    }
}

/// The way that an arrow points: `->`, `<--`, `→`.
fn arrow(text: &str) -> Option<Direction> {
    let rest = text.trim_matches(['-', '=', '<', '>', '→', '←', '⇒', '⇐']);
    let (right, left) = (text.contains(['>', '→', '⇒']), text.contains(['<', '←', '⇐']));
    match (rest.is_empty(), right, left) {
        (true, true, false) => Some(Direction::Outgoing),
        (true, false, true) => Some(Direction::Incoming),
        _ => None,
    }
}

/// Letters that mean something only beside the others of their column.
const LETTERS: [(&str, &[(&str, Code)]); 13] = [
    ("io", &[("i", INCOMING), ("o", OUTGOING)]),
    ("to", &[("t", INCOMING), ("o", OUTGOING)]),
    ("rs", &[("r", INCOMING), ("s", OUTGOING)]),
    ("rd", &[("r", INCOMING), ("d", OUTGOING)]),
    ("rm", &[("r", INCOMING), ("m", OUTGOING)]),
    ("es", &[("e", INCOMING), ("s", OUTGOING)]),
    ("ea", &[("e", INCOMING), ("a", OUTGOING)]),
    ("iu", &[("i", INCOMING), ("u", OUTGOING)]),
    ("eu", &[("e", INCOMING), ("u", OUTGOING)]),
    ("er", &[("r", INCOMING), ("e", OUTGOING)]),
    ("kg", &[("k", INCOMING), ("g", OUTGOING)]),
    ("pw", &[("p", INCOMING), ("w", OUTGOING)]),
    (
        "vsdmctg",
        &[
            ("v", VOICE_CODE),
            ("c", VOICE_CODE),
            ("s", SMS_CODE),
            ("t", SMS_CODE),
            ("m", MMS_CODE),
            ("d", DATA_CODE),
            ("g", DATA_CODE),
        ],
    ),
];
const INCOMING: Code = Code { direction: Some(Direction::Incoming), kind: None };
const OUTGOING: Code = Code { direction: Some(Direction::Outgoing), kind: None };
const VOICE_CODE: Code = Code { direction: None, kind: Some(Kind::Voice) };
const SMS_CODE: Code = Code { direction: None, kind: Some(Kind::Sms) };
const MMS_CODE: Code = Code { direction: None, kind: Some(Kind::Mms) };
const DATA_CODE: Code = Code { direction: None, kind: Some(Kind::Data) };

/// What is left of each code of several words when those of kinds are taken away, if that is one word in each and two words in
/// all: `rec` and `efe` of `REC Chamada` and `EFE Mensagem`.
pub(super) fn words_beside_kinds<'v>(values: &[&'v str]) -> Option<BTreeMap<&'v str, String>> {
    let dictionary = dictionary();
    let rest = |value: &'v str| {
        let mut rest = words(value).into_iter().filter(|w| dictionary.hint(w).is_none_or(|h| h.kinds == 0));
        let only = rest.next()?;
        (rest.next().is_none() && read_code(value).kind.is_some()).then_some((value, only))
    };
    let told: BTreeMap<&'v str, String> = values.iter().map(|v| rest(v)).collect::<Option<_>>()?;
    let distinct: BTreeSet<&String> = told.values().collect();
    (distinct.len() == 2).then_some(told)
}

/// What the single letters of a column mean together: `I` and `O`, `T` and `O`, `V` and `S`. `values` are all its values, in
/// lower case.
pub(super) fn read_letters<'v>(values: &[&'v str]) -> Vec<(&'v str, Code)> {
    if let [first, second] = *values
        && let Some((one, other)) = ways_of_pair(first, second)
    {
        let way = |direction| Code { direction: Some(direction), kind: None };
        return vec![(first, way(one)), (second, way(other))];
    }
    let alone = read_letters_alone(values);
    if alone.is_empty() { read_letters_beside_words(values) } else { alone }
}

/// The letters of `Llamada (E)` and `Mensaje (S)`: one in each value, ways alone.
fn read_letters_beside_words<'v>(values: &[&'v str]) -> Vec<(&'v str, Code)> {
    let letter_of = |value: &'v str| {
        let words = words(value);
        let mut letters = words.iter().filter(|w| w.len() == 1 && w.bytes().all(|b| b.is_ascii_alphabetic()));
        let letter = letters.next()?.clone();
        (words.len() > 1 && letters.next().is_none()).then_some((value, letter))
    };
    let told: Vec<(&'v str, String)> = values.iter().filter_map(|v| letter_of(v)).collect();
    if told.len() < values.len() || told.is_empty() {
        return Vec::new();
    }
    let mut letters: Vec<&str> = told.iter().map(|(_, letter)| letter.as_str()).collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 2 {
        return Vec::new();
    }
    let meanings = read_letters_alone(&letters);
    let code = |letter: &str| meanings.iter().find(|(known, _)| *known == letter).map(|(_, code)| *code);
    let with_code =
        |(value, letter): &(&'v str, String)| Some((*value, Code { kind: read_code(value).kind, ..code(letter)? }));
    told.iter().filter_map(with_code).filter(|(_, code)| code.direction.is_some()).collect()
}

fn read_letters_alone<'v>(values: &[&'v str]) -> Vec<(&'v str, Code)> {
    let single: Vec<&str> = values.iter().copied().filter(|v| v.len() == 1).collect();
    // One letter alone says too little, but for I and O.
    let enough = |set: &str| single.len() > 1 || set == "io";
    let found =
        LETTERS.iter().find(|(set, _)| !single.is_empty() && enough(set) && single.iter().all(|v| set.contains(v)));
    let Some((_, meanings)) = found else { return Vec::new() };
    single
        .into_iter()
        .filter_map(|v| meanings.iter().find(|(letter, _)| *letter == v).map(|(_, code)| (v, *code)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> (Option<Direction>, Option<Kind>) {
        let code = read_code(text);
        (code.direction, code.kind)
    }

    #[test]
    fn codes_of_many_operators_are_understood() {
        use Direction::{Incoming, Outgoing};
        for (text, direction, kind) in [
            ("IN", Some(Incoming), None),
            ("Outgoing", Some(Outgoing), None),
            ("SMT", Some(Incoming), Some(Kind::Sms)),
            ("SMO", Some(Outgoing), Some(Kind::Sms)),
            ("MOC", Some(Outgoing), Some(Kind::Voice)),
            ("MTC", Some(Incoming), Some(Kind::Voice)),
            ("MTSMS", Some(Incoming), Some(Kind::Sms)),
            ("mSOriginating", Some(Outgoing), None),
            ("mSTerminatingSMSinMSC", Some(Incoming), Some(Kind::Sms)),
            ("mSOriginatingSMSinMSC", Some(Outgoing), Some(Kind::Sms)),
            ("a_out", Some(Outgoing), None),
            ("A2P_SMSIN", Some(Incoming), Some(Kind::Sms)),
            ("Voice started", Some(Outgoing), Some(Kind::Voice)),
            ("Voice ended", Some(Incoming), Some(Kind::Voice)),
            ("SMS originated", Some(Outgoing), Some(Kind::Sms)),
            ("SMS finished", Some(Incoming), Some(Kind::Sms)),
            ("Voice Call", None, Some(Kind::Voice)),
            ("Appel entrant", Some(Incoming), Some(Kind::Voice)),
            ("Llamada saliente", Some(Outgoing), Some(Kind::Voice)),
            ("Eingehender Anruf", Some(Incoming), Some(Kind::Voice)),
            ("Picture Message", None, Some(Kind::Mms)),
            ("GPRS", None, Some(Kind::Data)),
            ("CF", Some(Incoming), Some(Kind::Other)),
            ("Voicemail", None, Some(Kind::Other)),
            ("Text Received", Some(Incoming), Some(Kind::Sms)),
            ("SMS-MO", Some(Outgoing), Some(Kind::Sms)),
            ("Call to", Some(Outgoing), Some(Kind::Voice)),
        ] {
            assert_eq!(code(text), (direction, kind), "{text}");
        }
    }

    #[test]
    fn names_and_towns_are_no_codes() {
        for text in ["Bournemouth", "prepaid", "07700900112", "Postpaid"] {
            assert_eq!(read_code(text), Code::default(), "{text}");
        }
    }

    #[test]
    fn letters_mean_something_together() {
        assert_eq!(read_letters(&["o", "t"]), [("o", OUTGOING), ("t", INCOMING)]);
        assert_eq!(read_letters(&["s", "v"]), [("s", SMS_CODE), ("v", VOICE_CODE)]);
        assert_eq!(read_letters(&["r", "s"]), [("r", INCOMING), ("s", OUTGOING)]);
        assert_eq!(read_letters(&["e", "u"]), [("e", INCOMING), ("u", OUTGOING)]);
        assert_eq!(read_letters(&["e", "r"]), [("e", OUTGOING), ("r", INCOMING)]);
        assert_eq!(read_letters(&["s"]), []);
    }
}
