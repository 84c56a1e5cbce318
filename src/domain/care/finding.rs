//! A treated point in one session: one line of a session note.
use super::body::Region;
use super::muscle::Muscle;
use crate::domain::text::Clean;

/// Pain or tenderness as the client counts it, 0 to 10 (numeric rating scale, NRS).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nrs(u8);

/// "pain 6 → 3", "pain 6": what was told of a session; nothing where it was not.
pub fn pain_words(before: Option<Nrs>, after: Option<Nrs>) -> Option<String> {
    let before = before?.get();
    Some(after.map_or_else(|| format!("pain {before}"), |after| format!("pain {before} → {}", after.get())))
}

impl Nrs {
    pub const MOST: u8 = 10;

    /// `None` for what the scale does not have.
    pub fn new(value: u8) -> Option<Self> {
        (value <= Self::MOST).then_some(Self(value))
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    Left,
    Right,
    Both,
}

/// What was asked about the pain of a point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Pain {
    /// Nothing is said about it.
    #[default]
    Unsaid,
    /// It was left out on purpose.
    NotAssessed,
    /// At least one of them was asked; the others were not.
    Told { before: Option<Nrs>, during: Option<Nrs>, after: Option<Nrs> },
}

/// Whether the point hurts by itself, only under the finger, because of another, or keeps others going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    Active,
    Latent,
    Satellite,
    Key,
}

/// What the hand finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    TautBand,
    Twitch,
    Hypertonic,
    Adhesion,
    Spasm,
}

/// Where its pain is felt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Refers {
    #[default]
    Unsaid,
    /// As the catalogue has it for the muscle.
    Usual,
    Nowhere,
    /// At least one.
    To(Vec<Region>),
}

/// What is done to a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Ischaemic compression (`ic`).
    Compression,
    /// Post-isometric relaxation (`pir`).
    PostIsometric,
    /// Stretching (`str`).
    Stretch,
    /// Spray and stretch (`spr`).
    SprayStretch,
    /// Cross-fibre friction (`xff`).
    CrossFibre,
    /// Myofascial release (`mfr`).
    MyofascialRelease,
    /// Neuromuscular technique (`nmt`).
    Neuromuscular,
    /// Deep tissue (`dt`).
    DeepTissue,
    /// Pin and stretch (`pin`).
    PinStretch,
    Heat,
    Ice,
}

/// A method with how long and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Technique {
    pub method: Method,
    pub seconds: Option<u32>,
    pub times: Option<u32>,
}

/// What became of the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Response {
    Released,
    Partial,
    NoChange,
    Worse,
}

/// Where a line comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    #[default]
    Typed,
    /// Brought over from the last signed note (`^`).
    Carried,
}

/// A treated point as one line says it; what a line does not say is empty, never zero.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    pub origin: Origin,
    pub side: Side,
    pub muscle: Muscle,
    /// A part of the muscle in the therapist's word ("clav"); empty for the whole.
    pub part: Clean,
    pub pain: Pain,
    pub refers: Refers,
    /// The client says "that is my pain": what parts an active point from a latent one (Delphi study, pubmed 29025044).
    pub recognised: bool,
    pub class: Option<Class>,
    pub signs: Vec<Sign>,
    /// Tenderness, grade 0 to IV.
    pub tenderness: Option<u8>,
    pub techniques: Vec<Technique>,
    /// 1 light to 5 firm.
    pub pressure: Option<u8>,
    /// The client's words for the pain ("ache").
    pub quality: Vec<Clean>,
    pub response: Option<Response>,
    pub remark: Clean,
}

impl Finding {
    /// A point and nothing else said of it.
    pub fn at(side: Side, muscle: Muscle) -> Self {
        Self {
            origin: Origin::Typed,
            side,
            muscle,
            part: Clean::default(),
            pain: Pain::Unsaid,
            refers: Refers::Unsaid,
            recognised: false,
            class: None,
            signs: Vec::new(),
            tenderness: None,
            techniques: Vec::new(),
            pressure: None,
            quality: Vec::new(),
            response: None,
            remark: Clean::default(),
        }
    }

    /// Where its pain is felt, as far as the line or the catalogue says.
    pub fn felt_in(&self) -> &[Region] {
        match &self.refers {
            Refers::Unsaid | Refers::Nowhere => &[],
            Refers::Usual => self.muscle.refers_to(),
            Refers::To(regions) => regions,
        }
    }

    /// A carried line that nobody has answered yet: it must get a value, be dropped or be set not assessed before signing.
    pub fn is_untouched(&self) -> bool {
        self.origin == Origin::Carried && self.pain == Pain::Unsaid
    }
}

impl Pain {
    /// What was told of it; nothing told is [`Pain::Unsaid`].
    pub fn told(before: Option<Nrs>, during: Option<Nrs>, after: Option<Nrs>) -> Self {
        if before.or(during).or(after).is_none() { Self::Unsaid } else { Self::Told { before, during, after } }
    }

    pub fn before(self) -> Option<Nrs> {
        match self {
            Self::Told { before, .. } => before,
            Self::Unsaid | Self::NotAssessed => None,
        }
    }

    pub fn after(self) -> Option<Nrs> {
        match self {
            Self::Told { after, .. } => after,
            Self::Unsaid | Self::NotAssessed => None,
        }
    }
}
