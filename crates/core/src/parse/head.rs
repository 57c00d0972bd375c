//! The head of the story: headline, standfirst, byline and date above its first paragraph.
//!
//! A byline or a date (the anchor) marks the head; the headline is the line above it that speaks of what the story
//! speaks of, or a title right above it with little but the head below; the standfirst stands between the two.

use std::cell::Cell;

use super::byline;
use super::feature::Facts;
use super::form::Form;
use super::judge::Verdict;
use super::lexicon::PROMO_WORDS;
use super::measure::{Ending, Measure};
use super::place::Place;
use super::site::is_label;
use super::unit::Units;
use crate::Role;

/// So far above the first paragraph the head may begin.
const HEAD: usize = 24;
/// Lines that may stand between two lines of names or dates.
const GAP: usize = 9;
/// Words of the longest entry of a menu.
const MENU_ENTRY: usize = 3;
/// Lines below a late byline and date that are looked at for the story.
const BELOW: usize = 9;
/// Lines that may stand between the headline and the first of them.
const ABOVE: usize = 4;
/// Sentences of the site's that may stand above the title.
const MOST_ABOVE: usize = 4;
/// What they may share with the story, as [`Head::shared`] counts.
const MOST_SHARED: i32 = 2;
/// What a headline must score.
const LEAST: i32 = 7;
/// What a title scores right above names or a date, when little but these stands above the story.
const CLOSE: i32 = 7;
/// Lines of something else that may stand between those and the story then.
const BETWEEN: usize = 2;
/// What a title must share with the story where nothing else tells it, as [`Head::shared`] counts.
const SPEAKS: i32 = 3;
/// Words of the longest caption that may stand between a standfirst and the names or date.
const CAPTION_WORDS: usize = 40;
/// Words of the longest title that nothing but its place tells.
const MOST_WORDS: usize = 16;
/// The same where no names or date stand below it, which may be a standfirst.
const MOST_ALONE: usize = 12;

/// Finds the head and names its parts.
pub(crate) fn head(units: &Units<'_>, facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    let page = Head { units, facts, places, bylines: vec![Cell::new(None); facts.len()] };
    titles_of_authors(units, facts, verdicts);
    let Some(first) = page.first_paragraph(verdicts) else { return };
    let Some((anchor, last)) = page.anchors(verdicts, first).or_else(|| page.late_anchors(verdicts, first))
    else {
        if !page.lone_headline(verdicts, first) {
            page.lone_dek(verdicts);
        }
        return;
    };
    let found = page.headline(verdicts, anchor, last, first);
    if let Some(at) = found {
        verdicts[at].region = 1;
        verdicts[at].becomes(Role::Headline, "the story's title, above its byline or date");
        // Printed twice: once for the page, once for the story.
        for twin in [at.wrapping_sub(1), at + 1] {
            if facts.get(twin).is_some_and(|facts| facts.hash == page.facts[at].hash) {
                verdicts[twin].region = 1;
                verdicts[twin].becomes(Role::Headline, "the headline again");
            }
        }
        page.dek(verdicts, at, page.next_anchor(verdicts, at, anchor, last));
        page.above_title(verdicts, at);
    }
    page.bylines(verdicts, found.unwrap_or(anchor), anchor, last);
}

struct Head<'u, 'p> {
    units: &'u Units<'p>,
    facts: &'u [Facts],
    places: &'u [Place],
    /// Whether each line is a byline, once asked for: a line is looked at from several others.
    bylines: Vec<Cell<Option<bool>>>,
}

impl Head<'_, '_> {
    /// The first unit of running text that more of it follows.
    fn first_paragraph(&self, verdicts: &[Verdict]) -> Option<usize> {
        let is_text = |at: usize| {
            let Facts { measure, form, .. } = &self.facts[at];
            let is_sentence = measure.is_closed() && measure.words >= 12 && !form.has(Form::TIMESTAMP);
            verdicts[at].role() == Some(Role::Paragraph) && is_sentence
        };
        let follows = |at: usize| (at + 1..(at + 7).min(self.facts.len())).any(is_text);
        (0..self.facts.len())
            .find(|&at| is_text(at) && follows(at))
            .or_else(|| (0..self.facts.len()).find(|&at| is_text(at)))
    }

    fn is_date(&self, at: usize) -> bool {
        self.facts[at].form.has(Form::TIMESTAMP) && self.facts[at].measure.words >= 2
    }

    fn is_byline(&self, at: usize) -> bool {
        let is = self.bylines[at].get().unwrap_or_else(|| self.names_its_writer(at));
        self.bylines[at].set(Some(is));
        is
    }

