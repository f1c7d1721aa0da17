//! What a reader is shown of a file, in lines.

use cchc::compare::{amount, band_words, change, rank_words, status_words, value_words};
use cchc::feed::{feedback, index, indexes, procedure, procedures, screens};
use cchc::format::Lang;
use cchc::screen::legible::Panel;
use cchc::screen::night::light;
use cchc::screen::programme::{Turn, next};
use cchc::screen::wall::Wall;

/// What the list of procedures tells, and how citizens call things.
pub(super) fn list(found: &procedures::Procedures) -> Vec<String> {
    let procedures = found.procedures.iter().map(|one| {
        format!(
            "{} | {} | {} | {} | {:?} {:?} {}",
            one.id, one.name, one.field, one.handler, one.levels, one.online, one.rarity
        )
    });
    let synonyms = found
        .synonyms
        .iter()
        .map(|one| format!("{} = {}", one.term, one.meanings.join(" | ")));
    procedures.chain(synonyms).collect()
}

/// What the sheet of one procedure tells.
pub(super) fn sheet(detail: &procedure::Detail) -> Vec<String> {
    let told = |text: &procedure::Text| {
        let blocks = text.iter().map(|block| match block {
            procedure::Block::Paragraph(text) => text.clone(),
            procedure::Block::List(items) => format!("[{}]", items.join("; ")),
        });
        blocks.collect::<Vec<_>>().join(" / ")
    };
    let about = &detail.procedure;
    let mut lines = vec![format!("{} | {}", about.id, about.name)];
    for way in &detail.ways {
        lines.push(format!(
            "{:?} | {:?} | {}",
            way.channel,
            way.time,
            told(&way.text)
        ));
        for fee in &way.fees {
            lines.push(format!(
                "  {:?} {:?} {:?}",
                fee.kind, fee.amount_vnd, fee.text
            ));
        }
    }
    for case in &detail.cases {
        lines.push(case.name.clone().unwrap_or_else(|| "-".to_owned()));
        for paper in &case.papers {
            let forms: Vec<_> = paper.forms.iter().map(|form| form.name.as_str()).collect();
            lines.push(format!(
                "  {} | {:?} {:?} {:?} | {}",
                paper.name,
                paper.originals,
                paper.copies,
                paper.is_required,
                forms.join(" ")
            ));
        }
    }
    for step in &detail.steps {
        let name = step.name.as_deref().unwrap_or("-");
        lines.push(format!("{name} | {}", told(&step.text)));
    }
    lines.push(format!("{:?}", detail.results));
    lines.push(told(&detail.conditions));
    lines.push(told(&detail.places));
    for law in &detail.laws {
        lines.push(format!("{:?} {:?}", law.number, law.name));
    }
    lines.push(detail.related.join(" "));
    lines
}

/// What a citizen is asked.
pub(super) fn forms(found: &feedback::Feedback) -> Vec<String> {
    let mut lines = vec![found.hub.clone().unwrap_or_else(|| "-".to_owned())];
    for form in &found.forms {
        lines.push(format!("{} {} | {}", form.id, form.version, form.title));
        for kind in &form.kinds {
            lines.push(format!("  {} | {} {:?}", kind.code, kind.label, kind.asks));
        }
        for topic in &form.topics {
            let agency = topic.agency.as_deref().unwrap_or("-");
            lines.push(format!("  {} | {} | {agency}", topic.code, topic.label));
        }
        for question in &form.questions {
            let options: Vec<_> = question.options.iter().map(|one| &*one.value).collect();
            lines.push(format!(
                "  {} | {} | {:?} {} {} {options:?} {:?}",
                question.id,
                question.label,
                question.kind,
                question.is_required,
                question.most_chars(),
                question.kinds
            ));
        }
        lines.push(format!(
            "  {:?} | {:?} {:?} {:?} {}",
            form.agencies, form.agency, form.ward, form.place, form.can_publish
        ));
        lines.push(format!("  {:?}", form.limits));
        let fields = form.contact.as_ref().map(|asked| &asked.fields);
        lines.push(format!("  {fields:?}"));
        if let Some(consent) = &form.consent {
            let purposes: Vec<_> = consent.purposes.iter().map(|one| &*one.id).collect();
            lines.push(format!(
                "  {} {} | {:?} {:?} {purposes:?}",
                consent.id, consent.version, consent.controller, consent.retention_days
            ));
        }
        lines.push(format!("  {:?}", form.due));
        for other in &form.elsewhere {
            lines.push(format!(
                "  {} | {} | {:?} {:?}",
                other.id, other.title, other.phone, other.url
            ));
        }
        let rating = form.rating.as_ref().map_or("-", |rating| &rating.question);
        lines.push(format!("  {rating}"));
    }
    lines
}

