//! The words of the shorthand: how each thing is written, and how it is said.
use crate::domain::care::finding::{Class, Method, Response, Side, Sign};
use crate::domain::care::line::{Every, Joint, Motion, PainOf, Part};

/// Something that is written as one fixed word.
pub(super) trait Token: Copy + PartialEq + 'static {
    const ALL: &'static [Self];

    /// As it is written, in lower case.
    fn code(self) -> &'static str;

    /// As it is said.
    fn said(self) -> &'static str;

    /// What a word in lower case stands for.
    fn from_code(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == word)
    }

    /// All of them as they are written.
    fn codes() -> Vec<String> {
        Self::ALL.iter().map(|one| one.code().to_owned()).collect()
    }
}

/// The first words of lines that are no findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Pain,
    Psfs,
    Change,
    Neck,
    Back,
    Rom,
    Plan,
    Next,
    HomeCare,
    Post,
    Alert,
    Consent,
    Soap(Part),
}

macro_rules! tokens {
    ($kind:ty { $($value:pat => $one:expr, $code:literal, $said:literal;)* }) => {
        impl Token for $kind {
            const ALL: &'static [Self] = &[$($one),*];

            fn code(self) -> &'static str {
                match self { $($value => $code),* }
            }

            fn said(self) -> &'static str {
                match self { $($value => $said),* }
            }
        }
    };
    ($kind:ident: $($name:ident $code:literal $said:literal;)*) => {
        tokens! { $kind { $($kind::$name => $kind::$name, $code, $said;)* } }
    };
}

tokens! { Head {
    Self::Pain => Self::Pain, "nrs", "pain of the session";
    Self::Psfs => Self::Psfs, "psfs", "how well an activity goes";
    Self::Change => Self::Change, "grc", "change as the client rates it";
    Self::Neck => Self::Neck, "ndi", "neck disability";
    Self::Back => Self::Back, "odi", "low back disability";
    Self::Rom => Self::Rom, "rom", "range of motion";
    Self::Plan => Self::Plan, "plan", "how often from here on";
    Self::Next => Self::Next, "next", "what to do next time";
    Self::HomeCare => Self::HomeCare, "hc", "home care";
    Self::Post => Self::Post, "post", "how the client was after";
    Self::Alert => Self::Alert, "alert", "to be known before a session";
    Self::Consent => Self::Consent, "ok", "consent to treat a place";
    Self::Soap(Part::Subjective) => Self::Soap(Part::Subjective), "s:", "in the client's words";
    Self::Soap(Part::Objective) => Self::Soap(Part::Objective), "o:", "found and done";
    Self::Soap(Part::Assessment) => Self::Soap(Part::Assessment), "a:", "assessment";
    Self::Soap(Part::Plan) => Self::Soap(Part::Plan), "p:", "plan";
} }

tokens! { Side:
    Left "l" "left";
    Right "r" "right";
    Both "b" "both sides";
}

tokens! { Class:
    Active "+a" "active";
    Latent "+l" "latent";
    Satellite "+s" "satellite";
    Key "+k" "key point";
}

tokens! { Sign:
    TautBand "tb" "taut band";
    Twitch "ltr" "twitch";
    Hypertonic "ht" "hypertonic";
    Adhesion "adh" "adhesion";
    Spasm "sp" "spasm";
}

tokens! { Method:
    Compression "ic" "compression";
    PostIsometric "pir" "PIR";
    Stretch "str" "stretch";
    SprayStretch "spr" "spray and stretch";
    CrossFibre "xff" "cross-fibre friction";
    MyofascialRelease "mfr" "myofascial release";
    Neuromuscular "nmt" "neuromuscular technique";
    DeepTissue "dt" "deep tissue";
    PinStretch "pin" "pin and stretch";
    Heat "heat" "heat";
    Ice "ice" "ice";
}

tokens! { Response:
    Released "=rel" "released";
    Partial "=part" "partial";
    NoChange "=nc" "no change";
    Worse "=worse" "worse";
}

tokens! { PainOf:
    Now "now" "now";
    Worst "worst" "worst";
    Best "best" "best";
    Average "avg" "on average";
}

tokens! { Joint:
    Neck "cx" "neck";
    UpperBack "tx" "upper back";
    LowBack "lx" "low back";
    Shoulder "sh" "shoulder";
    Elbow "el" "elbow";
    Wrist "wr" "wrist";
    Hip "hip" "hip";
    Knee "kn" "knee";
    Ankle "ank" "ankle";
    Jaw "jaw" "jaw";
}

tokens! { Motion:
    Flexion "flex" "flexion";
    Extension "ext" "extension";
    Rotation "rot" "rotation";
    SideBend "lf" "side bend";
    Abduction "abd" "abduction";
    Adduction "add" "adduction";
    InnerRotation "ir" "inner rotation";
    OuterRotation "er" "outer rotation";
    Opening "open" "opening";
}

tokens! { Every:
    Week "w" "a week";
    TwoWeeks "2w" "every 2 weeks";
    ThreeWeeks "3w" "every 3 weeks";
    FourWeeks "4w" "every 4 weeks";
    Month "m" "a month";
}

/// Every word that stands alone after the muscle.
pub(super) fn after_muscle() -> Vec<String> {
    let mut all = [Method::codes(), Sign::codes(), Class::codes(), Response::codes()].concat();
    all.extend(["na", "t0", "t1", "t2", "t3", "t4", "p1", "p2", "p3", "p4", "p5", "@*", "@-", "!"].map(str::to_owned));
    all
}
