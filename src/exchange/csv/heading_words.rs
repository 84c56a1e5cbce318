//! The headings of foreign files by meaning: English, German, French, Spanish, Italian, Dutch; small letters only, no blanks.
use super::header::{AppointmentColumn as A, ClientColumn as C};

/// Words before a heading that say it is about the client ("Patient First Name").
pub(super) const CLIENT_PREFIXES: &[&str] = &[
    "clients",
    "client",
    "customers",
    "customer",
    "patients",
    "patient",
    "guests",
    "guest",
    "attendee",
    "contact",
    "member",
    "invitee",
    "kunden",
    "kunde",
    "klienten",
    "klient",
    "patienten",
    "klanten",
    "klant",
    "clientes",
    "cliente",
    "pazienti",
    "paziente",
];

/// Words before a heading that say it is about the appointment ("Appointment Date").
pub(super) const APPOINTMENT_PREFIXES: &[&str] =
    &["appointment", "appt", "termin", "afspraak", "rendezvous", "rdv", "session", "visit", "event", "cita"];

/// Headings of a list of clients.
pub(super) const CLIENT: &[(C, &str)] = &[
    (
        C::Id,
        "id clientid customerid patientid contactid memberid guestid number no nr uuid guid idnumber clientnumber clientno customernumber \
         customerno patientnumber patientno referenceid reference ref externalid squarecustomerid mrn chartnumber kundennummer kundennr kundenid \
         patientennummer patientennr patientenid nummer numero numeroclient numclient codeclient idclient idcliente numerocliente codicecliente \
         idpaziente klantnummer klantid",
    ),
    (C::Uid, "knotbookuid"),
    (
        C::Name,
        "name names fullname displayname completename clientname customername patientname guestname contactname firstandlastname nameandsurname \
         namevorname vornamename nachnamevorname vornamenachname lastnamefirstname lastfirst kundenname patientenname kunde klient client \
         customer patient nom nomcomplet nometprenom nomprenom prenomnom nombre nombrecompleto nombreyapellidos nome nomecompleto nomeecognome \
         cliente paziente naam volledigenaam klant",
    ),
    (C::FirstName, "firstname first forename givenname fname vorname prenom primernombre nombres voornaam"),
    (C::MiddleName, "middlename middle middlenames middleinitial additionalname zweitername tussenvoegsel"),
    (
        C::LastName,
        "lastname last surname familyname lname nachname familienname zuname nomdefamille apellido apellidos primerapellido cognome achternaam \
         familienaam",
    ),
    (
        C::Preferred,
        "preferredname preferredfirstname preferred nickname knownas goesby callingname rufname spitzname surnom apodo soprannome roepnaam aka",
    ),
    (
        C::Mobile,
        "mobile mobilephone mobilenumber mobilephonenumber phonemobile cell cellphone cellnumber cellular phonecell mobil handy handynummer \
         mobiltelefon mobilnummer mobilfunk telefonmobil portable telephoneportable telportable mobilite movil celular telefonomovil cellulare \
         telefonocellulare mobiel mobielnummer gsm sms smsnumber textnumber",
    ),
    (
        C::Phone,
        "phone phones phonenumber phonenumbers phonevalue telephone telephonenumber tel telno phoneno contactnumber contactphone primaryphone \
         mainphone telefon telefonnummer rufnummer telnr telefonnr numerodetelephone telefono numerodetelefono numeroditelefono numerotelefono \
         telefoon telefoonnummer",
    ),
    (
        C::OtherPhone,
        "homephone homenumber homephonenumber phonehome hometelephone workphone worknumber workphonenumber phonework worktelephone businessphone \
         otherphone secondaryphone alternatephone alternativephone altphone additionalphone landline daytimephone eveningphone festnetz \
         telefonprivat privattelefon telefongeschaftlich telefondienstlich telefonarbeit telfixe telephonefixe telephonedomicile \
         telephoneprofessionnel fixe telefonofijo telefonocasa telefonofisso vastetelefoon telefoonthuis whatsapp",
    ),
    (
        C::Email,
        "email emails emailaddress emailaddresses emailvalue emailid mail mailaddress primaryemail contactemail workemail personalemail homeemail \
         emailadresse mailadresse courriel adressemail adresseemail correo correoelectronico direccionemail direcciondecorreo indirizzoemail \
         emailadres mailadres",
    ),
    (
        C::Born,
        "born dob dateofbirth birthdate birthday birth dayofbirth bday geburtsdatum geburtstag geboren geborenam gebdatum gebdat \
         datedenaissance datenaissance naissance neele fechadenacimiento fechanacimiento nacimiento datadinascita datanascita nascita \
         geboortedatum",
    ),
    (
        C::Guardian,
        "guardian guardianname guardians parent parentname parentguardian guardianparent parentorguardian legalguardian responsibleparty \
         erziehungsberechtigter erziehungsberechtigte sorgeberechtigter sorgeberechtigte gesetzlichervertreter vormund representantlegal tuteur \
         tutor tutorlegal tutore genitore voogd ouder",
    ),
    (
        C::Note,
        "note notes clientnotes patientnotes customernotes comment comments remark remarks memo desknote generalnotes appointmentnotes notiz \
         notizen bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen hinweis hinweise remarque remarques commentaire commentaires \
         nota notas observacion observaciones comentario comentarios osservazioni commenti opmerking opmerkingen notitie notities",
    ),
    (
        C::Archived,
        "archived archivedat archivedon archiveddate isarchived inactive isinactive deleted deletedat deactivated archiviert inaktiv archive \
         archivado inactivo archiviato inattivo gearchiveerd inactief",
    ),
    (C::Active, "active isactive aktiv actif activo attivo actief"),
    (C::Status, "status clientstatus etat statut estado stato"),
    (
        C::Therapist,
        "preferredtherapist therapist usualtherapist primarytherapist practitioner preferredpractitioner primarypractitioner provider \
         preferredprovider primaryprovider preferredstaff preferredstaffmember assignedstaff staffmember therapeut therapeutin behandler \
         stammtherapeut therapeute praticien terapeuta",
    ),
    (C::Service, "usualservice preferredservice defaultservice"),
    (C::Pressure, "pressure preferredpressure"),
    (C::Prefers, "likestocome preferredtimes preferredtime"),
];

