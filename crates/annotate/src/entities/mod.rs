//! Mentions into entities: who and what an article names, each once.

mod acronym;
mod address;
mod apposed;
mod aside;
mod award;
mod body;
mod brand;
mod byline;
mod calling;
mod capitals;
mod clause;
mod contest;
mod cue;
mod cut;
mod digest;
mod draft;
mod evidence;
mod extent;
mod filed;
mod fixture;
mod games;
mod ground;
mod headline;
mod joint;
mod key;
mod kind;
mod known;
mod lead;
mod lineup;
mod lower;
mod media;
mod merge;
mod missed;
mod native;
mod nature;
mod nick;
pub(crate) mod nominal;
mod pair;
mod part;
mod person;
#[cfg(test)]
mod property;
mod quoted;
mod repeat;
mod road;
mod row;
mod seam;
mod settle;
mod spaced;
mod standing;
#[cfg(test)]
mod story;
mod ticker;
mod title;
mod title_words;
mod vessel;
mod whole;
mod wire;
mod work;

use draft::{Draft, Listed, ends_any, is_listed, listed, opens_any, word_after};
use key::Names;
use nutgraf_core::{Article, Entity, EntityKind, Form, Mention, NativeName, Span};
use nutgraf_tagger::gazetteer::{self, Field};
use nutgraf_tagger::{Name, Tagger};
use spaced::Spaced as _;

use crate::words::Words;

/// The entities of an article; `next` is the first free id.
pub(crate) fn entities(article: &Article, words: &Words, next: &mut u32) -> Vec<Entity> {
    let names = Tagger::embedded().names(&article.text, &article.sentences, &words.tokens);
    of_names(words, &names, next)
}

/// The entities that a tagger's names make, in order of their first mentions.
pub(crate) fn of_names(words: &Words, names: &[Name], next: &mut u32) -> Vec<Entity> {
    let text = words.text;
    let mut drafts: Vec<Draft> = Vec::with_capacity(names.len());
    drafts.extend(names.iter().filter_map(|&name| cut::draft(text, name)));
    lower::find(words, &mut drafts);
    wire::find(text, &mut drafts);
    standing::find(text, &mut drafts);
    filed::find(text, &mut drafts);
    byline::find(text, &mut drafts);
    digest::find(text, &mut drafts);
    ticker::find(text, &mut drafts);
    part::possessives(text, &mut drafts);
    part::places(text, &mut drafts);
    part::peoples(text, &mut drafts);
    part::members(text, &mut drafts);
    part::ends(text, &mut drafts);
    part::holders(text, &mut drafts);
    part::seats(text, &mut drafts);
    extent::mend(words, &mut drafts);
    missed::add(words, &mut drafts);
    nick::find(words, &mut drafts);
    known::add(words, &mut drafts);
    brand::add(words, &mut drafts);
    media::find(words, &mut drafts);
    road::find(words, &mut drafts);
    seam::mend(words, &mut drafts);
    ground::mend(words, &mut drafts);
    contest::join(text, &mut drafts);
    pair::add(words, &mut drafts);
    vessel::join(words, &mut drafts);
    award::find(words, &mut drafts);
    quoted::find(words, &mut drafts);
    lineup::read(words, &mut drafts);
    aside::read(words, &mut drafts);
    nature::names(text, &mut drafts);
    contest::storms(words, &mut drafts);
    evidence::weigh(text, &mut drafts);
    row::level(text, &mut drafts);
    work::find(text, &mut drafts);
    vessel::find(words, &mut drafts);
    drop_vague(text, &mut drafts);
    drop_openers(words, &mut drafts);
    clause::cut(words, &mut drafts);
    capitals::find(words, &mut drafts);
    headline::mend(words, &mut drafts);
    headline::without_opener(words, &mut drafts);
    address::add(words, &mut drafts);
    let mut own = Names::default();
    kind::vote(text, &mut drafts, &mut own);
    untangle(&mut drafts);
    repeat::add(words, &mut drafts, &mut own);
    untangle(&mut drafts);
    entitle(words, &mut drafts);
    drop_offices(text, &mut drafts);
    let found = merge::entities(text, &drafts, &mut own);
    found
        .into_iter()
        .map(|mentions| {
            let entity = entity(text, &drafts, &mentions, *next, &mut own);
            *next += 1;
            entity
        })
        .collect()
}