/// What a card tells of an index: its name, its latest figure, what became of it.
pub(super) fn card(index: &indexes::Index) -> Vec<String> {
    let mut lines = vec![format!("{} | {}", index.short, index.name.vi)];
    let Some(latest) = index.latest() else {
        lines.push("  -".to_owned());
        return lines;
    };
    let figures = &latest.figures;
    let value = figures.value.map_or_else(
        || "-".to_owned(),
        |value| amount(value, &index.unit, Lang::Vi),
    );
    let rank = figures.rank.map_or_else(
        || "-".to_owned(),
        |rank| match figures.rank_of {
            Some(of) => format!("{rank}/{of}"),
            None => rank.to_string(),
        },
    );
    let found = change(index, latest);
    lines.push(format!(
        "  {} | {value} | {rank} | {}",
        latest.period,
        status_words(latest.status, Lang::Vi)
    ));
    for lang in [Lang::Vi, Lang::En] {
        let band = figures.band.as_deref().unwrap_or_default();
        lines.push(format!(
            "  {} | {} | {}",
            value_words(index, &found, lang),
            rank_words(&found, lang),
            band_words(index, &found, band, lang)
        ));
        lines.push(format!("  {}", cchc::compare::sentence(index, lang)));
    }
    lines
}

/// What the pages behind a card tell: components, peers, rankings.
pub(super) fn pages(detail: &index::Detail) -> Vec<String> {
    let told = |value: Option<cchc::format::number::Decimal>| {
        value.map_or_else(|| "-".to_owned(), |value| value.text(Lang::Vi))
    };
    let place = |rank: Option<u32>| rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
    let mut lines = Vec::new();
    for edition in &detail.editions {
        lines.push(edition.period.clone());
        for (component, part) in detail.components.iter().zip(&edition.parts) {
            let (value, mean) = (told(part.value), told(part.mean));
            let rank = place(part.rank);
            lines.push(format!(
                "  {} | {value} | {mean} | {rank}",
                component.name.vi
            ));
        }
    }
    for peer in &detail.peers {
        let (value, rank) = (told(peer.figures.value), place(peer.figures.rank));
        lines.push(format!(
            "{} {} | {value} | {rank}",
            peer.period, peer.name.vi
        ));
    }
    for ranking in &detail.rankings {
        let (mean, of) = (told(ranking.mean), place(ranking.rank_of));
        lines.push(format!(
            "{} {} | {mean} | {of}",
            ranking.period, ranking.universe.vi
        ));
        for row in &ranking.rows {
            let (rank, value) = (place(row.rank), told(row.value));
            let closed = row.closed.as_deref().unwrap_or("-");
            lines.push(format!("  {rank} | {} | {value} | {closed}", row.name));
        }
    }
    lines
}

/// What screens show on a Monday: their letters, their light every six hours, and the first scenes of the morning.
pub(super) fn panels(found: &screens::Screens) -> Vec<String> {
    // Monday, 17 November 2025, at midnight.
    const MONDAY_MS: u64 = 1_763_312_400_000;
    let hour = |hour: u64| Wall::at(MONDAY_MS + hour * 3_600_000);
    let mut lines = Vec::new();
    for screen in &found.screens {
        let panel = Panel {
            width_px: 1_920,
            height_px: 1_080,
            diagonal_inch: screen.diagonal_inch,
            distance_m: screen.distance_m,
        };
        let lights = [0, 6, 12, 21, 23].map(|at| light(&screen.quiet, hour(at)));
        lines.push(format!("{} {} | {}", screen.id, screen.rev, screen.place));
        lines.push(format!(
            "  {:?} {:?} {:?} {:?}",
            screen.orientation, screen.lang, screen.theme, screen.mode
        ));
        lines.push(format!("  {:?}", panel.sizes()));
        lines.push(format!("  {lights:?}"));
        let programme = found.programme_of(screen);
        let mut turn = Turn::default();
        let scenes = (0..12).filter_map(|_| {
            let programme = programme?;
            let at = next(programme, &mut turn, hour(8), &|_| true)?;
            Some(format!("{:?}", programme.scenes.get(at)?.kind))
        });
        lines.push(format!("  {}", scenes.collect::<Vec<_>>().join(" ")));
    }
    lines
}
