use super::*;

#[test]
fn a_questionnaire_is_held_against_its_own_threshold() {
    use Of::{Fifty, Hundred};
    let of = |points, of| Score { points, of };
    for (measured, verdict, words) in [
        (
            ndi(of(24, Fifty), of(14, Fifty)),
            Verdict::Improved,
            "neck disability 24 → 14 of 50: improved (10 points less, 42 %; 10 points of 50 count)",
        ),
        (
            ndi(of(24, Fifty), of(15, Fifty)),
            Verdict::NoChange,
            "neck disability 24 → 15 of 50: no change (9 points less, 38 %; 10 points of 50 count)",
        ),
        (ndi(of(20, Fifty), of(30, Fifty)), Verdict::Worse, "neck disability 20 → 30 of 50: worse (10 points more; 10 points of 50 count)"),
        (
            ndi(of(20, Fifty), of(29, Fifty)),
            Verdict::NoChange,
            "neck disability 20 → 29 of 50: no change (9 points more; 10 points of 50 count)",
        ),
        (
            ndi(of(48, Hundred), of(29, Hundred)),
            Verdict::NoChange,
            "neck disability 48 → 29 of 100: no change (19 points less, 40 %; 20 points of 100 count)",
        ),
        (
            ndi(of(48, Hundred), of(28, Hundred)),
            Verdict::Improved,
            "neck disability 48 → 28 of 100: improved (20 points less, 42 %; 20 points of 100 count)",
        ),
        (
            ndi(of(24, Fifty), of(28, Hundred)),
            Verdict::Improved,
            "neck disability 24 of 50 → 28 of 100: improved (20 points less, 42 %; 20 points of 100 count)",
        ),
        (
            ndi(of(48, Hundred), of(15, Fifty)),
            Verdict::NoChange,
            "neck disability 48 of 100 → 15 of 50: no change (9 points less, 38 %; 10 points of 50 count)",
        ),
        (ndi(of(0, Fifty), of(0, Fifty)), Verdict::NoChange, "neck disability 0 → 0 of 50: no change (the same; 10 points of 50 count)"),
        (odi(50, 40), Verdict::Improved, "low back disability 50 % → 40 %: improved (10 points less, 20 %; 10 points or 30 % count)"),
        (odi(50, 41), Verdict::NoChange, "low back disability 50 % → 41 %: no change (9 points less, 18 %; 10 points or 30 % count)"),
        (odi(20, 14), Verdict::Improved, "low back disability 20 % → 14 %: improved (6 points less, 30 %; 10 points or 30 % count)"),
        (odi(24, 17), Verdict::NoChange, "low back disability 24 % → 17 %: no change (7 points less, 29 %; 10 points or 30 % count)"),
        (odi(20, 30), Verdict::Worse, "low back disability 20 % → 30 %: worse (10 points more; 10 or more are worse)"),
        (odi(20, 29), Verdict::NoChange, "low back disability 20 % → 29 %: no change (9 points more; 10 or more would be worse)"),
        (odi(0, 0), Verdict::NoChange, "low back disability 0 % → 0 %: no change (the same; 10 points or 30 % count)"),
    ] {
        assert_eq!((measured.verdict, measured.words.as_str()), (verdict, words));
    }
}

#[test]
fn a_pain_of_its_own_name_is_held_against_the_thresholds_of_pain() {
    let on = |value| Nrs::new(value).expect("on the scale");
    for (then, now, verdict, words) in [
        (8, 5, Verdict::Improved, "worst pain 8 → 5, 38 %: improved (3 points less; from 8, 3 points and 30 % count)"),
        (8, 6, Verdict::NoChange, "worst pain 8 → 6, 25 %: no change (2 points less; from 8, 3 points and 30 % count)"),
        (
            4,
            3,
            Verdict::SomeChange,
            "worst pain 4 → 3, 25 %: some change (1 point less; from 4, 1 point and 30 % count: the points are there, the share is not)",
        ),
        (5, 7, Verdict::Worse, "worst pain 5 → 7, 40 % more: worse (2 points more; 2 or more are worse)"),
        (0, 1, Verdict::NoChange, "worst pain 0 → 1: no change (1 point more; 2 or more would be worse)"),
    ] {
        let measured = pain("worst pain", on(then), on(now)).expect("numbers of the scale");
        assert_eq!((measured.verdict, measured.words.as_str()), (verdict, words));
    }
}

#[test]
fn function_is_the_mean_of_the_activities_told_both_times() {
    let told = |scores: &[(u8, u8)]| {
        scores.iter().map(|(activity, score)| (*activity, Nrs::new(*score).expect("on the scale"))).collect::<Vec<_>>()
    };
    for (then, now, verdict, words) in [
        (
            &[(1, 4)][..],
            &[(1, 5)][..],
            Verdict::NoChange,
            "function 4 → 5 of 10, 1 activity: no change (1 more; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
        (
            &[(1, 4)],
            &[(1, 6)],
            Verdict::SomeChange,
            "function 4 → 6 of 10, 1 activity: some change, a small one (2 more; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
        (
            &[(1, 4)],
            &[(1, 7)],
            Verdict::Improved,
            "function 4 → 7 of 10, 1 activity: improved, a large change (3 more; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
        // 4 of 3 activities is 1.33, 7 of 3 is 2.33, 8 of 3 is 2.67 and still short of 2.7.
        (
            &[(1, 4), (2, 5), (3, 5)],
            &[(1, 6), (2, 6), (3, 6)],
            Verdict::SomeChange,
            "function 4.7 → 6 of 10, 3 activities: some change, a small one (1.3 more; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
        (
            &[(1, 4), (2, 4), (3, 4)],
            &[(1, 6), (2, 6), (3, 7)],
            Verdict::Improved,
            "function 4 → 6.3 of 10, 3 activities: improved, a medium change (2.3 more; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
        (
            &[(1, 4), (2, 4), (3, 4)],
            &[(1, 6), (2, 7), (3, 7)],
            Verdict::Improved,
            "function 4 → 6.7 of 10, 3 activities: improved, a medium change (2.6 more; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
        // 5 of 4 activities is 1.25: short of 1.3.
        (
            &[(1, 4), (2, 4), (3, 4), (4, 4)],
            &[(1, 5), (2, 5), (3, 5), (4, 6)],
            Verdict::NoChange,
            "function 4 → 5.3 of 10, 4 activities: no change (1.2 more; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
        (&[(1, 6)], &[(1, 5)], Verdict::NoChange, "function 6 → 5 of 10, 1 activity: no change (1 less; 1.3 is worse)"),
        (&[(1, 6)], &[(1, 4)], Verdict::Worse, "function 6 → 4 of 10, 1 activity: worse (2 less; 1.3 is worse)"),
        // What was told only once takes no part.
        (
            &[(1, 4), (2, 0)],
            &[(1, 4), (3, 10)],
            Verdict::NoChange,
            "function 4 → 4 of 10, 1 activity: no change (the same; 1.3 is small, 2.3 medium, 2.7 large)",
        ),
    ] {
        let measured = psfs(&told(then), &told(now)).expect("an activity told both times");
        assert_eq!((measured.verdict, measured.words.as_str()), (verdict, words));
    }
    assert_eq!(psfs(&told(&[(1, 4)]), &told(&[(2, 9)])), None);
    assert_eq!(psfs(&[], &[]), None);
}
