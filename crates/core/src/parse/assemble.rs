//! Roles into articles: the story, a digest's further stories, teasers, furniture.

use super::Options;
use super::draft::Draft;
use super::feature::Facts;
use super::form::Form;
use super::glued;
use super::judge::{LONGEST_CARD, Verdict};
use super::measure::Ending;
use super::model::Table;
use super::unit::Units;
use crate::{Article, ArticleKind, Furniture, Role};

/// The articles and the furniture of a page, from the verdict on each unit.
pub(crate) struct Assembly<'u, 'p> {
    table: &'u Table,
    units: &'u Units<'p>,
    facts: &'u [Facts],
    verdicts: &'u [Verdict],
    stories: Vec<Draft>,
    teasers: Vec<Draft>,
    furniture: Vec<Furniture>,
    /// Whether all that is story is one story's: HTML says so.
    one_story: bool,
    /// The last unit of the story's text; the first when there is none.
    last_text: usize,
    /// Whether the last unit belonged to a teaser that can take more.
    open_teaser: bool,
}

impl<'u, 'p> Assembly<'u, 'p> {
    pub(crate) fn new(
        table: &'u Table,
        units: &'u Units<'p>,
        facts: &'u [Facts],
        verdicts: &'u [Verdict],
        one_story: bool,
    ) -> Self {
        Assembly {
            table,
            units,
            facts,
            verdicts,
            stories: vec![Draft::new(ArticleKind::Story)],
            teasers: Vec::new(),
            furniture: Vec::new(),
            one_story,
            last_text: verdicts.iter().rposition(Verdict::is_text).unwrap_or_default(),
            open_teaser: false,
        }
    }

    /// Stories, teasers and furniture.
    pub(crate) fn run(mut self, options: &Options) -> (Vec<Article>, Vec<Furniture>) {
        let stories = (0..self.units.units.len()).filter(|&at| {
            self.verdicts[at].region == 1 && self.verdicts[at].role().is_some_and(|role| !role.is_furniture())
        });
        let (blocks, bytes) = stories
            .fold((0, 0), |(blocks, bytes), at| (blocks + 1, bytes + self.units.units[at].text.len() + 1));
        if let Some(story) = self.stories.last_mut() {
            story.reserve(blocks, bytes);
        }
        for at in 0..self.units.units.len() {
            self.unit(at);
        }
        self.demote_empty_stories();
        let mut drafts = self.stories;
        if drafts.is_empty() && self.teasers.len() == 1 {
            for mut only in self.teasers.drain(..) {
                only.article.kind = ArticleKind::Story;
                drafts.push(only);
            }
        }
        drafts.append(&mut self.teasers);
        self.furniture.sort_by_key(|block| block.source.first().map(|span| span.start()));
        (drafts.into_iter().map(|draft| draft.finish(options)).collect(), self.furniture)
    }

    fn unit(&mut self, at: usize) {
        let verdict = &self.verdicts[at];
        let Some(role) = verdict.role() else { return self.teaser(at) };
        if role.is_furniture() {
            self.open_teaser = false;
            return self.furnish(at, role);
        }
        if self.belongs_to_teaser(at, role) {
            if let Some(teaser) = self.teasers.last_mut().filter(|_| self.open_teaser) {
                teaser.add(self.units, at, role);
            } else {
                let mut teaser = Draft::new(ArticleKind::Teaser);
                teaser.add(self.units, at, role);
                self.teasers.push(teaser);
                self.open_teaser = true;
            }
            return;
        }
        self.open_teaser = false;
        self.story(at, role);
    }

    fn story(&mut self, at: usize, role: Role) {
        if self.opens_story(at, role) {
            self.stories.push(Draft::new(ArticleKind::Story));
        }
        let role = match role {
            Role::Headline if self.current().has_paragraph() => Role::Subhead,
            Role::Headline if self.current().is_below_another_headline(&self.units.units[at].text) => {
                Role::Dek
            }
            role => role,
        };
        // A page of one line that breaks off is a teaser standing alone.
        let Facts { form, measure, .. } = &self.facts[at];
        let alone = self.facts.len() == 1
            && role == Role::Paragraph
            && (form.has(Form::BROKEN)
                || measure.words >= 40 && (form.has(Form::KICKER) || self.is_glued(at)));
        if let Some(story) = self.stories.last_mut() {
            if alone {
                add_glued(story, self.table, self.units, at);
            } else {
                story.add(self.units, at, role);
            }
        }
    }

    /// Whether a line that ends with a stop by chance is a glued one beyond doubt.
    fn is_glued(&self, at: usize) -> bool {
        let text = &self.units.units[at].text;
        let cut = (text.len() <= LONGEST_CARD).then(|| glued::cut(&self.table.glue, text));
        cut.is_some_and(|cut| cut.dek.is_some() && cut.margin >= SURELY_GLUED)
    }

