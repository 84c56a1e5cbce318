//! States of appointments, in our words and in those of other programs.
use super::cell::key;

/// What a file says became of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ForeignStatus {
    Booked,
    Confirmed,
    Arrived,
    InSession,
    Done,
    NoShow,
    CancelledByClient,
    CancelledByPractice,
    /// Cancelled; by whom is not said.
    Cancelled,
    LateCancelled,
    /// Lifted out of the book. Also what others call "rescheduled": the row may be the old time or the new one, and only
    /// this state neither books it twice nor loses it.
    ToRebook,
    /// Offered to someone for a while; only our own files say so.
    Held,
    /// A date of a standing appointment that is not to happen; only our own files say so.
    Skipped,
    /// A date of a standing appointment that met a conflict; only our own files say so.
    ToDecide,
    /// The file says nothing.
    Unsaid,
}

use ForeignStatus as S;

/// Our own words, written and read back.
const OURS: [(S, &str); 15] = [
    (S::Booked, "booked"),
    (S::Confirmed, "confirmed"),
    (S::Arrived, "arrived"),
    (S::InSession, "in session"),
    (S::Done, "done"),
    (S::NoShow, "no-show"),
    (S::CancelledByClient, "cancelled by client"),
    (S::CancelledByPractice, "cancelled by practice"),
    (S::Cancelled, "cancelled"),
    (S::LateCancelled, "late-cancelled"),
    (S::ToRebook, "to rebook"),
    (S::Held, "held"),
    (S::Skipped, "skipped"),
    (S::ToDecide, "to decide"),
    (S::Unsaid, ""),
];

/// The words of other programs, small letters only.
const THEIRS: &[(S, &str)] = &[
    (
        S::Booked,
        "booked scheduled new pending open active unconfirmed notconfirmed upcoming reserved tentative requested gebucht geplant offen reserviert \
         vereinbart unbestatigt planifie prevu reserve enattente programada programado pendiente reservada prenotato programmato inattesa gepland \
         geboekt",
    ),
    (
        S::Confirmed,
        "confirmed accepted approved reconfirmed bestatigt confirme confirmee confirmada confirmado confermato confermata bevestigd",
    ),
    (
        S::Arrived,
        "arrived checkedin checkin waiting inwaitingroom here eingetroffen angekommen wartend arrive arrivee llegado llegada arrivato aangekomen",
    ),
    (S::InSession, "insession inprogress started intreatment withpractitioner inbehandlung laufend encours encurso incorso bezig"),
    (
        S::Done,
        "done completed complete finished attended show showed showedup kept fulfilled seen treated checkedout checkout closed paid invoiced billed \
         erledigt abgeschlossen wahrgenommen durchgefuhrt behandelt erschienen bezahlt abgerechnet termine terminee honore effectue paye realisee \
         completada completado atendido asistio pagado completato completata eseguito pagato voltooid afgerond betaald",
    ),
    (
        S::NoShow,
        "noshow noshowed didnotarrive didnotattend didnotshow dna missed absent absence notattended failedtoattend fta nichterschienen \
         nichtgekommen versaumt unentschuldigt absente nonvenu nonhonore nonpresente noasistio ausente nopresentado nonpresentato assente \
         nietverschenen nietgekomen",
    ),
    (
        S::CancelledByClient,
        "cancelledbyclient cancelledbycustomer cancelledbypatient cancelledbyguest clientcancelled patientcancelled customercancelled vomkundenabgesagt \
         vompatientenabgesagt patienthatabgesagt annuleparleclient annuleparlepatient canceladoporelcliente",
    ),
    (
        S::CancelledByPractice,
        "cancelledbypractice cancelledbyclinic cancelledbyprovider cancelledbypractitioner cancelledbystaff cancelledbybusiness cancelledbyseller \
         cancelledbymerchant cancelledbytherapist cancelledbyus practicecancelled cliniccancelled providercancelled vonpraxisabgesagt \
         vonderpraxisabgesagt declined rejected abgelehnt refuse rechazado rifiutato",
    ),
    (
        S::Cancelled,
        "cancelled deleted void voided removed storniert abgesagt geloscht entfallen ausgefallen annule annulee cancelada cancelado anulada anulado \
         annullato annullata disdetto cancellato geannuleerd afgezegd",
    ),
    (
        S::LateCancelled,
        "latecancelled latecancel latecancellation cancelledlate latecancelledbyclient shortnoticecancellation kurzfristigabgesagt spatabgesagt \
         annuletardivement annulationtardive cancelaciontardia",
    ),
    (
        S::ToRebook,
        "torebook rebook rescheduled reschedule moved postponed toreschedule verschoben verlegt reporte reportee reprogramada rinviato verzet",
    ),
];

impl ForeignStatus {
    /// Our own word; empty for nothing said.
    pub fn word(self) -> &'static str {
        OURS.iter().find(|(status, _)| *status == self).map_or("", |(_, word)| word)
    }

    /// The state a word of any program names; `None` if none is known.
    pub fn of(word: &str) -> Option<Self> {
        let key = key(word).replace("canceled", "cancelled");
        if key.is_empty() {
            return word.trim().is_empty().then_some(S::Unsaid);
        }
        let theirs = || THEIRS.iter().find(|(_, words)| words.split_ascii_whitespace().any(|word| word == key)).map(|(status, _)| *status);
        OURS.iter().find(|(_, word)| self::key(word) == key).map(|(status, _)| *status).or_else(theirs)
    }

    /// Whether it says that the appointment does not happen at that time.
    pub fn is_off(self) -> bool {
        matches!(
            self,
            S::NoShow | S::CancelledByClient | S::CancelledByPractice | S::Cancelled | S::LateCancelled | S::ToRebook | S::Skipped
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_in_many_words() {
        let table = [
            ("Completed", Some(S::Done)),
            ("Checked Out", Some(S::Done)),
            ("Did not arrive", Some(S::NoShow)),
            ("DNA", Some(S::NoShow)),
            ("Canceled", Some(S::Cancelled)),
            ("CANCELLED_BY_CUSTOMER", Some(S::CancelledByClient)),
            ("Canceled by client", Some(S::CancelledByClient)),
            ("Late Cancel", Some(S::LateCancelled)),
            ("Rescheduled", Some(S::ToRebook)),
            ("Bestätigt", Some(S::Confirmed)),
            ("Annulé", Some(S::Cancelled)),
            ("  ", Some(S::Unsaid)),
            ("Purple", None),
            ("7", None),
        ];
        for (word, status) in table {
            assert_eq!(ForeignStatus::of(word), status, "{word:?}");
        }
        for (status, word) in OURS {
            assert_eq!((ForeignStatus::of(word), status.word()), (Some(status), word));
        }
    }

    #[test]
    fn no_word_names_two_states() {
        let mut words: Vec<&str> = THEIRS.iter().flat_map(|(_, words)| words.split_ascii_whitespace()).collect();
        words.sort_unstable();
        assert_eq!(words.windows(2).find(|pair| pair[0] == pair[1]), None);
    }
}
