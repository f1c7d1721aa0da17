//! Which scene is next: smooth weighted round robin, as nginx spreads requests over servers.
//!
//! Scenes come as often as their weights say, spread evenly, and the same programme gives the same order everywhere. Scenes
//! whose hours have passed or whose data is missing stand aside and keep their place.

use super::wall::Wall;
use crate::feed::screens::{Programme, Scene, SceneKind};

/// Where a programme stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    /// What each scene has saved up.
    credits: Vec<i32>,
    /// How often each scene was shown.
    shown: Vec<u32>,
}

impl Turn {
    /// How often a scene was shown before: the next of its items goes by it.
    #[must_use]
    pub fn shown(&self, scene: usize) -> u32 {
        self.shown.get(scene).copied().unwrap_or(0)
    }

    /// Begins anew: the programme has changed.
    pub fn reset(&mut self) {
        self.credits.clear();
        self.shown.clear();
    }
}

/// The next scene, by its place in the programme. `None` only where no scene has anything to show; then the screen shows its own
/// clock.
///
/// Outside of all hours a clock goes first, and then whatever there is: a lobby is never blank.
pub fn next(
    programme: &Programme,
    turn: &mut Turn,
    wall: Wall,
    has_data: &dyn Fn(&Scene) -> bool,
) -> Option<usize> {
    let scenes = &programme.scenes;
    if turn.credits.len() != scenes.len() {
        turn.reset();
        turn.credits.resize(scenes.len(), 0);
        turn.shown.resize(scenes.len(), 0);
    }
    let mut found = None;
    let mut most = i32::MIN;
    let mut total = 0;
    let mut otherwise = None;
    for (at, (scene, credit)) in scenes.iter().zip(&mut turn.credits).enumerate() {
        if !has_data(scene) {
            continue;
        }
        if !scene.window.holds(wall.day, wall.minute) {
            if scene.kind == SceneKind::Clock || otherwise.is_none() {
                otherwise = Some(at);
            }
            continue;
        }
        let weight = scene.weight.clamp(1, 10) as i32;
        total += weight;
        *credit += weight;
        if *credit > most {
            most = *credit;
            found = Some(at);
        }
    }
    let next = found.or(otherwise)?;
    if found.is_some()
        && let Some(credit) = turn.credits.get_mut(next)
    {
        *credit -= total;
    }
    if let Some(shown) = turn.shown.get_mut(next) {
        *shown = shown.wrapping_add(1);
    }
    Some(next)
}

/// Which of `count` items a scene shows the next time; 0 where there are none.
#[must_use]
pub fn item(shown_before: u32, count: usize) -> usize {
    match count {
        0 => 0,
        count => shown_before as usize % count,
    }
}

/// Which of `count` items is that of the day.
#[must_use]
pub fn item_of_the_day(wall: Wall, count: usize) -> usize {
    item(wall.date, count)
}

#[cfg(test)]
mod tests;
