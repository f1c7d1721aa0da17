//! What of an item may be read by everybody: the texts that are proposed, with personal data blacked out.

use super::{blackout, item};
use crate::secrets::Secrets;
use crate::store::life::ItemWhole;

/// Title, text, place and answer for the public, as they are now or as they are proposed.
pub(crate) fn texts(secrets: &Secrets, whole: &ItemWhole) -> [String; 4] {
    let known: Vec<String> = item::contact(secrets, whole)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let text = |now: &Option<String>, from: &str| match now {
        Some(now) => now.clone(),
        None => blackout::propose(from, &known),
    };
    let answer = whole.answer().map(|reply| {
        let parts = [
            &reply.text.body,
            &reply.text.action_taken,
            &reply.text.evidence,
            &reply.text.legal_basis,
        ];
        let labels = ["", "Đã làm: ", "Tài liệu kèm theo: ", "Căn cứ: "];
        let parts = labels
            .iter()
            .zip(parts)
            .filter(|(_, part)| !part.trim().is_empty());
        parts
            .map(|(label, part)| format!("{label}{part}"))
            .collect::<Vec<_>>()
            .join("\n")
    });
    [
        text(&whole.public_title, &whole.title),
        text(&whole.public_body, &whole.body),
        text(
            &whole.public_place,
            whole.place.as_deref().unwrap_or_default(),
        ),
        text(&whole.public_answer, &answer.unwrap_or_default()),
    ]
}
