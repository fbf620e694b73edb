//! Which questions stand together on a page: few enough for the screen of a phone.

use super::item::{Answer, Item};

/// What fits on a page, in questions of one line of buttons.
const ROOM: usize = 3;

/// More options than this take the room of two questions.
const SHORT_LIST: usize = 5;

/// The pages, each with the places of its questions. The first one has less room when a notice
/// stands on it.
pub fn pages(items: &[Item<'_>], notice: bool) -> Vec<Vec<usize>> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    let mut room = if notice { ROOM - 1 } else { ROOM };
    for (place, item) in items.iter().enumerate() {
        let needs = room_of(item);
        match pages.last_mut() {
            Some(page) if needs <= room => page.push(place),
            Some(_) => {
                room = ROOM;
                pages.push(vec![place]);
            }
            None => pages.push(vec![place]),
        }
        room = room.saturating_sub(needs);
    }
    pages
}

fn room_of(item: &Item<'_>) -> usize {
    match &item.answer {
        Answer::Matrix { .. } => ROOM,
        Answer::Ranking { .. } => 2,
        Answer::Choice { options, .. } if options.len() > SHORT_LIST => 2,
        Answer::Scale(scale) if !scale.labelled().is_empty() => 2,
        _ => 1,
    }
}
