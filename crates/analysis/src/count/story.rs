//! What is kept of a story.

use std::cmp::Ordering;

use nutgraf_core::{Day, EntityKind, Form};

use crate::partial::Renumbering;
use crate::piece::{Piece, TextPiece};
use crate::rank::{Coder, Codes, Ranks};
use crate::sequence::BlockEnd;
use crate::store::place;

/// No sentence or no block.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// One entity of one story.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Named {
    pub(crate) kind: EntityKind,
    pub(crate) name: u32,
    /// Its id on the page.
    pub(crate) id: u32,
    pub(crate) mentions: u32,
    pub(crate) quotations: u32,
    pub(crate) acronym: Option<u32>,
}

/// How often an entity of a story is printed so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct FormCount {
    /// Index into the story's entities.
    pub(crate) entity: u32,
    pub(crate) text: u32,
    pub(crate) form: Form,
    pub(crate) count: u32,
}

/// One mention, by the units that hold it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Mentioned {
    /// Index into the story's entities.
    pub(crate) entity: u32,
    /// Index of the sentence, or [`NOWHERE`].
    pub(crate) sentence: u32,
    /// Index of the block, or [`NOWHERE`].
    pub(crate) block: u32,
}

/// What was counted in one story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StoryCount {
    pub(crate) page: TextPiece,
    pub(crate) article: u32,
    pub(crate) day: Option<Day>,
    /// Numbers of the page's outlet and language.
    pub(crate) outlet: Option<u32>,
    pub(crate) language: Option<u32>,
    pub(crate) length: u32,
    pub(crate) quotations: u32,
    /// As [`Sequence`] says; by the partial's [`Ranks`], or as [`raw`](crate::rank::raw) codes of a counter.
    pub(crate) tokens: Codes,
    /// Tokens up to the end of each sentence of the article.
    pub(crate) sentence_ends: Piece<u32>,
    pub(crate) blocks: Piece<BlockEnd>,
    pub(crate) named: Piece<Named>,
    /// See [`StoryCount::forms`].
    pub(crate) forms: Codes,
    /// Entity of the story, title.
    pub(crate) titles: Piece<(u32, u32)>,
    /// See [`StoryCount::mentions`].
    pub(crate) mentions: Codes,
}

/// What [`StoryCount::forms`] reads: four numbers each.
pub(crate) fn form_codes(forms: &[FormCount]) -> Codes {
    let mut codes = Coder::with_capacity(4 * forms.len());
    for &FormCount { entity, text, form, count } in forms {
        [entity, text, place(&Form::ALL, &form) as u32, count].into_iter().for_each(|code| codes.push(code));
    }
    codes.finish()
}

/// Adds to what [`StoryCount::mentions`] reads: three numbers each, [`NOWHERE`] as 0.
pub(crate) fn push_mention(mentions: &mut Coder, mention: Mentioned) {
    mentions.push(mention.entity);
    mentions.push(mention.sentence.wrapping_add(1));
    mentions.push(mention.block.wrapping_add(1));
}

/// Stories that lie together.
pub(crate) const TOGETHER: usize = 256;

/// Moves what is kept of stories together, into memory of their own. On one thread: each thread has its part of the
/// memory, and what moves from one part to the other leaves a hole there.
pub(crate) fn settle(stories: &mut [StoryCount]) {
    stories.chunks_mut(TOGETHER).for_each(StoryCount::join);
}

impl StoryCount {
    /// Moves what is kept of some stories together.
    pub(crate) fn join(stories: &mut [StoryCount]) {
        TextPiece::join(stories.iter_mut().map(|story| &mut story.page));
        Codes::join(
            stories.iter_mut().flat_map(|story| [&mut story.tokens, &mut story.forms, &mut story.mentions]),
        );
        Piece::join(stories.iter_mut().map(|story| &mut story.sentence_ends));
        Piece::join(stories.iter_mut().map(|story| &mut story.blocks));
        Piece::join(stories.iter_mut().map(|story| &mut story.named));
        Piece::join(stories.iter_mut().map(|story| &mut story.titles));
    }

    /// The order of stories in a sealed partial, whose ranks say what their tokens are: the order of the fields.
    pub(crate) fn order(&self, other: &StoryCount, ranks: &Ranks) -> Ordering {
        let head = |story: &StoryCount| {
            let StoryCount { article, day, outlet, language, length, quotations, .. } = *story;
            (article, day, outlet, language, length, quotations)
        };
        let by_lists = || {
            let by_ends = self.sentence_ends.cmp(&other.sentence_ends);
            let by_named =
                by_ends.then_with(|| (&*self.blocks, &*self.named).cmp(&(&*other.blocks, &*other.named)));
            by_named
                .then_with(|| self.forms().cmp(other.forms()))
                .then_with(|| self.titles.cmp(&other.titles))
                .then_with(|| self.mentions().cmp(other.mentions()))
        };
        self.page
            .cmp(&other.page)
            .then_with(|| head(self).cmp(&head(other)))
            .then_with(|| ranks.of_story(&self.tokens).cmp(ranks.of_story(&other.tokens)))
            .then_with(by_lists)
    }

    /// The printed forms of the entities; in order when sealed.
    pub(crate) fn forms(&self) -> impl Iterator<Item = FormCount> + Clone {
        let mut codes = self.forms.iter();
        std::iter::repeat(()).map_while(move |()| {
            let (entity, text, form, count) = (codes.next()?, codes.next()?, codes.next()?, codes.next()?);
            Some(FormCount { entity, text, form: *Form::ALL.get(form as usize)?, count })
        })
    }

    /// Every mention, entity after entity.
    pub(crate) fn mentions(&self) -> impl Iterator<Item = Mentioned> {
        let mut codes = self.mentions.iter();
        std::iter::from_fn(move || {
            let (entity, sentence, block) = (codes.next()?, codes.next()?, codes.next()?);
            Some(Mentioned { entity, sentence: sentence.wrapping_sub(1), block: block.wrapping_sub(1) })
        })
    }

    /// The same counts, their tokens under other codes.
    pub(crate) fn recoded(mut self, codes: &[u32]) -> StoryCount {
        self.tokens = self.tokens.mapped(codes);
        self
    }

    /// The same counts under other numbers, forms in order.
    pub(crate) fn renumbered(self, to: &Renumbering) -> StoryCount {
        let mut story = self.recoded(&to.codes);
        story.outlet = story.outlet.map(|outlet| to.outlets[outlet as usize]);
        story.language = story.language.map(|language| to.languages[language as usize]);
        let number = |text: u32| to.names[text as usize];
        let named = story.named.iter();
        let named = named.map(|&named| Named {
            name: number(named.name),
            acronym: named.acronym.map(number),
            ..named
        });
        story.named = named.collect::<Vec<_>>().into();
        let forms = story.forms().map(|form| FormCount { text: number(form.text), ..form });
        let mut forms: Vec<FormCount> = forms.collect();
        forms.sort_unstable();
        story.forms = form_codes(&forms);
        let titles = story.titles.iter().map(|&(entity, title)| (entity, number(title)));
        story.titles = titles.collect::<Vec<_>>().into();
        story
    }
}
