//! What the words of headers mean, in English, French, Spanish, Portuguese, German, Italian, Dutch, Polish, Turkish, Swedish
//! and a few words of their neighbours. A star stands for any ending.

use super::words::{nearly_equal, pieces, words};
use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::OnceLock;

/// A set of meanings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning(u128);

impl Meaning {
    pub(super) const NOTHING: Self = Self(0);

    /// Both together.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is left without these.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
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
    A = "発信者 викащ викащия depart partida partenza anropende cgpn cgpa llamo ligou dialler dialer rang phoning ringer making placing initiating chiama clg clng mista kenelta ani а α hivo hivofel kuldo pozivatelj pozivatel volajuceho truca trucador soittajan soittaja lahettaja pemanggil \
        pengirim asal galwr glaoiteoir καλων καλουντοσ αποστολεασ звонящий звонящего вызывающий вызывающего вызывающая \
        отправитель абонента_а исходящий_номер المتصل المرسل 主叫号码 主叫 发送方 發話號碼 発信番号 発信者 발신번호 \
        demandeur* llamador* liga ursprung* originant* initiateur apelant* initiator* inicjuj* opkaldende kilde volajuc* \
        podava* wywolujac* a calling caller originating originator originated orig origin origination oa from sender \
        sending source src dlg clip cli appelant* emetteur* expediteur* emisor* emissor* llamante* originante* origen \
        origem chamador* chamante* originador* anrufer* anrufende* rufer* rufende* absender* aparty anumber anum ano \
        anummer afzender* beller* bellend* oproeper* oproepend* quell quelle chiamante mittente origine dzwoniac* nadawc* \
        arayan gonderen uppringande ringande uppringare avsandar* fran volajici odesilatel apelant opkalder opringende \
        avsender",
    B = "着信者 着信先 викан викания arrivee llegada chegada arrivo anropt anropte cdpn cdpa recibio recebeu rung phoned getting riceve cld cldd mihin kenelle dnis gewahlt* marcad* discad* composta gekozen wybran* selezionat* б β hivott cimzett pozvani pozvanog primatelj primalac volaneho trucat destinatari vastaanottajan soitettu \
        terhubung tujuan penerima dipanggil καλουμενοσ καλουμενου παραληπτησ вызываемый вызываемого вызываемая получатель \
        набранный المستلم المستقبل المطلوب 被叫号码 被叫 接收方 受話號碼 着信番号 着信者 수신번호 demande demandee recebe \
        terminant* zielnummer terminaison apelat* modtag* opkaldt* docelow* primalac* b called callee dialled dialed dld \
        terminating terminated term termination destination dest dst to recipient receiver receiving received appele \
        appeles destinataire* receptor* destinatario* destino llamado chamado recebedor* angerufen* gerufen* empfanger* \
        zielrufnummer ziel bparty bnumber bnum bno bnummer ontvanger* gebeld* opgeroepen* opgebeld* bestemming chiamato \
        destinazione wybieran* wywolywan* odbiorc* aranan alici uppringt uppringd mottagar* till volany volane prijemce \
        apelat vastaanottaja modtager mottaker",
    TARGET = "celpont sledovan kohde kohdenumero target_no objectiu στοχοσ объект объекта цель الهدف 目标号码 目标 ziel \
        zielrufnummer zielnummer solicitad* richiest* kontrolowan* interceptad* intercept* onderzocht* review investigat* \
        suivi suivie tinta monitorizat* malnummer target served subject requested own zielanschluss eigene eigener alvo \
        objetivo cible cibles monitored intercepted investigad* intervenid* uberwacht* surveill* bersaglio intercettat* \
        monitorat* doel doelnummer eigen getapt badan* wlasn* hedef eget mal sledovan* interest interess*",
    OWNER = "elofizeto pretplatnik pretplatnika ucastnik ucastnika predplatitel liittyma tilaaja pelanggan συνδρομητησ \
        абонент абонента المشترك 用户号码 本机号码 本方号码 契約者 abonnentnummer teilnehmeranschluss abonat* klient \
        subscriber sub subs owner user customer client abonne abonnes abonnee abonado abonados assinante teilnehmer \
        anschlussinhaber msisdn subno abonnent* abonent* abone titular titolare cliente kunde klant account_number \
        uzytkownik",
    OTHER = "masik partner partneri drugi druga sugovornik sugovornika protistran vastapuoli toinen lawan altre \
        interlocutora αλλοσ συνομιλητησ собеседник собеседника контрагент контакт الآخر 对方号码 对方 相手番号 相手 \
        상대번호 parties participant* gegen gegennummer gegenpartei gegenseite tegen tegennummer contrari* contactad* \
        contactat* contattat* associate modpart* alt strona other opposite remote far distant contact correspondent \
        correspondant* counterpart counterparty peer interlocutor* interlocuteur* autre otro otra outro outra andere \
        anderer ander gegenstelle tegenpartij* correspondiente corresponsal contacto contato kontakt* second \
        interlocutore controparte contatto altro altra gesprekspartner gesprachspartner rozmowc* inny karsi diger \
        motpart* annat annan protistrana",
    NUMBER = "szam szama telefonszam broj brojevi cislo nomero numeroa numarul rhif uimhir αριθμοσ τηλεφωνο номер номера \
        телефон телефона رقم الرقم 号码 號碼 番号 번호 電話番号 电话号码 celular celulares numar number numbers no nos \
        num nr nro nbr n phone telephone tel telno mobile msisdn party prty cli numero numeros nummer nummern rufnummer \
        rufnummern telefonnummer telefon telefono telefone movil movel portable gsm anschluss digits dd ctn mdn \
        subscriber partie parte fixo fixe ligne linea linha zielrufnummer utenza numer numeru numara* taraf telefonu \
        puhelinnumero nomor aansluiting cellulare handynummer cell_number",
    IMEI = "imei imeisv esn meid",
    IMSI = "imsi",
    SIM = "sim iccid",
    CELL = "cellaazonosito celija bunka celica solu solun κυψελη сота соты الخلية 基站 小区 celul* cell cells cellid cgi \
        ecgi eci ci cid ncgi cellule celda celula zelle funkzelle funkzellen zellen sector sektor secteur cella komork* \
        hucre celle",
    SITE = "torony bazna bazne tukiasema tukiaseman menara κεραια станция станции الموقع_البرج 基站编号 site bts enodeb \
        enb gnb nodeb antenna antenne antena mast tower tour torre basestation sites erb zendmast stacja bazow* istasyonu \
        basstation basisstation sendemast estacion stazione",
    LAC = "lac tac rac",
    LAT = "breedte lat latitude latitud breite breitengrad breedtegraad latitudine szerokosc* enlem breddgrad",
    LON = "lon long lng longitude longitud laenge lange langengrad lengtegraad longitudine dlugosc* boylam langdgrad",
    COORD = "geo latlong latlon latlng coordinates coordinate coords coord gps grid ngr osgr gridref koordinat* \
        coordonnees coordenad* coordinat* wspolrzedne geograficzn* geogr geografic* geographic* geografisch* position pos",
    EASTING = "easting eastings east osx osgbe eastng",
    NORTHING = "northing northings north osy osgbn nrthing",
    AZIMUTH = "azimuth azi bearing azimut acimut heading orientation direccion beam",
    DATE = "datum kelt nap datumi paiva paivamaara pvm tanggal tgl kuupaev datums data_hora dyddiad ημερομηνια дата \
        التاريخ تاريخ 日期 通话日期 日付 날짜 dato date dates dt day fecha dia jour tag calldate dte data giorno dag \
        dzien tarih tarihi gun datetime",
    TIME = "ido idopont oraperc vrijeme vreme cas kellonaika klo waktu jam kell laiks laikas amser ωρα время الوقت وقت \
        时间 時間 时刻 時刻 시간 tidspunkt* klokkeslaet* ora godzin* time times clock tm hour hours hora heure heures \
        uhrzeit zeit uhr tijd tme horario zeitpunkt tijdstip orario godz czas saat saati zaman* tid tidpunkt klockslag hr \
        hodina aika kl klokkeslett tidspunkt",
    STAMP = "at instant momento moment timestamp datetime stamp horodatage zeitstempel fechahora datahora when \
        tijdstempel ts dtm",
    START = "invite iam kezdet kezdete pocetak pocetka zacetek zaciatok zahajeni alku alkoi alkamis* aloitus* mulai inici comenc \
        εναρξη εναρξησ начало начала البداية بداية 开始时间 开始 開始 開始時間 시작 inceput* begynd* start begin \
        beginning started commence commenced commencement initiation initiated seizure seize seizing setup placed open opened \
        connect conn debut inicio beginn anfang comienzo comeco strt answer answered init inizio aanvang poczat* \
        rozpoczec* baslang* baslama borjan anrufzeit zacat*",
    END = "lopetus* until till bis bye rel veg vege befejez* kraj zavrsetak zavrsetka konec ukonceni loppu paattyi paattymis* selesai berakhir final_hora \
        ληξη конец окончание окончания النهاية نهاية 结束时间 结束 終了 종료 stopped sfarsit* slut* termin end ended \
        finish finished stop release released cleared disconnect disconnected disconnecting close closed fin fim ende clear termination hangup \
        final eind einde fine termino koniec zakoncz* bitis* slut",
    FIRST = "first 1st initial primer primera primeiro primeira premier premiere erste erster ersten 1er primo prima \
        eerste pierwsz*",
    LAST = "last final latest ultimo ultima dernier derniere letzte letzter end 2nd laatste ostatni*",
    DURATION = "idotartam hossz trajanje trajanja trvanie delka dlzka kesto durada durasi lama διαρκεια длительность \
        продолжительность المدة مدة 通话时长 时长 通話時間 時長 통화시간 temps durata varighed* trvani laengde duration \
        dur durat elapsed et length talking duracion duracao duree dauer gesprachsdauer verbindungsdauer duur talk talktime usage \
        drtn durn conversation lasted trwani* dlugosc* sure suresi langd samtalslangd samtalstid varaktighet varighet \
        doba billsec tempo tiempo",
    SECONDS = "mp masodperc* sekundi sekundit detik δευτ δευτερολεπτα сек секунд секунды ثانية ثواني 秒 s sec secs second \
        seconds segundo segundos seg segs sekunde sekunden sek seconde secondes secondi secondo seconden sekund* sn \
        saniye ss",
    MINUTES = "perc minuta minuti minuuttia menit λεπτα мин минут минуты دقيقة دقائق 分钟 min mins minute minutes minuto \
        minutos minuten minut* dk dakika",
    MILLIS = "ms msec msecs millis milliseconds milisegundos millisecondes millisekunden millisec milli",
    TYPE = "folder action accion acao azione tipus vrsta laji tyyppi jenis tip_zapisa math cineal ειδοσ τυποσ тип вид نوع النوع 类型 類型 種別 유형 tipul \
        type types typ kind category categorie categoria kategorie art tipo toc class nature description desc group ind \
        indicator flag code tipologia soort rodzaj tur turu tip tipi naturaleza natura clase classe druh",
    SERVICE = "szolgaltatas usluga palvelu layanan υπηρεσια услуга услуги связи خدمة الخدمة 业务类型 业务 ydelse* \
        serviciu tjeneste* prestation prestacion leistung modalidad* modalidade medio service svc dienst servicio servico \
        bearer teleservice product mode channel servizio uslug* hizmet* tjanst* tjeneste medium media canal",
    EVENT = "hivas* esemeny poziv* udalost* hovor* tapahtuma puhelu* panggilan trucada trucades κληση κλησησ вызов вызова \
        звонок звонка соединения соединение مكالمة المكالمة 通话 呼叫 usage verbinding* call calls event events cdr \
        record transaction activity communication appel appels llamada llamadas chamada chamadas anruf anrufe ligacao \
        ligacoes verbindung* gesprach* session comm chiamata chiamate gesprek* verkeer polaczeni* rozmow* gorusme* arama* \
        konusma* samtal* evento eventos evenement* ereignis* handelse comunicacion* comunicacao comunicazione traffic \
        traffico trafico ruf interaction",
    TEXTS = "content body sms text mms message msg txt",
    DIRECTION = "irany smjer smer suunta arah sentit κατευθυνση направление الاتجاه اتجاه 呼叫类型 通话类型 方向 呼叫方向 \
        dirn drctn direccao senso directie retning* direction dir richting sens sentido direccion direcao inout io way \
        richtung mo mt direzione verso kierunek yon yonu riktning verbindungsrichtung rufrichtung retning orientacion \
        flow",
    INWARD = "in incoming inbound inward entrant entrante entrants eingehend kommend ankommend entrata entrada entree \
        inkomend przychodzac* gelen inkommande inc",
    OUTWARD = "sent out outgoing outbound outward sortant sortants saliente ausgehend gehend abgehend uscita salida saida \
        sortie uit uitgaand wychodzac* giden utgaende uscente og",
    TOWN = "varos helyseg mjesto grad mesto obec kaupunki paikkakunta kota πολη город المدينة 城市 oras localitate sted \
        town city village locality place ville ciudad cidade stadt ort localidad localidade location loc standort lieu \
        lugar plaats suburb municipio commune citta comune localita miast* miejscowosc* lokalizac* sehir ilce konum stad \
        plats locatie area gemeinde gemeente luogo",
    ADDRESS = "address addr adresse direccion endereco anschrift street adres calle rua indirizzo adress via",
    NAME = "name nombre nom nome naam nazwa ad adi namn",
    ID = "id identity identifier ident identificador identifiant kennung",
    UTC = "utc gmt zulu",
    LOCAL = "local locale lokal ortszeit",
    JUNK = "opc dpc cic lrn msc smsc switch sw tg trunk ip port cost charge charges charged price amount vat rebate credit tariff \
        network nw roaming roam circle operator oper carrier carriers tsp lsa isp volume bytes uplink downlink kb mb gb \
        sr serial sl sno seq sequence item index row status completion mac vowifi ue ticket zip state postcode plz apn \
        billing charging plan language file centre center translation country currency rat radio technology tech vlr hlr \
        account invoice bill leg legs cause reason result checksum distance km cout costo custo coste kosten koszt ucret \
        kostnad tarif tarifa tariffa operateur operadora operatore operator* observation* observacion* observacoes remark \
        remarks bemerkung* uwagi opmerking* anmarkning aciklama importe importo valor montant betrag netz netwerk volgnr \
        lopnr lfd lp sira rate balance solde saldo fee units rif",
    TRAFFIC = "volume bytes uplink downlink ul dl apn ip ipv4 ipv6 kb mb gb octets",
    FORWARD = "forward forwarding forwarded fow fwd divert diverted diversion redirect redirected redirecting third \
        translated original c cparty transfer transferred renvoi desvio desvi* weiterleit* umleit* rufumleitung deviat* \
        inoltr*",
    MADE = "made granted issued ordered",
    EFFECTIVE = "effective bar barred blocked block blocking comply compliance bites enforced disconnected",
    REFERENCE = "reference ref urn",
    ORDER = "order orders ddtro",
    DEVICE = "device handset equipment terminal gerat geratenummer",
    PERSON = "person nominal suspect holder",
    ROLE = "role roles",
    BASIS = "basis grounds evidence why note notes comment comments intelligence",
    SINCE = "from since",
    UNTIL = "to until till",
    LINE = "line lines",
    ANSWER = "answer answered alerting ringing ring",
    PAYER = "charged charge charging chargeable billed billing account invoice",
    ZONE = "zone timezone tz offset",
    HOLD = "hold held holding",
    BOOKED = "written recorded logged inserted loaded created processed imported exported",
    RINGING = "ring ringing rings alert alerting wait waiting queue queued sonnerie attente timbre espera chamamento \
        toque klingel* wartezeit squillo attesa overgaan wachttijd dzwonienia oczekiwani* vantetid ventetid",
    BILLED = "billed billable facture facturee factures facturees facturad* fatturat* faturad* gefactureerd* abgerechnet* \
        berechnet* fakturer* naliczon* rounded arrondie taxe taxee tarifad* tassat*",
    TALK = "billsec talk talking talktime conversation gesprachsdauer samtalstid conversacion conversacao conversazione",
    QUANTITY = "unit units qty qtty quantity quantities volume usage used consumed consumption menge einheiten verbrauch cantidad \
        unidades consumo quantite unites consommation quantita consumi quantidade qtde qtd qte unidades ilosc jednostki \
        hoeveelheid eenheden mangd enheter maengde enheder miktar",
    MEASURE = "unit uom measure einheit unidad unidade unite unita jednostka eenheid enhet enhed mesure medida misura birim",
}