    fn names_its_writer(&self, at: usize) -> bool {
        let text = &self.units.units[at].text;
        let short = self.facts[at].measure.words <= 12;
        self.facts[at].form.has(Form::BYLINE)
            || short && byline::is_of_a_house(text)
            || short && byline::is_filed_from(text)
            || short
                && (text.contains('@') || self.facts[at].measure.numbers > 0)
                && !self.is_place_below_names(at)
                && byline::is_names(text)
    }

    /// `Port Elsa | Updated: May 3, 2024`, below `By Ada Quill`.
    fn is_place_below_names(&self, at: usize) -> bool {
        at > 0
            && self.facts[at - 1].form.has(Form::BYLINE)
            && byline::is_place_and_date(&self.units.units[at].text)
    }

    fn is_anchor(&self, verdicts: &[Verdict], at: usize) -> bool {
        self.is_date(at)
            || self.is_byline(at)
            || verdicts[at].role() == Some(Role::Byline)
                && self.facts[at].measure.words <= 20
                && !self.facts[at].form.has(Form::CREDIT)
    }

    /// The next line of names or dates below a line, of those from `top` to `last`.
    fn next_anchor(&self, verdicts: &[Verdict], at: usize, top: usize, last: usize) -> usize {
        if at < top {
            return top;
        }
        (at + 1..last).find(|&below| self.is_anchor(verdicts, below)).unwrap_or(last)
    }

    /// The first and the last line of names or dates that belong together and stand above the story. A standfirst
    /// may have been taken for its first paragraph.
    fn anchors(&self, verdicts: &[Verdict], first: usize) -> Option<(usize, usize)> {
        let is_anchor = |at: usize| self.is_anchor(verdicts, at);
        let end = (first + 6).min(self.facts.len());
        let is_picture = |measure: &Measure, form: Form| {
            !measure.is_closed() || form.has(Form::CAPTION) || form.has(Form::CAPTION_CREDIT)
        };
        let may_stand = |Facts { measure, form, .. }: &Facts| {
            measure.words <= 12 || measure.words <= CAPTION_WORDS && is_picture(measure, *form)
        };
        let late = (first + 1..end)
            .take_while(|&at| may_stand(&self.facts[at]))
            .find(|&at| is_anchor(at))
            .filter(|_| first < HEAD || self.facts[first].measure.words <= 60);
        let last = late.or_else(|| (first.saturating_sub(HEAD)..first).rev().find(|&at| is_anchor(at)))?;
        let mut top = last;
        for at in (top.saturating_sub(HEAD)..top).rev() {
            if top - at > GAP {
                break;
            }
            if is_anchor(at) {
                top = at;
            }
        }
        if self.is_date(top) {
            // `@adaquill` may stand between.
            let above = top.checked_sub(1).map(|at| at - usize::from(at > 0 && self.is_handle(at)));
            top = above.filter(|&at| self.are_names(at)).unwrap_or(top);
        }
        Some((top, last))
    }

    /// A byline and a date side by side below what the site says of itself, with more of the story below than stands
    /// above.
    fn late_anchors(&self, verdicts: &[Verdict], first: usize) -> Option<(usize, usize)> {
        let end = self.facts.len().min(first + HEAD) - 1;
        let is_text = |verdict: &&Verdict| verdict.role() == Some(Role::Paragraph);
        let at =
            (first + 1..end).find(|&at| self.facts[at].form.has(Form::BYLINE) && self.is_date(at + 1))?;
        let above = verdicts[..at].iter().filter(is_text).count();
        let below = verdicts[at + 2..].iter().take(BELOW).filter(is_text).count();
        (below >= 3 && below > above).then_some((at, at + 1))
    }

    /// A few sentences above the title that no other title leads to, and that do not speak of the story, are the site's.
    fn above_title(&self, verdicts: &mut [Verdict], title: usize) {
        let is_text = |verdict: &Verdict| {
            verdict.region == 1 && matches!(verdict.role(), Some(Role::Paragraph | Role::Subhead))
        };
        let count = |verdicts: &[Verdict]| verdicts.iter().filter(|verdict| is_text(verdict)).count();
        let above = count(&verdicts[..title]);
        let is_story = verdicts[..title]
            .iter()
            .any(|verdict| verdict.region == 1 && verdict.role() == Some(Role::Headline));
        if is_story || above == 0 || above > MOST_ABOVE || above * 3 > count(&verdicts[title..]) {
            return;
        }
        for (at, verdict) in verdicts[..title].iter_mut().enumerate() {
            if is_text(verdict) && self.shared(at) <= MOST_SHARED {
                verdict.region = 0;
                verdict.becomes(Role::Promo, "above the story's title");
            }
        }
    }

