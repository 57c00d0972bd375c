//! A partial as bytes, in the sections of a file.

use nutgraf_core::{Day, EntityKind, Form, Role};

use super::code::{Decoder, Encoder, Flaw};
use super::page::place;
use crate::Partial;
use crate::count::{FormCount, Named, StoryCount, form_codes};
use crate::partial::term;
use crate::rank::{Coder, Ranks};
use crate::sequence::{BlockEnd, Sequence};
use crate::strings::Strings;

/// Every text of a partial, each list in its order: each text by how much of the one before it repeats.
pub(super) fn encode_strings(partial: &Partial, to: &mut Encoder) {
    let Partial { words, terms: _, term_of: _, others, names, outlets, languages, ranks: _, stories: _ } =
        partial;
    for texts in [words, others, names, outlets, languages] {
        to.length(texts.len());
        let mut last = "";
        for text in texts.iter() {
            let same = last.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
            let same = (0..=same).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
            to.length(same);
            to.text(&text[same..]);
            last = text;
        }
    }
}

/// A partial without stories.
pub(super) fn decode_strings(from: &mut Decoder<'_>) -> Result<Partial, Flaw> {
    let words = decode_texts(from)?;
    let (mut terms, mut term_of) = (Strings::default(), vec![]);
    let mut last: Option<(String, &str)> = None;
    for word in words.iter() {
        let this = (term(word), word);
        if last.as_ref().is_some_and(|last| *last >= this) {
            return Err(from.flaw("words in their order"));
        }
        if last.as_ref().is_none_or(|last| last.0 != this.0) {
            terms.push(&this.0);
        }
        term_of.push(terms.len() as u32 - 1);
        last = Some(this);
    }
    let mut texts = || {
        let texts = decode_texts(from)?;
        let ordered = (1..texts.len() as u32).all(|at| texts.get(at - 1) < texts.get(at));
        if ordered { Ok(texts) } else { Err(from.flaw("texts in their order")) }
    };
    let (others, names, outlets, languages) = (texts()?, texts()?, texts()?, texts()?);
    let ranks = Ranks::default();
    Ok(Partial { words, terms, term_of, others, names, outlets, languages, ranks, stories: vec![] })
}

fn decode_texts(from: &mut Decoder<'_>) -> Result<Strings, Flaw> {
    let mut texts = Strings::default();
    let mut text = String::new();
    for _ in 0..from.length()? {
        let same = from.small()? as usize;
        if same > text.len() || !text.is_char_boundary(same) {
            return Err(from.flaw("a beginning of the text before"));
        }
        text.truncate(same);
        text.push_str(from.text()?);
        texts.push(&text);
    }
    Ok(texts)
}

/// The tokens in the order of their ranks: words, then others, as one list of numbers.
pub(super) fn encode_ranks(partial: &Partial, to: &mut Encoder) {
    let words = partial.words.len() as u32;
    to.list(&partial.ranks.tokens()[1..], |to, &token| match token {
        Sequence::OTHER.. => to.number(words + (token - Sequence::OTHER)),
        _ => to.number(token),
    });
}

pub(super) fn decode_ranks(partial: &Partial, from: &mut Decoder<'_>) -> Result<Ranks, Flaw> {
    let words = partial.words.len() as u32;
    let all = partial.words.len() + partial.others.len();
    let tokens = from.list(|from| {
        let token = from.below(all, "a token")?;
        Ok(token.checked_sub(words).map_or(token, |other| Sequence::OTHER + other))
    })?;
    Ok(Ranks::of_tokens(tokens))
}