    fn current(&self) -> &Draft {
        // One story stands from the start.
        &self.stories[self.stories.len() - 1]
    }

    /// Whether a further story begins here: a second dateline, or a headline with a byline, date or dateline behind it.
    fn opens_story(&self, at: usize, role: Role) -> bool {
        let current = self.current();
        if self.one_story || !current.has_paragraph() {
            return false;
        }
        let filed = |at: usize| self.facts.get(at).is_some_and(|facts| facts.form.has(Form::DATELINE));
        match role {
            Role::Paragraph => filed(at) && current.article.dateline.is_some(),
            Role::Headline => (at + 1..at + 3).any(|next| {
                filed(next) || self.facts.get(next).is_some_and(|facts| facts.form.has(Form::BYLINE))
            }),
            _ => false,
        }
    }

    /// Bylines, dates and pictures among the cards after the story are the cards'.
    fn belongs_to_teaser(&self, at: usize, role: Role) -> bool {
        let is_part = matches!(
            role,
            Role::Byline | Role::Timestamp | Role::Credit | Role::Caption | Role::Kicker | Role::Dek
        );
        let is_teaser = |at: usize| self.verdicts.get(at).is_some_and(Verdict::is_teaser);
        let near = at.checked_sub(1).is_some_and(is_teaser) || is_teaser(at + 1);
        is_part
            && (self.verdicts[at].region == 2 || near && self.verdicts[at].region == 0)
            && (near || self.open_teaser)
            || role == Role::Byline && self.is_of_a_card(at)
    }

    /// Whether a byline with its date stands in a row of such below the story: of cards whose titles were lost.
    fn is_of_a_card(&self, at: usize) -> bool {
        let is_dated = |at: usize| {
            let Some(Facts { form, measure, .. }) = self.facts.get(at) else { return false };
            form.has(Form::BYLINE) && measure.numbers > 0
        };
        let in_row = is_dated(at) && (is_dated(at + 1) || at > 0 && is_dated(at - 1));
        in_row && !self.one_story && self.current().has_paragraph() && self.last_text < at
    }

    fn furnish(&mut self, at: usize, role: Role) {
        let unit = &self.units.units[at];
        self.furniture.push(Furniture { role, source: self.units.sources(unit, 0..unit.text.len()) });
    }

    /// A line of a teaser: a glued one by itself, else a title, or the text under one.
    fn teaser(&mut self, at: usize) {
        let measure = &self.facts[at].measure;
        let is_long = measure.words >= 25;
        let is_text =
            is_long || measure.words >= 6 && (measure.is_closed() || measure.ending == Ending::Ellipsis);
        let takes_text = self.open_teaser
            && self
                .teasers
                .last()
                .is_some_and(|teaser| !teaser.has_paragraph() && teaser.article.headline.is_some());
        if !(is_text && takes_text) {
            let bare = self.open_teaser
                && self
                    .teasers
                    .last()
                    .is_some_and(|teaser| !teaser.has_paragraph() && teaser.article.headline.is_none());
            if !bare {
                self.teasers.push(Draft::new(ArticleKind::Teaser));
            }
        }
        self.open_teaser = true;
        let Some(teaser) = self.teasers.last_mut() else { return };
        if is_long && teaser.article.headline.is_none() {
            add_glued(teaser, self.table, self.units, at);
        } else {
            let role = if is_text { Role::Paragraph } else { Role::Headline };
            teaser.add(self.units, at, role);
        }
    }

    /// A story without running text is none: its blocks are furniture.
    fn demote_empty_stories(&mut self) {
        let is_story = |draft: &Draft| {
            draft
                .article
                .blocks
                .iter()
                .any(|block| matches!(block.role, Role::Paragraph | Role::Dek | Role::Pullquote))
        };
        for draft in &self.stories {
            if !is_story(draft) {
                let blocks = draft.article.blocks.iter();
                self.furniture.extend(
                    blocks.map(|block| Furniture { role: Role::Other, source: block.source.clone() }),
                );
            }
        }
        self.stories.retain(is_story);
    }
}

/// By so much the best cut beats none in a line that ends like a paragraph.
const SURELY_GLUED: i32 = 800;

/// Adds a glued line as kicker, standfirst and text.
pub(crate) fn add_glued(draft: &mut Draft, table: &Table, units: &Units<'_>, at: usize) {
    let unit = &units.units[at];
    let text = unit.text.as_ref();
    let cut = glued::cut(&table.glue, text);
    if let Some(kicker) = cut.kicker {
        draft.article.kicker.get_or_insert_with(|| text[kicker.clone()].to_owned());
        draft.push(units, unit, kicker, Role::Kicker);
    }
    if let Some(dek) = cut.dek {
        draft.article.dek.get_or_insert_with(|| text[dek.clone()].to_owned());
        draft.push(units, unit, dek, Role::Dek);
    }
    draft.push(units, unit, cut.body, Role::Paragraph);
}
