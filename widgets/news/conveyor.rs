//! The moving line. Each item is moved by its own compositor animation; the next one is attached behind the last,
//! out of sight. A new feed changes only the queue, so nothing in sight ever jumps, and between two items
//! leaving the main thread does nothing at all.
//!
//! Speed follows reading: smooth scrolling is understood from 100 to 300 words a minute (Kang and Muter, 1989).
//! It is rounded so that every frame moves whole device pixels, or the marks of ẩ and ỗ shimmer.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use super::model::Row;
use super::options::Pace;

/// Space between two items.
const GAP_PX: f64 = 56.0;
/// Seconds of line kept ready out of sight.
const READY_SECS: f64 = 3.0;
/// Characters of a Vietnamese word (one syllable) with its space, in headlines.
const CHARS_PER_WORD: f64 = 4.6;
/// Most screens refresh 60 times a second; 120 Hz halves the step and stays whole on their dense pixels.
const REFRESH_HZ: f64 = 60.0;

/// An observer and the closure that it calls.
type Watch = (Observer, Closure<dyn FnMut()>);

/// One moving line.
pub struct Conveyor {
    lane: HtmlElement,
    belt: RefCell<Belt>,
    held: Cell<bool>,
    /// Tells when the front item has left; one closure for all of them.
    left: Closure<dyn FnMut()>,
    resized: RefCell<Option<Watch>>,
}

#[derive(Default)]
struct Belt {
    rows: Vec<Row>,
    next: usize,
    last_id: String,
    pace: Pace,
    px_per_sec: f64,
    segments: VecDeque<Segment>,
    spare: Vec<HtmlElement>,
}

struct Segment {
    node: HtmlElement,
    width: f64,
    from: f64,
    /// None while everything fits and stands.
    motion: Option<Motion>,
}

impl Segment {
    /// Where its left edge is.
    fn x(&self, px_per_sec: f64) -> f64 {
        let elapsed = self
            .motion
            .as_ref()
            .and_then(|motion| motion.current_time().as_f64())
            .unwrap_or(0.0);
        self.from - px_per_sec * elapsed / 1000.0
    }

    /// Where its right edge is, while that is in sight or to come. A page that slept for long has only items that left.
    fn right(&self, px_per_sec: f64) -> Option<f64> {
        Some(self.x(px_per_sec) + self.width).filter(|right| *right > 0.5)
    }
}

impl Conveyor {
    /// A line in this box.
    #[must_use]
    pub fn new(lane: HtmlElement) -> Rc<Self> {
        let conveyor = Rc::new_cyclic(|me: &Weak<Self>| {
            let leaving = me.clone();
            Self {
                lane,
                belt: RefCell::default(),
                held: Cell::new(false),
                left: Closure::new(move || {
                    if let Some(conveyor) = leaving.upgrade() {
                        conveyor.drop_front();
                        conveyor.fill();
                    }
                }),
                resized: RefCell::new(None),
            }
        });
        conveyor.watch_width();
        conveyor
    }

    fn watch_width(self: &Rc<Self>) {
        if !Reflect::has(&js_sys::global(), &"ResizeObserver".into()).unwrap_or(false) {
            return;
        }
        let me = Rc::downgrade(self);
        let width = Cell::new(0.0);
        let resize = Closure::<dyn FnMut()>::new(move || {
            let Some(conveyor) = me.upgrade() else { return };
            let now = conveyor.width();
            if width.replace(now) != now {
                conveyor.refit();
            }
        });
        let observer = Observer::new(resize.as_ref());
        observer.observe(&self.lane);
        *self.resized.borrow_mut() = Some((observer, resize));
    }

    fn width(&self) -> f64 {
        f64::from(self.lane.client_width())
    }

    /// Gives the line its items. What is in sight stays; what follows is new.
    pub fn load(&self, rows: Vec<Row>, pace: Pace) {
        let mut belt = self.belt.borrow_mut();
        if belt.rows == rows && belt.pace == pace {
            return;
        }
        let standing = belt.segments.iter().any(|segment| segment.motion.is_none());
        let repaced = belt.pace != pace;
        belt.next = rows
            .iter()
            .position(|row| row.id == belt.last_id)
            .map_or(0, |at| at + 1);
        belt.rows = rows;
        belt.pace = pace;
        // So little is left that it can stand: the line begins anew, rather than going round with copies.
        let may_stand = belt.would_fit(&self.lane, self.width());
        drop(belt);
        if standing || repaced || may_stand {
            self.clear();
        }
        self.fill();
    }

    /// Stops or goes on.
    pub fn hold(&self, held: bool) {
        if self.held.replace(held) == held {
            return;
        }
        for motion in self
            .belt
            .borrow()
            .segments
            .iter()
            .filter_map(|segment| segment.motion.as_ref())
        {
            if held {
                motion.pause();
            } else {
                motion.play();
            }
        }
    }

