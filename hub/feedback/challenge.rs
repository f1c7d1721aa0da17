//! The proof of work: challenges as in ALTCHA 2, made here and checked here, each good for one item.
//!
//! The counter is chosen here, so that checking costs one HMAC and a wrong prefix cannot pass. Site, form and the time of
//! making stand in the signed part. What is wrong about a proof never refuses an item: it is held for a person to look at.

use std::collections::BTreeMap;

use altcha::{
    Challenge, CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge,
    verify_solution,
};
use base64::Engine;
use serde_json::Value;

use super::problem::Problem;
use crate::config;
use crate::secrets::{Secrets, hex, random};

/// Why an item without any proof is held.
pub(super) const NO_PROOF: &str = "no-proof";
/// The one algorithm that the widget's worker knows.
const ALGORITHM: &str = "SHA-256";
/// A proof is about 1 kB; longer ones are none.
const MAX_PROOF_BYTES: usize = 8 << 10;
/// Longest life of a challenge in minutes.
const MAX_MINUTES: u32 = 20;

/// What a proof says about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Good, as far as one can tell before it is marked as used.
    Good {
        /// Marks the challenge.
        signature: String,
        /// After this nobody can use it again anyway, in ms.
        expires_ms: i64,
        /// When it was made, in ms.
        made_ms: i64,
    },
    /// Why the item is held.
    Bad(&'static str),
}

/// Makes a challenge for a form on a site.
pub(crate) fn make(
    secrets: &Secrets,
    settings: &config::Challenge,
    (site, form): (&str, &str),
    now_ms: i64,
) -> Result<Challenge, Problem> {
    let span = settings
        .tries_to
        .saturating_sub(settings.tries_from)
        .saturating_add(1);
    let chance = u32::from_be_bytes(random().map_err(|_| Problem::broken())?);
    let data = BTreeMap::from([
        ("form".to_owned(), Value::from(form)),
        ("made".to_owned(), Value::from(now_ms)),
        ("site".to_owned(), Value::from(site)),
    ]);
    create_challenge(CreateChallengeOptions {
        algorithm: ALGORITHM.to_owned(),
        cost: settings.cost,
        counter: Some(settings.tries_from + chance % span),
        data: Some(data),
        expires_at: Some(now_ms / 1000 + i64::from(settings.minutes.min(MAX_MINUTES)) * 60),
        hmac_signature_secret: Some(secret(secrets, "challenge")),
        hmac_key_signature_secret: Some(secret(secrets, "challenge key")),
        ..CreateChallengeOptions::default()
    })
    .map_err(|error| {
        tracing::error!(%error, "no challenge");
        Problem::broken()
    })
}

/// Looks at a proof as it stands in the field `altcha`.
pub(crate) fn check(
    secrets: &Secrets,
    proof: Option<&str>,
    (site, form): (&str, &str),
    now_ms: i64,
) -> Proof {
    let Some(proof) = proof.filter(|proof| !proof.is_empty()) else {
        return Proof::Bad(NO_PROOF);
    };
    let payload = (proof.len() <= MAX_PROOF_BYTES)
        .then(|| base64::engine::general_purpose::STANDARD.decode(proof).ok())
        .flatten()
        .and_then(|bytes| serde_json::from_slice::<Payload>(&bytes).ok());
    let Some(Payload {
        challenge,
        solution,
    }) = payload
    else {
        return Proof::Bad("proof-unreadable");
    };
    let parameters = &challenge.parameters;
    // By this hub's clock, not by the crate's, which cannot be set.
    let expires_ms = parameters.expires_at.unwrap_or(0).saturating_mul(1000);
    if expires_ms < now_ms {
        return Proof::Bad("proof-expired");
    }
    let checked = verify_solution(VerifySolutionOptions {
        hmac_key_signature_secret: Some(secret(secrets, "challenge key")),
        ..VerifySolutionOptions::new(&challenge, &solution, secret(secrets, "challenge"))
    });
    // Without the key's signature the crate takes the slow way; ours always have one.
    if !checked.is_ok_and(|checked| checked.verified) || parameters.key_signature.is_none() {
        return Proof::Bad("proof-wrong");
    }
    let said = |name: &str| parameters.data.as_ref().and_then(|data| data.get(name));
    let is = |name: &str, value: &str| said(name).and_then(Value::as_str) == Some(value);
    if !is("site", site) || !is("form", form) {
        return Proof::Bad("proof-of-another-form");
    }
    match (&challenge.signature, said("made").and_then(Value::as_i64)) {
        (Some(signature), Some(made_ms)) => Proof::Good {
            signature: signature.clone(),
            expires_ms,
            made_ms,
        },
        _ => Proof::Bad("proof-wrong"),
    }
}

fn secret(secrets: &Secrets, purpose: &str) -> String {
    hex(&secrets.mac(purpose, &[]))
}