/// Of drafts that overlap, keeps the first: brackets in odd places may read one name twice.
fn untangle(drafts: &mut [Draft]) {
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&n| !drafts[n].dropped).collect();
    order.sort_by_key(|&n| (drafts[n].span.start(), std::cmp::Reverse(drafts[n].span.end()), n));
    let mut last: Option<usize> = None;
    for n in order {
        match last.filter(|&last| drafts[last].span.overlaps(drafts[n].span)) {
            Some(last) => {
                if drafts[last].same_as == Some(n) {
                    drafts[last].same_as = None;
                }
                drafts[n].give_way(last);
            }
            None => last = Some(n),
        }
    }
}

/// Finds the titles of the persons.
fn entitle(words: &Words, drafts: &mut [Draft]) {
    let text = words.text;
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&n| !drafts[n].dropped).collect();
    order.sort_by_key(|&n| drafts[n].span);
    let mut last = 0;
    let mut body = Span::default();
    let mut sentence = 0;
    // The title that the persons of a row share.
    let mut shared: Option<Span> = None;
    for n in order {
        let span = drafts[n].span;
        if drafts[n].kind == EntityKind::Organization {
            body = span;
        }
        if drafts[n].kind != EntityKind::Person || drafts[n].form == Some(Form::Native) {
            continue;
        }
        while words.sentences.get(sentence).is_some_and(|held| held.end() <= span.start()) {
            sentence += 1;
        }
        let Some(within) = words.sentences.get(sentence).filter(|held| held.contains(span)) else { continue };
        let mut titles = title::before(
            text,
            within.start().max(last),
            drafts[n].titles.first().map_or(span, |title| title.hull(span)),
        );
        if let Some(tagged) = drafts[n].titles.first_mut().filter(|_| titles.is_empty()) {
            *tagged = title::with_land(text, within.start().max(last), *tagged);
        }
        for title in &mut titles {
            *title = title::without_company(text, *title, body);
        }
        // "{Coast Guard} Lt.": "Guard" is the body's.
        titles.retain(|title| !body.contains(*title));
        titles.append(&mut drafts[n].titles);
        let row = || matches!(&text[last..span.start()], " and " | ", " | ", and " | " & ");
        let first = || opens_any(&text[span.end()..], &[" and ", ", "]);
        shared = match shared {
            _ if !titles.is_empty() => None,
            Some(_) if row() => shared,
            _ if first() => title::several(text, within.start().max(last), span),
            _ => None,
        };
        titles.extend(shared);
        // A bracket between a name and its title is the name in its own script.
        let mut end = span.end() + apposed::letters(&text[span.end()..within.end()]);
        if let Some(bracket) =
            text[end..within.end()].strip_prefix(" (").and_then(|rest| rest.find(')')).filter(|&at| at < 60)
        {
            end += 2 + bracket + 1;
        }
        titles.extend(apposed::after(text, end, within.end()));
        drafts[n].titles = titles;
        last = span.end();
    }
}