/// Headings of a list of appointments; what is said about the client in it is found in [`CLIENT`].
pub(super) const APPOINTMENT: &[(A, &str)] = &[
    (
        A::Id,
        "id appointmentid appointmentnumber apptid bookingid bookingno bookingnumber bookingreference bookingref bookingcode reservationid \
         confirmationcode confirmationnumber reference terminid terminnr terminnummer buchungsnummer idrendezvous idcita eventid sessionid uuid guid",
    ),
    (A::Uid, "knotbookuid"),
    (
        A::ClientId,
        "clientid customerid patientid guestid mrn kundennummer kundennr kundenid patientennummer klantnummer idclient idcliente idpaziente",
    ),
    (
        A::Client,
        "client clients clientname customer customername patient patientname guest guestname attendee attendeename invitee inviteename kunde kundin \
         kundenname patientin patientenname klient klientin nomduclient nomclient cliente nombredelcliente nombrecliente paziente nomecliente klant \
         klantnaam who",
    ),
    (
        A::Therapist,
        "therapist therapistname practitioner practitionername provider providername staff staffname staffmember staffmembername teammember \
         teammembername employee employeename calendar calendarname professional specialist clinician doctor treatedby assignedto with masseur \
         masseurin therapeut therapeutin behandler behandlerin mitarbeiter mitarbeiterin therapeute praticien praticienne collaborateur terapeuta \
         profesional empleado operatore professionista behandelaar medewerker",
    ),
    (
        A::Service,
        "service services servicename appointmenttype appointmenttypename type treatment treatmentname treatmenttype sessiontype eventtype \
         eventtypename visittype procedure item itemname leistung behandlung behandlungsart dienstleistung terminart termintyp angebot prestation \
         soin typederendezvous typederdv servicio tratamiento tipodecita servizio trattamento prestazione dienst behandeling afspraaktype",
    ),
    (
        A::Room,
        "room roomname treatmentroom resource resources resourcename raum zimmer behandlungsraum kabine salle cabine sala cabina kamer behandelkamer",
    ),
    (
        A::Date,
        "date day appointmentdate startdate dateofservice servicedate datum tag termindatum startdatum jour datederendezvous datedurendezvous \
         datedebut datededebut fecha dia fechadecita fechadelacita fechadeinicio data giorno dataappuntamento dag startdatumafspraak",
    ),
    (
        A::Start,
        "start starts starttime startat startsat startedat startdatetime startdateandtime startdatetimelocal begin begins begintime time timeslot \
         datetime dateandtime dateamptime when from scheduledstart bookingstart appointmenttime beginn startzeit startet uhrzeit zeit von anfang \
         datumuhrzeit debut heure heurededebut heuredebut horaire dateheure dateetheure inicio hora horainicio horadeinicio inizio ora orainizio \
         oradiinizio orario begintijd starttijd tijd aanvang van dtstart",
    ),
    (
        A::End,
        "end ends endtime endat endsat enddatetime enddateandtime enddatetimelocal finish finishes finishtime until to scheduledend bookingend ende \
         endzeit endet bis fin heuredefin heurefin horafin horadefin fine orafine oradifine eind einde eindtijd tot dtend",
    ),
    (A::EndDate, "enddate enddatum datefin datedefin fechafin fechadefin datafine einddatum"),
    (
        A::Minutes,
        "minutes mins duration durationminutes durationmins durationmin durationinminutes length lengthminutes lengthmins serviceduration dauer \
         dauermin dauerminuten dauerinminuten minuten duree dureeminutes dureemin dureeenminutes duracion duracionmin duracionminutos minutos \
         durata duratamin duratainminuti minuti duur duurmin",
    ),
    (
        A::Hours,
        "hours durationhours durationhrs durationinhours lengthhours dauerstd dauerstunden dauerinstunden stunden heures horas ore uren",
    ),
    (A::Buffer, "cleanupminutes cleanuptime bufferminutes"),
    (A::Status, "status appointmentstatus bookingstatus attendance attendancestatus state etat statut estado stato"),
    (A::NoShow, "didnotarrive didnotattend dna noshow isnoshow missed nichterschienen"),
    (
        A::Cancelled,
        "cancelled canceled cancelledat canceledat cancelledon canceledon cancelleddate canceleddate cancellationdate cancellationtime iscancelled \
         iscanceled storniert storniertam abgesagt abgesagtam annule annulele dateannulation",
    ),
    (A::Arrived, "arrived arrivedat patientarrived clientarrived isarrived checkedin checkedinat checkintime"),
    (A::Note, "bookingnote bookingnotes description"),
    (
        A::CancelReason,
        "cancelreason cancellationreason cancelationreason cancellationnote reasonforcancellation stornogrund absagegrund grundderabsage \
         motifdannulation motivodecancelacion motivocancelacion motivocancellazione redenvanannulering",
    ),
];