/// Pieces so short that they may only begin or end a glued word.
const SHORT_PIECES: [&str; 9] = ["no", "id", "dt", "tm", "nr", "in", "a", "b", "et"];

fn dictionary() -> &'static HashMap<&'static str, Meaning> {
    static DICTIONARY: OnceLock<HashMap<&'static str, Meaning>> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        let mut dictionary: HashMap<&'static str, Meaning> = HashMap::new();
        for (word, meaning) in every_word() {
            let known = dictionary.entry(word.trim_end_matches('*')).or_default();
            *known = *known | meaning;
        }
        dictionary
    })
}

fn every_word() -> impl Iterator<Item = (&'static str, Meaning)> {
    VOCABULARY.iter().flat_map(|(meaning, words)| words.split_whitespace().map(|word| (word, *meaning)))
}

/// Words long enough that a slip of the pen leaves them recognisable.
fn long_words() -> &'static [(&'static str, Meaning)] {
    static LONG: OnceLock<Vec<(&'static str, Meaning)>> = OnceLock::new();
    LONG.get_or_init(|| {
        every_word().map(|(word, m)| (word.trim_end_matches('*'), m)).filter(|(word, _)| word.len() > 4).collect()
    })
}

/// Beginnings of words that are bent by case and gender (`dzwoniac*`), and what they mean.
fn stems() -> &'static [(&'static str, Meaning)] {
    static STEMS: OnceLock<Vec<(&'static str, Meaning)>> = OnceLock::new();
    STEMS.get_or_init(|| every_word().filter_map(|(word, m)| Some((word.strip_suffix('*')?, m))).collect())
}

/// What a header means: everything its words mean.
pub(super) fn meaning_of(header: &str) -> Meaning {
    // A sign alone stands over the numbers of the rows.
    if header.trim() == "#" {
        return Meaning::JUNK;
    }
    let words = words(header);
    // `CgPN`: capitals within a short name that is known as a whole.
    if words.len() > 1
        && header.trim().bytes().all(|b| b.is_ascii_alphabetic())
        && let Some(&meaning) = dictionary().get(words.concat().as_str())
    {
        return meaning;
    }
    // `ET` is the elapsed time, `Date et heure` is not.
    let and = |word: &str| word == "et" && words.len() > 1;
    let paired = words.windows(2).position(is_pair_of_ways);
    let said = |at: usize| paired.is_none_or(|pair| at != pair && at != pair + 1);
    let told = words.iter().enumerate().filter(|(at, word)| said(*at) && !and(word));
    let meaning = told.fold(Meaning::NOTHING, |all, (_, word)| all | meaning_of_word(word));
    let way = if paired.is_some() { Meaning::DIRECTION } else { Meaning::NOTHING };
    let meaning = meaning | way | side_of_preposition(&words);
    // `Non-served` is the other one.
    if words.iter().any(|w| w == "non" || w == "not") && meaning.has(Meaning::TARGET) {
        return meaning.without(Meaning::TARGET.with(Meaning::OWNER)) | Meaning::OTHER;
    }
    if is_of_who_did_it(&words) && meaning.has(Meaning::B) {
        return meaning.without(Meaning::B) | Meaning::A;
    }
    if words.iter().any(|w| w == "was" || w == "whom") && meaning.has(Meaning::A) && !meaning.has(Meaning::TIME) {
        return meaning.without(Meaning::A) | Meaning::B;
    }
    meaning
}

/// `De` and `A` (or `À`): from and to, where they head two columns of one table.
pub(super) fn is_from_and_to(from: &str, to: &str) -> bool {
    let plain = |header: &str| words(header).concat();
    matches!(plain(from).as_str(), "de" | "da" | "del" | "dal") && matches!(plain(to).as_str(), "a" | "al" | "alla")
}

/// `Received from` speaks of who sent it, `Called by` and `Who called` of who called; `Who was called` does not.
fn is_of_who_did_it(words: &[String]) -> bool {
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let last = words.last().map_or("", String::as_str);
    let behind = words.len() > 1
        && matches!(
            last,
            "from" | "von" | "van" | "fra" | "fran" | "by" | "par" | "por" | "af" | "av" | "door" | "przez"
        );
    // `Received by`: whoever did that was called.
    let takes = |word: &String| {
        ["receiv", "recu", "recib", "recebid", "empfang", "ontvang", "mottag", "odebran"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    let by = matches!(last, "by" | "par" | "por" | "af" | "av" | "door" | "przez");
    let behind = behind && !(by && words.iter().any(takes));
    behind || words.first().is_some_and(|word| word == "who") && !has(&["was", "were", "whom", "is"])
}

/// `E/S`, `I/O`: the first letters of the two ways, in some language.
fn is_pair_of_ways(pair: &[String]) -> bool {
    const INWARD: [&str; 4] = ["e", "i", "r", "t"];
    const OUTWARD: [&str; 4] = ["s", "o", "u", "a"];
    let [one, other] = pair else { return false };
    let ways = |one: &str, other: &str| INWARD.contains(&one) && OUTWARD.contains(&other);
    ways(one, other) || ways(other, one)
}

/// `Von`, `Van nummer`, `Vers`: words that are in many a header, and name a side where there is no other word but for the number.
fn side_of_preposition(words: &[String]) -> Meaning {
    let whom = |word: &str| matches!(word, "kogo" | "wen" | "wem" | "qui" | "quien" | "quem" | "whom" | "wie" | "hvem");
    let is_number = |word: &&String| meaning_of_word(word) == Meaning::NUMBER || whom(word);
    let is_alone = words.len() == 1;
    let mut rest = words.iter().filter(|word| is_alone || !is_number(word));
    match (rest.next().map(String::as_str), rest.next()) {
        (Some("wer" | "kto" | "del" | "de" | "von" | "van" | "da" | "od" | "fra" | "desde" | "dela"), None) => {
            Meaning::A
        }
        (
            Some(
                "wen" | "wem" | "kogo" | "al" | "an" | "vers" | "para" | "naar" | "til" | "do" | "hacia" | "nach"
                | "catre" | "verso",
            ),
            None,
        ) => Meaning::B,
        _ => Meaning::NOTHING,
    }
}

fn meaning_of_word(word: &str) -> Meaning {
    let dictionary = dictionary();
    if let Some(&meaning) = dictionary.get(word) {
        return meaning;
    }
    // Words of Chinese and Japanese stand without spaces between them.
    if word.chars().any(|c| c >= '\u{3040}') {
        return unspaced(word);
    }
    // A word of data must not be taken for a slip of the pen.
    if word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return Meaning::NOTHING;
    }
    let known = |piece: &str| (piece.len() > 2 || SHORT_PIECES.contains(&piece)) && dictionary.contains_key(piece);
    if let Some(parts) = linked_pieces(word, &known) {
        return parts.iter().fold(Meaning::NOTHING, |all, part| all | meaning_of_word(part));
    }
    // Bent words: the rest is an ending, not another word.
    let bent = stems().iter().filter(|(stem, _)| word.len() <= stem.len() + 4 && word.starts_with(stem));
    let bent = bent.fold(Meaning::NOTHING, |all, (_, meaning)| all | *meaning);
    if !bent.is_nothing() {
        return bent;
    }
    if let Some(parts) = pieces(word, 1, known) {
        return parts.iter().fold(Meaning::NOTHING, |all, part| all | meaning_of_word(part));
    }
    // `Laenge`, `Empfaenger`: vowels with dots, written as two letters.
    let undotted = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    if undotted != word {
        let meaning = meaning_of_word(&undotted);
        if !meaning.is_nothing() {
            return meaning;
        }
    }
    // Of short words too many are one letter from another word (`under`, `ander`).
    if word.len() < 6 {
        return Meaning::NOTHING;
    }
    // A slip that could be of several words is one of a word that is looked for, not of one that is passed over.
    let near: Vec<Meaning> =
        long_words().iter().filter(|(known, _)| nearly_equal(known, word)).map(|(_, meaning)| *meaning).collect();
    let is_junk = |m: &&Meaning| m.has(Meaning::JUNK);
    let sought = near.iter().filter(|m| !is_junk(m)).fold(Meaning::NOTHING, |all, m| all | *m);
    if sought.is_nothing() { near.iter().fold(Meaning::NOTHING, |all, m| all | *m) } else { sought }
}

/// What the known words within a text mean that has no spaces, the longest first.
fn unspaced(text: &str) -> Meaning {
    let mut meaning = Meaning::NOTHING;
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let known = every_word().filter(|(word, _)| word.starts_with(next) && rest.starts_with(*word));
        let longest = known.map(|(word, _)| word).max_by_key(|word| word.len());
        meaning = meaning | longest.and_then(|word| dictionary().get(word)).copied().unwrap_or_default();
        rest = &rest[longest.map_or(next.len_utf8(), str::len)..];
    }
    meaning
}

/// A compound of two words with a linking `s`, as German, Dutch and Swedish glue them (`Gesprächsbeginn`, `samtalslängd`).
fn linked_pieces<'w>(word: &'w str, known: &impl Fn(&str) -> bool) -> Option<Vec<&'w str>> {
    let long = |piece: &str| piece.len() > 2 && known(piece);
    (3..word.len().saturating_sub(3)).filter(|&at| word.is_char_boundary(at) && word.is_char_boundary(at + 1)).find_map(
        |at| {
            let (first, rest) = word.split_at(at);
            let second = rest.strip_prefix('s')?;
            (long(first) && long(second)).then(|| vec![first, second])
        },
    )
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