pub(super) fn encode_story(story: &StoryCount, to: &mut Encoder) {
    // Without `..`: a new field must find its place here.
    let StoryCount {
        page,
        article,
        day,
        outlet,
        language,
        length,
        quotations,
        tokens,
        sentence_ends,
        blocks,
        named,
        forms,
        titles,
        mentions,
    } = story;
    to.text(page);
    to.number(*article);
    to.number(u8::from(day.is_some()));
    day.iter().for_each(|day| to.signed(i64::from(day.number())));
    to.maybe(*outlet);
    to.maybe(*language);
    to.number(*length);
    to.number(*quotations);
    to.length(tokens.len());
    tokens.iter().for_each(|code| to.number(code));
    let mut last = 0;
    to.list(sentence_ends, |to, &end| to.number(end - std::mem::replace(&mut last, end)));
    let mut last = 0;
    to.list(blocks, |to, &BlockEnd { sentences, role }| {
        to.number(sentences - std::mem::replace(&mut last, sentences));
        to.number(place(&Role::ALL, &role));
    });
    to.list(named, |to, &Named { kind, name, id, mentions, quotations, acronym }| {
        to.number(place(&EntityKind::ALL, &kind));
        to.number(name);
        to.number(id);
        to.number(mentions);
        to.number(quotations);
        to.maybe(acronym);
    });
    // Four numbers each.
    to.length(forms.len() / 4);
    forms.iter().for_each(|code| to.number(code));
    to.list(titles, |to, &(entity, title)| {
        to.number(entity);
        to.number(title);
    });
    // Three numbers each.
    to.length(mentions.len() / 3);
    mentions.iter().for_each(|code| to.number(code));
}

pub(super) fn decode_story(partial: &Partial, from: &mut Decoder<'_>) -> Result<StoryCount, Flaw> {
    let names = partial.names.len();
    let optional = |number: Option<u32>, limit: usize, from: &Decoder<'_>| match number {
        Some(number) if number as usize >= limit => Err(from.flaw("the number of a text")),
        number => Ok(number),
    };
    let page = from.text()?.into();
    let article = from.small()?;
    let day = match from.below(2, "0 or 1")? {
        0 => None,
        _ => {
            let number = i32::try_from(from.signed()?).map_err(|_| from.flaw("a day"))?;
            Some(Day::from_number(number))
        }
    };
    let outlet = from.maybe()?;
    let outlet = optional(outlet, partial.outlets.len(), from)?;
    let language = from.maybe()?;
    let language = optional(language, partial.languages.len(), from)?;
    let (length, quotations) = (from.small()?, from.small()?);
    let (ranks, count) = (partial.ranks.tokens().len(), from.length()?);
    let mut codes = Coder::with_capacity(count);
    for _ in 0..count {
        codes.push(from.below(ranks, "a token's rank")?);
    }
    let mut last = 0;
    let mut ascending = |from: &mut Decoder<'_>, limit: usize| {
        last = from
            .small()?
            .checked_add(last)
            .filter(|&end| end as usize <= limit)
            .ok_or_else(|| from.flaw("an end"))?;
        Ok(last)
    };
    let sentence_ends = from.list(|from| ascending(from, count))?;
    let mut last = 0;
    let blocks = from.list(|from| {
        let more = from.small()?;
        let ends = last + u64::from(more);
        if ends > sentence_ends.len() as u64 {
            return Err(from.flaw("sentences of a block"));
        }
        last = ends;
        Ok(BlockEnd { sentences: ends as u32, role: from.one_of(&Role::ALL, "a role")? })
    })?;
    let named = from.list(|from| {
        let kind = from.one_of(&EntityKind::ALL, "a kind of entity")?;
        let name = from.below(names, "the number of a name")?;
        let (id, mentions, quotations) = (from.small()?, from.small()?, from.small()?);
        let acronym = from.maybe()?;
        Ok(Named { kind, name, id, mentions, quotations, acronym: optional(acronym, names, from)? })
    })?;
    let entity = |from: &mut Decoder<'_>| from.below(named.len(), "an entity of the story");
    let forms: Vec<FormCount> = from.list(|from| {
        Ok(FormCount {
            entity: entity(from)?,
            text: from.below(names, "the number of a name")?,
            form: from.one_of(&Form::ALL, "a form of mention")?,
            count: from.small()?,
        })
    })?;
    let titles = from.list(|from| Ok((entity(from)?, from.below(names, "the number of a title")?)))?;
    let count = from.length()?;
    let mut mentions = Coder::with_capacity(3 * count);
    for _ in 0..count {
        mentions.push(entity(from)?);
        mentions.push(from.small()?);
        mentions.push(from.small()?);
    }
    Ok(StoryCount {
        page,
        article,
        day,
        outlet,
        language,
        length,
        quotations,
        tokens: codes.finish(),
        sentence_ends: sentence_ends.into(),
        blocks: blocks.into(),
        named: named.into(),
        forms: form_codes(&forms),
        titles: titles.into(),
        mentions: mentions.finish(),
    })
}
