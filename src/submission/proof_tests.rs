//! What the hub takes, and what it does not.
#![allow(clippy::unwrap_used, reason = "tests")]
use altcha::{
    Challenge, CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge,
    verify_solution,
};
use proptest::prelude::*;

use super::*;

fn challenge(counter: Option<u32>, cost: u32) -> Challenge {
    create_challenge(CreateChallengeOptions {
        algorithm: "SHA-256".to_owned(),
        counter,
        cost,
        hmac_signature_secret: Some("secret".to_owned()),
        ..CreateChallengeOptions::default()
    })
    .unwrap()
}

fn solved(challenge: &Challenge) -> Option<Payload> {
    let mut work = Work::of(&serde_json::to_string(challenge).unwrap())?;
    loop {
        match work.go_on(7) {
            Progress::Unfinished => {}
            Progress::Solved(payload) => return serde_json::from_str(&payload).ok(),
            Progress::Hopeless => return None,
        }
    }
}

fn is_taken(payload: &Payload) -> bool {
    let options = VerifySolutionOptions::new(&payload.challenge, &payload.solution, "secret");
    verify_solution(options).unwrap().verified
}

#[test]
fn the_key_is_the_one_of_the_reference() {
    // python3: h = sha256(salt + nonce + bytes([0, 0, 0, 2])), then sha256 of that, cost 2.
    let mut work = Work::of(
        r#"{"parameters":{"algorithm":"SHA-256","cost":2,"keyLength":32,"keyPrefix":"","nonce":"0102","salt":"ff00"}}"#,
    )
    .unwrap();
    work.counter = 2;
    assert_eq!(to_hex(&work.key()), KEY_OF_TWO);
}

const KEY_OF_TWO: &str = "99d5720e0ccbaf12f00cc2bbe78bdd445a42419becb253b4c4dff2d479fce575";

#[test]
fn what_is_solved_here_the_hub_takes() {
    for (counter, cost) in [(Some(0), 1), (Some(300), 3), (Some(41), 100), (None, 2)] {
        let payload = solved(&challenge(counter, cost)).unwrap();
        assert!(is_taken(&payload), "{counter:?} {cost}");
        if let Some(counter) = counter {
            assert_eq!(payload.solution.counter, counter);
        }
    }
}

#[test]
fn a_solution_for_another_challenge_or_a_wrong_counter_is_not_taken() {
    let mut payload = solved(&challenge(Some(20), 2)).unwrap();
    payload.challenge = challenge(Some(20), 2);
    assert!(!is_taken(&payload));
    let mut payload = solved(&challenge(Some(20), 2)).unwrap();
    payload.solution.counter = 19;
    assert!(!is_taken(&payload));
}

#[test]
fn what_nobody_could_solve_is_given_up() {
    let mut work = Work::of(
        r#"{"parameters":{"algorithm":"SHA-256","cost":1,"keyLength":32,"nonce":"00","salt":"00",
        "keyPrefix":"00000000000000000000000000000000"}}"#,
    )
    .unwrap();
    work.counter = MAX_TRIES - 3;
    assert_eq!(work.go_on(100), Progress::Hopeless);
}

#[test]
fn a_challenge_of_another_kind_is_none() {
    for parameters in [
        r#"{"algorithm":"PBKDF2/SHA-256","cost":1,"keyPrefix":"00","nonce":"00","salt":"00"}"#,
        r#"{"algorithm":"SHA-256","cost":100001,"keyPrefix":"00","nonce":"00","salt":"00"}"#,
        r#"{"algorithm":"SHA-256","cost":1,"keyPrefix":"0","nonce":"00","salt":"00"}"#,
        r#"{"algorithm":"SHA-256","cost":1,"keyPrefix":"0g","nonce":"00","salt":"00"}"#,
        r#"{"algorithm":"SHA-256","cost":1,"keyLength":1,"keyPrefix":"0000","nonce":"00","salt":"00"}"#,
        r#"{"algorithm":"SHA-256","keyPrefix":"00","nonce":"00","salt":"00"}"#,
    ] {
        assert!(Work::of(&format!(r#"{{"parameters":{parameters}}}"#)).is_none());
    }
    assert!(Work::of("").is_none() && Work::of("[]").is_none());
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", cost in any::<u64>(), bytes in any::<i64>(), hex in "[0-9a-g]{0,80}") {
        let _ = Work::of(&text);
        let challenge = format!(
            r#"{{"parameters":{{"algorithm":"SHA-256","cost":{},"keyLength":{bytes},"keyPrefix":"{hex}","nonce":"{hex}","salt":"{hex}"}}}}"#,
            cost % 4
        );
        if let Some(mut work) = Work::of(&challenge) {
            let _ = work.go_on(3);
        }
    }
}