/// Letters that stand for things, offices and ailments, and feasts and labels: they name nobody.
static NOBODIES: Listed = Listed::new(|| {
    listed(
        "2FA ABV ADHD ADSL AI AIDS API APIs APR ATM ATMs Bluetooth BSE BST Cafe Café CBE CCTV CD CDCES CDs \
         CEO CEOs CET CFO Chart COO COVID Covid COVID-19 Covid-19 CPA CPAs CPR CPU CPUs CRM CSS Diwali \
         DIY DNA DOI DSL DUI DVD DVDs DWI EMS EST ETF ETFs EV EVs FAQ GDP GIF GMT GPRS GPS GPU GPUs Halloween \
         Hanukkah HDR HDTV HIV HTML HTTP IPO IPOs IQ ISP ISPs JPEG JPEGs KOs LCD LED LGBT LGBTQ LMAO LOL \
         MBE MMS MP3 MPH MRI MVP MVPs NFT NFTs OBE OLED Olympic OMG Paralympic Passover PC PCs PDA PDAs PDF \
         PDFs PDT PHP PIN PST PTSD QA QC R&B R&D Ramadan RBI RBIs RDN RFID RINO RINOs RNA ROI RPG RPGs RSS RSVP \
         SARS SDK SDKs SEO SIM SMS SOS SPAC SPACs SQL SSL SUV SUVs TB TV TVs UFO UFOs UI URL USB UTC UX \
         VAR VAT VIP VIPs VoIP VPN VPNs VR WTF XML YAY",
    )
});