    /// How much of what a line speaks of the story speaks of.
    fn shared(&self, at: usize) -> i32 {
        let [known, well_known] = self.places[at].topic.map(|share| if share > 5 { 0 } else { share as i32 });
        2 * known + well_known
    }

    /// Whether a line could be a title by its form: short, open, and in none of a page's own forms.
    fn is_title(&self, at: usize, most: usize) -> bool {
        let Facts { measure, form, .. } = &self.facts[at];
        (3..=most).contains(&measure.words)
            && !matches!(measure.ending, Ending::Stop | Ending::Colon | Ending::Comma)
            && measure.promo_words <= 1
            && measure.you + measure.we == 0
            && form.bits() & !(Form::KICKER.bits() | Form::NUMBERED.bits()) == 0
            && !is_label(&self.units.units[at].text)
    }

    /// Whether a line holds several names, or one of two words, or an agency's, and nothing else.
    fn are_names(&self, at: usize) -> bool {
        let (text, words) = (&self.units.units[at].text, self.facts[at].measure.words);
        let several = (3..=16).contains(&words) && (text.contains(',') || text.contains(" and "));
        self.facts[at].form.has(Form::AGENCY)
            || (several || words == 2) && byline::is_names(text) && !is_label(text)
    }

    fn is_handle(&self, at: usize) -> bool {
        self.facts[at].measure.words == 1 && self.units.units[at].text.starts_with('@')
    }

    /// How much a line above the anchor looks like this story's headline; `close` when little stands between anchor and
    /// story.
    fn score(&self, verdicts: &[Verdict], at: usize, anchor: usize, close: bool) -> i32 {
        let Facts { measure, form, .. } = &self.facts[at];
        let barred =
            [Form::CREDIT, Form::AGENCY, Form::CAPTION_CREDIT, Form::TIMESTAMP, Form::BYLINE, Form::PERSON];
        if !(3..=30).contains(&measure.words)
            || matches!(measure.ending, Ending::Colon | Ending::Comma)
            || barred.iter().any(|&other| form.has(other))
            || measure.promo_words > 1
            || measure.is_closed() && self.facts.get(at + 1).is_some_and(|next| next.form.has(Form::CREDIT))
        {
            return 0;
        }
        let stop = measure.ending == Ending::Stop && !ends_in_initials(&self.units.units[at].text);
        let mut score = self.shared(at) + if measure.words >= 5 { 3 } else { 0 };
        score -= i32::from(stop) * 5 + i32::from(stop && measure.words > 14) * 5;
        score -= 2 * (anchor - at) as i32 - 2;
        // `Subscribe to the Port Elsa Times`
        score -= i32::from(measure.promo_words > 0 && PROMO_WORDS.has(measure.first[0])) * 3;
        score -= i32::from(form.has(Form::POINTER)) * 3;
        score += i32::from(verdicts[at].role() == Some(Role::Headline)) * 3;
        score += i32::from(close && at + 1 == anchor && self.is_title(at, MOST_WORDS)) * CLOSE;
        if measure.words >= 5 && !stop && self.is_standfirst(at + 1, anchor) {
            score += 4;
        }
        score += i32::from(self.facts.get(at + 1).is_some_and(|next| next.hash == self.facts[at].hash)) * 3;
        score
    }

    /// Whether one line stands between a headline and the names or date, and may be a standfirst.
    fn is_standfirst(&self, at: usize, anchor: usize) -> bool {
        let twin = at > 0 && at < anchor && self.facts[at].hash == self.facts[at - 1].hash;
        let at = at + usize::from(twin);
        at + 1 == anchor && {
            let Facts { measure, form, .. } = &self.facts[at];
            measure.words >= 6 && measure.promo_words == 0 && form.bits() & !Form::BROKEN.bits() == 0
        }
    }