    /// The box has another width: a standing line may have to move, and the reverse.
    fn refit(&self) {
        let standing = self
            .belt
            .borrow()
            .segments
            .iter()
            .any(|segment| segment.motion.is_none());
        if standing || self.all_fits() {
            self.clear();
        }
        self.fill();
    }

    fn clear(&self) {
        let mut belt = self.belt.borrow_mut();
        for segment in belt.segments.drain(..) {
            segment.stop();
        }
        belt.next = 0;
        drop(belt);
        while let Some(child) = self.lane.first_element_child() {
            child.remove();
        }
    }

    fn drop_front(&self) {
        let mut belt = self.belt.borrow_mut();
        if let Some(front) = belt.segments.pop_front() {
            front.stop();
            front.node.remove();
            belt.spare.push(front.node);
        }
    }

    fn all_fits(&self) -> bool {
        let belt = self.belt.borrow();
        let shown: f64 = belt
            .segments
            .iter()
            .map(|segment| segment.width + GAP_PX)
            .sum();
        belt.segments.len() == belt.rows.len() && shown - GAP_PX <= self.width()
    }

    /// Attaches items until the line is ready some seconds beyond the right edge.
    fn fill(&self) {
        let lane_px = self.width();
        if lane_px <= 0.0 || self.belt.borrow().rows.is_empty() {
            return;
        }
        if self.belt.borrow().segments.is_empty() && self.stand(lane_px) {
            return;
        }
        let mut belt = self.belt.borrow_mut();
        let px_per_sec = belt.px_per_sec;
        // An empty line is covered at once, from its left edge on.
        let last = belt.segments.back();
        let mut right = last
            .and_then(|last| last.right(px_per_sec))
            .map_or(0.0, |right| right + GAP_PX);
        let reach = belt.segments.front().map_or(0.0, |front| front.width)
            + GAP_PX
            + px_per_sec * READY_SECS;
        while right < lane_px + reach {
            let segment = belt.attach(&self.lane, right);
            right += segment.width + GAP_PX;
            let segment = self.start(&belt, segment);
            belt.segments.push_back(segment);
        }
    }

    /// Places all items side by side; true when they fit and may stand.
    fn stand(&self, lane_px: f64) -> bool {
        let mut belt = self.belt.borrow_mut();
        let mut right = 0.0;
        for _ in 0..belt.rows.len() {
            let segment = belt.attach(&self.lane, right);
            right += segment.width + GAP_PX;
            belt.segments.push_back(segment);
            if right - GAP_PX > lane_px {
                break;
            }
        }
        let fits = right - GAP_PX <= lane_px;
        belt.px_per_sec = belt.speed();
        let placed: Vec<Segment> = belt.segments.drain(..).collect();
        for segment in placed {
            if fits {
                _ = segment
                    .node
                    .style()
                    .set_property("transform", &shift(segment.from));
                belt.segments.push_back(segment);
            } else {
                let segment = self.start(&belt, segment);
                belt.segments.push_back(segment);
            }
        }
        fits
    }

    /// Sets an item in motion, in step with the one before it.
    fn start(&self, belt: &Belt, mut segment: Segment) -> Segment {
        let end = -segment.width;
        let frames = Array::of2(&frame(segment.from), &frame(end));
        let options = Object::new();
        let duration = (segment.from - end) / belt.px_per_sec * 1000.0;
        _ = Reflect::set(&options, &"duration".into(), &duration.into());
        _ = Reflect::set(&options, &"fill".into(), &"both".into());
        let motion = segment
            .node
            .unchecked_ref::<Mover>()
            .animate(&frames, &options);
        motion.set_onfinish(self.left.as_ref());
        // Its place was worked out for this very instant: it starts now, not with the next frame.
        let last = belt.segments.back();
        let last = last.filter(|last| last.right(belt.px_per_sec).is_some());
        if let Some(last) = last.and_then(|last| last.motion.as_ref())
            && let (Some(start), Some(elapsed)) =
                (last.start_time().as_f64(), last.current_time().as_f64())
        {
            motion.set_start_time(start + elapsed);
        }
        if self.held.get() {
            motion.pause();
        }
        segment.motion = Some(motion);
        segment
    }
}

impl Belt {
    fn attach(&mut self, lane: &HtmlElement, from: f64) -> Segment {
        let row = &self.rows[self.next % self.rows.len()];
        self.next = (self.next + 1) % self.rows.len();
        self.last_id.clone_from(&row.id);
        let node = self.spare.pop().or_else(segment_node);
        let node = node.unwrap_or_else(|| lane.clone());
        write(&node, row);
        _ = lane.append_child(&node);
        let width = f64::from(node.offset_width());
        Segment {
            node,
            width,
            from: from.round(),
            motion: None,
        }
    }