/// Whether a name is a sum of rands, a boxer's knock-outs or holds a character that was decoded as another: "{R11bn}",
/// "{12KOs}".
fn is_count(name: &str) -> bool {
    let sum = || {
        let rest = name.strip_prefix('R')?;
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        Some(number.len() < rest.len() && matches!(number, "bn" | "m" | "k" | "-million" | "-billion"))
    };
    let knocked = || {
        let number = name.strip_suffix("KOs").or_else(|| name.strip_suffix("KO"));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let broken = || name.contains("â€") || name.spaced().any(|word| word == "â");
    sum().unwrap_or(false) || knocked() || broken()
}

/// Whether a name is nothing but an office: one in small letters, or one of several words.
fn is_office(name: &str) -> bool {
    let several = || {
        let words: Vec<&str> = name.spaced().collect();
        gazetteer::title(&words).is_some_and(|title| title.words == words.len())
    };
    (name.contains(' ') || name.starts_with(char::is_lowercase)) && several()
}

/// Whether a name is a letter or a doctrine: "{J.}", "{Fellism}".
fn is_nobody(name: &str) -> bool {
    is_listed(&NOBODIES, name)
        || is_count(name)
        || name.strip_suffix('.').unwrap_or(name).chars().count() == 1
        || name.len() > 6 && name.ends_with("ism") && name.chars().skip(1).all(char::is_lowercase)
}

/// Drops the words that open a sentence and are names nowhere else, where the article prints them in small letters,
/// too: "{Gamers} spent more than other gamers".
fn drop_openers(words: &Words, drafts: &mut [Draft]) {
    let text = words.text;
    let opens = |draft: &Draft| {
        let name = draft.span.slice(text);
        let sentence = words.sentences.partition_point(|sentence| sentence.end() <= draft.span.start());
        !draft.dropped
            && draft.same_as.is_none()
            && draft.titles.is_empty()
            && matches!(draft.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
            // "Threads, owned by ...", "Threads said".
            && !text[draft.span.end()..].starts_with([',', '\'', '’'])
            && !opens_any(&text[draft.span.end()..], &[" said", " says", " has", " is"])
            && name.len() > 3
            && name.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
            && words.sentences.get(sentence).is_some_and(|sentence| sentence.start() == draft.span.start())
            && !key::is_generic(name)
            && gazetteer::known(name).is_none()
            && gazetteer::place(name).is_none()
            && gazetteer::country(name).is_none()
            && gazetteer::given(name).is_none()
            && !gazetteer::surname(name)
    };
    let mut openers: Vec<usize> = (0..drafts.len()).filter(|&n| opens(&drafts[n])).collect();
    if openers.is_empty() {
        return;
    }
    openers.retain(|&n| words.has_small(&drafts[n].span.slice(text).to_lowercase()));
    let elsewhere: Vec<&str> = (0..drafts.len())
        .filter(|n| !drafts[*n].dropped && !openers.contains(n))
        .flat_map(|n| drafts[n].span.slice(text).split([' ', '-']))
        .collect();
    for n in openers {
        drafts[n].dropped |= !elsewhere.contains(&drafts[n].span.slice(text));
    }
}

/// Drops what names no body: "{Central} bank", "{MEP}", "{AI}".
fn drop_vague(text: &str, drafts: &mut [Draft]) {
    let person = |draft: &&Draft| !draft.dropped && draft.kind == EntityKind::Person;
    let persons: Vec<usize> = drafts.iter().filter(person).map(|draft| draft.span.start()).collect();
    for draft in drafts.iter_mut().filter(|draft| !matches!(draft.kind, EntityKind::Event | EntityKind::Work))
    {
        let name = draft.span.slice(text);
        // "{N2} million", "{P4}.2 billion"
        let sum = || {
            let after = &text[draft.span.end()..];
            let digits = name.bytes().skip(1).all(|byte| byte.is_ascii_digit());
            name.len() > 1
                && name.starts_with(['K', 'L', 'N', 'P', 'Q', 'R'])
                && digits
                && (opens_any(after, &[" million", " billion", " trillion"])
                    || after.starts_with([',', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit()))
        };
        let oil = || name == "Brent" && text[draft.span.end()..].starts_with(" crude");
        // "the Bill" is before a parliament.
        let law =
            || name == "Bill" && ends_any(&text[..draft.span.start()], &[" the ", "The ", " this ", " a "]);
        let before = &text[..draft.span.start()];
        // "190 A.D.", "@quill"
        let era = || {
            matches!(name, "A.D" | "A.D." | "B.C" | "B.C." | "B.C.E." | "AD" | "BC")
                && before.trim_end().ends_with(|c: char| c.is_ascii_digit())
        };
        // "Ada Quill, {M.D.}"
        let degree = || before.ends_with(", ") && apposed::is_degree(name);
        // "GM Ada Quill" manages a club.
        let manager = || name == "GM" && persons.contains(&(draft.span.end() + 1));
        // "the {governor}", "the then {Lord Chancellor}"
        let office = || draft.kind == EntityKind::Person && is_office(name);
        let nobody = || {
            office()
                || is_nobody(name)
                || sum()
                || oil()
                || law()
                || era()
                || before.ends_with('@')
                || manager()
                || degree()
        };
        draft.dropped |= draft.same_as.is_none() && nobody();
    }
    for draft in
        drafts.iter_mut().filter(|draft| draft.kind == EntityKind::Organization && draft.form.is_none())
    {
        let noun = word_after(&text[draft.span.end()..], char::is_alphabetic);
        let name = draft.span.slice(text);
        let half = key::is_vague(name) && is_listed(&cut::NOUNS, noun);
        let title = name.bytes().all(|byte| byte.is_ascii_uppercase()) && gazetteer::title(&[name]).is_some();
        draft.dropped |= draft.same_as.is_none() && (half || title);
    }
}

/// Drops what the tagger found inside a title: the "State" of a secretary of state is no body of its own. Lands and
/// peoples stay.
fn drop_offices(text: &str, drafts: &mut [Draft]) {
    let mut titles: Vec<Span> =
        drafts.iter().filter(|draft| !draft.dropped).flat_map(|draft| draft.titles.clone()).collect();
    titles.sort_unstable();
    // "Chairman of the {Fell Bank}" names the bank, "{White House} adviser" the house, "Director of {Sales}" and
    // "Secretary of {State}" nobody.
    let body = |draft: &Draft, title: Span| {
        if draft.span.slice(text) == "White House" {
            return true;
        }
        let held = text.get(title.start()..draft.span.start()).unwrap_or_default();
        let held = held.strip_suffix("the ").unwrap_or(held);
        let office = [" of ", " at "].iter().find_map(|of| held.strip_suffix(of));
        let noun = |office: &str| gazetteer::title(&[office.spaced().next_back().unwrap_or(office)]);
        draft.kind == EntityKind::Organization
            && office.and_then(noun).is_some_and(|title| title.field != Field::Minister)
            && !title_words::is_charge(draft.span.slice(text))
    };
    for draft in
        drafts.iter_mut().filter(|draft| !matches!(draft.kind, EntityKind::Place | EntityKind::Group))
    {
        let at = titles.partition_point(|title| title.end() < draft.span.end());
        draft.dropped |=
            titles.get(at).is_some_and(|&title| title.contains(draft.span) && !body(draft, title));
    }
}

/// One entity of its mentions, which stand in order.
fn entity<'a>(text: &'a str, drafts: &[Draft], mentions: &[usize], id: u32, names: &mut Names<'a>) -> Entity {
    let printed = |n: usize| drafts[n].span.slice(text);
    let is_name = |n: &&usize| !matches!(drafts[**n].form, Some(Form::Native | Form::Acronym));
    // The first of the longest.
    let name = mentions.iter().filter(is_name).rev().max_by_key(|&&n| fullness(printed(n)));
    let name = printed(*name.or(mentions.first()).unwrap_or(&0));
    let first = mentions.first().copied().unwrap_or(0);
    let kind = mentions.iter().find(|n| printed(**n) == name).map_or(drafts[first].kind, |&n| drafts[n].kind);
    let mut entity = Entity {
        id,
        kind,
        name: name.to_owned(),
        aliases: vec![],
        native: vec![],
        acronym: None,
        titles: vec![],
        title_spans: vec![],
        mentions: Vec::with_capacity(mentions.len()),
    };
    for &n in mentions {
        let draft = &drafts[n];
        let text_of = printed(n);
        let form = draft.form.unwrap_or_else(|| form_of(text_of, name, kind, names));
        entity.mentions.push(Mention { span: draft.span, form });
        match form {
            Form::Native if !entity.native.iter().any(|native| native.text == text_of) => {
                let script = native::script(text_of).unwrap_or("Zyyy").to_owned();
                entity.native.push(NativeName { text: text_of.to_owned(), script });
            }
            Form::Acronym if entity.acronym.is_none() => entity.acronym = Some(singular(text_of).to_owned()),
            _ => {}
        }
        // "FELL" is no other name of Fell.
        let is_new = || {
            let mut held = entity.aliases.iter().map(String::as_str).chain([name]);
            !held.any(|held| key::is_same(held, text_of))
        };
        if form != Form::Native && is_new() {
            entity.aliases.push(text_of.to_owned());
        }
        for &span in &draft.titles {
            let title = span.slice(text);
            if !entity.titles.iter().any(|held| held == title) {
                entity.titles.push(title.to_owned());
                entity.title_spans.push(span);
            }
        }
    }
    entity
}

/// How full a form of a name is: its words, then its characters, then whether it has small letters.
fn fullness(name: &str) -> (usize, usize, bool) {
    (name.split_whitespace().count(), name.len(), name.contains(char::is_lowercase))
}

/// "RWTs" is the plural of the initials.
fn singular(letters: &str) -> &str {
    letters.strip_suffix('s').filter(|rest| rest.ends_with(char::is_uppercase)).unwrap_or(letters)
}

/// How a mention without a mark of its own names its entity.
fn form_of<'a>(mention: &'a str, name: &'a str, kind: EntityKind, names: &mut Names<'a>) -> Form {
    if mention == name {
        return Form::Full;
    }
    let (one, whole) = (names.number(mention), names.number(name));
    let (one, whole) = (names.words(one), names.words(whole));
    if one == whole {
        return Form::Full;
    }
    if kind != EntityKind::Place
        && acronym::letters(mention).is_some_and(|letters| {
            acronym::initials(name).contains(&letters)
                || gazetteer::whole_body(mention).is_some() && !whole.starts_with(one)
        })
    {
        return Form::Acronym;
    }
    let part = whole.windows(one.len().max(1)).any(|window| window == one);
    match kind {
        _ if part => Form::Partial,
        EntityKind::Place | EntityKind::Group => Form::Alias,
        _ if one.iter().any(|word| whole.contains(word)) => Form::Partial,
        _ => Form::Alias,
    }
}