    fn headline(&self, verdicts: &[Verdict], top: usize, last: usize, first: usize) -> Option<usize> {
        let stands = |&at: &usize| !self.is_anchor(verdicts, at) && !is_label(&self.units.units[at].text);
        let close = top < first && (top..first).filter(stands).count() <= BETWEEN;
        let from = top.saturating_sub(ABOVE);
        let score = |at: usize| {
            if self.is_anchor(verdicts, at) {
                0
            } else {
                self.score(verdicts, at, self.next_anchor(verdicts, at, top, last), close)
            }
        };
        // The upper one of two that score the same: the lower one is its standfirst.
        let best = (from..last).max_by_key(|&at| (score(at), std::cmp::Reverse(at)))?;
        let found = score(best) >= LEAST;
        let above = best
            .checked_sub(1)
            .filter(|&above| above >= from && self.is_title_of(above, best) && score(above) >= LEAST - 3)
            .unwrap_or(best);
        // A closed standfirst and captions may stand between the title and the rest of the head.
        let is_headline = |at: usize| verdicts[at].region == 1 && verdicts[at].role() == Some(Role::Headline);
        let title = (above.saturating_sub(ABOVE)..above).rev().find(|&at| {
            is_headline(at)
                && self.facts[at + 1].shape.is_sentence()
                && self.shared(at) * 2 >= self.shared(above)
                && self.shared(at) > 0
        });
        let title = title.filter(|_| !is_headline(above));
        if title.is_some() {
            return title;
        }
        // Below its title a standfirst may be what speaks of the story.
        (found || verdicts[above].role() == Some(Role::Headline)).then_some(above)
    }

    /// Whether a line is the headline and the line below it, though it scores better, its standfirst.
    fn is_title_of(&self, above: usize, below: usize) -> bool {
        let [title, text] = [above, below].map(|at| &self.facts[at].measure);
        title.words >= 4
            && title.words <= text.words + 4
            && title.ending != Ending::Stop
            && self.facts[above].hash != self.facts[below].hash
    }

    /// A title right above the story, on a page without names and date: its first line, or one that speaks of what the
    /// story speaks of below the page's own. Whether there is one.
    fn lone_headline(&self, verdicts: &mut [Verdict], first: usize) -> bool {
        let Some(at) = first.checked_sub(1) else { return false };
        let is_above = |at: usize| verdicts[at].role().is_none_or(Role::is_furniture);
        let has = verdicts.iter().any(|verdict| verdict.role() == Some(Role::Headline));
        let goes_on = self.facts.get(first + 1).is_some_and(|next| next.shape.is_sentence());
        let found = !has
            && goes_on
            && self.is_title(at, MOST_ALONE)
            && (0..at).all(is_above)
            && (at == 0 || self.shared(at) >= SPEAKS || self.is_below_menu(at));
        if found {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Headline, "a title right above the story");
        }
        found
    }

    /// Whether nothing but a menu stands above a line that is longer than its entries.
    fn is_below_menu(&self, at: usize) -> bool {
        let is_entry = |facts: &Facts| facts.measure.words <= MENU_ENTRY;
        self.facts[at].measure.words > MENU_ENTRY
            && self.facts[at].measure.promo_words == 0
            // `Research Fellow, Harbour Institute`
            && !self.units.units[at].text.split_once(", ").is_some_and(|(post, _)| byline::is_title(post))
            && self.facts[..at].iter().all(is_entry)
    }

    /// A standfirst without headline and byline: the first line, without a stop, on the story's subject.
    fn lone_dek(&self, verdicts: &mut [Verdict]) {
        let is_text = |verdict: &Verdict| {
            matches!(verdict.role(), Some(Role::Paragraph | Role::Subhead | Role::Headline | Role::Dek))
        };
        let Some(at) = verdicts.iter().position(is_text).filter(|&at| at < 4) else { return };
        let Facts { measure, form, .. } = &self.facts[at];
        let open =
            matches!(measure.ending, Ending::Word | Ending::Digit) && (8..=45).contains(&measure.words);
        let goes_on = self.facts.get(at + 1).is_some_and(|next| next.shape.is_sentence())
            && verdicts[at + 1].role() == Some(Role::Paragraph);
        if open
            && goes_on
            && form.bits() & !Form::BROKEN.bits() == 0
            && (1..=5).contains(&self.places[at].topic[0])
        {
            verdicts[at].becomes(Role::Dek, "no stop, above the story");
        }
    }

    /// The line below the headline, when it is a sentence or a title of its own.
    fn dek(&self, verdicts: &mut [Verdict], headline: usize, anchor: usize) {
        let twin = |at: usize| self.facts[at].hash == self.facts[headline].hash;
        let between = headline + 1..anchor;
        for at in between {
            let Facts { measure, form, .. } = &self.facts[at];
            if twin(at) {
                continue;
            }
            let barred = [Form::CREDIT, Form::CAPTION_CREDIT, Form::AGENCY, Form::PERSON, Form::POINTER];
            let credited = self.facts.get(at + 1).is_some_and(|next| next.form.has(Form::CREDIT));
            if (5..=60).contains(&measure.words)
                && measure.promo_words == 0
                && !credited
                && !barred.iter().any(|&other| form.has(other))
            {
                verdicts[at].region = 1;
                verdicts[at].becomes(Role::Dek, "between headline and byline");
                return;
            }
            if measure.words > 3 {
                return;
            }
        }
    }

    /// Names between headline and story are its byline.
    fn bylines(&self, verdicts: &mut [Verdict], headline: usize, anchor: usize, last: usize) {
        let is_open = |verdict: &Verdict| {
            !matches!(verdict.role(), Some(Role::Headline | Role::Dek | Role::Credit | Role::Byline))
        };
        let end = (last + 3).min(self.facts.len());
        let mut has_byline = false;
        let lines = headline..end;
        for at in lines {
            let text = &self.units.units[at].text;
            let measure = &self.facts[at].measure;
            let near = at + 2 >= anchor && at <= last + 1;
            let may_name = is_open(&verdicts[at]) && !self.is_date(at);
            let names =
                || self.is_byline(at) || near && !has_byline && measure.words <= 16 && byline::is_names(text);
            if may_name && names() {
                verdicts[at].region = 1;
                verdicts[at].becomes(Role::Byline, "names above the story");
            }
            has_byline |= verdicts[at].role() == Some(Role::Byline);
            let is_captioned = verdicts.get(at + 1).is_some_and(|next| next.role() == Some(Role::Caption));
            let is_credit = verdicts[at].role() == Some(Role::Credit) && !is_captioned;
            if near && is_credit && self.facts[at].form.has(Form::AGENCY) {
                verdicts[at].becomes(Role::Agency, "an agency above the story");
            }
            let may_be_overruled =
                |role: Role| role.is_furniture() || matches!(role, Role::Paragraph | Role::Subhead);
            if self.is_date(at) && verdicts[at].role().is_none_or(may_be_overruled) {
                verdicts[at].region = 1;
                verdicts[at].becomes(Role::Timestamp, "a date above the story");
            }
        }
    }
}