    /// Whether all items side by side are no wider than the lane.
    fn would_fit(&mut self, lane: &HtmlElement, lane_px: f64) -> bool {
        let (next, last_id) = (self.next, self.last_id.clone());
        self.next = 0;
        let mut right = 0.0;
        let mut tried = Vec::new();
        while tried.len() < self.rows.len() && right - GAP_PX <= lane_px {
            let segment = self.attach(lane, lane_px);
            right += segment.width + GAP_PX;
            tried.push(segment.node);
        }
        for node in tried {
            node.remove();
            self.spare.push(node);
        }
        (self.next, self.last_id) = (next, last_id);
        right - GAP_PX <= lane_px
    }

    /// Whole device pixels per frame.
    fn speed(&self) -> f64 {
        let dense = web_sys::window()
            .map_or(1.0, |window| window.device_pixel_ratio())
            .max(1.0);
        let step = REFRESH_HZ / dense;
        let wanted = self
            .pace
            .px_per_sec
            .map_or_else(|| self.reading_speed(), f64::from);
        (wanted / step).round().max(1.0) * step
    }

    fn reading_speed(&self) -> f64 {
        let chars: usize = self
            .segments
            .iter()
            .map(|s| s.node.text_content().map_or(0, |t| t.chars().count()))
            .sum();
        let px: f64 = self.segments.iter().map(|segment| segment.width).sum();
        let px_per_char = if chars == 0 { 8.0 } else { px / chars as f64 };
        f64::from(self.pace.words_per_minute) / 60.0 * CHARS_PER_WORD * px_per_char
    }
}

impl Segment {
    fn stop(&self) {
        if let Some(motion) = &self.motion {
            motion.set_onfinish(&JsValue::NULL);
            motion.cancel();
        }
    }
}

impl Drop for Conveyor {
    fn drop(&mut self) {
        if let Some((observer, _)) = self.resized.borrow_mut().take() {
            observer.disconnect();
        }
        self.clear();
    }
}

fn segment_node() -> Option<HtmlElement> {
    let document: Document = web_sys::window()?.document()?;
    let node: HtmlElement = document.create_element("a").ok()?.unchecked_into();
    _ = node.set_attribute("class", "segment");
    _ = node.set_attribute("tabindex", "-1");
    let day: Element = document.create_element("span").ok()?;
    _ = day.set_attribute("class", "day");
    let title: Element = document.create_element("span").ok()?;
    _ = node.append_child(&title);
    _ = node.append_child(&day);
    Some(node)
}

fn write(node: &HtmlElement, row: &Row) {
    match &row.url {
        Some(url) => _ = node.set_attribute("href", url),
        None => _ = node.remove_attribute("href"),
    }
    _ = node.set_attribute("data-id", &row.id);
    if let Some(title) = node.first_element_child() {
        title.set_text_content(Some(&row.title));
    }
    if let Some(day) = node.last_element_child() {
        day.set_text_content(Some(&row.meta));
    }
    _ = node.style().remove_property("transform");
}

fn shift(x: f64) -> String {
    let mut text = String::from("translateX(");
    text.push_str(&(x.round() as i32).to_string());
    text.push_str("px)");
    text
}

fn frame(x: f64) -> JsValue {
    let frame = Object::new();
    _ = Reflect::set(&frame, &"transform".into(), &shift(x).into());
    frame.into()
}

#[wasm_bindgen]
extern "C" {
    type Mover;
    #[wasm_bindgen(method)]
    fn animate(this: &Mover, frames: &Array, options: &Object) -> Motion;

    /// A Web Animation; Chromium 68 has the object but no global of that name, so it is not checked.
    type Motion;
    #[wasm_bindgen(method)]
    fn pause(this: &Motion);
    #[wasm_bindgen(method)]
    fn play(this: &Motion);
    #[wasm_bindgen(method)]
    fn cancel(this: &Motion);
    #[wasm_bindgen(method, getter, js_name = currentTime)]
    fn current_time(this: &Motion) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = startTime)]
    fn start_time(this: &Motion) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = startTime)]
    fn set_start_time(this: &Motion, ms: f64);
    #[wasm_bindgen(method, setter)]
    fn set_onfinish(this: &Motion, told: &JsValue);

    #[wasm_bindgen(js_name = ResizeObserver)]
    type Observer;
    #[wasm_bindgen(constructor, js_class = "ResizeObserver")]
    fn new(told: &JsValue) -> Observer;
    #[wasm_bindgen(method)]
    fn observe(this: &Observer, element: &Element);
    #[wasm_bindgen(method)]
    fn disconnect(this: &Observer);
}
