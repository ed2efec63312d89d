//! What the words of headers mean, in English, French, Spanish, Portuguese, German and a little Dutch.

use super::words::{nearly_equal, pieces, words};
use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::OnceLock;

/// A set of meanings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning(u64);

impl Meaning {
    pub(super) const NOTHING: Self = Self(0);

    /// Both together.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of these is meant.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether nothing is meant that is known here.
    pub(super) const fn is_nothing(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Meaning {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

macro_rules! meanings {
    ($($name:ident = $words:literal),* $(,)?) => {
        meanings!(@bits 0; $($name,)*);
        /// Every meaning with its words.
        const VOCABULARY: &[(Meaning, &str)] = &[$((Meaning::$name, $words)),*];
    };
    (@bits $bit:expr; $name:ident, $($rest:ident,)*) => {
        impl Meaning { pub(super) const $name: Self = Self(1 << ($bit)); }
        meanings!(@bits $bit + 1; $($rest,)*);
    };
    (@bits $bit:expr;) => {};
}

meanings! {
    A = "a calling caller originating originator originated orig origin origination oa from sender sending \
        source dlg clip cli appelant emetteur expediteur emisor emissor llamante originante origen origem chamador \
        chamante anrufer anrufender rufer rufende absender aparty anumber anum ano anummer afzender beller",
    B = "b called callee dialled dialed dld terminating terminated term termination destination dest da to recipient \
        receiver receiving received appele destinataire receptor destinatario destino llamado chamado recebedor \
        angerufener angerufene angerufen gerufener gerufene empfanger zielrufnummer bparty bnumber bnum bno bnummer \
        ontvanger gebelde bestemming",
    TARGET = "target served subject requested own zielanschluss eigene alvo objetivo cible monitored intercepted",
    OWNER = "subscriber sub subs owner user customer abonne abonnee abonado assinante teilnehmer anschlussinhaber msisdn \
        subno",
    OTHER = "other opposite remote contact correspondent correspondant counterpart counterparty peer interlocutor \
        interlocuteur interlocutora autre otro otra outro outra andere anderer gegenstelle partner tegenpartij \
        correspondiente corresponsal contacto contato kontakt",
    NUMBER = "number numbers no nos num nr n phone telephone tel telno mobile msisdn party prty cli numero numeros \
        nummer nummern rufnummer telefonnummer telefon telefono telefone movil movel portable gsm anschluss \
        digits dd ctn mdn subscriber partie parte fixo fixe ligne zielrufnummer",
    IMEI = "imei imeisv esn meid",
    IMSI = "imsi",
    SIM = "sim iccid",
    CELL = "cell cells cellid cgi ecgi eci ci cid ncgi cellule celda celula zelle funkzelle funkzellen sector sektor \
        secteur",
    SITE = "site bts enodeb enb gnb nodeb antenna antenne antena mast tower tour torre basestation sites erb",
    LAC = "lac tac rac",
    LAT = "lat latitude latitud breite breitengrad breedtegraad",
    LON = "lon long lng longitude longitud laenge lange langengrad lengtegraad",
    COORD = "latlong latlon latlng coordinates coordinate coords coord gps grid ngr osgr gridref koordinaten coordonnees coordenadas",
    EASTING = "easting eastings east osx osgbe",
    NORTHING = "northing northings north osy osgbn",
    AZIMUTH = "azimuth azi bearing azimut acimut heading orientation direccion beam",
    DATE = "date dt day datum fecha dia jour tag calldate dte data",
    TIME = "time tm hour hora heure uhrzeit zeit uhr tijd tme horario",
    STAMP = "timestamp datetime stamp horodatage zeitpunkt zeitstempel fechahora datahora when",
    START = "start begin beginning started commence commenced commencement initiation initiated seizure seize seizing \
        setup open opened connect conn debut inicio beginn anfang comienzo comeco strt answer answered init",
    END = "end ended finish finished stop release released disconnect disconnecting close closed fin fim ende clear \
        termination hangup final eind",
    FIRST = "first 1st initial primer primera primeiro primeira premier premiere erste erster ersten 1er",
    LAST = "last final latest ultimo ultima dernier derniere letzte letzter end 2nd",
    DURATION = "duration dur elapsed et length duracion duracao duree dauer gesprachsdauer verbindungsdauer duur talk \
        talktime usage drtn durn conversation lasted",
    SECONDS = "s sec secs second seconds segundo segundos seg segs sekunde sekunden sek seconde secondes",
    MINUTES = "min mins minute minutes minuto minutos minuten",
    MILLIS = "ms msec millis milliseconds",
    TYPE = "type typ kind category categorie categoria art tipo toc class nature description desc group ind indicator \
        code",
    SERVICE = "service svc dienst servicio servico bearer teleservice product mode channel",
    EVENT = "call calls event events cdr record transaction activity communication appel appels llamada llamadas chamada \
        chamadas anruf anrufe ligacao ligacoes verbindung gesprach session comm usage",
    TEXTS = "sms text mms message msg txt",
    DIRECTION = "direction dir richtung sens sentido direccion direcao inout io way richting mo mt",
    INWARD = "in incoming inbound inward entrant entrante eingehend",
    OUTWARD = "out outgoing outbound outward sortant saliente ausgehend",
    TOWN = "town city village locality place ville ciudad cidade stadt ort localidad localidade location loc standort \
        lieu lugar plaats suburb municipio commune",
    ADDRESS = "address addr adresse direccion endereco anschrift street adres calle rua",
    NAME = "name nombre nom nome",
    ID = "id identity identifier ident identificador",
    UTC = "utc gmt zulu",
    LOCAL = "local",
    JUNK = "lrn msc smsc switch sw tg trunk ip port cost charge charges charged price amount vat rebate credit tariff \
        network nw roaming roam circle operator oper carrier carriers tsp lsa isp volume bytes uplink downlink \
        kb mb gb sr serial sl sno seq sequence item index row status completion mac vowifi ue ticket zip state postcode \
        plz apn billing charging plan language file centre center translation country currency rat radio technology \
        tech vlr hlr account invoice bill leg legs cause reason result checksum distance km",
    TRAFFIC = "volume bytes uplink downlink ul dl apn ip ipv4 ipv6 kb mb gb octets",
    FORWARD = "forward forwarding forwarded fow fwd divert diverted diversion redirect redirected redirecting third \
        translated original c cparty transfer transferred",
    MADE = "made granted issued ordered",
    EFFECTIVE = "effective bar barred blocked block blocking comply compliance bites enforced disconnected",
    REFERENCE = "reference ref urn",
    ORDER = "order orders ddtro",
    DEVICE = "device handset equipment terminal",
    PERSON = "person nominal suspect holder",
    ROLE = "role roles",
    BASIS = "basis grounds evidence why note notes comment comments intelligence",
    SINCE = "from since",
    UNTIL = "to until till",
    LINE = "line lines",
    ANSWER = "answer answered alerting ringing ring",
    ZONE = "zone timezone tz offset",
}

/// Pieces so short that they may only begin or end a glued word.
const SHORT_PIECES: [&str; 9] = ["no", "id", "dt", "tm", "nr", "in", "a", "b", "et"];

fn dictionary() -> &'static HashMap<&'static str, Meaning> {
    static DICTIONARY: OnceLock<HashMap<&'static str, Meaning>> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        let mut dictionary: HashMap<&'static str, Meaning> = HashMap::new();
        for (meaning, words) in VOCABULARY {
            for word in words.split_whitespace() {
                let known = dictionary.entry(word).or_default();
                *known = *known | *meaning;
            }
        }
        dictionary
    })
}

/// Words long enough that a slip of the pen leaves them recognisable.
fn long_words() -> &'static [(&'static str, Meaning)] {
    static LONG: OnceLock<Vec<(&'static str, Meaning)>> = OnceLock::new();
    LONG.get_or_init(|| {
        let all = VOCABULARY.iter().flat_map(|(meaning, words)| words.split_whitespace().map(|word| (word, *meaning)));
        all.filter(|(word, _)| word.len() > 4).collect()
    })
}

/// What a header means: everything its words mean.
pub(super) fn meaning_of(header: &str) -> Meaning {
    words(header).iter().fold(Meaning::NOTHING, |all, word| all | meaning_of_word(word))
}

fn meaning_of_word(word: &str) -> Meaning {
    let dictionary = dictionary();
    if let Some(&meaning) = dictionary.get(word) {
        return meaning;
    }
    // A word of data must not be taken for a slip of the pen.
    if word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return Meaning::NOTHING;
    }
    let known = |piece: &str| (piece.len() > 2 || SHORT_PIECES.contains(&piece)) && dictionary.contains_key(piece);
    if let Some(parts) = pieces(word, 1, known) {
        return parts.iter().fold(Meaning::NOTHING, |all, part| all | meaning_of_word(part));
    }
    if word.len() < 5 {
        return Meaning::NOTHING;
    }
    let near = long_words().iter().filter(|(known, _)| nearly_equal(known, word));
    near.fold(Meaning::NOTHING, |all, (_, meaning)| all | *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_languages_mean_the_same() {
        for header in ["Duration", "Durée", "Duración", "Duração", "Dauer", "DUR(s)", "CallDuration"] {
            assert!(meaning_of(header).has(Meaning::DURATION), "{header}");
        }
        assert!(meaning_of("OTHER_PARTHY").has(Meaning::NUMBER));
        assert!(meaning_of("startdatetime").has(Meaning::START));
    }

    #[test]
    fn a_name_is_no_header() {
        for text in ["VODAFONE", "Bournemouth", "Kevin"] {
            assert!(meaning_of(text).is_nothing(), "{text}");
        }
    }
}