/// `… in the U.S.`: the stop is the short form's.
fn ends_in_initials(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    last.len() >= 4 && last.split_terminator('.').all(|part| matches!(part.as_bytes(), [b'A'..=b'Z']))
}

/// `STAFF WRITER` on the line below the name, or whom the author writes for.
fn titles_of_authors(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in 1..facts.len() {
        if verdicts[at - 1].role() != Some(Role::Byline) {
            continue;
        }
        let Facts { measure, form, .. } = &facts[at];
        let text = &units.units[at].text;
        let others = Form::PERSON.bits() | Form::CREDIT.bits() | Form::AGENCY.bits();
        if measure.words <= 8 && byline::house_of(text).is_some() {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Byline, "what the writer is, and where");
        } else if measure.words <= 4
            && (measure.capitalised == measure.seen && byline::is_title(text) || byline::is_post(text))
        {
            verdicts[at].becomes(Role::Byline, "title under a byline");
        } else if (2..=5).contains(&measure.words)
            && form.bits() & !others == 0
            && measure.promo_words == 0
            && byline::is_house(text)
            && verdicts.get(at + 1).is_none_or(|next| next.role() != Some(Role::Caption))
        {
            verdicts[at].region = 1;
            let role = if byline::is_wire(text) { Role::Agency } else { Role::Byline };
            verdicts[at].becomes(role, "whom the author writes for");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::place::places;
    use super::*;
    use crate::Layout;

    #[test]
    fn what_the_site_says_above_the_title_is_none_of_the_story() {
        let text = "The Port Elsa Times tests lamps for many hours in its own harbour before it names the best.\n\
            Ferry line to Lune will close after 71 years\n\
            The owner of the ferry line says that no second captain could be found for Lune this year.\n\
            By Tom Brandt\nMay 3, 2024\n\
            The ferry line between Port Elsa and Lune is to close in autumn, its owner said on Monday.\n\
            The line has carried workers and schoolchildren to Lune for 71 years, and lost money in most of them.\n\
            The council will meet on Thursday to talk about a bus that would go to Lune in two hours.\n\
            The ferry will be sold to a museum in Lune, the owner of the line told the council.\n";
        let layout = Layout::plain("page", text);
        let units = Units::of(&layout, false);
        let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
        let role = |at| if matches!(at, 1 | 3 | 4) { Role::Promo } else { Role::Paragraph };
        let mut verdicts: Vec<Verdict> =
            (0..facts.len()).map(|at| Verdict::new(Some(role(at)), 1, 0, 0, "model")).collect();
        head(&units, &facts, &places(&facts), &mut verdicts);
        let [site, title, dek, by, date] = [0, 1, 2, 3, 4].map(|at| verdicts[at].role());
        assert_eq!([site, title, dek], [Role::Promo, Role::Headline, Role::Dek].map(Some));
        assert_eq!([by, date], [Role::Byline, Role::Timestamp].map(Some));
    }
}
